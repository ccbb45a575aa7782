// SPDX-License-Identifier: Apache-2.0
using System.Text;
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Emission;
using RtlGen.Registers;

namespace RtlGen.Reporting;

/// <summary>What <c>explain</c> tells people: what a configuration becomes, and why.</summary>
public static class ExplanationText
{
    /// <summary>The whole text, LF line ends.</summary>
    /// <param name="design">The layer.</param>
    /// <param name="neededAccumulator">What the layer's weights need (<see cref="WeightAccumulator"/>); null where they are not known.</param>
    public static string Of(LayerDesign design, Width? neededAccumulator = null)
    {
        StringBuilder text = new();
        text.Append($"{design.Name}: {design.Grid.Inputs} inputs x {design.Grid.Outputs} outputs\n");
        Section(text, "Tiles", Tiles(design));
        Section(text, $"Weight: {ConfigurationNames.Of(design.Configuration.Weights.Encoding)}, {design.Parts.Count} conversion column{Plural(design.Parts.Count)} an output", Parts(design));
        Section(text, $"Input: {ConfigurationNames.Of(design.Configuration.Inputs.Encoding)}, {design.Phases.Count} phase{Plural(design.Phases.Count)} in this order", Phases(design));
        Section(text, "Widths (sums in two's complement, with their sign bit)", Widths(design, neededAccumulator));
        Section(text, "Cycles", Cycles(design));
        Section(text, "Output", Output(design));
        Section(text, "Control", Control(design));
        Section(text, "Pins of the analog macro", Pins(design));
        return text.ToString();
    }

    private static void Section(StringBuilder text, string title, TextTable table) =>
        text.Append('\n').Append(title).Append('\n').Append(table);

    private static TextTable Tiles(LayerDesign design)
    {
        TileGrid grid = design.Grid;
        Placement placement = design.Placement;
        CrossbarOptions crossbar = design.Configuration.Crossbar;
        ColumnUse columns = ColumnUse.Of(design, 0);
        string reference = design.Configuration.Weights.HasReferenceColumn ? " and a reference column" : "";
        string lanesPerOutput = placement.LanesPerOutput == 1
            ? $"{placement.OutputsPerLane} output{Plural(placement.OutputsPerLane)} a lane"
            : $"{placement.LanesPerOutput} lanes an output";
        TextTable table = new TextTable("", "")
            .Add("grid", $"{grid.RowTiles} row tile{Plural(grid.RowTiles)} x {grid.ColumnTiles} column tile{Plural(grid.ColumnTiles)} = {grid.Count}; a tile holds {grid.TileInputs} inputs x {grid.TileOutputs} outputs")
            .Add("last tile", $"{grid.InputsOf(grid.RowTiles - 1)} inputs x {grid.OutputsOf(grid.ColumnTiles - 1)} outputs")
            .Add("crossbar", $"{crossbar.Rows} word lines x {crossbar.Columns} bit lines{reference}, cells of {crossbar.CellBits} bit{Plural(crossbar.CellBits)}")
            .Add("row groups", $"{design.RowGroups}, of up to {crossbar.RowsPerActivation} word lines driven together")
            .Add("lanes", $"{placement.Lanes} of {placement.ColumnsPerAdc} conversion columns; {lanesPerOutput}; {design.Adcs} ADCs a tile")
            .Add("placement", Wording.Placement(placement))
            .Add("bit lines", $"{columns.Used} of {crossbar.Columns} used in the fullest tile; {columns.Unused} unused: {columns.NoLane} fill no lane, {columns.NoPart} hold no whole output, {columns.NoOutput} belong to outputs beyond the layer's");
        return table;
    }

    private static TextTable Parts(LayerDesign design)
    {
        TextTable table = new(">part", ">coefficient", "cells hold");
        for (int j = 0; j < design.Parts.Count; j++)
        {
            table.Add($"{j}", Signed(design.Parts[j].Coefficient), Wording.Cells(design.Parts[j], design.Configuration));
        }

        return table;
    }

    private static TextTable Phases(LayerDesign design)
    {
        TextTable table = new(">phase", ">coefficient", "word lines are driven with", ">shift before");
        for (int p = 0; p < design.Phases.Count; p++)
        {
            InputPhase phase = design.Phases[p];
            table.Add($"{p}", Signed(phase.Coefficient), Wording.Drives(phase, design.Configuration), $"{phase.ShiftBefore}");
        }

        return table;
    }

    private static TextTable Widths(LayerDesign design, Width? neededAccumulator)
    {
        TextTable table = new("number", ">bits", "range", "because");
        foreach (Width width in design.Widths)
        {
            table.Add(width.Name, $"{width.Bits}", $"{width.Range}", width.Reason);
            if (width == design.Arithmetic.Accumulator && neededAccumulator is Width needed)
            {
                table.Add(needed.Name, $"{needed.Bits}", $"{needed.Range}", needed.Reason);
            }
        }

        return table;
    }

    private static TextTable Cycles(LayerDesign design)
    {
        Schedule s = design.Schedule;
        AdcUse use = AdcUse.Of(design);
        TextTable table = new("", "");
        foreach ((string link, string cycles) in Wording.Links(design))
        {
            table.Add(link, cycles);
        }

        return table
            .Add("conversion", $"{s.ConversionCycles} cycles ({ConfigurationNames.Of(design.Configuration.Adc.Kind)}), {s.MuxPositions} mux positions: {s.Converting} cycles for a step's conversions")
            .Add("step", $"{s.StepCycles} cycles = {Wording.Step(design)}")
            .Add("overlap", Wording.Overlap(design.Configuration.Adc.SampleAndHold))
            .Add("", "the next vector is received and the last one read out while one is computed")
            .Add("steps", $"{s.Steps} a vector = {design.Phases.Count} phase{Plural(design.Phases.Count)} x {design.RowGroups} row group{Plural(design.RowGroups)}")
            .Add("interval", $"{s.Interval} cycles between vectors, limited by {s.Limit}")
            .Add("", $"max(input beats {s.InputBeats}, steps {s.Steps * s.StepCycles}, readout {s.Readout}, output beats {s.OutputBeats})")
            .Add("latency", $"{s.Latency} cycles from the first input beat to the first output beat")
            .Add("ADC utilisation", $"{Wording.Percent(use.At(s.Interval))} = {use.Conversions} conversions x {use.ConversionCycles} cycles / ({use.Adcs} ADCs x {s.Interval} cycles)")
            .Add("accumulators", $"{s.AccumulatorBanks} banks; a bank is handed back at result {s.ReleaseIndex} of its readout")
            .Add("requantizers", $"{s.Requantizers}, each for up to {s.GroupsPerRequantizer} lane group{Plural(s.GroupsPerRequantizer)} and {s.Readout} outputs")
            .Add("output buffer", $"{s.OutputSlots} vector{Plural(s.OutputSlots)}");
    }

    private static TextTable Output(LayerDesign design)
    {
        OutputFormat q = design.Output;
        string sign = q.IsBipolar ? "bipolar" : q.IsSigned ? "signed" : "unsigned";
        return new TextTable("", "")
            .Add("requantization", Wording.Requantizer(design.Configuration.Output))
            .Add("q", $"{q.Bits} bit{Plural(q.Bits)} {sign}, clamped to {q.Lo} … {q.Hi} (activation {ConfigurationNames.Of(design.Configuration.Output.Activation)})")
            .Add("input stream", Stream(design.InputStream))
            .Add("output stream", Stream(design.OutputStream));
    }

    private static TextTable Control(LayerDesign design)
    {
        string corrected = Answer(design.Configuration.Adc.OffsetCorrection);
        TextTable table = new("", "");
        if (!design.HasBus)
        {
            int words = ParameterWrites.KindsOf(design).Sum(k => k.Words);
            return table
                .Add("bus", "none, no registers")
                .Add("parameters", words > 0 ? $"{words} word{Plural(words)} over the parameter port" : "nothing to write")
                .Add("offset correction", corrected);
        }

        RegisterMap map = RegisterMap.Of(design);
        table
            .Add("bus", $"{ConfigurationNames.Of(design.Configuration.Interface.Control)}, {map.AddressBits} address bits: {1L << map.AddressBits} bytes")
            .Add("programming", Answer(design.HasProgramming))
            .Add("readback", Answer(map.FindWindow("ROW_CODES") is not null))
            .Add("offset correction", corrected);
        foreach (Window window in map.Windows)
        {
            string access = window.IsWritable ? "written" : "read";
            table.Add(
                $"window {window.Name}",
                $"{window.Words} word{Plural(window.Words)} from 0x{window.Offset:X3}, {access}: {WordFormat.Of(design, window.Name).Text}");
        }

        return table;
    }

    private static TextTable Pins(LayerDesign design)
    {
        TextTable table = new("pin", "direction", ">bits", "meaning");
        foreach (MacroPin pin in design.MacroPins)
        {
            table.Add(pin.Name, pin.Direction == PinDirection.Input ? "in" : "out", $"{pin.Width}", pin.Description);
        }

        return table;
    }

    private static string Stream(StreamFormat format) =>
        $"{format.Elements} elements of {format.ElementBits} bit{Plural(format.ElementBits)} in {format.Beats} beat{Plural(format.Beats)} of {format.StreamBits} bits";

    private static string Signed(long value) => value > 0 ? $"+{value}" : $"{value}";

    private static string Answer(bool isThere) => isThere ? "yes" : "no";

    private static string Plural(int count) => count == 1 ? "" : "s";
}
