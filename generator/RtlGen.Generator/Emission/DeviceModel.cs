// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using RtlGen.Design;
using RtlGen.Tensors;

namespace RtlGen.Emission;

/// <summary>What the behavioural crossbar is told of its cells, ADCs and noise (contract §8, control.md §4).</summary>
/// <param name="design">The layer.</param>
/// <param name="parameters">Its tensors; null where they are not known: then cells are ideal.</param>
internal sealed class DeviceModel(LayerDesign design, LayerParameters? parameters)
{
    private readonly Tensor? _cells = parameters?.Programming is { Blank: true } ? null : parameters?.Cells;

    /// <summary>How cells answer to pulses.</summary>
    public CellProgramming Programming { get; } = parameters?.Programming ?? new CellProgramming();

    /// <summary>Lanes in use in the fullest tile; the others convert nothing.</summary>
    public int Lanes => LaneGroups.InColumnTile(design, 0) * design.Placement.LanesPerOutput;

    /// <summary>Bits of a cell's value in units of 2^−f: of every value that pulses can reach, where there are pulses.</summary>
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

    private IntegerRange Range
    {
        get
        {
            IntegerRange levels = new(0, (BigInteger)design.Arithmetic.LargestCell << design.Configuration.Analog.FractionBits);
            if (_cells is null)
            {
                return levels;
            }

            IntegerRange given = new(_cells.Data.Min(), _cells.Data.Max());
            return design.HasProgramming ? given.Union(levels) : given;
        }
    }

    /// <summary>Value of a cell in units of 2^−f.</summary>
    /// <param name="rowTile">i.</param>
    /// <param name="columnTile">j.</param>
    /// <param name="row">Physical word line.</param>
    /// <param name="column">Physical bit line.</param>
    /// <param name="ideal">What the weights put there.</param>
    public long Cell(int rowTile, int columnTile, int row, int column, long ideal)
    {
        int tile = (rowTile * design.Grid.ColumnTiles) + columnTile;
        if (Programming.Blank)
        {
            return IsStuckOn(tile, row, column) ? (long)design.Arithmetic.LargestCell << design.Configuration.Analog.FractionBits : 0;
        }

        return _cells is null
            ? ideal << design.Configuration.Analog.FractionBits
            : _cells.Data[((((long)tile * _cells.Shape[2]) + row) * _cells.Shape[3]) + column];
    }

    private bool IsStuckOn(int tile, int row, int column)
    {
        if (Programming.StuckOn == 0)
        {
            return false;
        }

        ulong hash = Mix(Mix(Mix(Mix(Programming.Seed) ^ (ulong)tile) ^ (ulong)row) ^ (ulong)column);
        return (int)((hash >> 32) & 0xFFFF) < Programming.StuckOn;
    }

    /// <summary>The finaliser of SplitMix64 (contract §8).</summary>
    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
