// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;

namespace RtlGen.Golden;

/// <summary>How an encoding stores a weight in cells and how the array's sum becomes <c>x W</c> again (contract §3 and §6.3).</summary>
public interface IWeightCells
{
    /// <summary>Physical rows of one input.</summary>
    int RowsPerInput => 1;

    /// <summary>Coefficient of each part of an output, in column order.</summary>
    IReadOnlyList<long> Coefficients { get; }

    /// <summary>Coefficient of the reference column's code; 0 without such a column.</summary>
    long ReferenceCoefficient => 0;

    /// <summary>
    /// What a part's conversion column holds for a weight in row <paramref name="row"/> of its input:
    /// the cell, of an analog pair the positive cell minus the negative one.
    /// </summary>
    long Cell(long weight, int part, int row);

    /// <summary>y of a tile from the sum that its array gives; all three in the same unit.</summary>
    /// <param name="arraySum">step*acc + zero*Z.</param>
    /// <param name="drivenSum">Σ_k (driven value of x_k) over the tile's inputs.</param>
    /// <param name="inputsUsed">Inputs used in the tile.</param>
    Int128 Correct(Int128 arraySum, Int128 drivenSum, Int128 inputsUsed) => arraySum;
}

/// <summary>Chooses the encoding: the only place where the golden model asks for its name.</summary>
public static class WeightCells
{
    public static IWeightCells Of(RtlConfiguration configuration)
    {
        WeightOptions weights = configuration.Weights;
        IReadOnlyList<BitSlice> Cut(int bits) =>
            BitSlices.Cut(bits, configuration.Crossbar.SliceBits, configuration.Crossbar.CellBits);
        bool analog = weights.Subtraction == WeightSubtraction.Analog;
        return weights.Encoding switch
        {
            WeightEncoding.Offset when weights.Reference == WeightReference.Column =>
                new OffsetCellsWithReference(weights.Bits, Cut(weights.Bits)),
            WeightEncoding.Offset => new OffsetCells(weights.Bits, Cut(weights.Bits)),
            WeightEncoding.Differential when analog => new AnalogPairCells(Cut(weights.Bits - 1)),
            WeightEncoding.Differential => new DifferentialCells(Cut(weights.Bits - 1)),
            WeightEncoding.TwosComplement => new TwosComplementCells(weights.Bits, Cut(weights.Bits - 1)),
            WeightEncoding.Bipolar => new BipolarCells(),
            WeightEncoding.Levels when analog => new AnalogPairCells(WholeLevel(weights)),
            WeightEncoding.Levels => new DifferentialCells(WholeLevel(weights)),
            _ => throw new ArgumentOutOfRangeException(nameof(configuration), weights.Encoding, "unknown encoding of weights"),
        };
    }

    /// <summary>A level is stored whole, in one cell for each sign: one slice that is wide enough for all of them.</summary>
    private static IReadOnlyList<BitSlice> WholeLevel(WeightOptions weights) =>
        [new BitSlice(0, int.Log2(weights.Levels[^1]) + 1)];
}

/// <summary><c>offset</c>: slices of u = w + 2^(Bw−1); the sum of inputs, subtracted digitally, takes the offset out again.</summary>
public sealed class OffsetCells(int bits, IReadOnlyList<BitSlice> slices) : IWeightCells
{
    private readonly long _offset = 1L << (bits - 1);

    public IReadOnlyList<long> Coefficients { get; } = [.. slices.Select(s => s.Coefficient)];

    public long Cell(long weight, int part, int row) => slices[part].Of(weight + _offset);

    public Int128 Correct(Int128 arraySum, Int128 drivenSum, Int128 inputsUsed) => arraySum - (_offset * drivenSum);
}

/// <summary><c>offset</c> with a reference column, whose used cells all hold 1: it computes the sum of inputs.</summary>
public sealed class OffsetCellsWithReference(int bits, IReadOnlyList<BitSlice> slices) : IWeightCells
{
    private readonly long _offset = 1L << (bits - 1);

    public IReadOnlyList<long> Coefficients { get; } = [.. slices.Select(s => s.Coefficient)];

    public long ReferenceCoefficient => -_offset;

    public long Cell(long weight, int part, int row) => slices[part].Of(weight + _offset);
}

/// <summary><c>differential</c> and <c>levels</c>: for each slice one column for max(w, 0) and one for max(−w, 0), both converted.</summary>
public sealed class DifferentialCells(IReadOnlyList<BitSlice> slices) : IWeightCells
{
    public IReadOnlyList<long> Coefficients { get; } = [.. slices.SelectMany(s => new[] { s.Coefficient, -s.Coefficient })];

    public long Cell(long weight, int part, int row) =>
        slices[part / 2].Of(Math.Max(part % 2 == 0 ? weight : -weight, 0));
}

/// <summary>The same as analog pairs: each pair is one conversion column, read as positive minus negative.</summary>
public sealed class AnalogPairCells(IReadOnlyList<BitSlice> slices) : IWeightCells
{
    public IReadOnlyList<long> Coefficients { get; } = [.. slices.Select(s => s.Coefficient)];

    public long Cell(long weight, int part, int row) =>
        slices[part].Of(Math.Max(weight, 0)) - slices[part].Of(Math.Max(-weight, 0));
}

/// <summary><c>twos_complement</c>: slices of the low Bw−1 bits, then the sign bit in a cell of its own.</summary>
public sealed class TwosComplementCells(int bits, IReadOnlyList<BitSlice> slices) : IWeightCells
{
    private readonly BitSlice _sign = new(bits - 1, 1);

    public IReadOnlyList<long> Coefficients { get; } = [.. slices.Select(s => s.Coefficient), -(1L << (bits - 1))];

    public long Cell(long weight, int part, int row) => (part < slices.Count ? slices[part] : _sign).Of(weight);
}

/// <summary><c>bipolar</c>: two rows an input, [w=+1] and [w=−1]; the array counts the products that are +1.</summary>
public sealed class BipolarCells : IWeightCells
{
    public int RowsPerInput => 2;

    public IReadOnlyList<long> Coefficients { get; } = [1];

    public long Cell(long weight, int part, int row) => weight == (row == 0 ? 1 : -1) ? 1 : 0;

    public Int128 Correct(Int128 arraySum, Int128 drivenSum, Int128 inputsUsed) => (2 * arraySum) - inputsUsed;
}
