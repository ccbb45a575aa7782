// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using RtlGen.Design;
using RtlGen.Tensors;

namespace RtlGen.Emission;

/// <summary>What the behavioural crossbar is told of its cells, ADCs and noise (contract §8).</summary>
/// <param name="design">The layer.</param>
/// <param name="parameters">Its tensors; null where they are not known: then cells are ideal.</param>
internal sealed class DeviceModel(LayerDesign design, LayerParameters? parameters)
{
    private readonly Tensor? _cells = parameters?.Cells;

    /// <summary>Lanes in use in the fullest tile; the others convert nothing.</summary>
    public int Lanes => LaneGroups.InColumnTile(design, 0) * design.Placement.LanesPerOutput;

    /// <summary>Bits of a cell's value in units of 2^−f.</summary>
    public int Planes => Range.Min.Sign < 0 ? Range.SignedBits() : Range.UnsignedBits();

    /// <summary>True when some given cell is negative: the top plane is then the sign.</summary>
    public bool IsSigned => Range.Min.Sign < 0;

    public bool HasThresholds => parameters?.AdcThresholds is not null;

    /// <summary>k of the contract: round_half_even(noise * 2^f * 65536 / 37837).</summary>
    public long NoiseScale
    {
        get
        {
            decimal scaled = design.Configuration.Analog.Noise * (1L << design.Configuration.Analog.FractionBits) * 65536m / 37837m;
            return (long)Math.Round(scaled, MidpointRounding.ToEven);
        }
    }

    private IntegerRange Range => _cells is null
        ? new IntegerRange(0, (BigInteger)design.Arithmetic.LargestCell << design.Configuration.Analog.FractionBits)
        : new IntegerRange(_cells.Data.Min(), _cells.Data.Max());

    /// <summary>Value of a cell in units of 2^−f.</summary>
    /// <param name="rowTile">i.</param>
    /// <param name="columnTile">j.</param>
    /// <param name="row">Physical word line.</param>
    /// <param name="column">Physical bit line.</param>
    /// <param name="ideal">What the weights put there.</param>
    public long Cell(int rowTile, int columnTile, int row, int column, long ideal)
    {
        if (_cells is null)
        {
            return ideal << design.Configuration.Analog.FractionBits;
        }

        long tile = ((long)rowTile * design.Grid.ColumnTiles) + columnTile;
        return _cells.Data[(((tile * _cells.Shape[2]) + row) * _cells.Shape[3]) + column];
    }
}
