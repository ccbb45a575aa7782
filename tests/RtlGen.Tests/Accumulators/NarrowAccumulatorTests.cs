// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.CoSimulation;
using RtlGen.Golden;
using RtlGen.Regression.Drawing;
using RtlGen.Tensors;
using RtlGen.Tests.Golden;
using RtlGen.Tests.Oracle;

namespace RtlGen.Tests.Accumulators;

/// <summary>
/// Accumulators that are too narrow: values that leave their range on a shift or on an addition, and come back or not, in
/// each input encoding, saturating and wrapping. Golden model, oracle and RTL give the same sums and flags.
/// </summary>
internal sealed class NarrowAccumulatorTests
{
    private const int Vectors = 128;
    private const int Outputs = 4;
    private const int FewestOfAKind = 3;
    private const int Returning = 4;

    /// <summary>
    /// What the rows of the first group drive: 18 before the last shift, 36 after it, and the ones of the second group, which
    /// count against it, bring 24.
    /// </summary>
    private static readonly int[,] s_returning = new int[Returning, 4] { { 6, 6, 0, 0 }, { 4, 4, 4, 0 }, { 2, 2, 4, 4 }, { 6, 2, 4, 0 } };

    private static readonly string[] s_overflows = ["saturate", "wrap"];

    private static readonly Overflowing[] s_inOnePhase =
        [Overflowing.Never, Overflowing.OnAnAddition, Overflowing.OnAnAdditionButBack];

    [TestCaseSource(nameof(Cases))]
    public async Task EveryKindOfOverflowIsTheSameEverywhere(string inputs, string overflow, SimulationEngine engine)
    {
        int bits = NarrowBits(inputs);
        RandomCase drawn = Case(inputs, $"{{bits: {bits}, overflow: {overflow}}}");
        LayerTensors layer = drawn.Load();
        ReferenceResult golden = ReferenceModel.Run(layer.Design, layer.Parameters!, layer.Inputs!);

        // The flags follow from exact sums alone, and every kind of overflow is among them.
        AccumulatorTrace trace = new(layer.Design.Configuration, golden.Codes);
        Overflowing[] kinds = [.. Enumerable.Range(0, Vectors * Outputs).Select(i => trace.Of(i / Outputs, i % Outputs, bits))];
        Assert.That(golden.Overflow.Data, Is.EqualTo(kinds.Select(k => k == Overflowing.Never ? 0L : 1L)));
        foreach (Overflowing kind in IsBipolar(inputs) ? s_inOnePhase : Enum.GetValues<Overflowing>())
        {
            Assert.That(kinds.Count(k => k == kind), Is.GreaterThanOrEqualTo(FewestOfAKind), $"{kind}");
        }

        OracleResult oracle = new ContractOracle(layer.Design.Configuration, drawn.Tensors).Run();
        TensorAssert.AreEqual(golden.Accumulators, oracle.Accumulators, "accumulators");
        TensorAssert.AreEqual(golden.Overflow, oracle.Overflow, "overflow");

        LayerVerdict verdict = await RunRtlAsync(layer, engine);
        Assert.That(verdict.Passes, $"{verdict.FirstDiverging?.First}");
    }

    /// <summary>
    /// The automatic width lets every conversion take any code on its own; where phases are subtracted, columns whose weights
    /// are the same in each phase stay one bit below.
    /// </summary>
    [TestCase("unsigned", 1)]
    [TestCase("offset", 1)]
    [TestCase("bipolar", 1)]
    [TestCase("twos_complement", 2)]
    [TestCase("differential", 2)]
    public async Task TheAutomaticWidthIsNeverLeft(string inputs, int bitsTooFew)
    {
        LayerTensors automatic = Case(inputs, "{bits: auto}").Load();
        int bits = automatic.Design.Arithmetic.Accumulator.Bits;
        LayerTensors narrower = Case(inputs, $"{{bits: {bits - bitsTooFew}}}").Load();

        LayerVerdict wide = await RunRtlAsync(automatic, SimulationEngine.Icarus);
        LayerVerdict narrow = await RunRtlAsync(narrower, SimulationEngine.Icarus);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(wide.Passes, $"{wide.FirstDiverging?.First}");
            Assert.That(narrow.Passes, $"{narrow.FirstDiverging?.First}");
            Assert.That(wide.Comparisons[0].Pass.Taps.Overflow.Data, Is.All.Zero);
            Assert.That(narrow.Comparisons[0].Pass.Taps.Overflow.Data, Has.Some.EqualTo(1), $"{bits - bitsTooFew} bits are too few");
        }
    }

    /// <summary>Wrapping hardware for a saturating configuration, and the other way round, is found out.</summary>
    [TestCase("saturate")]
    [TestCase("wrap")]
    public async Task TheOtherRuleIsSeen(string overflow)
    {
        LayerTensors asked = Case("twos_complement", $"{{bits: 6, overflow: {overflow}}}").Load();
        LayerTensors built = Case("twos_complement", $"{{bits: 6, overflow: {(s_overflows.Single(o => !string.Equals(o, overflow, StringComparison.Ordinal)))}}}").Load();

        LayerVerdict verdict = await RunRtlAsync(built, SimulationEngine.Icarus);
        ReferenceResult wanted = ReferenceModel.Run(asked.Design, asked.Parameters!, asked.Inputs!);
        LayerVerdict judged = LayerVerification.Judge(asked.Design, verdict.Run, wanted);

        Assert.That(judged.Passes, Is.False);
        Assert.That(judged.FirstDiverging!.First!.Tap, Is.EqualTo(Tap.Accumulator));
    }

    private static IEnumerable<string> Encodings() => ["unsigned", "twos_complement", "offset", "differential", "bipolar"];

    private static IEnumerable<TestCaseData> Cases() =>
        from inputs in Encodings()
        from overflow in s_overflows
        from engine in Enum.GetValues<SimulationEngine>()
        select Long(new TestCaseData(inputs, overflow, engine), engine);

    /// <summary>Verilator takes seconds to build each.</summary>
    private static TestCaseData Long(TestCaseData data, SimulationEngine engine) =>
        engine == SimulationEngine.Verilator ? data.SetCategory("Long") : data;

    private static bool IsBipolar(string inputs) => string.Equals(inputs, "bipolar", StringComparison.Ordinal);

    /// <summary>A third to a half of the sums leave it.</summary>
    private static int NarrowBits(string inputs) => IsBipolar(inputs) ? 4 : 6;

    private static Task<LayerVerdict> RunRtlAsync(LayerTensors layer, SimulationEngine engine) => LayerVerification.RunAsync(
        layer.Design,
        layer.Parameters!,
        layer.Inputs!,
        new CoSimulationOptions
        {
            Engine = engine,
            CacheDirectory = TestCache.Folder,
            Passes = [new SimulationPass("stalled", 4) { InputStallPercent = 10, OutputStallPercent = 30 }],
        },
        CancellationToken.None);

    /// <summary>
    /// Two row groups or more. Weights of the first two outputs are all greatest and all least, inputs of the first two
    /// vectors too: there the sums are the largest that any vector gives. Those of the third output change
    /// sign half way.
    /// </summary>
    private static RandomCase Case(string inputs, string accumulator)
    {
        bool bipolar = IsBipolar(inputs);
        (int most, int rows) = bipolar ? (1, 48) : (3, 8);
        (int least, int greatest) = inputs switch
        {
            "bipolar" => (-1, 1),
            "unsigned" => (0, 15),
            "differential" => (-7, 7),
            _ => (-8, 7),
        };
        string array = bipolar
            ? """
              weights: {encoding: bipolar}
              inputs: {encoding: bipolar}
              crossbar: {rows: 96, columns: 4, rows_per_activation: 16}
              adc: {kind: sar, bits: 4, signed: true, range: {step: 1, zero: 4}}
              """
            : $$"""
              weights: {bits: 3, encoding: differential}
              inputs: {bits: 4, encoding: {{inputs}}}
              crossbar: {rows: 8, columns: 16, rows_per_activation: 4}
              adc: {kind: flash, bits: 3, columns_per_adc: 4}
              """;
        string yaml = $"name: narrow\n{array}\naccumulator: {accumulator}\noutput: {{requantize: none, bias_bits: 0}}\n";
        Random rng = new(20260);
        Tensor weights = new(rows, Outputs);
        Tensor vectors = new(Vectors, rows);
        for (int k = 0; k < rows; k++)
        {
            for (int n = 0; n < Outputs; n++)
            {
                weights[k, n] = n switch
                {
                    0 => most,
                    1 => -most,
                    2 => k < rows / 2 ? most : -most,
                    _ => bipolar ? (2 * rng.Next(2)) - 1 : rng.Next(-most, most + 1),
                };
            }

            for (int b = 0; b < Vectors; b++)
            {
                vectors[b, k] = b switch
                {
                    0 => greatest,
                    1 => least,
                    _ when bipolar => (2 * rng.Next(2)) - 1,
                    < 2 + Returning => (k < 4 ? s_returning[b - 2, k] : 1) - (string.Equals(inputs, "offset", StringComparison.Ordinal) ? 8 : 0),
                    _ => rng.Next(least, greatest + 1),
                };
            }
        }

        return new RandomCase(yaml, new TensorSet
        {
            Weights = NpyArray.OfIntegers(weights, "weights"),
            Inputs = NpyArray.OfIntegers(vectors, "inputs"),
        });
    }
}
