// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;

namespace RtlGen.Tests.Oracle;

/// <summary>Where outputs lie in a tile, and tiles in a layer (contract §3).</summary>
internal sealed class OracleGrid
{
    private readonly int _shared;
    private readonly int _parts;

    public OracleGrid(RtlConfiguration configuration, OracleWeights weights, int inputs, int outputs)
    {
        Inputs = inputs;
        Outputs = outputs;
        _shared = configuration.Adc.ColumnsPerAdc;
        _parts = weights.Coefficients.Count;
        Lanes = configuration.Crossbar.Columns / (_shared * weights.PhysicalColumns);
        TileInputs = configuration.Crossbar.Rows / weights.RowsOfInput;
        TileOutputs = _parts <= _shared ? Lanes * (_shared / _parts) : Lanes / LanesOfOutput;
        RowTiles = RoundUp(inputs, TileInputs);
        ColumnTiles = RoundUp(outputs, TileOutputs);
        Groups = RoundUp(InputsOf(0) * weights.RowsOfInput, configuration.Crossbar.RowsPerActivation);
    }

    public int Inputs { get; }

    public int Outputs { get; }

    public int Lanes { get; }

    public int TileInputs { get; }

    public int TileOutputs { get; }

    public int RowTiles { get; }

    public int ColumnTiles { get; }

    public int Groups { get; }

    private int LanesOfOutput => RoundUp(_parts, _shared);

    public int InputsOf(int i) => Math.Min(TileInputs, Inputs - (i * TileInputs));

    public int OutputsOf(int j) => Math.Min(TileOutputs, Outputs - (j * TileOutputs));

    /// <summary>Lane of a part of an output of a tile.</summary>
    public int Lane(int output, int part) =>
        _parts <= _shared ? output / (_shared / _parts) : (output * LanesOfOutput) + (part / _shared);

    /// <summary>Number of the conversion column of a part of an output of a tile.</summary>
    public int ConversionColumn(int output, int part)
    {
        int mux = _parts <= _shared ? (output % (_shared / _parts) * _parts) + part : part % _shared;
        return (Lane(output, part) * _shared) + mux;
    }

    /// <summary>Number of the reference column among the conversion columns.</summary>
    public int ReferenceConversionColumn => Lanes * _shared;

    private static int RoundUp(int all, int each) => (all + each - 1) / each;
}
