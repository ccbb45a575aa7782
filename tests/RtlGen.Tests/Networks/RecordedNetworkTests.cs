// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Chain;
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Golden;
using RtlGen.Tensors;
using RtlGen.Tests.CommandLine;
using RtlGen.Tests.Golden;

namespace RtlGen.Tests.Networks;

/// <summary>
/// The example networks, layer by layer, against every integer tensor that ONNX Runtime gave for all 360 test images: in the
/// golden model, and in the RTL, where a layer takes what the RTL of the one before it gave.
/// </summary>
internal sealed class RecordedNetworkTests
{
    private const int Images = 360;

    private static readonly string[] s_networks =
        ["digits_w4a4", "digits_int8", "digits_binary", "digits_binary/sense_amplifiers"];

    [TestCaseSource(nameof(s_networks))]
    public void TheGoldenModelGivesEveryRecordedTensor(string network)
    {
        LayerChain chain = Chain(network);
        Tensor inputs = Read(chain.Inputs);
        Assert.That(inputs.Shape[0], Is.EqualTo(Images));
        foreach (ChainLayer layer in chain.Layers)
        {
            ReferenceResult result = Run(layer, inputs);
            TensorAssert.AreEqual(result.Y, Read(layer.ExpectedY!), $"{layer.Name} y");
            if (layer.ExpectedOutputs is not null)
            {
                TensorAssert.AreEqual(result.Outputs, Read(layer.ExpectedOutputs), $"{layer.Name} q");
            }

            Assert.That(result.Overflow.Data, Is.All.Zero);
            inputs = result.Outputs;
        }
    }

    [TestCaseSource(nameof(s_networks))]
    public async Task TheRtlGivesEveryRecordedTensor(string network)
    {
        LayerChain chain = Chain(network);
        ChainResult result = await RunRtlAsync(chain);

        Assert.That(result.Vectors, Is.EqualTo(Images));
        using (Assert.EnterMultipleScope())
        {
            foreach (ChainLayerResult layer in result.Layers)
            {
                Assert.That(layer.Verdict.Passes, $"{layer.Layer.Name}: {layer.Verdict.FirstDiverging?.First}");
                Assert.That(layer.Recorded.Select(r => r.First), Is.All.Null, layer.Layer.Name);
                Assert.That(layer.Recorded.Sum(r => r.Compared), Is.EqualTo(Records(layer.Layer) * Images * layer.Design.Grid.Outputs));
            }
        }

        Assert.That(result.Passes, "as many images classified correctly as recorded");
    }

    [Test]
    public async Task OneChangedRecordIsSeen()
    {
        using TemporaryFolder folder = new();
        LayerChain chain = Chain("digits_int8");
        ChainLayer last = chain.Layers[^1];
        Tensor recorded = Read(last.ExpectedOutputs!);
        recorded[Images - 1, 9] ^= 1;
        string changed = folder.Write("z.npy", recorded);

        ChainResult result = await RunRtlAsync(chain with { Layers = [.. chain.Layers.SkipLast(1), last with { ExpectedOutputs = changed }] });

        Assert.That(result.Passes, Is.False);
        Assert.That(result.Layers[^1].Recorded.Sum(r => r.Differing), Is.EqualTo(1));
        Assert.That(result.Layers[^1].Recorded[^1].First, Does.StartWith($"vector {Images - 1}, output 9: recorded "));
    }

    [Test]
    public void TheLogitsOfTheBinaryNetworkFollowFromItsSums()
    {
        string folder = RepositoryFolder.Find("examples/digits_binary");
        Tensor sums = Read(Path.Combine(folder, "expected/acc3.npy"));
        Tensor logits = Read(Path.Combine(folder, "expected/logits.npy"));
        Tensor gain = Read(Path.Combine(folder, "fc3/gain.npy"));
        Tensor offset = Read(Path.Combine(folder, "fc3/offset.npy"));
        Tensor labels = Read(Path.Combine(folder, "labels.npy"));
        int correct = 0;
        for (int image = 0; image < Images; image++)
        {
            long[] computed = [.. Enumerable.Range(0, 10).Select(n => (sums[image, n] * gain[n]) + offset[n])];
            Assert.That(computed, Is.EqualTo(Enumerable.Range(0, 10).Select(n => logits[image, n])), $"image {image}");
            correct += Array.IndexOf(computed, computed.Max()) == labels[image] ? 1 : 0;
        }

        Assert.That(correct, Is.EqualTo(331));
    }

    /// <summary>What a model with an input zero point does when it is brought into the contract's form.</summary>
    [TestCase(1)]
    [TestCase(128)]
    public void AnInputZeroPointGoesIntoTheBias(int zeroPoint)
    {
        LayerChain chain = Chain("digits_int8");
        ChainLayer first = chain.Layers[0];
        Tensor inputs = Read(chain.Inputs);
        Tensor shifted = new(inputs.Shape, [.. inputs.Data.Select(x => x + zeroPoint)]);
        Tensor weights = Read(first.Tensors.Weights!);
        Tensor bias = Read(first.Tensors.Bias!);
        for (int n = 0; n < weights.Shape[1]; n++)
        {
            bias[n] -= zeroPoint * Enumerable.Range(0, weights.Shape[0]).Sum(k => weights[k, n]);
        }

        LayerTensors layer = Load(first);
        ReferenceResult result = ReferenceModel.Run(layer.Design, layer.Parameters! with { Bias = bias }, shifted);

        TensorAssert.AreEqual(result.Y, Read(first.ExpectedY!), "y");
        TensorAssert.AreEqual(result.Outputs, Read(first.ExpectedOutputs!), "q");
    }

    private static Task<ChainResult> RunRtlAsync(LayerChain chain)
    {
        CoSimulationOptions options = new() { CacheDirectory = TestCache.Folder, Passes = [new SimulationPass("unstalled", 1)] };
        return ChainRun.RunAsync(chain, options, null, new Progress<string>(), CancellationToken.None);
    }

    private static ReferenceResult Run(ChainLayer layer, Tensor inputs)
    {
        LayerTensors tensors = Load(layer);
        return ReferenceModel.Run(tensors.Design, tensors.Parameters!, inputs);
    }

    private static LayerTensors Load(ChainLayer layer) =>
        LayerTensors.Load(ConfigurationReader.ReadFile(layer.Configuration), layer.Tensors, TensorDemand.Parameters);

    private static LayerChain Chain(string network) =>
        LayerChain.Read(RepositoryFolder.Find($"examples/{network}/{LayerChain.FileName}"));

    private static int Records(ChainLayer layer) => (layer.ExpectedY is null ? 0 : 1) + (layer.ExpectedOutputs is null ? 0 : 1);

    private static Tensor Read(string path) => NpyFile.Read(path).Tensor;
}
