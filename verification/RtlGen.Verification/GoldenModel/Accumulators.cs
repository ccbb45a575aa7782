// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;

namespace RtlGen.Golden;

/// <summary>What an accumulator of A bits makes of a value (contract §6.2).</summary>
public interface IAccumulatorWidth
{
    /// <summary>The value that is kept; it differs from <paramref name="value"/> where that does not fit.</summary>
    long Keep(long value);
}

/// <summary>Chooses the rule: the only place where the golden model asks for its name.</summary>
public static class AccumulatorWidth
{
    public static IAccumulatorWidth Of(AccumulatorOverflow overflow, int bits) => overflow switch
    {
        AccumulatorOverflow.Saturate => new SaturatingWidth(bits),
        AccumulatorOverflow.Wrap => new WrappingWidth(bits),
        _ => throw new ArgumentOutOfRangeException(nameof(overflow), overflow, "unknown overflow rule"),
    };
}

/// <summary>Clamped to A bits.</summary>
public sealed class SaturatingWidth(int bits) : IAccumulatorWidth
{
    private readonly long _max = (1L << (bits - 1)) - 1;

    public long Keep(long value) => Math.Clamp(value, -_max - 1, _max);
}

/// <summary>Modulo 2^A in two's complement.</summary>
public sealed class WrappingWidth(int bits) : IAccumulatorWidth
{
    public long Keep(long value) => value << (64 - bits) >> (64 - bits);
}

/// <summary>The accumulator of one output: shifts and additions, each cut to its width, and the sticky overflow flag.</summary>
public struct Accumulator
{
    public long Value { get; private set; }

    public bool Overflow { get; private set; }

    public void Shift(int bits, IAccumulatorWidth width) => Set(Value << bits, width);

    public void Add(long z, IAccumulatorWidth width) => Set(Value + z, width);

    private void Set(long exact, IAccumulatorWidth width)
    {
        Value = width.Keep(exact);
        Overflow |= Value != exact;
    }
}
