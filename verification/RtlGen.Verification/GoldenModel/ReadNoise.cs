// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using RtlGen.Configuration;

namespace RtlGen.Golden;

/// <summary>
/// Read noise (contract §8): an integer in units of 2^−f for each conversion, drawn from its place alone, so that the
/// order of evaluation never matters.
/// </summary>
public sealed class ReadNoise(AnalogOptions analog, ulong seed)
{
    private readonly long _scale = ScaleOf(analog);

    private readonly ulong _seeded = Mix(seed);

    public bool IsSilent => _scale == 0;

    /// <summary>The hash of a step, from which each of its conversions goes on.</summary>
    public ulong Step(long vector, int rowTile, int columnTile, int phase, int group)
    {
        ulong h = _seeded;
        h = Mix(h ^ (ulong)vector);
        h = Mix(h ^ (ulong)rowTile);
        h = Mix(h ^ (ulong)columnTile);
        h = Mix(h ^ (ulong)phase);
        return Mix(h ^ (ulong)group);
    }

    /// <summary>The noise of one conversion of a step.</summary>
    public long Draw(ulong step, int conversionColumn)
    {
        ulong h = Mix(step ^ (ulong)conversionColumn);
        long sum = (long)((h & 0xFFFF) + ((h >> 16) & 0xFFFF) + ((h >> 32) & 0xFFFF) + (h >> 48));
        return (((sum - 131070) * _scale) + (1L << 15)) >> 16;
    }

    /// <summary>The 64-bit finaliser of SplitMix64.</summary>
    public static ulong Mix(ulong z)
    {
        unchecked
        {
            z += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>k = round_half_even(noise * 2^f * 65536 / 37837), the decimal taken as the rational that it is.</summary>
    private static long ScaleOf(AnalogOptions analog)
    {
        int[] parts = decimal.GetBits(analog.Noise);
        BigInteger digits = ((BigInteger)(uint)parts[2] << 64) | ((BigInteger)(uint)parts[1] << 32) | (uint)parts[0];
        BigInteger numerator = (digits << analog.FractionBits) * 65536;
        BigInteger denominator = BigInteger.Pow(10, (parts[3] >> 16) & 0xFF) * 37837;
        BigInteger floor = BigInteger.DivRem(numerator, denominator, out BigInteger remainder);
        BigInteger twice = 2 * remainder;
        return (long)(twice > denominator || (twice == denominator && !floor.IsEven) ? floor + 1 : floor);
    }
}
