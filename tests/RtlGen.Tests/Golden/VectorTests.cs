// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.Golden;
using RtlGen.Tensors;

namespace RtlGen.Tests.Golden;

/// <summary>The golden model against an independent model's results: 320 random configurations, every code, output and flag.</summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class VectorTests
{
    private static IEnumerable<TestCaseData> Basic() => Cases("basic", 60);

    private static IEnumerable<TestCaseData> Full() => Cases("full", 150);

    private static IEnumerable<TestCaseData> Narrow() => Cases("narrow", 60);

    private static IEnumerable<TestCaseData> Analog() => Cases("analog", 50);

    [TestCaseSource(nameof(Basic))]
    [TestCaseSource(nameof(Full))]
    [TestCaseSource(nameof(Narrow))]
    [TestCaseSource(nameof(Analog))]
    public void GivesTheCodesOutputsAndFlags(string set, string number)
    {
        string folder = SharedData.Require($"vectors/{set}/{number}");
        ReferenceResult result = Run(folder);

        using (Assert.EnterMultipleScope())
        {
            TensorAssert.AreEqual(result.Codes, Recorded(folder, "codes"), "codes");
            TensorAssert.AreEqual(result.Outputs, Recorded(folder, "outputs"), "outputs");
            TensorAssert.AreEqual(result.Overflow, Recorded(folder, "overflow"), "overflow");
        }
    }

    [TestCase("codes")]
    [TestCase("outputs")]
    [TestCase("overflow")]
    public void OneFlippedExpectedValueIsFound(string name)
    {
        string folder = SharedData.Require("vectors/narrow/003");
        ReferenceResult result = Run(folder);
        Tensor actual = name switch { "codes" => result.Codes, "outputs" => result.Outputs, _ => result.Overflow };
        Tensor expected = Recorded(folder, name);
        Assert.That(TensorAssert.Difference(actual, expected, name), Is.Null);

        expected.Data[^1] ^= 1;

        string index = TensorIndex.Text(expected.Shape, expected.Data.Length - 1);
        Assert.That(TensorAssert.Difference(actual, expected, name), Does.StartWith($"{name}[{index}] is ").And.EndsWith($"; 1 of {expected.Data.Length} differ"));
    }

    private static ReferenceResult Run(string folder)
    {
        string seed = Path.Combine(folder, "noise_seed");
        LayerTensors layer = LayerTensors.Load(
            ConfigurationReader.ReadFile(Path.Combine(folder, "config.yaml")),
            TensorFiles.InFolder(folder, File.Exists(seed) ? ulong.Parse(File.ReadAllText(seed)) : null));
        return ReferenceModel.Run(layer.Design, layer.Parameters!, layer.Inputs!);
    }

    private static Tensor Recorded(string folder, string name) => NpyFile.Read(Path.Combine(folder, name + ".npy")).Tensor;

    private static IEnumerable<TestCaseData> Cases(string set, int count) =>
        Enumerable.Range(0, count).Select(i => new TestCaseData(set, $"{i:D3}"));
}
