// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace RtlGen.Emission;

/// <summary>Verilog's spelling of numbers.</summary>
internal static class Verilog
{
    /// <summary>A hexadecimal literal of the width; negative values in two's complement.</summary>
    public static string Hex(int bits, BigInteger value)
    {
        BigInteger modulus = BigInteger.One << bits;
        BigInteger wrapped = ((value % modulus) + modulus) % modulus;
        string digits = wrapped.ToString("x").TrimStart('0');
        return $"{bits}'h{(digits.Length == 0 ? "0" : digits)}";
    }

    /// <summary>A signed decimal literal of the width.</summary>
    public static string Signed(int bits, BigInteger value) =>
        value.Sign < 0 ? $"-{bits}'sd{BigInteger.Negate(value)}" : $"{bits}'sd{value}";

    /// <summary>A vector of fields of equal width as one literal, the first field lowest.</summary>
    public static string Fields(int fieldBits, IEnumerable<BigInteger> fields)
    {
        BigInteger modulus = BigInteger.One << fieldBits;
        BigInteger all = 0;
        int count = 0;
        foreach (BigInteger field in fields)
        {
            all |= (((field % modulus) + modulus) % modulus) << (count * fieldBits);
            count++;
        }

        return Hex(fieldBits * count, all);
    }

    /// <summary>Bits of an index into <paramref name="count"/> things, at least 1.</summary>
    public static int IndexBits(int count)
    {
        int bits = 1;
        while (1 << bits < count)
        {
            bits++;
        }

        return bits;
    }

    /// <summary>A concatenation's items, highest first, from a list with the lowest first.</summary>
    public static string Concatenate(IEnumerable<string> lowestFirst) => string.Join(", ", lowestFirst.Reverse());
}
