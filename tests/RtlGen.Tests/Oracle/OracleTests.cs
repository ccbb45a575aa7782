// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.Diagnostics;
using RtlGen.Golden;
using RtlGen.Regression.Drawing;
using RtlGen.Tensors;
using RtlGen.Tests.Golden;

namespace RtlGen.Tests.Oracle;

/// <summary>The golden model against the contract written a second time: every tap of random cases over the whole contract.</summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class OracleTests
{
    /// <summary>Far from the seeds of other tests.</summary>
    private const int FirstSeed = 1_000_000;

    private const int Cases = 5000;
    private const int Sample = 800;
    private const int CasesOfTest = 100;

    private static IEnumerable<int> SampleStarts() => Starts(0, Sample);

    private static IEnumerable<int> OtherStarts() => Starts(Sample, Cases);

    [TestCaseSource(nameof(SampleStarts))]
    public void AgreesOnASample(int start) => CheckFrom(start);

    [TestCaseSource(nameof(OtherStarts))]
    [Category("Long")]
    public void AgreesOnTheRest(int start) => CheckFrom(start);

    [TestCase(nameof(OracleResult.Codes))]
    [TestCase(nameof(OracleResult.Accumulators))]
    [TestCase(nameof(OracleResult.Y))]
    [TestCase(nameof(OracleResult.Outputs))]
    [TestCase(nameof(OracleResult.Overflow))]
    public void OneChangedValueOfTheOracleIsSeen(string tap)
    {
        (ReferenceResult golden, OracleResult oracle) = Run(Draw(0));
        Assert.That(FirstDifference(golden, oracle), Is.Null);

        Tensor changed = (Tensor)typeof(OracleResult).GetProperty(tap)!.GetValue(oracle)!;
        changed.Data[^1] ^= 1;

        Assert.That(FirstDifference(golden, oracle), Does.StartWith(tap).And.EndsWith($"; 1 of {changed.Data.Length} differ"));
    }

    /// <summary>Integers that the vectors of the shared data say, so that the two do not agree on something else altogether.</summary>
    [TestCase("basic", 60)]
    [TestCase("full", 150)]
    [TestCase("narrow", 60)]
    [TestCase("analog", 50)]
    public void AgreesWithTheSharedVectors(string set, int count)
    {
        for (int i = 0; i < count; i++)
        {
            string folder = SharedData.Require($"vectors/{set}/{i:D3}");
            string seed = Path.Combine(folder, "noise_seed");
            TensorSet tensors = TensorFiles
                .InFolder(folder, File.Exists(seed) ? ulong.Parse(File.ReadAllText(seed)) : null)
                .Read(new DiagnosticBag());
            OracleResult result = new ContractOracle(
                ConfigurationReader.ReadFile(Path.Combine(folder, "config.yaml")).Configuration, tensors).Run();
            TensorAssert.AreEqual(result.Codes, Recorded(folder, "codes"), $"{set}/{i:D3} codes");
            TensorAssert.AreEqual(result.Outputs, Recorded(folder, "outputs"), $"{set}/{i:D3} outputs");
            TensorAssert.AreEqual(result.Overflow, Recorded(folder, "overflow"), $"{set}/{i:D3} overflow");
        }
    }

    private static void CheckFrom(int start)
    {
        for (int i = start; i < start + CasesOfTest; i++)
        {
            RandomCase drawn = Draw(i);
            (ReferenceResult golden, OracleResult oracle) = Run(drawn);
            if (FirstDifference(golden, oracle) is string difference)
            {
                Assert.Fail($"seed {FirstSeed + i}: golden model against oracle: {difference}\n{drawn.Yaml}");
            }
        }
    }

    private static RandomCase Draw(int i) =>
        RandomConfigurations.Draw(new Random(FirstSeed + i), new DrawOptions { WholeContract = true });

    private static (ReferenceResult Golden, OracleResult Oracle) Run(RandomCase drawn)
    {
        LayerTensors layer = drawn.Load();
        return (
            ReferenceModel.Run(layer.Design, layer.Parameters!, layer.Inputs!),
            new ContractOracle(drawn.Read().Configuration, drawn.Tensors).Run());
    }

    private static string? FirstDifference(ReferenceResult golden, OracleResult oracle) =>
        TensorAssert.Difference(golden.Codes, oracle.Codes, nameof(oracle.Codes))
        ?? TensorAssert.Difference(golden.Accumulators, oracle.Accumulators, nameof(oracle.Accumulators))
        ?? TensorAssert.Difference(golden.Y, oracle.Y, nameof(oracle.Y))
        ?? TensorAssert.Difference(golden.Outputs, oracle.Outputs, nameof(oracle.Outputs))
        ?? TensorAssert.Difference(golden.Overflow, oracle.Overflow, nameof(oracle.Overflow));

    private static Tensor Recorded(string folder, string name) => NpyFile.Read(Path.Combine(folder, name + ".npy")).Tensor;

    private static IEnumerable<int> Starts(int from, int to)
    {
        for (int start = from; start < to; start += CasesOfTest)
        {
            yield return start;
        }
    }
}
