// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using RtlGen.Diagnostics;
using RtlGen.Emission;

namespace RtlGen.Coverage;

/// <summary>An excluded line, or bits of what it declares, and why.</summary>
public sealed record CoverageExclusion(string File, int Line, string Reason)
{
    /// <summary>Only toggles of these bits do not count: <c>63:20</c>, <c>29:23,7</c>. Empty: nothing of the line does.</summary>
    public string Bits { get; init; } = "";

    /// <summary>File and line, and the bits: <c>rtl/rtlgen_performance.v:30[63:20]</c>.</summary>
    [JsonIgnore]
    public string Place => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}{(Bits.Length == 0 ? "" : $"[{Bits}]")}");

    /// <summary>From highest to lowest.</summary>
    internal IEnumerable<(int High, int Low)> Ranges =>
        Bits.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(r => r.Split(':')).Select(r => (Number(r[0]), Number(r[^1])));

    /// <summary>True when the point does not count.</summary>
    public bool Covers(CoveragePoint point) =>
        point.Line == Line && string.Equals(point.File, File, StringComparison.Ordinal)
        && (Bits.Length == 0 || (point.Bit is { } bit && Ranges.Any(r => bit >= r.Low && bit <= r.High)));

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}

/// <summary>
/// Lines whose points do not count, as comments beside them say: <c>// coverage: off (reason)</c> for its line,
/// <c>// coverage: off begin (reason)</c> … <c>// coverage: off end</c> for all lines from one to the other,
/// <c>// coverage: off [63:20,7] (reason)</c> for toggles of these bits of what its line declares. Nothing is excluded without a reason.
/// </summary>
public sealed partial class CoverageExclusions
{
    private readonly ILookup<(string File, int Line), CoverageExclusion> _lines;

    private CoverageExclusions(IReadOnlyList<CoverageExclusion> all)
    {
        All = all;
        _lines = all.ToLookup(e => (e.File, e.Line));
    }

    /// <summary>Each excluded line, in the order of files and lines.</summary>
    public IReadOnlyList<CoverageExclusion> All { get; }

    /// <summary>The library's texts by their files: what exclusions are read from, and holes quoted from.</summary>
    public static IReadOnlyDictionary<string, string> LibrarySources => RtlLibrary.Sources;

    /// <summary>Reads the comments of files.</summary>
    /// <param name="sources">Texts by file.</param>
    /// <exception cref="BadInputException">An exclusion has no reason, no end or no beginning, or is spelled in another way; all of them.</exception>
    public static CoverageExclusions Read(IReadOnlyDictionary<string, string> sources)
    {
        List<CoverageExclusion> all = [];
        List<Diagnostic> errors = [];
        foreach ((string file, string text) in sources.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            ReadFile(file, text.Split('\n'), all, errors);
        }

        return errors.Count == 0 ? new CoverageExclusions(all) : throw new BadInputException(errors);
    }

    /// <summary>True when the point does not count.</summary>
    public bool Covers(CoveragePoint point) => _lines[(point.File, point.Line)].Any(e => e.Covers(point));

    private static void ReadFile(string file, string[] lines, List<CoverageExclusion> all, List<Diagnostic> errors)
    {
        (int Line, string Reason)? open = null;
        for (int line = 1; line <= lines.Length; line++)
        {
            Match comment = Comment().Match(lines[line - 1]);
            string part = comment.Groups["part"].Value;
            string reason = comment.Groups["reason"].Value.Trim();
            CoverageExclusion exclusion = new(file, line, reason) { Bits = comment.Groups["bits"].Value };
            if (!comment.Success)
            {
                if (Attempt().IsMatch(lines[line - 1]))
                {
                    errors.Add(Error(file, line, "a coverage comment that says nothing known"));
                }
            }
            else if (part is "end" ? reason.Length > 0 : reason.Length == 0)
            {
                errors.Add(Error(file, line, part is "end" ? "the end of a coverage exclusion has no reason of its own" : "a coverage exclusion without a reason"));
            }
            else if (exclusion.Ranges.Any(r => r.High < r.Low))
            {
                errors.Add(Error(file, line, "a coverage exclusion of bits whose lowest comes first"));
            }
            else if (part.Length > 0 && part is "end" == (open is null))
            {
                errors.Add(Error(file, line, open is null ? "the end of a coverage exclusion that has not begun" : $"a coverage exclusion within that of line {open.Value.Line}"));
            }
            else if (part is "begin")
            {
                open = (line, reason);
            }

            if (open is { } range)
            {
                all.Add(new CoverageExclusion(file, line, range.Reason));
            }
            else if (comment.Success && part.Length == 0)
            {
                all.Add(exclusion);
            }

            open = comment.Success && part is "end" ? null : open;
        }

        if (open is { } left)
        {
            errors.Add(Error(file, left.Line, "a coverage exclusion that never ends"));
        }
    }

    private static Diagnostic Error(string file, int line, string cause) => new(
        DiagnosticCodes.CoverageComment,
        new SourcePosition(file, line, 1),
        null,
        null,
        cause,
        "write '// coverage: off (reason)', '// coverage: off [63:20,7] (reason)', or '// coverage: off begin (reason)' and '// coverage: off end'");

    [GeneratedRegex(@"//\s*coverage:\s*off(\s+(?<part>begin|end)|\s*\[(?<bits>[0-9]{1,5}(:[0-9]{1,5})?(,[0-9]{1,5}(:[0-9]{1,5})?)*)\])?\s*(\((?<reason>.*)\))?\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"//\s*coverage\s*:", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Attempt();
}
