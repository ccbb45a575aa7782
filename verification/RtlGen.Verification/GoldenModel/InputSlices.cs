// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;

namespace RtlGen.Golden;

/// <summary>How an encoding drives an input on the rows, phase after phase (contract §4).</summary>
public interface IInputSlices
{
    /// <summary>Coefficient of each phase in the order of time: the most significant first.</summary>
    IReadOnlyList<long> Coefficients { get; }

    /// <summary>What is driven for <paramref name="x"/> in a phase, on row <paramref name="row"/> of the input.</summary>
    long Slice(long x, int phase, int row);

    /// <summary>The number that all phases together drive for x.</summary>
    long Driven(long x) => x;

    /// <summary>How much more than x is driven: what each weight of the tile adds to y too much (§6.3, offset inputs).</summary>
    long Offset => 0;
}

/// <summary>Chooses the encoding: the only place where the golden model asks for its name.</summary>
public static class InputSlices
{
    public static IInputSlices Of(RtlConfiguration configuration)
    {
        int bits = configuration.Inputs.Bits;
        IReadOnlyList<BitSlice> MostSignificantFirst(int cut) => [.. BitSlices.Even(cut, configuration.Dac.Bits).Reverse()];
        return configuration.Inputs.Encoding switch
        {
            InputEncoding.Unsigned => new UnsignedSlices(MostSignificantFirst(bits)),
            InputEncoding.TwosComplement => new TwosComplementSlices(bits, MostSignificantFirst(bits - 1)),
            InputEncoding.Offset => new OffsetSlices(bits, MostSignificantFirst(bits)),
            InputEncoding.Differential => new DifferentialSlices(MostSignificantFirst(bits - 1)),
            InputEncoding.Bipolar => new BipolarSlices(),
            _ => throw new ArgumentOutOfRangeException(nameof(configuration), configuration.Inputs.Encoding, "unknown encoding of inputs"),
        };
    }
}

/// <summary><c>unsigned</c>: slices of x.</summary>
public sealed class UnsignedSlices(IReadOnlyList<BitSlice> slices) : IInputSlices
{
    public IReadOnlyList<long> Coefficients { get; } = [.. slices.Select(s => s.Coefficient)];

    public long Slice(long x, int phase, int row) => slices[phase].Of(x);
}

/// <summary><c>twos_complement</c>: the sign bit in a phase of its own, then slices of the low Bx−1 bits.</summary>
public sealed class TwosComplementSlices(int bits, IReadOnlyList<BitSlice> slices) : IInputSlices
{
    private readonly BitSlice _sign = new(bits - 1, 1);

    public IReadOnlyList<long> Coefficients { get; } = [-(1L << (bits - 1)), .. slices.Select(s => s.Coefficient)];

    public long Slice(long x, int phase, int row) => (phase == 0 ? _sign : slices[phase - 1]).Of(x);
}

/// <summary><c>offset</c>: slices of the driven value x + 2^(Bx−1).</summary>
public sealed class OffsetSlices(int bits, IReadOnlyList<BitSlice> slices) : IInputSlices
{
    public IReadOnlyList<long> Coefficients { get; } = [.. slices.Select(s => s.Coefficient)];

    public long Offset { get; } = 1L << (bits - 1);

    public long Slice(long x, int phase, int row) => slices[phase].Of(Driven(x));

    public long Driven(long x) => x + Offset;
}

/// <summary><c>differential</c>: for each slice a phase for max(x, 0), then one for max(−x, 0).</summary>
public sealed class DifferentialSlices(IReadOnlyList<BitSlice> slices) : IInputSlices
{
    public IReadOnlyList<long> Coefficients { get; } = [.. slices.SelectMany(s => new[] { s.Coefficient, -s.Coefficient })];

    public long Slice(long x, int phase, int row) => slices[phase / 2].Of(Math.Max(phase % 2 == 0 ? x : -x, 0));
}

/// <summary><c>bipolar</c>: one phase; the even row is driven for x = +1, the odd one for x = −1.</summary>
public sealed class BipolarSlices : IInputSlices
{
    public IReadOnlyList<long> Coefficients { get; } = [1];

    public long Slice(long x, int phase, int row) => x == (row == 0 ? 1 : -1) ? 1 : 0;
}
