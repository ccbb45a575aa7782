// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Design;
using RtlGen.Golden;
using RtlGen.Regression.Drawing;
using RtlGen.Tensors;

namespace RtlGen.Tests.Design;

/// <summary>The range of y holds what arrays compute whose cells are not those of the weights: blank, or faulty.</summary>
internal sealed class ProgrammableRangeTests
{
    private const int Seed = 977;

    [Test]
    public void EverySumOfProgrammableCellsIsInIt()
    {
        bool isOutsideOfWeights = false;
        for (int i = 0; i < 300; i++)
        {
            RandomCase drawn = RandomConfigurations.Draw(new Random(Seed + i), new DrawOptions { Lossless = true, WholeContract = true });
            LayerTensors layer = drawn.Load();
            LayerParameters parameters = layer.Parameters! with { Bias = null };
            foreach (CellProgramming cells in (CellProgramming[])
                [new() { Blank = true }, new() { Blank = true, StuckOn = 65536 }, new() { Blank = true, StuckOn = 32768, Seed = (ulong)i }])
            {
                LayerParameters programmed = new ControlledArrays(layer.Design, parameters with { Programming = cells }).Parameters;
                ReferenceResult result = ReferenceModel.Run(layer.Design, programmed, layer.Inputs!);
                IntegerRange range = layer.Design.Arithmetic.OutputSum;
                bool isInside = result.Y.Data.All(y => y >= range.Min && y <= range.Max);
                if (layer.Design.HasProgramming)
                {
                    Assert.That(isInside, $"case {i}: y of {result.Y.Data.Min()} … {result.Y.Data.Max()}, range {range}\n{drawn.Yaml}");
                }
                else
                {
                    isOutsideOfWeights |= !isInside;
                }
            }
        }

        Assert.That(isOutsideOfWeights, "the range of the weights alone is too narrow");
    }
}
