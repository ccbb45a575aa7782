// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text.RegularExpressions;

namespace RtlGen.Tests.Bundles;

/// <summary>Reads the ports of an emitted module.</summary>
internal static partial class TopPorts
{
    /// <summary>In the words of <see cref="MacroViews.Pin"/>, in the module's order.</summary>
    public static IReadOnlyList<string> Of(string verilog)
    {
        string header = verilog[verilog.IndexOf("\nmodule ", StringComparison.Ordinal)..];
        header = header[..header.IndexOf("\n);", StringComparison.Ordinal)];
        return
        [
            .. Port().Matches(header).Select(m => MacroViews.Pin(
                m.Groups["direction"].Value, m.Groups["name"].Value, m.Groups["msb"].Success ? int.Parse(m.Groups["msb"].Value, CultureInfo.InvariantCulture) + 1 : 1)),
        ];
    }

    /// <summary>Every bit of a port that is written like that.</summary>
    public static IEnumerable<string> Bits(string port)
    {
        string name = port.Split(' ')[1];
        Match range = Range().Match(name);
        return range.Success
            ? Enumerable.Range(0, int.Parse(range.Groups["msb"].Value, CultureInfo.InvariantCulture) + 1).Select(b => $"{name[..range.Index]}[{b.ToString(CultureInfo.InvariantCulture)}]")
            : [name];
    }

    [GeneratedRegex(@"^\s*(?<direction>input|output) +wire +(\[(?<msb>\d+):0\] *)?(?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Port();

    [GeneratedRegex(@"\[(?<msb>\d+):0\]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Range();
}
