// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Design;
using RtlGen.Golden;
using RtlGen.Regression.Drawing;
using RtlGen.Tensors;

namespace RtlGen.Tests.Golden;

/// <summary>The contract's promise (§6): lossless converters and an automatic accumulator give <c>y = x W + bias</c> exactly.</summary>
internal sealed class LosslessPropertyTests
{
    private const int Seed = 20240611;

    [TestCase(false, 2000)]
    [TestCase(true, 2000)]
    public void ResultIsTheExactProduct(bool wholeContract, int cases)
    {
        DrawOptions options = new() { Lossless = true, WholeContract = wholeContract };
        for (int i = 0; i < cases; i++)
        {
            RandomCase drawn = RandomConfigurations.Draw(new Random(Seed + i), options);
            LayerTensors layer = drawn.Load();

            ReferenceResult result = ReferenceModel.Run(layer.Design, layer.Parameters!, layer.Inputs!);

            TensorAssert.AreEqual(result.Y, Product(layer), $"y of seed {Seed + i}:\n{drawn.Yaml}\n");
        }
    }

    [Test]
    public void ACodeThatIsOneOffBreaksIt()
    {
        // The property can fail: an ADC that rounds a half unit up is not lossless.
        RandomCase drawn = RandomConfigurations.Draw(new Random(Seed), new DrawOptions { Lossless = true });
        LayerTensors layer = drawn.Load();
        Arithmetic arithmetic = layer.Design.Arithmetic;
        LayerDesign offByOne = layer.Design with
        {
            Arithmetic = arithmetic with { Adc = arithmetic.Adc with { Zero256 = -256, CodeMax = arithmetic.Adc.CodeMax + 1 } },
        };

        ReferenceResult result = ReferenceModel.Run(offByOne, layer.Parameters!, layer.Inputs!);

        Assert.That(result.Y.Data, Is.Not.EqualTo(Product(layer).Data));
    }

    /// <summary>x W + bias by the schoolbook.</summary>
    private static Tensor Product(LayerTensors layer)
    {
        Tensor weights = layer.Parameters!.Weights;
        Tensor x = layer.Inputs!;
        Tensor y = new(x.Shape[0], weights.Shape[1]);
        for (int b = 0; b < y.Shape[0]; b++)
        {
            for (int n = 0; n < y.Shape[1]; n++)
            {
                y[b, n] = LayerParameters.Of(layer.Parameters.Bias, n, 0);
                for (int k = 0; k < x.Shape[1]; k++)
                {
                    y[b, n] += x[b, k] * weights[k, n];
                }
            }
        }

        return y;
    }
}
