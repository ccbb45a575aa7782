// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Net;
using System.Text;
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Emission;
using RtlGen.Registers;

namespace RtlGen.Bundles.DataSheet;

/// <summary>A block of the diagram.</summary>
/// <param name="Title">In the field's words.</param>
/// <param name="Lines">Its figures in this design.</param>
/// <param name="Module">The module of the bundle that it is, without the design's name; empty for what is no module.</param>
/// <param name="InTile">True for what every tile has.</param>
internal sealed record Block(string Title, IReadOnlyList<string> Lines, string Module, bool InTile = false);

/// <summary>Draws a layer as SVG: the way of a vector from stream to stream, with the figures of this design.</summary>
internal static class BlockDiagram
{
    private const int Width = 172;
    private const int Height = 92;
    private const int Gap = 26;
    private const int Margin = 24;

    /// <summary>The blocks that a vector passes, in order: up to the macro's codes, then behind the sums.</summary>
    public static (IReadOnlyList<Block> Front, IReadOnlyList<Block> Back, IReadOnlyList<Block> Control) BlocksOf(LayerDesign design)
    {
        RtlConfiguration c = design.Configuration;
        Schedule s = design.Schedule;
        string adc = ConfigurationNames.Of(c.Adc.Kind);
        List<Block> front =
        [
            new("Packet input", [Count(design.InputStream.Beats, "beat") + $" of {design.InputStream.StreamBits} bits", $"{design.Grid.Inputs} inputs of {c.Inputs.Bits} bits"], "packet_input"),
            new("Phase serializer", [Count(design.Phases.Count, "phase"), Count(design.RowGroups, "row group")], "serializer", true),
            new("Word line drivers", [$"{c.Crossbar.Rows} word lines", ConfigurationNames.Of(c.Dac.Kind)], RowModule(c), true),
            new("Analog macro", [$"{c.Crossbar.Rows} x {design.PhysicalColumns} cells", Count(c.Crossbar.CellBits, "bit") + " a cell"], "macro", true),
            new("ADC interface", [$"{design.Adcs} x {adc}, {Count(c.Adc.Bits, "bit")}", Count(s.ConversionCycles, "cycle") + " a conversion"], c.Adc.Link == ConverterLink.Serial ? "adc_serial" : $"adc_{adc}", true),
        ];
        if (c.Adc.OffsetCorrection)
        {
            front.Add(new("Offset correction", [Count(design.OffsetsPerTile, "offset")], "offset_correction", true));
        }

        front.Add(new("Lanes", [$"{design.Placement.Groups} x {Count(design.Placement.OutputsPerLane, "output")}", $"sums of {design.Arithmetic.Accumulator.Bits} bits, {s.AccumulatorBanks} banks"], "lane", true));
        List<Block> back =
        [
            new("Readout and addition", [Count(design.Grid.RowTiles, "row tile"), Count(s.Readout, "cycle")], "output_path"),
            new("Requantization", [$"{s.Requantizers} x {ConfigurationNames.Of(c.Output.Requantize)}", $"y of {design.Widths.First(w => string.Equals(w.Name, "y with bias", StringComparison.Ordinal)).Bits} bits to q of {design.Output.Bits}"], LayerEmitter.RequantizerModule(design)["rtlgen_".Length..]),
            new("Output buffer", [Count(s.OutputSlots, "vector"), Count(design.Grid.Outputs, "output")], "vector_buffer"),
            new("Packet output", [Count(design.OutputStream.Beats, "beat") + $" of {design.OutputStream.StreamBits} bits"], "packet_output"),
        ];
        return (front, back, [.. Control(design)]);
    }

    /// <summary>A picture that needs nothing else and follows the reader's colours.</summary>
    public static string Of(LayerDesign design)
    {
        (IReadOnlyList<Block> front, IReadOnlyList<Block> back, IReadOnlyList<Block> control) = BlocksOf(design);
        int columns = Math.Max(Math.Max(front.Count, back.Count + 1), control.Count);
        int top = control.Count > 0 ? Margin + Height + (2 * Gap) : Margin + Gap;
        int bottom = top + Height + (3 * Gap);
        int width = (2 * Margin) + (columns * (Width + Gap)) - Gap;
        int height = bottom + Height + Margin;
        StringBuilder svg = new();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" aria-label=\"Block diagram of {design.Name}\">\n");
        svg.Append("""
            <style>
            .block { fill: #eef3fa; stroke: #42526b; } .analog { fill: #fdf1dc; } .tile { fill: none; stroke: #42526b; stroke-dasharray: 6 4; }
            .title { font: 600 14px sans-serif; fill: #1d2430; } .figure { font: 12px sans-serif; fill: #40495a; } .wire { fill: none; stroke: #42526b; marker-end: url(#arrow); } .head { fill: #42526b; }
            @media (prefers-color-scheme: dark) {
            .block { fill: #1e2631; stroke: #9aa6b5; } .analog { fill: #3a2f1b; } .tile { stroke: #9aa6b5; } .title { fill: #e4e8ee; } .figure { fill: #b6c0cc; } .wire { stroke: #9aa6b5; } .head { fill: #9aa6b5; }
            }
            </style>
            <defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path class="head" d="M0 0 L8 4 L0 8 z"/></marker></defs>

            """.ReplaceLineEndings("\n"));
        Tiles(svg, design, front, top);
        Row(svg, control, Margin, arrows: false);
        Row(svg, front, top, arrows: true);
        Row(svg, back, bottom, arrows: true);

        // From the lanes, at the end of the upper row, to the readout, at the beginning of the lower one.
        int from = Left(front.Count - 1) + (Width / 2);
        int turn = bottom - Gap;
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"wire\" d=\"M{from} {top + Height} V{turn} H{Left(0) + (Width / 2)} V{bottom}\"/>\n");
        svg.Append("</svg>\n");
        return svg.ToString();
    }

    private static IEnumerable<Block> Control(LayerDesign design)
    {
        if (!design.HasBus)
        {
            yield break;
        }

        RegisterMap map = RegisterMap.Of(design);
        string bus = BusPins.IsApb(design) ? "apb" : "axi4_lite";
        yield return new(BusPins.NameOf(design), [$"{map.AddressBits} address bits"], bus);
        yield return new("Registers", [Count(map.Registers.Count, "register"), Count(map.Windows.Count, "window")], "registers");
        yield return new("Counters", ["cycles, stalls, vectors"], "performance");
        if (design.HasProgramming)
        {
            yield return new("Programming", ["write and verify"], "programmer");
        }

        if (design.Configuration.Adc.OffsetCorrection)
        {
            yield return new("Calibration", ["offsets of ADCs"], "calibrator");
        }
    }

    private static string RowModule(RtlConfiguration configuration) =>
        configuration.Dac.Serial is not null ? "dac_serial" : configuration.Dac.Kind == DacKind.Pwm ? "pwm_driver" : "row_driver";

    private static void Tiles(StringBuilder svg, LayerDesign design, IReadOnlyList<Block> front, int top)
    {
        int first = front.TakeWhile(b => !b.InTile).Count();
        int left = Left(first) - (Gap / 3);
        int right = Left(front.Count - 1) + Width + (Gap / 3);
        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"tile\" x=\"{left}\" y=\"{top - Gap}\" width=\"{right - left}\" height=\"{Height + Gap + (Gap / 3)}\" rx=\"6\"/>\n");
        string text = design.Grid.Count == 1 ? "one tile" : $"{design.Grid.Count} tiles: {design.Grid.RowTiles} over the inputs x {design.Grid.ColumnTiles} over the outputs";
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"figure\" x=\"{left + 8}\" y=\"{top - 9}\">{WebUtility.HtmlEncode(text)}</text>\n");
    }

    private static void Row(StringBuilder svg, IReadOnlyList<Block> blocks, int y, bool arrows)
    {
        for (int i = 0; i < blocks.Count; i++)
        {
            int x = Left(i);
            string style = string.Equals(blocks[i].Module, "macro", StringComparison.Ordinal) ? "block analog" : "block";
            svg.Append(CultureInfo.InvariantCulture, $"<g data-module=\"{blocks[i].Module}\"><rect class=\"{style}\" x=\"{x}\" y=\"{y}\" width=\"{Width}\" height=\"{Height}\" rx=\"6\"/>\n");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"title\" x=\"{x + 10}\" y=\"{y + 26}\">{WebUtility.HtmlEncode(blocks[i].Title)}</text>\n");
            for (int line = 0; line < blocks[i].Lines.Count; line++)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<text class=\"figure\" x=\"{x + 10}\" y=\"{y + 50 + (20 * line)}\">{WebUtility.HtmlEncode(blocks[i].Lines[line])}</text>\n");
            }

            svg.Append("</g>\n");
            if (arrows && i > 0)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<path class=\"wire\" d=\"M{x - Gap} {y + (Height / 2)} H{x}\"/>\n");
            }
        }
    }

    private static int Left(int column) => Margin + (column * (Width + Gap));

    private static string Count(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
