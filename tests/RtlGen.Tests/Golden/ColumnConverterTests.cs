// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Golden;

namespace RtlGen.Tests.Golden;

/// <summary>Codes worked out by hand (contract §5), accumulators (§6.2), and the hash behind the read noise (§8).</summary>
internal sealed class ColumnConverterTests
{
    // Step 2, zero 1: t is -1.5, -1, -0.5, 0.5, 1, 1.5, 2.5.
    private static readonly long[] ColumnValues = [-2, -1, 0, 2, 3, 4, 6];

    [TestCase(AdcRounding.Floor, new long[] { -2, -1, -1, 0, 1, 1, 2 })]
    [TestCase(AdcRounding.HalfUp, new long[] { -1, -1, 0, 1, 1, 2, 3 })]
    [TestCase(AdcRounding.HalfEven, new long[] { -2, -1, 0, 0, 1, 2, 2 })]
    [TestCase(AdcRounding.HalfAway, new long[] { -2, -1, -1, 1, 1, 2, 3 })]
    [TestCase(AdcRounding.CeilMinusOne, new long[] { -2, -2, -1, 0, 0, 1, 2 })]
    public void RoundingIsExact(AdcRounding rounding, long[] codes)
    {
        RangeConverter converter = new(new AdcMap(512, 256, rounding, -8, 7), 0);

        Assert.That(ColumnValues.Select(converter.Code), Is.EqualTo(codes));
    }

    [Test]
    public void ColumnValuesMayBeFractions()
    {
        // Units of 1/4: 10 is 2.5; step 0.5, zero 0.25: t = 4.5.
        Assert.That(new RangeConverter(new AdcMap(128, 64, AdcRounding.HalfEven, 0, 15), 2).Code(10), Is.EqualTo(4));
        Assert.That(new RangeConverter(new AdcMap(128, 64, AdcRounding.HalfUp, 0, 15), 2).Code(10), Is.EqualTo(5));
    }

    [TestCase(30, 7)]
    [TestCase(31, 7)]
    [TestCase(-9, -8)]
    public void ClampingComesLast(long columnValue, long code)
    {
        Assert.That(new RangeConverter(new AdcMap(256, 0, AdcRounding.HalfUp, -8, 7), 0).Code(columnValue), Is.EqualTo(code));
    }

    [TestCase(-2, -2)]
    [TestCase(-1, -1)]
    [TestCase(1, -1)]
    [TestCase(2, 1)]
    [TestCase(8, 1)]
    [TestCase(9, 2)]
    public void ThresholdsAreCounted(long columnValue, long code)
    {
        Assert.That(new ThresholdConverter(new long[] { -1, 2, 2, 9 }, -2).Code(columnValue), Is.EqualTo(code));
    }

    [Test]
    public void AccumulatorsSaturateAfterEachStep()
    {
        // 4 bits: 5 + 5 is held at 7, 7 << 1 at 7, 7 - 9 is -2.
        Accumulator accumulator = default;
        SaturatingWidth width = new(4);
        accumulator.Add(5, width);
        Assert.That(accumulator.Overflow, Is.False);
        accumulator.Add(5, width);
        accumulator.Shift(1, width);
        accumulator.Add(-9, width);

        Assert.That((accumulator.Value, accumulator.Overflow), Is.EqualTo((-2L, true)));
    }

    [Test]
    public void AccumulatorsWrapAfterEachStep()
    {
        // 4 bits: 5 + 5 = 10 is -6, -6 << 1 = -12 is 4, 4 + 3 = 7.
        Accumulator accumulator = default;
        WrappingWidth width = new(4);
        accumulator.Add(5, width);
        Assert.That(accumulator.Overflow, Is.False);
        accumulator.Add(5, width);
        accumulator.Shift(1, width);
        accumulator.Add(3, width);

        Assert.That((accumulator.Value, accumulator.Overflow), Is.EqualTo((7L, true)));
    }

    [Test]
    public void TheHashIsSplitMix64()
    {
        // The generator's first three outputs from seed 0, as published.
        const ulong Increment = 0x9E3779B97F4A7C15;
        Assert.That(
            new[] { ReadNoise.Mix(0), ReadNoise.Mix(Increment), ReadNoise.Mix(unchecked(2 * Increment)) },
            Is.EqualTo(new[] { 0xE220A8397B1DCDAFul, 0x6E789E6AA1B965F4ul, 0x06C45D188009454Ful }));
    }

    [Test]
    public void ReadNoiseHasTheDeviationAskedFor()
    {
        // 20,000 draws of deviation 2.5 in units of 1/256; the sample's deviation is within 3 per cent of it.
        ReadNoise noise = new(new AnalogOptions { FractionBits = 8, Noise = 2.5m }, 42);
        double[] draws = [.. Enumerable.Range(0, 20000).Select(i => noise.Draw(noise.Step(i, 0, 0, 0, 0), 3) / 256.0)];

        Assert.That(draws.Average(), Is.EqualTo(0).Within(0.1));
        Assert.That(Math.Sqrt(draws.Average(d => d * d)), Is.EqualTo(2.5).Within(0.075));
    }
}
