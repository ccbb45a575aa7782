// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.Golden;
using RtlGen.Tensors;

namespace RtlGen.Tests.Golden;

/// <summary>The golden model is fast enough to stand beside a simulation.</summary>
internal sealed class ReferenceModelSpeedTests
{
    private const string Tile = """
        name: speed
        weights: {bits: 4, encoding: offset}
        inputs: {bits: 4, encoding: unsigned}
        crossbar: {rows: 128, columns: 128, cell_bits: 2}
        adc: {kind: sar, bits: 9, columns_per_adc: 8}
        output: {bias_bits: 0}
        """;

    [Test]
    public void AThousandVectorsOfA128By128TileTakeSeconds()
    {
        Random rng = new(1);
        Tensor weights = new(128, 64);
        Tensor inputs = new(1000, 128);
        Fill(weights, () => rng.Next(-8, 8));
        Fill(inputs, () => rng.Next(16));
        LayerTensors layer = LayerTensors.Check(
            ConfigurationReader.Parse(Tile, "speed.yaml"),
            new TensorSet { Weights = NpyArray.OfIntegers(weights, "weights"), Inputs = NpyArray.OfIntegers(inputs, "inputs") });

        Stopwatch watch = Stopwatch.StartNew();
        ReferenceResult result = ReferenceModel.Run(layer.Design, layer.Parameters!, inputs);

        TestContext.Out.WriteLine($"{watch.ElapsedMilliseconds} ms");
        Assert.That(result.Codes.Data, Has.Length.EqualTo(1000 * 4 * 128));
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(20)));
    }

    private static void Fill(Tensor tensor, Func<long> draw)
    {
        for (int i = 0; i < tensor.Data.Length; i++)
        {
            tensor[i] = draw();
        }
    }
}
