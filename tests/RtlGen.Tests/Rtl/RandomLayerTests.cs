// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.CoSimulation;
using RtlGen.CycleModel;
using RtlGen.Design;
using RtlGen.Regression.Drawing;
using RtlGen.Tensors;

namespace RtlGen.Tests.Rtl;

/// <summary>
/// Random configurations through the RTL: every tap equal to the reference, interval and latency equal to the schedule to
/// the cycle (the quick sample of these is in the slice of the standard campaign); external ADCs that end their conversions themselves run again with times drawn. With lossless codes and automatic accumulators the outputs are also held against the plain product.
/// </summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class RandomLayerTests
{
    private const int Seed = 20261;

    [Category("Long")]
    [Test]
    public Task SampleOfLosslessLayersIsTheProduct([Range(0, 7)] int number) => IsTheProduct(number);

    [Category("Long")]
    [Test]
    public Task LosslessLayersAreTheProduct([Range(8, 67)] int number) => IsTheProduct(number);

    [Category("Long")]
    [Test]
    public Task SampleOfTheWholeContractAgrees([Range(0, 9)] int number) => Agrees(number);

    [Category("Long")]
    [Test]
    public Task TheWholeContractAgrees([Range(10, 209)] int number) => Agrees(number);

    [Test]
    public void AFairShareOfTheWholeContractHasConversionsThatVary()
    {
        int varying = Enumerable.Range(0, 210).Count(number => ConversionTimes.Vary(Whole(number).Load().Design));
        TestContext.Out.WriteLine($"{varying} of 210 layers have conversion times that vary");
        Assert.That(varying, Is.GreaterThanOrEqualTo(20));
    }

    private static async Task IsTheProduct(int number)
    {
        RandomCase drawn = RandomConfigurations.Draw(new Random(Seed + number), new DrawOptions { Lossless = true });
        LayerTensors layer = drawn.Load();
        LayerVerdict verdict = await LayerRun.MustPassAsync(layer, context: drawn.Yaml);

        Tensor y = verdict.Comparisons[0].Pass.Taps.Y;
        Tensor weights = layer.Parameters!.Weights;
        Tensor inputs = layer.Inputs!;
        for (int v = 0; v < inputs.Shape[0]; v++)
        {
            for (int n = 0; n < weights.Shape[1]; n++)
            {
                long product = LayerParameters.Of(layer.Parameters.Bias, n, 0);
                for (int k = 0; k < weights.Shape[0]; k++)
                {
                    product += inputs[v, k] * weights[k, n];
                }

                Assert.That(y[v, n], Is.EqualTo(product), $"vector {v}, output {n} of\n{drawn.Yaml}");
            }
        }
    }

    private static async Task Agrees(int number)
    {
        RandomCase drawn = Whole(number);
        LayerTensors layer = drawn.Load();
        LayerVerdict verdict = await LayerRun.MustPassAsync(layer, context: drawn.Yaml);
        Assert.That(verdict.Cycles, Is.Not.Null);
        if (ConversionTimes.Vary(layer.Design))
        {
            // The longest time bounds the interval; times drawn for every conversion have a cycle of their own for every vector.
            LayerVerdict varying = await LayerRun.MustPassAsync(layer, conversionSeed: (ulong)number + 1, context: drawn.Yaml);
            Assert.That(varying.Cycles!.Varying!.Vectors, Is.EqualTo(varying.Run.Passes[0].Vectors), drawn.Yaml);
        }
    }

    private static RandomCase Whole(int number) =>
        RandomConfigurations.Draw(new Random(Seed - number), new DrawOptions { WholeContract = true });
}
