// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace RtlGen.Tests.Oracle;

/// <summary>Rounding of exact fractions and cutting of bits, on whole numbers of any size.</summary>
internal static class Exact
{
    public static BigInteger Power(int exponent) => BigInteger.Pow(2, exponent);

    /// <summary>⌊n/d⌋ for d > 0.</summary>
    public static BigInteger Floor(BigInteger n, BigInteger d)
    {
        BigInteger remainder = ((n % d) + d) % d;
        return (n - remainder) / d;
    }

    /// <summary>⌈n/d⌉ for d > 0.</summary>
    public static BigInteger Ceiling(BigInteger n, BigInteger d) => -Floor(-n, d);

    /// <summary>⌊n/d + ½⌋.</summary>
    public static BigInteger HalfUp(BigInteger n, BigInteger d) => Floor((2 * n) + d, 2 * d);

    /// <summary>To the nearest, ties to even: where half up and half down differ there is a tie.</summary>
    public static BigInteger HalfEven(BigInteger n, BigInteger d)
    {
        BigInteger up = HalfUp(n, d);
        BigInteger down = -HalfUp(-n, d);
        return up % 2 == 0 ? up : down;
    }

    /// <summary>To the nearest, ties away from zero.</summary>
    public static BigInteger HalfAway(BigInteger n, BigInteger d) => n < 0 ? -HalfUp(-n, d) : HalfUp(n, d);

    /// <summary>The number with these low bits in two's complement.</summary>
    public static BigInteger Wrap(BigInteger value, int bits)
    {
        BigInteger rest = value - (Floor(value, Power(bits)) * Power(bits));
        return rest < Power(bits - 1) ? rest : rest - Power(bits);
    }

    public static BigInteger Saturate(BigInteger value, int bits) =>
        BigInteger.Max(-Power(bits - 1), BigInteger.Min(Power(bits - 1) - 1, value));

    /// <summary>Bits lo … lo + count − 1 of a number that is not negative.</summary>
    public static BigInteger Bits(BigInteger value, int lo, int count) => value / Power(lo) % Power(count);

    /// <summary>Widths of the slices of a number, least significant first: of one width, the last one what is left.</summary>
    public static List<int> EvenCut(int bits, int width)
    {
        List<int> slices = [];
        for (int left = bits; left > 0; left -= width)
        {
            slices.Add(Math.Min(left, width));
        }

        return slices;
    }
}
