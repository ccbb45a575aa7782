// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;

namespace RtlGen.Emission;

/// <summary>What the simulation top places.</summary>
internal sealed class SimulationView(LayerDesign design, bool runtime)
{
    private readonly LayerView _layer = new(design, null);

    public string Version { get; } = ToolVersion.Text;

    public string Name => design.Name;

    /// <summary>There is a plain parameter port.</summary>
    public bool HasParameterPort => !design.HasBus && runtime;

    public bool HasBus => design.HasBus;

    public IReadOnlyList<BusPinView> BusPinList => BusPins.Of(design);

    /// <summary>Where the layer's signals are.</summary>
    public string Layer => design.HasBus ? "dut.u_layer" : "dut";

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

    public string CodeValids => Verilog.Concatenate(_layer.Tiles.Select(t => $"{Layer}.u_tile_{t.Row}_{t.Column}.code_valid"));

    public string Codes => Verilog.Concatenate(_layer.Tiles.Select(CodesOf));

    public string Selected => OverRequantizers("selected");

    public string Ys => OverRequantizers("y");

    public string Flags => OverRequantizers("flag");

    private string OverRequantizers(string signal) =>
        Verilog.Concatenate(Enumerable.Range(0, RequantizerCount).Select(r => $"{Layer}.{signal}_{r}"));

    /// <summary>Codes of every ADC of a tile; those of idle lanes are 0, the reference column's stands last.</summary>
    private string CodesOf(LayerTileView tile)
    {
        int used = tile.GroupCount * design.Placement.LanesPerOutput;
        int idle = (design.Placement.Lanes - used) * CodeBits;
        string codes = $"{Layer}.u_tile_{tile.Row}_{tile.Column}.code";
        string zeros = idle == 0 ? "" : $"{idle}'d0, ";
        return design.Configuration.Weights.HasReferenceColumn
            ? $"{codes}[{used * CodeBits}+:{CodeBits}], {zeros}{codes}[{(used * CodeBits) - 1}:0]"
            : zeros + codes;
    }
}
