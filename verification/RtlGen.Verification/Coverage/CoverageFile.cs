// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.Emission;

namespace RtlGen.Coverage;

/// <summary>
/// Reads Verilator's coverage.dat: a line a point, <c>C '\x01key\x02value…' count</c> with the keys f file, l line, n column,
/// page (kind and module), o comment.
/// </summary>
public static class CoverageFile
{
    private const string RtlFolder = "rtl/";

    /// <summary>The points of a file, of the design's RTL only: its simulation models do not count.</summary>
    /// <param name="lines">Its lines.</param>
    /// <param name="design">Name of the design, which is the prefix of its modules.</param>
    /// <exception cref="InvalidDataException">It is no such file, or holds no point of the design.</exception>
    public static CodeCoverage Parse(IEnumerable<string> lines, string design)
    {
        Dictionary<string, string> library = RtlLibrary.Sources.Keys.ToDictionary(
            f => f.Replace("rtlgen_", design + "_", StringComparison.Ordinal), f => f, StringComparer.Ordinal);
        var coverage = CodeCoverage.Of(lines.Where(l => l.Length > 0 && l[0] != '#').Select(l => Point(l, library)).OfType<KeyValuePair<CoveragePoint, long>>());
        return coverage.Counts.Count > 0 ? coverage : throw new InvalidDataException($"a coverage file holds nothing of {design}");
    }

    private static KeyValuePair<CoveragePoint, long>? Point(string line, Dictionary<string, string> library)
    {
        int end = line.LastIndexOf('\'');
        if (!line.StartsWith("C '\u0001", StringComparison.Ordinal) || end < 4
            || !long.TryParse(line.AsSpan(end + 1), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out long count))
        {
            throw new InvalidDataException($"no point of a coverage file: {line}");
        }

        var keys = line[4..end].Split('\u0001').Select(k => k.Split('\u0002')).ToDictionary(k => k[0], k => k[^1], StringComparer.Ordinal);
        string path = Value("f");
        // A test's file may lie anywhere; the build puts the sources below a folder of its own.
        int folder = path.LastIndexOf(RtlFolder, StringComparison.Ordinal);
        if (folder < 0)
        {
            return null;
        }

        string file = library.GetValueOrDefault(path[folder..], "generated/" + Path.GetFileName(path));
        return KeyValuePair.Create(new CoveragePoint(KindOf(Value("page")), file, Number("l"), Number("n"), Value("o")), count);

        string Value(string key) =>
            keys.TryGetValue(key, out string? value) ? value : throw new InvalidDataException($"a point of a coverage file without '{key}': {line}");

        int Number(string key) =>
            int.TryParse(Value(key), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                ? number
                : throw new InvalidDataException($"a point of a coverage file with a bad '{key}': {line}");
    }

    private static CoverageKind KindOf(string page) => page.Split('/')[0] switch
    {
        "v_line" => CoverageKind.Line,
        "v_branch" => CoverageKind.Branch,
        "v_toggle" => CoverageKind.Toggle,
        _ => throw new InvalidDataException($"a point of a coverage file of an unknown kind: {page}"),
    };
}
