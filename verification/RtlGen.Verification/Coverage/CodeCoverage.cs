// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;

namespace RtlGen.Coverage;

/// <summary>
/// Lines, branches and toggles that simulations reached, merged over passes, designs and instances.
/// </summary>
/// <remarks>
/// <para>
/// Points are merged by kind, file, line, column and name, whatever the parameters of the module's instance: a line of the library is
/// covered when any instance of any design ran it, since that is where its text was tried. An arm that one parameterisation
/// can never reach is a hole only if no other reached it either. A bit of a signal is a point of its own: bits that only wide
/// parameterisations have are points as soon as one such design was built, and are covered when one of them moved the bit.
/// So widths that no design had are no holes; drawing them is what functional coverage asks for.
/// </para>
/// <para>
/// A module that no design contains has no points at all: see <see cref="WithoutPoints"/>, without which 100 % would be a lie.
/// </para>
/// </remarks>
public sealed class CodeCoverage
{
    private const int Format = 1;

    private readonly SortedDictionary<CoveragePoint, long> _counts;

    private CodeCoverage(SortedDictionary<CoveragePoint, long> counts) => _counts = counts;

    /// <summary>Nothing: where merging begins.</summary>
    public static CodeCoverage Empty { get; } = new(new SortedDictionary<CoveragePoint, long>(CoveragePoint.Order));

    /// <summary>Every point with the times that it counted, ordered by file, line, column, kind and name.</summary>
    public IReadOnlyDictionary<CoveragePoint, long> Counts => _counts;

    /// <summary>Only what is in <c>rtl/</c>.</summary>
    public CodeCoverage Library => Where(p => p.IsLibrary);

    /// <summary>One a file, by its name.</summary>
    public IReadOnlyList<FileCoverage> Files =>
        [.. _counts.GroupBy(c => c.Key.File, StringComparer.Ordinal).Select(g => new FileCoverage(g.Key, ShareOf(g, false), ShareOf(g, true)))];

    /// <summary>Lines and branches of all files.</summary>
    public CoverageShare Lines => ShareOf(_counts, false);

    /// <summary>Toggles of all files.</summary>
    public CoverageShare Toggles => ShareOf(_counts, true);

    /// <summary>Coverage of given points; those named twice are added.</summary>
    public static CodeCoverage Of(IEnumerable<KeyValuePair<CoveragePoint, long>> counts)
    {
        SortedDictionary<CoveragePoint, long> sums = new(CoveragePoint.Order);
        foreach ((CoveragePoint point, long count) in counts)
        {
            long sum = sums.GetValueOrDefault(point);
            sums[point] = sum > long.MaxValue - count ? long.MaxValue : sum + count;
        }

        return new CodeCoverage(sums);
    }

    /// <summary>All of them together; their order makes no difference.</summary>
    public static CodeCoverage Merge(IEnumerable<CodeCoverage> all) => Of(all.SelectMany(c => c._counts));

    /// <summary>Without the points on lines that are excluded.</summary>
    public CodeCoverage Without(CoverageExclusions exclusions) => Where(p => !exclusions.Covers(p));

    /// <summary>Points that never counted.</summary>
    /// <param name="sources">Texts by file, to quote from; <see cref="CoverageExclusions.LibrarySources"/> are those of the library.</param>
    public IReadOnlyList<CoverageHole> Holes(IReadOnlyDictionary<string, string> sources)
    {
        Dictionary<string, string[]> lines = sources.ToDictionary(s => s.Key, s => s.Value.Split('\n'), StringComparer.Ordinal);
        return
        [
            .. _counts.Where(c => c.Value == 0).Select(c => new CoverageHole(
                c.Key, lines.TryGetValue(c.Key.File, out string[]? text) && c.Key.Line <= text.Length ? text[c.Key.Line - 1].Trim() : "")),
        ];
    }

    /// <summary>The files among these that no design contained.</summary>
    public IReadOnlyList<string> WithoutPoints(IEnumerable<string> files) =>
        [.. files.Except(_counts.Keys.Select(p => p.File), StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Compact text of all of it; the same coverage gives the same text.</summary>
    public string ToJson()
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("format", Format);
            json.WriteStartObject("files");
            foreach (IGrouping<string, KeyValuePair<CoveragePoint, long>> file in _counts.GroupBy(c => c.Key.File, StringComparer.Ordinal))
            {
                json.WriteStartArray(file.Key);
                foreach ((CoveragePoint point, long count) in file)
                {
                    json.WriteStartArray();
                    json.WriteNumberValue((int)point.Kind);
                    json.WriteNumberValue(point.Line);
                    json.WriteNumberValue(point.Column);
                    json.WriteStringValue(point.Name);
                    json.WriteNumberValue(count);
                    json.WriteEndArray();
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is something else, or of another format.</exception>
    public static CodeCoverage FromJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;
            if (root.GetProperty("format").GetInt32() != Format)
            {
                throw new InvalidDataException("code coverage of another format");
            }

            return Of(root.GetProperty("files").EnumerateObject().SelectMany(f => f.Value.EnumerateArray().Select(p => Point(f.Name, p))));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            throw new InvalidDataException($"no code coverage: {e.Message}", e);
        }
    }

    private static KeyValuePair<CoveragePoint, long> Point(string file, JsonElement p) => new(
        new CoveragePoint((CoverageKind)p[0].GetInt32(), file, p[1].GetInt32(), p[2].GetInt32(), p[3].GetString()!), p[4].GetInt64());

    private static CoverageShare ShareOf(IEnumerable<KeyValuePair<CoveragePoint, long>> counts, bool toggles)
    {
        KeyValuePair<CoveragePoint, long>[] ones = [.. counts.Where(c => c.Key.Kind == CoverageKind.Toggle == toggles)];
        return new CoverageShare(ones.Count(c => c.Value > 0), ones.Length);
    }

    private CodeCoverage Where(Func<CoveragePoint, bool> keep) => Of(_counts.Where(c => keep(c.Key)));
}
