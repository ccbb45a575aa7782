// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.Golden;
using RtlGen.Tensors;

namespace RtlGen.Tests.Golden;

/// <summary>The example network against what ONNX Runtime computed for all 360 test images.</summary>
internal sealed class DigitsNetworkTests
{
    private const int CorrectlyRead = 331;

    [Test]
    public void FirstLayerGivesTheRecordedSumsAndHiddenUnits()
    {
        ReferenceResult first = Run("fc1", Read("inputs"));

        TensorAssert.AreEqual(first.Y, Read("expected/acc1"), "acc1");
        TensorAssert.AreEqual(first.Outputs, Read("expected/h1"), "h1");
        Assert.That(first.Overflow.Data, Is.All.Zero);
    }

    [Test]
    public void SecondLayerGivesTheRecordedSumsFromTheFirstOnesOutputs()
    {
        ReferenceResult second = Run("fc2", Run("fc1", Read("inputs")).Outputs);

        TensorAssert.AreEqual(second.Outputs, Read("expected/acc2"), "acc2");
        Assert.That(second.Overflow.Data, Is.All.Zero);
    }

    [Test]
    public void ReadsAsManyDigitsCorrectlyAsTheRecordedNetwork()
    {
        Tensor sums = Run("fc2", Run("fc1", Read("inputs")).Outputs).Outputs;
        Tensor scale = Read("fc2/scale");
        Tensor logits = Read("expected/logits");
        Tensor labels = Read("labels");
        int correct = 0;
        for (int image = 0; image < sums.Shape[0]; image++)
        {
            float[] computed = [.. Enumerable.Range(0, 10).Select(n => (float)sums[image, n] * Single(scale[n]))];
            float[] recorded = [.. Enumerable.Range(0, 10).Select(n => Single(logits[image, n]))];
            Assert.That(computed, Is.EqualTo(recorded), $"logits of image {image}");
            correct += Array.IndexOf(computed, computed.Max()) == labels[image] ? 1 : 0;
        }

        Assert.That(correct, Is.EqualTo(CorrectlyRead));
    }

    private static ReferenceResult Run(string layer, Tensor inputs)
    {
        string folder = RepositoryFolder.Find($"examples/digits_w4a4/{layer}");
        LayerTensors tensors = LayerTensors.Load(
            ConfigurationReader.ReadFile(Path.Combine(folder, "config.yaml")), TensorFiles.InFolder(folder), TensorDemand.Parameters);
        return ReferenceModel.Run(tensors.Design, tensors.Parameters!, inputs);
    }

    private static Tensor Read(string name) =>
        NpyFile.Read(RepositoryFolder.Find($"examples/digits_w4a4/{name}.npy")).Tensor;

    private static float Single(long bits) => BitConverter.UInt32BitsToSingle((uint)bits);
}
