// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Tests.Requantizers;

/// <summary>Numbers at which requantizers go wrong: both ends, one off them, powers of two, ties, and random ones.</summary>
internal static class Extremes
{
    /// <summary>Ends of int32 and of the whole width, zero, and what lies about powers of two.</summary>
    public static long[] Ys(int bits)
    {
        long max = (1L << (bits - 1)) - 1;
        List<long> ys = [0, 1, 2, 3, int.MaxValue - 1, int.MaxValue, 1L << 31, (1L << 31) + 1, max - 1, max];
        // Singles have 24 bits: from 2^24 on integers are rounded, from 2^25 on by two steps at a time.
        foreach (int power in (int[])[8, 15, 16, 23, 24, 25, 26, 30])
        {
            ys.AddRange([(1L << power) - 1, 1L << power, (1L << power) + 1, (1L << power) + 2, (1L << power) + 3]);
        }

        return [.. ys.SelectMany(y => (long[])[y, -y, -y - 1]).Where(y => y <= max && y >= -max - 1).Distinct()];
    }

    public static long[] Multipliers { get; } =
    [
        int.MinValue, int.MinValue + 1, -(1L << 30), -1, 0, 1, 3, (1L << 30) - 1, 1L << 30, (1L << 30) + 1, int.MaxValue - 1, int.MaxValue,
    ];

    public static long[] Shifts { get; } = [-31, -30, -17, -1, 0, 1, 15, 29, 30];

    /// <summary>Positive normal singles: ends, ones and halves and their neighbours, and powers of two that leave ties.</summary>
    public static long[] Singles { get; } =
    [
        0x00800000, 0x00800001, 0x7F7FFFFF, 0x7F000000,
        .. ((float[])[1f, 0.5f, 0.25f, 1.5f, 1f / 3, 0.1f, 1f / (1 << 7), 1f / (1 << 16), 1f / (1 << 24), 1f / (1 << 25), 4f, 3e9f, 0.0123f])
            .SelectMany(f => (long[])[Bits(f) - 1, Bits(f), Bits(f) + 1]),
    ];

    /// <summary>Every y with every scale.</summary>
    public static IEnumerable<Stimulus> Cross(int yBits, long[] multipliers, long[] shifts) =>
        from y in Ys(yBits) from m in multipliers from s in shifts select new Stimulus(y, m, s);

    /// <summary>q31 scales, most of them such that the result is not clamped.</summary>
    public static IEnumerable<Stimulus> RandomFixed(Random rng, int yBits, int count)
    {
        for (int i = 0; i < count; i++)
        {
            long y = Any(rng, rng.Next(2, yBits + 1));
            yield return new Stimulus(y, rng.NextInt64(int.MinValue, 1L << 31), rng.Next(3) == 0 ? rng.Next(-31, 31) : rng.Next(-20, -4));
        }
    }

    /// <summary>Singles of any exponent, and of those that leave a result of some bits.</summary>
    public static IEnumerable<Stimulus> RandomSingles(Random rng, int yBits, int count)
    {
        for (int i = 0; i < count; i++)
        {
            long y = Any(rng, rng.Next(2, yBits + 1));
            int exponent = rng.Next(3) == 0 ? rng.Next(1, 255) : rng.Next(100, 130);
            // Few ones in the fraction make ties.
            long fraction = rng.Next(1 << 23) & (rng.Next(2) == 0 ? -1L : -1L << rng.Next(10, 24));
            yield return new Stimulus(y, ((long)exponent << 23) | fraction, 0);
        }
    }

    /// <summary>Halves, and what lies one off them, for each total shift; anything in between.</summary>
    public static IEnumerable<Stimulus> AboutHalves(Random rng, int yBits, int mostShift, int mostFraction)
    {
        for (int shift = 0; shift <= mostShift; shift++)
        {
            foreach (long y in Ys(yBits))
            {
                yield return new Stimulus(y, 0, shift);
            }

            for (int fraction = 0; fraction <= mostFraction; fraction++)
            {
                int total = shift + fraction;
                for (int i = 0; total is > 0 && total < yBits - 2 && i < 6; i++)
                {
                    long half = (Any(rng, yBits - total) << total) + (1L << (total - 1));
                    yield return new Stimulus(half - 1, 0, shift);
                    yield return new Stimulus(half, 0, shift);
                    yield return new Stimulus(half + 1, 0, shift);
                }
            }
        }
    }

    private static long Any(Random rng, int bits) => rng.NextInt64(-(1L << (bits - 1)), 1L << (bits - 1));

    private static long Bits(float value) => BitConverter.SingleToUInt32Bits(value);
}
