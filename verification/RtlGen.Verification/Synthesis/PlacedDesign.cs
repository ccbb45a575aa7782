// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RtlGen.Synthesis;

/// <summary>How much of one kind of place on a device is taken.</summary>
/// <param name="Used">By the design.</param>
/// <param name="Available">On the device.</param>
public sealed record PlaceUse(int Used, int Available);

/// <summary>What nextpnr-ice40 made of a design.</summary>
/// <param name="Use">By kind of place: ICESTORM_LC, ICESTORM_RAM.</param>
/// <param name="Megahertz">Highest frequency from register to register; null when it was not routed, or has no such path.</param>
public sealed partial record PlacedDesign(IReadOnlyDictionary<string, PlaceUse> Use, decimal? Megahertz)
{
    /// <summary>What the design has more of than the device: <c>18417 of 7680 logic cells</c>; empty when it fits.</summary>
    public IReadOnlyList<string> TooMuch =>
        [.. Use.Where(u => u.Value.Used > u.Value.Available).Select(u => string.Create(CultureInfo.InvariantCulture, $"{u.Value.Used} of {u.Value.Available} {Word(u.Key)}"))];

    /// <summary>Reads the report that nextpnr writes at its end; null when the text is something else.</summary>
    public static PlacedDesign? ParseReport(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            Dictionary<string, PlaceUse> use = new(StringComparer.Ordinal);
            foreach (JsonProperty kind in document.RootElement.GetProperty("utilization").EnumerateObject())
            {
                use.Add(kind.Name, new PlaceUse(kind.Value.GetProperty("used").GetInt32(), kind.Value.GetProperty("available").GetInt32()));
            }

            decimal[] clocks = [.. document.RootElement.GetProperty("fmax").EnumerateObject().Select(c => c.Value.GetProperty("achieved").GetDecimal())];
            return use.ContainsKey("ICESTORM_LC") ? new PlacedDesign(use, clocks.Length == 0 ? null : clocks.Min()) : null;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Reads the log of a nextpnr that gave up, as far as it counted; null when it did not come so far.</summary>
    public static PlacedDesign? ParseLog(string text)
    {
        Dictionary<string, PlaceUse> use = new(StringComparer.Ordinal);
        foreach (Match line in UseLine().Matches(text))
        {
            use[line.Groups["kind"].Value] = new PlaceUse(Number(line, "used"), Number(line, "available"));
        }

        return use.ContainsKey("ICESTORM_LC") ? new PlacedDesign(use, null) : null;
    }

    private static int Number(Match line, string group) => int.Parse(line.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private static string Word(string kind) => kind switch
    {
        "ICESTORM_LC" => "logic cells",
        "ICESTORM_RAM" => "block RAMs",
        _ => kind,
    };

    [GeneratedRegex(@"^Info:\s+(?<kind>[A-Z]\w+):\s*(?<used>\d+)/\s*(?<available>\d+)\s+\d+%", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UseLine();
}
