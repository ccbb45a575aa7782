// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Golden;
using RtlGen.Regression.Drawing;
using RtlGen.Tensors;

namespace RtlGen.Tests.Golden;

/// <summary>The generator of random cases: what it draws is valid, repeatable, and reaches every corner it should.</summary>
internal sealed class RandomConfigurationTests
{
    private const int Cases = 1000;

    [TestCase(false)]
    [TestCase(true)]
    public void EveryCaseLoadsAndStaysWithinItsFormat(bool wholeContract)
    {
        foreach (RandomCase drawn in Draw(new DrawOptions { WholeContract = wholeContract }))
        {
            LayerTensors layer = drawn.Load();
            ReferenceResult result = ReferenceModel.Run(layer.Design, layer.Parameters!, layer.Inputs!);
            OutputFormat format = layer.Design.Output;
            Arithmetic arithmetic = layer.Design.Arithmetic;
            Assert.That(
                result.Outputs.Data, Is.All.InRange(format.FormatMin, format.FormatMax), drawn.Yaml);
            Assert.That(
                result.Accumulators.Data,
                Is.All.InRange((long)arithmetic.Accumulator.Range.Min, (long)arithmetic.Accumulator.Range.Max),
                drawn.Yaml);
            Assert.That(result.Y.Data, Is.All.InRange((long)arithmetic.Output.Min, (long)arithmetic.Output.Max), drawn.Yaml);
            Assert.That(arithmetic.CanOverflow || AfterInt32(layer) || result.Overflow.Data.All(f => f == 0), drawn.Yaml);
        }
    }

    [Test]
    public void TheSameSeedGivesTheSameCase()
    {
        DrawOptions options = new() { WholeContract = true };
        RandomCase first = RandomConfigurations.Draw(new Random(7), options);
        RandomCase second = RandomConfigurations.Draw(new Random(7), options);

        Assert.That(second.Yaml, Is.EqualTo(first.Yaml));
        Assert.That(second.Tensors.Weights!.Tensor.Data, Is.EqualTo(first.Tensors.Weights!.Tensor.Data));
        Assert.That(RandomConfigurations.Draw(new Random(8), options).Yaml, Is.Not.EqualTo(first.Yaml));
    }

    [Test]
    public void EveryChoiceOfTheContractIsDrawn()
    {
        RtlConfiguration[] drawn = [.. Draw(new DrawOptions { WholeContract = true }).Select(c => c.Read().Configuration)];
        using (Assert.EnterMultipleScope())
        {
            AllOccur(drawn, c => c.Weights.Encoding);
            AllOccur(drawn, c => c.Weights.Reference);
            AllOccur(drawn, c => c.Weights.Subtraction);
            AllOccur(drawn, c => c.Inputs.Encoding);
            AllOccur(drawn, c => c.Dac.Kind);
            AllOccur(drawn, c => c.Adc.Kind);
            AllOccur(drawn, c => c.Adc.Range.Kind);
            AllOccur(drawn, c => c.Adc.Rounding);
            AllOccur(drawn, c => c.Adc.SampleAndHold);
            AllOccur(drawn, c => c.Accumulator.Overflow);
            AllOccur(drawn, c => c.Output.Requantize);
            AllOccur(drawn, c => c.Output.Rounding);
            AllOccur(drawn, c => c.Output.Granularity);
            AllOccur(drawn, c => c.Output.Activation);
            AllOccur(drawn, c => c.Interface.Control);
        }
    }

    private static void AllOccur<T>(RtlConfiguration[] drawn, Func<RtlConfiguration, T> choice)
        where T : struct, Enum => Assert.That(drawn.Select(choice).Distinct(), Is.EquivalentTo(Enum.GetValues<T>()), typeof(T).Name);

    private static bool AfterInt32(LayerTensors layer) =>
        layer.Design.Configuration.Output is { Requantize: Requantize.Multiplier, Rounding: not OutputRounding.HalfEven };

    private static IEnumerable<RandomCase> Draw(DrawOptions options) =>
        Enumerable.Range(0, Cases).Select(seed => RandomConfigurations.Draw(new Random(seed), options));
}
