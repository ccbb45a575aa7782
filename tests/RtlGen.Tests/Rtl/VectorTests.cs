// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Tensors;
using RtlGen.Tests.Golden;

namespace RtlGen.Tests.Rtl;

/// <summary>
/// The RTL against results of an independent model, on the shared vectors: every code, output and flag, and the cycles.
/// A stratified sample always; the whole lists are long.
/// </summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class VectorTests
{
    private static readonly (string Set, int Count, int Sample)[] Sets = [("basic", 60, 6), ("full", 150, 12), ("narrow", 60, 5), ("analog", 50, 5)];

    /// <summary>Evenly over each set, starting at another place than the first each.</summary>
    private static IEnumerable<TestCaseData> Sample() =>
        Sets.SelectMany(s => Enumerable.Range(0, s.Sample).Select(i => new TestCaseData(s.Set, Number((((2 * i) + 1) * s.Count) / (2 * s.Sample)))));

    private static IEnumerable<TestCaseData> All() =>
        Sets.SelectMany(s => Enumerable.Range(0, s.Count).Select(i => new TestCaseData(s.Set, Number(i))));

    private static IEnumerable<TestCaseData> IcarusSample() => Sets.Select(s => new TestCaseData(s.Set, Number(s.Count - 7)));

    [TestCaseSource(nameof(Sample))]
    public Task SampleAgreesOnVerilator(string set, string number) => Agrees(set, number, SimulationEngine.Verilator);

    [Category("Long")]
    [TestCaseSource(nameof(All))]
    public Task EveryVectorAgreesOnVerilator(string set, string number) => Agrees(set, number, SimulationEngine.Verilator);

    [TestCaseSource(nameof(IcarusSample))]
    public Task SampleAgreesOnIcarus(string set, string number) => Agrees(set, number, SimulationEngine.Icarus);

    private static async Task Agrees(string set, string number, SimulationEngine engine)
    {
        string folder = SharedData.Require($"vectors/{set}/{number}");
        string seed = Path.Combine(folder, "noise_seed");
        LayerTensors layer = LayerTensors.Load(
            ConfigurationReader.ReadFile(Path.Combine(folder, "config.yaml")),
            TensorFiles.InFolder(folder, File.Exists(seed) ? ulong.Parse(File.ReadAllText(seed)) : null));

        LayerVerdict verdict = await LayerRun.MustPassAsync(layer, engine, $"{set}/{number}");

        // The reference agrees with the record, and the RTL with the reference; the record is looked at directly all the same.
        SimulatedTaps taps = verdict.Comparisons[0].Pass.Taps;
        int batch = layer.Inputs!.Shape[0];
        using (Assert.EnterMultipleScope())
        {
            TensorAssert.AreEqual(FirstVectors(taps.Codes, batch), Recorded(folder, "codes"), "codes");
            TensorAssert.AreEqual(FirstVectors(taps.Outputs, batch), Recorded(folder, "outputs"), "outputs");
            TensorAssert.AreEqual(FirstVectors(taps.Overflow, batch), Recorded(folder, "overflow"), "overflow");
        }
    }

    /// <summary>The unstalled pass repeats a small batch.</summary>
    private static Tensor FirstVectors(Tensor tensor, int vectors)
    {
        int each = tensor.Data.Length / tensor.Shape[0];
        return new Tensor([vectors, .. tensor.Shape.Skip(1)], tensor.Data[..(vectors * each)]);
    }

    private static Tensor Recorded(string folder, string name) => NpyFile.Read(Path.Combine(folder, $"{name}.npy")).Tensor;

    private static string Number(int number) => number.ToString("000");
}
