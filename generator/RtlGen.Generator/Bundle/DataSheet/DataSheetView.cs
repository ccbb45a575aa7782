// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Emission;
using RtlGen.Registers;

namespace RtlGen.Bundles.DataSheet;

/// <summary>A row of a table of two columns.</summary>
internal sealed record FactView(string Name, string Value);

/// <summary>A width with the bound that it comes from.</summary>
internal sealed record WidthView(string Name, string Bits, string Range, string Reason);

/// <summary>A register or window in the data sheet's list; <c>regs/</c> has the whole text.</summary>
internal sealed record RegisterRow(string Name, string Offset, string Description);

/// <summary>A timing diagram.</summary>
internal sealed record DiagramView(string Title, string WaveJson);

/// <summary>What the templates of the data sheet place.</summary>
/// <param name="content">The bundle.</param>
/// <param name="escape">How the document's language writes any text.</param>
internal sealed class DataSheetView(BundleContent content, Func<string, string> escape)
{
    private readonly LayerDesign _design = content.Design;
    private readonly Schedule _schedule = content.Design.Schedule;

    public string Name => _design.Name;

    public string Version { get; } = ToolVersion.Text;

    public string Hash => ConfigurationWriter.Hash(_design.Configuration);

    public int Vectors => content.Inputs.Shape[0];

    public bool HasBus => _design.HasBus;

    public string BlockDiagram => DataSheet.BlockDiagram.Of(_design);

    public IReadOnlyList<FactView> Summary
    {
        get
        {
            RtlConfiguration c = _design.Configuration;
            TileGrid grid = _design.Grid;
            return
            [
                Fact("function", $"y = x W, {grid.Inputs} inputs by {grid.Outputs} outputs, then requantization"),
                Fact("tiles", $"{grid.RowTiles} over the inputs x {grid.ColumnTiles} over the outputs = {grid.Count}"),
                Fact("crossbar of a tile", $"{c.Crossbar.Rows} word lines x {_design.PhysicalColumns} bit lines, cells of {Bits(c.Crossbar.CellBits)}"),
                Fact("weights", $"{Bits(c.Weights.Bits)}, {ConfigurationNames.Of(c.Weights.Encoding)}: {_design.Parts.Count} conversion columns an output"),
                Fact("inputs", $"{Bits(c.Inputs.Bits)}, {ConfigurationNames.Of(c.Inputs.Encoding)}: {_design.Phases.Count} phases"),
                Fact("DACs", $"{ConfigurationNames.Of(c.Dac.Kind)}, {Bits(c.Dac.Bits)}"),
                Fact("ADCs", $"{_design.Adcs} a tile, {ConfigurationNames.Of(c.Adc.Kind)}, {Bits(c.Adc.Bits)}, sample and hold: {ConfigurationNames.Of(c.Adc.SampleAndHold)}"),
                Fact("outputs", $"{Bits(_design.Output.Bits)}, {Text(_design.Output.Lo)} to {Text(_design.Output.Hi)}; requantization: {ConfigurationNames.Of(c.Output.Requantize)}"),
                Fact("control", c.Interface.HasBus ? BusPins.NameOf(_design) : ConfigurationNames.Of(c.Interface.Control)),
            ];
        }
    }

    public IReadOnlyList<PortView> Ports => [.. BundleView.PortsOf(_design).Select(p => p with { Meaning = escape(p.Meaning) })];

    public IReadOnlyList<PinView> Pins => [.. BundleView.PinsOf(_design).Select(p => p with { Meaning = escape(p.Meaning) })];

    public IReadOnlyList<TimingView> Timings => [.. BundleView.TimingsOf(_design).Select(t => t with { Reason = escape(t.Reason) })];

    public IReadOnlyList<WidthView> Widths =>
        [.. _design.Widths.Select(w => new WidthView(escape(w.Name), Text(w.Bits), escape($"{w.Range}"), escape(w.Reason)))];

    public IReadOnlyList<FactView> Cycles =>
    [
        Fact("conversion", Cycle(_schedule.ConversionCycles) + (_schedule.ShortestConversion < _schedule.ConversionCycles ? $" at most, {_schedule.ShortestConversion} at least" : "")),
        Fact("conversions of a step", $"{Cycle(_schedule.Converting)}: {_schedule.MuxPositions} mux positions"),
        Fact("drive and settle", Cycle(_schedule.DriveAndSettle) + (_schedule.Transfer > 0 ? $", {_schedule.Transfer} of them the transfer to the DAC chips" : "")),
        Fact("sample", Cycle(_schedule.Sample)),
        Fact("activation step", Cycle(_schedule.StepCycles)),
        Fact("steps of a vector", $"{_schedule.Steps}: {_design.Phases.Count} phases x {_design.RowGroups} row groups"),
        Fact("interval", $"{Cycle(_schedule.Interval)} between vectors, limited by {_schedule.Limit}: the largest of input beats {_schedule.InputBeats}, steps {_schedule.Steps * _schedule.StepCycles}, readout {_schedule.Readout}, output beats {_schedule.OutputBeats}"),
        Fact("latency", $"{Cycle(_schedule.Latency)} from the first input beat to the first output beat, nothing stalled"),
        Fact("vectors a second", $"{Rate()} at a clock period of {content.ClockPeriod.ToString("0.####", CultureInfo.InvariantCulture)} ns"),
    ];

    /// <summary>Bits that the design keeps, its pipeline registers aside.</summary>
    public IReadOnlyList<FactView> Storage
    {
        get
        {
            TileGrid grid = _design.Grid;
            long cells = (long)grid.Count * _design.Configuration.Crossbar.Rows * _design.PhysicalColumns;
            Placement placement = _design.Placement;
            long sums = (long)grid.Count * placement.Groups * placement.OutputsPerLane * _schedule.AccumulatorBanks;
            long outputs = (long)_schedule.OutputSlots * grid.Outputs;
            int words = ParameterWrites.KindsOf(_design).Sum(k => k.Words);
            return
            [
                Fact("cells (in the macros)", $"{cells} of {Bits(_design.Configuration.Crossbar.CellBits)}"),
                Fact("accumulators, at most", $"{sums} of {_design.Arithmetic.Accumulator.Bits} bits and an overflow flag: lane groups x outputs of a lane x {_schedule.AccumulatorBanks} banks"),
                Fact("output buffer", $"{outputs} values of {Bits(_design.Output.Bits)}: {_schedule.OutputSlots} vectors"),
                Fact("parameters", words > 0 ? $"{words} words written at run time" : "none to write"),
            ];
        }
    }

    public IReadOnlyList<RegisterRow> Registers => HasBus ? [.. RegisterRows(RegisterMap.Of(_design))] : [];

    public IReadOnlyList<DiagramView> Diagrams => [.. TimingDiagrams.Of(_design).Select(w => new DiagramView(escape(w.Title), w.ToWaveJson()))];

    /// <summary>The library that draws the diagrams, as released.</summary>
    public string WaveDrom { get; } = LibraryFiles.Read("templates/docs/vendor/wavedrom.min.js");

    public string WaveDromSkin { get; } = LibraryFiles.Read("templates/docs/vendor/wavedrom_skin.js");

    public string WaveDromLicence { get; } = LibraryFiles.Read("templates/docs/vendor/LICENSE.wavedrom");

    private IEnumerable<RegisterRow> RegisterRows(RegisterMap map)
    {
        foreach (Register register in map.Registers)
        {
            yield return new RegisterRow(register.Name, Offset(register.Offset), escape(register.Description));
        }

        foreach (Window window in map.Windows)
        {
            yield return new RegisterRow(window.Name, $"{Offset(window.Offset)} ({window.Words} words)", escape(window.Description));
        }
    }

    private string Rate()
    {
        decimal vectors = 1e9m / (content.ClockPeriod * _schedule.Interval);
        return vectors >= 1e6m ? $"{(vectors / 1e6m).ToString("0.##", CultureInfo.InvariantCulture)} million"
            : vectors.ToString("0", CultureInfo.InvariantCulture);
    }

    private FactView Fact(string name, string value) => new(escape(name), escape(value));

    private static string Cycle(int cycles) => cycles == 1 ? "1 cycle" : $"{Text(cycles)} cycles";

    private static string Bits(int bits) => bits == 1 ? "1 bit" : $"{Text(bits)} bits";

    private static string Offset(long offset) => $"0x{offset:X3}";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
