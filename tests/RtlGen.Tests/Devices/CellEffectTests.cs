// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Devices;

namespace RtlGen.Tests.Devices;

/// <summary>Each effect alone: its formula, and its statistics over many cells of a fixed seed.</summary>
internal sealed class CellEffectTests
{
    private const int Rows = 400;
    private const int Columns = 250;
    private static readonly DeviceDraws s_draws = new(42);

    [TestCase(0, 0.3)]
    [TestCase(1, 1.2)]
    [TestCase(3, 3.0)]
    public void LevelsLieEvenlyBetweenOffAndOn(double level, double conductance) =>
        Assert.That(new FiniteOnOffRatio(10, 3).Apply(level, default), Is.EqualTo(conductance).Within(1e-12));

    [Test]
    public void RelativeVariationScalesWithTheConductance()
    {
        (double mean, double sigma) = Statistics(new RelativeVariation(0.1, s_draws), 3);
        using (Assert.EnterMultipleScope())
        {
            // 100,000 draws: the mean is good to 0.3/316, the deviation to 0.3/447.
            Assert.That(mean, Is.EqualTo(3).Within(0.003));
            Assert.That(sigma, Is.EqualTo(0.3).Within(0.002));
            Assert.That(new RelativeVariation(0.1, s_draws).Apply(0, default), Is.Zero);
        }
    }

    [Test]
    public void AbsoluteVariationDoesNot()
    {
        (double mean, double sigma) = Statistics(new AbsoluteVariation(0.1, s_draws), 3);
        (double atZero, _) = Statistics(new AbsoluteVariation(0.1, s_draws), 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(mean, Is.EqualTo(3).Within(0.001));
            Assert.That(sigma, Is.EqualTo(0.1).Within(0.001));
            // No conductance is negative: half a normal distribution has the mean σ / √(2π).
            Assert.That(atZero, Is.EqualTo(0.1 / Math.Sqrt(2 * Math.PI)).Within(0.001));
        }
    }

    [Test]
    public void LogNormalVariationKeepsTheMedian()
    {
        double[] conductances = [.. Apply(new LogNormalVariation(0.5, s_draws), 2).Order()];
        double[] logarithms = [.. conductances.Select(g => Math.Log(g))];
        double mean = logarithms.Average();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(conductances[conductances.Length / 2], Is.EqualTo(2).Within(0.01));
            Assert.That(Math.Sqrt(logarithms.Average(l => (l - mean) * (l - mean))), Is.EqualTo(0.5).Within(0.004));
        }
    }

    [Test]
    public void DriftIsAPowerOfTime()
    {
        Drift even = new(0.05, 0, 100, s_draws);
        (double mean, double sigma) = Statistics(new Drift(0.05, 0.01, 100, s_draws), 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(even.Apply(3, default), Is.EqualTo(3 * Math.Pow(100, -0.05)).Within(1e-12));
            Assert.That(mean, Is.EqualTo(Math.Pow(100, -0.05)).Within(0.002));
            // d/dν of t^−ν is −ln t: 0.01 * ln 100 * 0.794.
            Assert.That(sigma, Is.EqualTo(0.0366).Within(0.001));
            // A negative exponent would let cells gain: it is 0 instead.
            Assert.That(Apply(new Drift(0, 0.1, 100, s_draws), 1).Max(), Is.EqualTo(1));
        }
    }

    [Test]
    public void StuckCellsTakeTheirShare()
    {
        double[] conductances = [.. Apply(new StuckCells(0.02, 0.05, 3, 0.5, s_draws), 1)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(conductances.Count(g => g == 3), Is.EqualTo(2000).Within(150));
            Assert.That(conductances.Count(g => g == 0.5), Is.EqualTo(5000).Within(250));
            Assert.That(conductances.Distinct().Count(), Is.EqualTo(3));
            Assert.That(Apply(new StuckCells(1, 0, 3, 0, s_draws), 1), Is.All.EqualTo(3));
            Assert.That(Apply(new StuckCells(0, 1, 3, 0, s_draws), 1), Is.All.EqualTo(0));
        }
    }

    [Test]
    public void DrawsDependOnSeedPurposeAndPlaceAlone()
    {
        DevicePlace place = new(0, 1, 2, 3);
        ulong draw = s_draws.Bits(DeviceDraw.Stuck, place);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new DeviceDraws(42).Bits(DeviceDraw.Stuck, place), Is.EqualTo(draw));
            Assert.That(new DeviceDraws(43).Bits(DeviceDraw.Stuck, place), Is.Not.EqualTo(draw));
            Assert.That(s_draws.Bits(DeviceDraw.DriftExponent, place), Is.Not.EqualTo(draw));
            Assert.That(s_draws.Bits(DeviceDraw.Stuck, place with { RowTile = 1, ColumnTile = 0 }), Is.Not.EqualTo(draw));
            Assert.That(s_draws.Bits(DeviceDraw.Stuck, place with { Row = 3, Column = 2 }), Is.Not.EqualTo(draw));
        }
    }

    private static (double Mean, double Sigma) Statistics(ICellEffect effect, double conductance)
    {
        double[] values = [.. Apply(effect, conductance)];
        double mean = values.Average();
        return (mean, Math.Sqrt(values.Average(v => (v - mean) * (v - mean))));
    }

    private static IEnumerable<double> Apply(ICellEffect effect, double conductance) =>
        from row in Enumerable.Range(0, Rows)
        from column in Enumerable.Range(0, Columns)
        select effect.Apply(conductance, new DevicePlace(0, 0, row, column));
}
