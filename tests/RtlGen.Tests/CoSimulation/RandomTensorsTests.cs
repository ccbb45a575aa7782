// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Tensors;
using RtlGen.Tests.CommandLine;
using DrawnTensors = RtlGen.CoSimulation.RandomTensors;

namespace RtlGen.Tests.CoSimulation;

/// <summary>Random tensors are valid, repeatable, and reach the corners.</summary>
[TestFixture]
internal sealed class RandomTensorsTests
{
    private static readonly string[] Sets = ["basic", "full", "narrow", "analog"];

    [TestCaseSource(nameof(Sets))]
    public void WhatIsDrawnForTheSharedConfigurationsIsAllowed(string set)
    {
        foreach (string file in Directory.GetFiles(SharedData.Require(Path.Combine("vectors", set)), "config.yaml", SearchOption.AllDirectories))
        {
            LoadedConfiguration loaded = ConfigurationReader.ReadFile(file);
            LayerDesign design = LayerDesign.Derive(loaded);
            DrawnTensors drawn = DrawnTensors.Draw(design, 9, 7);
            LayerTensors tensors = LayerTensors.Check(loaded, Given(design, drawn), TensorDemand.Simulation);
            Assert.That(tensors.Parameters, Is.Not.Null, file);
        }
    }

    [Test]
    public void TheSameSeedDrawsTheSameAndMoreVectorsChangeNothing()
    {
        LayerDesign design = Design();
        DrawnTensors first = DrawnTensors.Draw(design, 4, 11);
        DrawnTensors second = DrawnTensors.Draw(design, 12, 11);
        DrawnTensors other = DrawnTensors.Draw(design, 4, 12);
        Assert.Multiple(() =>
        {
            Assert.That(second.Parameters.Weights.Data, Is.EqualTo(first.Parameters.Weights.Data));
            Assert.That(second.Parameters.Multiplier!.Data, Is.EqualTo(first.Parameters.Multiplier!.Data));
            Assert.That(second.Inputs.Data.Take(first.Inputs.Data.Length), Is.EqualTo(first.Inputs.Data));
            Assert.That(other.Parameters.Weights.Data, Is.Not.EqualTo(first.Parameters.Weights.Data));
        });
    }

    [Test]
    public void TheInputsHoldTheCorners()
    {
        Tensor inputs = DrawnTensors.DrawInputs(Design(), 8, 3);
        long[][] vectors = [.. Enumerable.Range(0, 8).Select(v => inputs.Data.Skip(v * 64).Take(64).ToArray())];
        Assert.Multiple(() =>
        {
            Assert.That(vectors, Has.Some.All.EqualTo(0), "all zero");
            Assert.That(vectors, Has.Some.All.EqualTo(15), "all greatest");
            Assert.That(vectors.Any(v => v.Where((x, k) => x == (k % 2 == 0 ? 15 : 0)).Count() == 64), "alternating");
            Assert.That(vectors[0].Distinct().Count(), Is.GreaterThan(8), "uniform");
        });
    }

    [Test]
    public void TheGeneratorIsSplitMix64()
    {
        // The reference implementation's first numbers for seed 1234567.
        SplitMix64 random = new(1234567);
        Assert.That(
            Enumerable.Range(0, 3).Select(_ => random.Next()),
            Is.EqualTo([6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL]));
    }

    [TestCase(-3, 4)]
    [TestCase(long.MinValue, long.MaxValue)]
    [TestCase(5, 5)]
    public void BetweenIncludesItsBounds(long least, long greatest)
    {
        SplitMix64 random = new(1);
        long[] drawn = [.. Enumerable.Range(0, 200).Select(_ => random.Between(least, greatest))];
        Assert.That(drawn, Has.All.InRange(least, greatest));
        if (greatest - least is >= 0 and < 10)
        {
            Assert.That(drawn.Distinct().Count(), Is.EqualTo(greatest - least + 1));
        }
    }

    private static LayerDesign Design() => LayerDesign.Derive(ConfigurationReader.Parse(Samples.DigitsFc1, "sample.yaml"));

    private static TensorSet Given(LayerDesign design, DrawnTensors drawn)
    {
        bool isFloat = design.Configuration.Output is { Requantize: Requantize.Multiplier, Rounding: OutputRounding.Float32 };
        return new TensorSet
        {
            Weights = Integers(drawn.Parameters.Weights),
            Inputs = Integers(drawn.Inputs),
            Bias = Integers(drawn.Parameters.Bias),
            Multiplier = drawn.Parameters.Multiplier is { } m ? new NpyArray(m, isFloat, "multiplier") : null,
            Shift = Integers(drawn.Parameters.Shift),
            Thresholds = Integers(drawn.Parameters.Thresholds),
            Table = Integers(drawn.Parameters.Table),
        };
    }

    private static NpyArray? Integers(Tensor? tensor) => tensor is null ? null : NpyArray.OfIntegers(tensor, "drawn");
}
