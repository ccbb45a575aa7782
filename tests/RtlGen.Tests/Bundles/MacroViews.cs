// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text.RegularExpressions;
using RtlGen.Design;

namespace RtlGen.Tests.Bundles;

/// <summary>Reads the pins back out of the views of a macro, each in the words of its own format: <c>input row[63:0]</c>, or <c>input clk</c>.</summary>
internal static partial class MacroViews
{
    /// <summary>What every view has to say, in the table's order.</summary>
    public static IReadOnlyList<string> Table(LayerDesign design) =>
        [.. design.MacroPins.Select(p => Pin(p.Direction == PinDirection.Input ? "input" : "output", p.Name, p.Width))];

    /// <summary>The ports of the black box.</summary>
    public static IReadOnlyList<string> Verilog(string text) =>
    [
        .. VerilogPort().Matches(text).Select(m => Pin(
            m.Groups["direction"].Value, m.Groups["name"].Value, m.Groups["msb"].Success ? int.Parse(m.Groups["msb"].Value, CultureInfo.InvariantCulture) + 1 : 1)),
    ];

    /// <summary>Pins and buses of a Liberty cell; bits of a bus are not told apart.</summary>
    public static IReadOnlyList<string> Liberty(string text)
    {
        Dictionary<string, int> widths = LibertyType().Matches(text).ToDictionary(
            m => m.Groups["name"].Value, m => int.Parse(m.Groups["bits"].Value, CultureInfo.InvariantCulture), StringComparer.Ordinal);
        return
        [
            .. LibertyPin().Matches(text).Select(m => Pin(
                m.Groups["direction"].Value, m.Groups["name"].Value, m.Groups["type"].Success ? widths[m.Groups["type"].Value] : 1)),
        ];
    }

    /// <summary>
    /// Pins of a LEF macro, inputs first; bits of a bus must stand together and ascend, and none may lie on another.
    /// </summary>
    public static IReadOnlyList<string> Lef(string text)
    {
        List<(string Direction, string Name, int Bits)> pins = [];
        HashSet<string> places = new(StringComparer.Ordinal);
        foreach (Match match in LefPin().Matches(text))
        {
            string direction = match.Groups["direction"].Value.ToLowerInvariant();
            string name = match.Groups["name"].Value;
            if (!places.Add(match.Groups["rectangle"].Value))
            {
                throw new FormatException($"{name} lies on another pin");
            }

            bool follows = match.Groups["bit"].Success
                && pins is [.., var last] && string.Equals(last.Name, name, StringComparison.Ordinal) && string.Equals(last.Direction, direction, StringComparison.Ordinal);
            int bit = match.Groups["bit"].Success ? int.Parse(match.Groups["bit"].Value, CultureInfo.InvariantCulture) : -1;
            int expected = follows ? pins[^1].Bits : match.Groups["bit"].Success ? 0 : -1;
            if (bit != expected)
            {
                throw new FormatException($"{name}[{bit}] where bit {expected} comes next");
            }

            if (follows)
            {
                pins[^1] = pins[^1] with { Bits = bit + 1 };
            }
            else
            {
                pins.Add((direction, name, 1));
            }
        }

        return [.. pins.Select(p => Pin(p.Direction, p.Name, p.Bits))];
    }

    /// <summary>In the words of every view.</summary>
    public static string Pin(string direction, string name, int bits) =>
        bits == 1 ? $"{direction} {name}" : $"{direction} {name}[{(bits - 1).ToString(CultureInfo.InvariantCulture)}:0]";

    [GeneratedRegex(@"^  (?<direction>input|output) +wire (\[(?<msb>\d+):0\] )?(?<name>\w+),?  //", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex VerilogPort();

    [GeneratedRegex(@"type \((?<name>\w+)\) \{\s*base_type : array;\s*data_type : bit;\s*bit_width : (?<bits>\d+);", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LibertyType();

    [GeneratedRegex(@"^    (pin|bus) \((?<name>\w+)\) \{\s*(bus_type : (?<type>\w+);\s*)?direction : (?<direction>\w+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LibertyPin();

    [GeneratedRegex(
        @"PIN (?<name>\w+)(\[(?<bit>\d+)\])?\n\s*DIRECTION (?<direction>\w+) ;\n\s*USE \w+ ;\n\s*PORT\n\s*LAYER \w+ ;\n\s*RECT (?<rectangle>[\d. ]+) ;\n\s*END\n\s*END \k<name>(\[\k<bit>\])?\n",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LefPin();
}
