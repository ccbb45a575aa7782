// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text.RegularExpressions;

namespace RtlGen.Synthesis;

/// <summary>The worst path of one kind.</summary>
/// <param name="Kind">Where it goes: <c>register_to_register</c>, <c>register_to_macro</c>.</param>
/// <param name="From">Register or port.</param>
/// <param name="To">Register or port.</param>
/// <param name="Slack">Nanoseconds; below 0 it is too long.</param>
public sealed record TimingPath(string Kind, string From, string To, decimal Slack);

/// <summary>A design in the gates of a library.</summary>
/// <param name="Library">The library's name.</param>
/// <param name="Area">In the library's unit, commonly square micrometres; without the macro.</param>
/// <param name="Period">Clock period that slacks refer to, in nanoseconds.</param>
/// <param name="Paths">The worst of each kind that the design has.</param>
public sealed partial record GateDesign(string Library, decimal Area, decimal Period, IReadOnlyList<TimingPath> Paths)
{
    private const string RegisterToRegister = "register_to_register";

    /// <summary>The worst path from register to register; null when there is none.</summary>
    public TimingPath? Worst => Paths.FirstOrDefault(p => p.Kind.Equals(RegisterToRegister, StringComparison.Ordinal));

    /// <summary>Highest frequency from register to register in MHz; null when there is no such path.</summary>
    public decimal? Megahertz => Worst is { } path ? 1000 / (Period - path.Slack) : null;

    /// <summary>The area in what <c>stat -liberty</c> printed; null when it does not say one, or leaves cells out. Wires alone have none.</summary>
    public static decimal? ParseArea(string text)
    {
        MatchCollection areas = AreaLine().Matches(text);
        if (areas.Count == 0 && NoCells().IsMatch(text))
        {
            return 0;
        }

        return areas.Count == 1 && !UnknownArea().IsMatch(text) && Number(areas[0].Groups["area"].ValueSpan) is { } area ? area : null;
    }

    /// <summary>Reads what <c>sta.tcl</c> printed; null when a section is missing or is neither a path nor the word that there is none.</summary>
    public static (decimal Period, IReadOnlyList<TimingPath> Paths)? ParseTiming(string text)
    {
        decimal? period = null;
        List<TimingPath> paths = [];
        string[] sections = ("\n" + text).Split("\n== ");
        if (!sections[^1].Trim().Equals("end", StringComparison.Ordinal) || !sections.Any(s => s.StartsWith(RegisterToRegister, StringComparison.Ordinal)))
        {
            return null;
        }

        foreach (string section in sections[1..^1])
        {
            string kind = section.Split('\n')[0].Trim();
            if (kind.StartsWith("period ", StringComparison.Ordinal))
            {
                period = Number(kind.AsSpan("period ".Length));
            }
            else if (PathOf(kind, section) is { } path)
            {
                paths.Add(path);
            }
            else if (section.Contains("Error", StringComparison.Ordinal) || !section.Contains("No paths found.", StringComparison.Ordinal))
            {
                return null;
            }
        }

        return period is { } found && found > 0 && paths.All(p => p.Slack < found) ? (found, paths) : null;
    }

    /// <summary>The name of a Liberty file's library; null when the text is no Liberty file.</summary>
    public static string? LibraryName(string text) =>
        LibraryLine().Match(text) is { Success: true } match ? match.Groups["name"].Value : null;

    private static TimingPath? PathOf(string kind, string section)
    {
        Match from = StartPoint().Match(section);
        Match to = EndPoint().Match(section);
        Match slack = SlackLine().Match(section);
        return from.Success && to.Success && slack.Success && Number(slack.Groups["slack"].ValueSpan) is { } number
            ? new TimingPath(kind, Plain(from), Plain(to), number)
            : null;
    }

    // A flip-flop is named after the register that it is.
    private static string Plain(Match point) => point.Groups["name"].Value is var name && name.EndsWith("_reg", StringComparison.Ordinal) ? name[..^"_reg".Length] : name;

    private static decimal? Number(ReadOnlySpan<char> text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? number : null;

    [GeneratedRegex(@"Chip area for (top )?module '[^']+': (?<area>[\d.]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AreaLine();

    [GeneratedRegex(@"^\s+Number of cells:\s+0$", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NoCells();

    [GeneratedRegex(@"Area for cell type \S+(?<!_macro) is unknown", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UnknownArea();

    [GeneratedRegex(@"^Startpoint: (?<name>\S+)", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StartPoint();

    [GeneratedRegex(@"^Endpoint: (?<name>\S+)", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EndPoint();

    [GeneratedRegex(@"^\s+(?<slack>-?[\d.]+)\s+slack \((MET|VIOLATED)\)", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SlackLine();

    [GeneratedRegex(@"^\s*library\s*\(\s*""?(?<name>[^""\s)]+)""?\s*\)", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LibraryLine();
}
