// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Numerics;

namespace RtlGen.Design;

/// <summary>A closed interval of integers, and the two's-complement or unsigned width that holds it.</summary>
public readonly record struct IntegerRange(BigInteger Min, BigInteger Max)
{
    public static IntegerRange Signed(int bits) => new(-BigInteger.Pow(2, bits - 1), BigInteger.Pow(2, bits - 1) - 1);

    public static IntegerRange Unsigned(int bits) => new(0, BigInteger.Pow(2, bits) - 1);

    public static IntegerRange operator +(IntegerRange a, IntegerRange b) => new(a.Min + b.Min, a.Max + b.Max);

    public static IntegerRange operator -(IntegerRange a, IntegerRange b) => new(a.Min - b.Max, a.Max - b.Min);

    public static IntegerRange operator *(IntegerRange a, BigInteger factor) =>
        factor.Sign >= 0 ? new(a.Min * factor, a.Max * factor) : new(a.Max * factor, a.Min * factor);

    /// <summary>The smallest interval that holds both.</summary>
    public IntegerRange Union(IntegerRange other) =>
        new(BigInteger.Min(Min, other.Min), BigInteger.Max(Max, other.Max));

    /// <summary>What both hold; the two must overlap.</summary>
    public IntegerRange Intersect(IntegerRange other) =>
        new(BigInteger.Max(Min, other.Min), BigInteger.Min(Max, other.Max));

    public bool Contains(IntegerRange other) => other.Min >= Min && other.Max <= Max;

    /// <summary>The smallest two's-complement width (at least 1) that holds every value.</summary>
    public int SignedBits()
    {
        int bits = 1;
        while (!Signed(bits).Contains(this))
        {
            bits++;
        }

        return bits;
    }

    /// <summary>The smallest unsigned width (at least 1); the interval must not hold negative numbers.</summary>
    public int UnsignedBits()
    {
        if (Min.Sign < 0)
        {
            throw new InvalidOperationException("an unsigned width was asked for an interval with negative numbers");
        }

        int bits = 1;
        while (Max >= BigInteger.Pow(2, bits))
        {
            bits++;
        }

        return bits;
    }

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Min} … {Max}");
}
