// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using RtlGen.Configuration;

namespace RtlGen.Tests.Oracle;

/// <summary>Read noise (contract §8), modulo 2^64 by division.</summary>
internal sealed class OracleNoise
{
    private static readonly BigInteger s_modulus = Exact.Power(64);

    private readonly BigInteger _seed;
    private readonly BigInteger _k;

    public OracleNoise(AnalogOptions analog, ulong seed)
    {
        _seed = seed;
        decimal numerator = analog.Noise;
        BigInteger denominator = 1;
        while (decimal.Truncate(numerator) != numerator)
        {
            numerator *= 10;
            denominator *= 10;
        }

        _k = Exact.HalfEven(new BigInteger(numerator) * Exact.Power(analog.FractionBits) * 65536, denominator * 37837);
    }

    /// <summary>What is added to a column value, in units of 2^−f.</summary>
    public BigInteger Of(int vector, int rowTile, int columnTile, int phase, int group, int conversionColumn)
    {
        if (_k == 0)
        {
            return 0;
        }

        BigInteger h = Mix(_seed);
        foreach (int i in (int[])[vector, rowTile, columnTile, phase, group, conversionColumn])
        {
            h = Mix(h ^ i);
        }

        BigInteger sum = 0;
        for (int field = 0; field < 4; field++)
        {
            sum += Exact.Bits(h, 16 * field, 16);
        }

        return Exact.Floor(((sum - 131070) * _k) + 32768, 65536);
    }

    private static BigInteger Mix(BigInteger z)
    {
        z = (z + 0x9E3779B97F4A7C15) % s_modulus;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 % s_modulus;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB % s_modulus;
        return z ^ (z >> 31);
    }
}
