// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Golden;
using RtlGen.Tensors;

namespace RtlGen.Tests.Golden;

/// <summary>Requantizations worked out by hand (contract §7), corners first.</summary>
internal sealed class RequantizerTests
{
    // -10/4 = -2.5, -6/4 = -1.5, 6/4 = 1.5, 10/4 = 2.5.
    [TestCase("floor", new long[] { -3, -2, 1, 2 })]
    [TestCase("half_up", new long[] { -2, -1, 2, 3 })]
    [TestCase("half_even", new long[] { -2, -2, 2, 2 })]
    [TestCase("half_away", new long[] { -3, -2, 2, 3 })]
    public void ShiftRounds(string rounding, long[] expected)
    {
        Rounding round = rounding switch
        {
            "floor" => ExactRounding.Floor,
            "half_up" => ExactRounding.HalfUp,
            "half_even" => ExactRounding.HalfEven,
            _ => ExactRounding.HalfAway,
        };
        // One of the two places is the shift, the other the fraction.
        ShiftRequantizer requantizer = new(new PerOutput(1), 1, round);

        Assert.That(new long[] { -10, -6, 6, 10 }.Select(a => requantizer.Apply(a, 0).Value), Is.EqualTo(expected));
    }

    [Test]
    public void OutputsHaveParametersOfTheirOwn()
    {
        ShiftRequantizer requantizer = new(new PerOutput(new Tensor([3], [0, 1, 31])), 0, ExactRounding.Floor);

        Assert.That(Enumerable.Range(0, 3).Select(n => requantizer.Apply(12, n).Value), Is.EqualTo(new long[] { 12, 6, 0 }));
    }

    // 2^30 is a half: 5/2 rounds up to 3, -5/2 up to -2; then halved again, ties away from zero.
    [TestCase(5, 1L << 30, 0, 3)]
    [TestCase(-5, 1L << 30, 0, -2)]
    [TestCase(5, 1L << 30, -1, 2)]
    [TestCase(-6, 1L << 30, -1, -2)]
    [TestCase(int.MinValue, int.MinValue, 0, int.MaxValue)]
    [TestCase(int.MinValue, int.MaxValue, 0, -int.MaxValue)]
    [TestCase(3, 1L << 30, 30, -(1L << 29))]
    [TestCase(int.MaxValue, int.MaxValue, -31, 1)]
    public void TfliteDoubleIsGemmlowp(long a, long multiplier, long shift, long expected)
    {
        Assert.That(
            new TfliteDoubleRequantizer(new PerOutput(multiplier), new PerOutput(shift)).Apply(a, 0).Value, Is.EqualTo(expected));
    }

    [TestCase(5, 1L << 30, -1, 1)]
    [TestCase(-5, 1L << 30, -1, -1)]
    [TestCase(-6, 1L << 30, -1, -1)]
    [TestCase(int.MinValue, int.MinValue, 30, 1L << 61)]
    [TestCase(int.MaxValue, int.MaxValue, -31, 1)]
    [TestCase(int.MaxValue, 1L << 29, -31, 0)]
    public void TfliteSingleRoundsOnce(long a, long multiplier, long shift, long expected)
    {
        Assert.That(
            new TfliteSingleRequantizer(new PerOutput(multiplier), new PerOutput(shift)).Apply(a, 0).Value, Is.EqualTo(expected));
    }

    // 5/2 and 7/2 are ties; a fraction bit halves them once more: 10/4, 14/4.
    [TestCase(5, 0, 2)]
    [TestCase(7, 0, 4)]
    [TestCase(-5, 0, -2)]
    [TestCase(10, 1, 2)]
    [TestCase(14, 1, 4)]
    public void HalfEvenIsExact(long a, int fractionBits, long expected)
    {
        Assert.That(
            new HalfEvenRequantizer(new PerOutput(1L << 30), new PerOutput(0), fractionBits).Apply(a, 0).Value, Is.EqualTo(expected));
    }

    [Test]
    public void HalfEvenSaturatesFarBeyondEveryOutput()
    {
        HalfEvenRequantizer requantizer = new(new PerOutput(int.MaxValue), new PerOutput(30), 0);

        Assert.That(requantizer.Apply(long.MaxValue, 0).Value, Is.EqualTo(long.MaxValue));
        Assert.That(requantizer.Apply(long.MinValue, 0).Value, Is.EqualTo(long.MinValue));
    }

    // 2^24 + 1 is no single: it becomes 2^24. 2.5 and 3.5 are ties. The largest single overflows to infinity.
    [TestCase((1L << 24) + 1, 1f, 1L << 24)]
    [TestCase(5, 0.5f, 2)]
    [TestCase(7, 0.5f, 4)]
    [TestCase(-5, 0.5f, -2)]
    [TestCase(int.MaxValue, float.MaxValue, 1L << 40)]
    [TestCase(int.MinValue, float.MaxValue, -(1L << 40))]
    [TestCase(0, float.MaxValue, 0)]
    [TestCase(1, 1.17549435e-38f, 0)]
    public void Float32IsIeeeSingle(long a, float multiplier, long expected)
    {
        PerOutput bits = new(BitConverter.SingleToUInt32Bits(multiplier));

        Assert.That(new Float32Requantizer(bits).Apply(a, 0).Value, Is.EqualTo(expected));
    }

    /// <summary>The same in integers: mantissas multiplied and rounded by hand, for random sums and multipliers.</summary>
    [Test]
    public void Float32AgreesWithIntegerArithmetic()
    {
        Random rng = new(11);
        for (int i = 0; i < 100_000; i++)
        {
            long a = rng.NextInt64(int.MinValue, 1L + int.MaxValue) >> rng.Next(32);
            uint bits = ((uint)rng.Next(90, 150) << 23) | (uint)rng.Next(1 << 23);
            long actual = new Float32Requantizer(new PerOutput(bits)).Apply(a, 0).Value;
            Assert.That(actual, Is.EqualTo(Math.Sign(a) * InIntegers(Math.Abs(a), bits)), $"{a} * {bits:x8}");
        }
    }

    private static long InIntegers(long a, uint bits)
    {
        if (a == 0)
        {
            return 0;
        }

        Int128 product = ToSingle(a) * ((bits & 0x7FFFFF) | 0x800000);
        // 24 significant bits of the product, ties to even, then the whole part.
        Int128 single = ToSingle(product);
        int exponent = (int)(bits >> 23) - 150;
        Int128 result = exponent >= 0 ? single << Math.Min(exponent, 40) : ExactRounding.HalfEven(single, Int128.One << -exponent);
        return (long)Int128.Min(result, 1L << 40);
    }

    private static Int128 ToSingle(Int128 value)
    {
        int drop = Math.Max(0, (int)Int128.Log2(value) - 23);
        return ExactRounding.HalfEven(value, Int128.One << drop) << drop;
    }

    [Test]
    public void ThresholdsAreCountedFromTheLeastOutput()
    {
        ThresholdRequantizer requantizer = new(new Tensor([2, 3], [-5, 0, 0, 1, 2, 3]), -2);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new long[] { -6, -5, -1, 0, 9 }.Select(a => requantizer.Apply(a, 0).Value), Is.EqualTo(new long[] { -2, -1, -1, 1, 1 }));
            Assert.That(requantizer.Apply(0, 1).Value, Is.EqualTo(-2));
        }
    }

    [TestCase(4, -1)]
    [TestCase(5, 1)]
    public void ABipolarOutputIsTheSideOfItsThreshold(long a, long expected)
    {
        Assert.That(new BipolarThresholdRequantizer(new Tensor([1, 1], [5])).Apply(a, 7).Value, Is.EqualTo(expected));
    }

    [Test]
    public void TheZeroPointComesBeforeTheClampAndTheTableLast()
    {
        ClampedRequantizer clamped = new(new PassThrough(), -3, -2, 1);
        TableRequantizer table = new(clamped, -2, [10, 11, 12, 13]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new long[] { 0, 1, 3, 4, 99 }.Select(a => clamped.Apply(a, 0).Value), Is.EqualTo(new long[] { -2, -2, 0, 1, 1 }));
            Assert.That(new long[] { 0, 1, 3, 4, 99 }.Select(a => table.Apply(a, 0).Value), Is.EqualTo(new long[] { 10, 10, 12, 13, 13 }));
        }
    }

    [TestCase(1L << 31, int.MaxValue, true)]
    [TestCase(int.MaxValue, int.MaxValue, false)]
    [TestCase(-(1L << 31) - 1, int.MinValue, true)]
    public void Int32ClampsAndFlags(long a, long value, bool overflow)
    {
        Assert.That(new Int32Requantizer(new PassThrough()).Apply(a, 0), Is.EqualTo(new Requantized(value, overflow)));
    }
}
