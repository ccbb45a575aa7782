// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.Design;

namespace RtlGen.Emission;

/// <summary>What the black box and the behavioural macro place.</summary>
internal sealed class MacroView(LayerDesign design)
{
    public string Version { get; } = ToolVersion.Text;

    public string Name => design.Name;

    public int Rows => design.Configuration.Crossbar.Rows;

    public int Columns => design.PhysicalColumns;

    public int Adcs => design.Adcs;

    public IReadOnlyList<PinView> Pins => PinView.OfMacro(design);

    public int CodeBits => design.Configuration.Adc.Bits;

    public int CodeMin => design.Arithmetic.Adc.CodeMin;

    /// <summary>Lanes in use in the fullest tile; the others convert nothing.</summary>
    public int Lanes => LaneGroups.InColumnTile(design, 0) * design.Placement.LanesPerOutput;

    public int CellBits => CellImage.PlanesOf(design);

    public int Positions => design.Placement.ColumnsPerAdc;

    public int MuxBits => design.MacroPins.Single(p => string.Equals(p.Name, "mux", StringComparison.Ordinal)).Width;

    public int HoldBanks => DoubleSampleAndHold ? 2 : 1;

    public bool DoubleSampleAndHold => design.Configuration.Adc.SampleAndHold == SampleAndHold.Double;

    public string Step256 => $"64'sd{design.Arithmetic.Adc.Step256}";

    public string Zero256 => Verilog.Signed(64, design.Arithmetic.Adc.Zero256);

    /// <summary>Numbers of rtlgen_crossbar, which follow the order of the enumeration.</summary>
    public int Rounding => (int)design.Arithmetic.Adc.Rounding;

    public bool IsSar => design.Configuration.Adc.Kind == AdcKind.Sar;

    public bool IsFlash => design.Configuration.Adc.Kind == AdcKind.Flash;

    public int Comparators => (1 << CodeBits) - 1;

    public string UnusedPins => IsSar ? "drive, trial" : "drive";
}

/// <summary>What the simulation top places.</summary>
internal sealed class SimulationView(LayerDesign design, bool runtime)
{
    private readonly LayerView _layer = new(design, null);

    public string Version { get; } = ToolVersion.Text;

    public string Name => design.Name;

    public bool Runtime => runtime;

    public int StreamMsb => _layer.StreamMsb;

    public int TileMsb => _layer.TileMsb;

    public int TileCount => design.Grid.Count;

    public int Adcs => design.Adcs;

    public int CodeBits => design.Configuration.Adc.Bits;

    public int RequantizerCount => _layer.RequantizerCount;

    public int RequantizerMsb => _layer.RequantizerMsb;

    public int RowTiles => _layer.RowTiles;

    public int AccumulatorBits => _layer.AccumulatorBits;

    public int YBits => _layer.YBits;

    public string CodeValids => Verilog.Concatenate(_layer.Tiles.Select(t => $"dut.u_tile_{t.Row}_{t.Column}.code_valid"));

    public string Codes => Verilog.Concatenate(_layer.Tiles.Select(CodesOf));

    public string Selected => OverRequantizers("selected");

    public string Ys => OverRequantizers("y");

    public string Flags => OverRequantizers("flag");

    private string OverRequantizers(string signal) =>
        Verilog.Concatenate(Enumerable.Range(0, RequantizerCount).Select(r => $"dut.{signal}_{r}"));

    private string CodesOf(LayerTileView tile)
    {
        int idle = design.Adcs - (tile.GroupCount * design.Placement.LanesPerOutput);
        string codes = $"dut.u_tile_{tile.Row}_{tile.Column}.code";
        return idle == 0 ? codes : $"{idle * CodeBits}'d0, {codes}";
    }
}
