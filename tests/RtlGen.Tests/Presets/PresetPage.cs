// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.RegularExpressions;
using RtlGen.Configuration;
using RtlGen.Design;

namespace RtlGen.Tests.Presets;

/// <summary>docs/presets.md, made from the catalog.</summary>
internal static partial class PresetPage
{
    private const string Head = """
        <!-- SPDX-License-Identifier: Apache-2.0 -->
        # Presets: published accelerators to start from

        `make update-golden` writes this page from the files in `generator/RtlGen.Generator/presets`.

        A preset gives the keys of a configuration their defaults. Two lines make a tile of it:

        ```yaml
        name: my_tile
        extends: isaac
        ```

        Every key of your own goes before the preset's, key by key (`adc.range` as a whole). `rtlgen presets` lists them,
        `rtlgen presets isaac` prints one.

        A preset describes the digital view of a published array as near as the contract allows, not its devices, its
        timing or its energy. Each key's comment says where its value comes from:

        - `stated`: the publication says so, or the public source that is named.
        - `nearest`: the publication says something that the contract does not have; this comes closest.
        - `assumed`: the publication does not say, or nobody here could check; a plain choice.

        | preset | word lines | bit lines | weights | inputs | ADCs of a tile | inputs x outputs |
        |---|---|---|---|---|---|---|

        """;

    /// <summary>The page as it has to be.</summary>
    public static string Make()
    {
        IReadOnlyList<Preset> presets = new PresetCatalog().All;
        StringBuilder page = new(Head);
        foreach (Preset preset in presets)
        {
            page.Append(Row(preset)).Append('\n');
        }

        foreach (Preset preset in presets)
        {
            page.Append(Section(preset));
        }

        return page.ToString();
    }

    private static string Row(Preset preset)
    {
        LayerDesign design = LayerDesign.Derive(PresetTiles.Full(preset.Name));
        RtlConfiguration c = design.Configuration;
        string cells = $"{c.Crossbar.CellBits}-bit cells";
        return $"| [`{preset.Name}`](#{preset.Name}) | {c.Crossbar.Rows} | {c.Crossbar.Columns} "
            + $"| {Bits(c.Weights.Bits)}, {Word(c.Weights.Encoding)}, {cells} "
            + $"| {Bits(c.Inputs.Bits)}, {Word(c.Inputs.Encoding)}, {design.Phases.Count} {(design.Phases.Count == 1 ? "phase" : "phases")} "
            + $"| {design.Placement.Lanes} of {c.Adc.Bits} bits, {Word(c.Adc.Kind)} "
            + $"| {design.Grid.Inputs} x {design.Grid.Outputs} |";
    }

    private static string Section(Preset preset) =>
        $"""

        ## {preset.Name}

        {preset.Title}.

        - Source: {preset.Source}.
        - Differs: {preset.Differs}
        - Nearest: {Keys(preset, "nearest")}.
        - Assumed: {Keys(preset, "assumed")}.
        - [{preset.Name}.yaml](../generator/RtlGen.Generator/presets/{preset.Name}.yaml)

        """;

    /// <summary>The dotted keys whose comment begins with this word.</summary>
    private static string Keys(Preset preset, string origin)
    {
        List<string> keys = [];
        string section = "";
        foreach (string line in preset.Yaml.Split('\n').Where(l => l.Length > 0 && l[0] != '#'))
        {
            if (line[0] != ' ')
            {
                section = line.TrimEnd(':');
            }
            else if (line.Contains($"# {origin}", StringComparison.Ordinal))
            {
                keys.Add($"`{section}.{line.Trim().Split(':')[0]}`");
            }
        }

        return keys.Count == 0 ? "nothing" : string.Join(", ", keys);
    }

    private static string Bits(int bits) => bits == 1 ? "1 bit" : $"{bits} bits";

    /// <summary>A value as a configuration spells it, without underscores.</summary>
    private static string Word(Enum value) => Hump().Replace($"{value}", " $0").TrimStart().ToLowerInvariant();

    [GeneratedRegex("[A-Z]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Hump();
}
