// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Devices;

namespace RtlGen.Tests.Devices;

/// <summary>The functions and deviates that must be the same on every machine.</summary>
internal sealed class PortableMathTests
{
    [Test]
    public void ExponentialAndLogarithmAreAsExactAsTheRuntimes()
    {
        for (int i = -4000; i <= 4000; i++)
        {
            double x = i / 173.0;
            double exp = Math.Exp(x);
            Assert.That(PortableMath.Exp(x), Is.EqualTo(exp).Within(4 * Math.BitIncrement(exp) - (4 * exp)), $"exp {x}");
            Assert.That(PortableMath.Log(exp), Is.EqualTo(Math.Log(exp)).Within(1e-15 * Math.Max(1, Math.Abs(x))), $"log {exp}");
        }
    }

    [Test]
    public void EdgesAreExact()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(PortableMath.Exp(0), Is.EqualTo(1));
            Assert.That(PortableMath.Log(1), Is.Zero);
            Assert.That(PortableMath.Exp(-1e9), Is.EqualTo(PortableMath.Exp(-700)).And.GreaterThan(0));
            Assert.That(() => PortableMath.Log(0), Throws.TypeOf<ArgumentOutOfRangeException>());
        }
    }

    /// <summary>
    /// The distance of every quantile from a tie of its rounding is far above what two libraries' logarithms can differ
    /// by (10^−9 steps), so that the table of deviates is the same everywhere.
    /// </summary>
    [Test]
    public void NoDeviateIsNearATie()
    {
        double nearest = 1;
        double squares = 0;
        double last = double.NegativeInfinity;
        int descending = 0;
        for (int i = 0; i < 1 << NormalDeviate.IndexBits; i++)
        {
            double steps = NormalDeviate.Unrounded(i) * NormalDeviate.Steps;
            nearest = Math.Min(nearest, Math.Abs(steps - Math.Floor(steps) - 0.5));
            double z = NormalDeviate.Of(i);
            squares += z * z;
            descending += z < last ? 1 : 0;
            last = z;
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(nearest, Is.GreaterThan(1e-7));
            Assert.That(descending, Is.Zero);
            Assert.That(Math.Sqrt(squares / NormalDeviate.Steps), Is.EqualTo(1).Within(1e-5));
            Assert.That(last, Is.EqualTo(4.9).Within(0.1));
        }
    }

    [Test]
    public void KnownQuantilesComeOut()
    {
        // Table values of the normal distribution: 97.5 %, 84.13447 %, the median.
        int Rank(double p) => (int)(p * NormalDeviate.Steps);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(NormalDeviate.Of(Rank(0.975)), Is.EqualTo(1.959964).Within(2e-5));
            Assert.That(NormalDeviate.Of(Rank(0.8413447)), Is.EqualTo(1.0).Within(2e-5));
            Assert.That(NormalDeviate.Of(Rank(0.5)), Is.Positive.And.LessThan(2e-6));
        }
    }
}
