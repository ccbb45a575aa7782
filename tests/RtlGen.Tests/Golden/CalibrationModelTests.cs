// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Golden;
using RtlGen.Tensors;
using RtlGen.Tests.Configuration;
using RtlGen.Tests.Oracle;

namespace RtlGen.Tests.Golden;

/// <summary>Offsets of conversion columns and their calibration (control.md §6), worked out by hand.</summary>
internal sealed class CalibrationModelTests
{
    private const int Steps = 15;

    /// <summary>Three rows of level 3 are driven: 9, and an ideal ADC says so.</summary>
    private static readonly CalibrationSettings s_settings = new() { Rows = 3, Expected = 9 };

    // Code of a column value v: v + 2; v - 1; always 15; always 0; v + 2 at 0 but v at 9; v - 1 at 0 and 15 at 9.
    [TestCase(2, 2, 2, false, Description = "the first code is inside")]
    [TestCase(-1, -1, -1, false, Description = "the first code is 0 and says nothing, the second one does")]
    [TestCase(100, 100, 0, true)]
    [TestCase(-100, -100, 0, true)]
    [TestCase(2, 0, 2, true, Description = "both are inside and disagree: a gain error")]
    [TestCase(2, 3, 2, true)]
    [TestCase(2, 6, 2, false, Description = "the second code is 15 and says nothing")]
    [TestCase(-1, 6, 0, true)]
    [TestCase(-1, 5, 5, false)]
    public void AnOffsetComesFromTheReadingsInsideTheRange(int atZero, int atNine, int offset, bool fails)
    {
        ControlledArrays arrays = Arrays([atZero, 1], [atNine, 1]);
        CalibrationModel model = new(arrays);

        Assert.That(model.Calibrate(0, s_settings), Is.EqualTo(fails ? new[] { 0 } : []));
        Assert.That(arrays.Parameters.AdcOffsets!.Data, Is.EqualTo(new long[] { offset, 1 }));
        Assert.That(model.Failures, Is.EqualTo(fails ? 1 : 0));
    }

    [TestCase(0, 2)]
    [TestCase(1, 1)]
    [TestCase(2, 0)]
    public void ReadingsMayDisagreeByTheTolerance(int tolerance, int failures)
    {
        ControlledArrays arrays = Arrays([2, 3], [1, 1]);
        CalibrationModel model = new(arrays);

        Assert.That(model.Calibrate(0, s_settings with { Tolerance = tolerance }), Has.Count.EqualTo(failures));
        Assert.That(arrays.Parameters.AdcOffsets!.Data, Is.EqualTo(new long[] { 2, 3 }));
        model.Calibrate(0, s_settings with { Tolerance = tolerance });
        Assert.That(model.Failures, Is.EqualTo(2 * failures), "what was measured is not corrected, and failures add up");
        model.ClearCounters();
        Assert.That(model.Failures, Is.Zero);
    }

    [Test]
    public void RowsThatHoldNoInputAreNeverDriven()
    {
        // Four rows, of which three hold an input; an array that starts blank and is stuck on everywhere.
        LayerDesign design = Derive("layer: {inputs: 3, outputs: 2}");
        ControlledArrays arrays = new(design, new LayerParameters
        {
            Weights = new Tensor(3, 2),
            Programming = new CellProgramming { Blank = true, StuckOn = 65536 },
        });

        Assert.That(new CalibrationModel(arrays).Calibrate(0, s_settings with { Rows = 4 }), Is.Empty);
        Assert.That(arrays.Parameters.AdcOffsets!.Data, Is.EqualTo(new long[] { 0, 0 }));
    }

    [Test]
    public void TwoReadsOfATileAreNumbered()
    {
        LayerDesign design = Derive("analog: {noise: 1}");
        LayerParameters parameters = new() { Weights = Threes(), NoiseSeed = 5 };
        ReadNoise noise = new(design.Configuration.Analog, 5);
        ControlledArrays arrays = new(design, parameters);
        CalibrationModel model = new(arrays);
        for (int n = 0; n < 10; n += 2)
        {
            model.Calibrate(0, s_settings);
            long[] expected = [.. Enumerable.Range(0, 2).Select(column =>
            {
                long undriven = Math.Max(0, noise.Draw(Step(n), column));
                long driven = Math.Min(15, 9 + noise.Draw(Step(n + 1), column));
                return undriven > 0 ? undriven : driven < 15 ? driven - 9 : 0;
            })];
            Assert.That(arrays.Parameters.AdcOffsets!.Data, Is.EqualTo(expected), $"reads {n} and {n + 1}");
        }

        ulong Step(int n) => noise.Step(unchecked((long)(0x8000_0000_0000_0000UL + (ulong)n)), 0, 0, 0, 0);
    }

    [Test]
    public void ACalibratedLayerComputesAsAnIdealOne()
    {
        // Offsets that clamp nothing: both phases drive 6 to 12 of 15.
        ControlledArrays arrays = Arrays([2, -1], [2, -1]);
        Tensor inputs = new([3, 4], [3, 3, 3, 0, 3, 3, 3, 3, 0, 0, 3, 3]);
        LayerParameters ideal = new() { Weights = Threes() };
        LayerParameters real = arrays.Parameters;
        new CalibrationModel(arrays).Calibrate(0, s_settings);

        Tensor expected = ReferenceModel.Run(arrays.Design, ideal, inputs).Codes;
        TensorAssert.AreEqual(ReferenceModel.Run(arrays.Design, arrays.Parameters, inputs).Codes, expected, "calibrated codes");
        Assert.That(ReferenceModel.Run(arrays.Design, real, inputs).Codes.Data, Is.Not.EqualTo(expected.Data), "without offsets they differ");
    }

    [Test]
    public void CodesAreClampedAfterTheirCorrection()
    {
        // v = 9 for every output: 9 - 3, 9 + 16 clamped to 15, and at the other end.
        LayerDesign design = Derive("");
        Tensor inputs = new([1, 4], [1, 1, 1, 0]);
        ReferenceResult Run(params long[] offsets) =>
            ReferenceModel.Run(design, new LayerParameters { Weights = Threes(), AdcOffsets = new Tensor([1, 1, 2], offsets) }, inputs);

        // Inputs of two bits are driven in two phases, of which the first one is 0.
        Assert.That(Run(3, -16).Codes.Data, Is.EqualTo(new long[] { 0, 15, 6, 15 }));
        Assert.That(Run(15, 0).Codes.Data, Is.EqualTo(new long[] { 0, 0, 0, 9 }));
    }

    [TestCase("weights: {bits: 4, encoding: offset, reference: column} | layer: {inputs: 90, outputs: 50}", 19)]
    [TestCase("weights: {bits: 4, encoding: differential, subtraction: analog} | layer: {inputs: 70, outputs: 30} | analog: {noise: 2, fraction_bits: 3}", 7)]
    [TestCase("weights: {bits: 3, encoding: twos_complement} | layer: {inputs: 64, outputs: 20} | inputs: {bits: 3, encoding: twos_complement}", 1)]
    public void TheReferenceAgreesWithTheContractWrittenASecondTime(string changes, int seed)
    {
        LoadedConfiguration loaded = ConfigurationReader.Parse(
            ConfigurationSample.With(changes + " | adc: {bits: 7, columns_per_adc: 3, range: full, offset_correction: true}"), "offsets.yaml");
        var design = LayerDesign.Derive(loaded);
        var drawn = global::RtlGen.CoSimulation.RandomTensors.Draw(design, vectors: 3, seed: (ulong)seed);
        TensorSet set = Set(drawn.Parameters, drawn.Inputs, loaded.Configuration.Analog.Noise > 0);
        LayerTensors layer = LayerTensors.Check(loaded, set);
        OracleResult oracle = new ContractOracle(loaded.Configuration, set).Run();
        ReferenceResult golden = ReferenceModel.Run(layer.Design, layer.Parameters!, layer.Inputs!);

        Assert.That(drawn.Parameters.AdcOffsets!.Data.Any(o => o != 0));
        TensorAssert.AreEqual(golden.Codes, oracle.Codes, "codes");
        TensorAssert.AreEqual(golden.Outputs, oracle.Outputs, "outputs");
        Tensor others = new(drawn.Parameters.AdcOffsets.Shape, [.. drawn.Parameters.AdcOffsets.Data.Select(o => o ^ 1)]);
        Assert.That(
            ReferenceModel.Run(layer.Design, layer.Parameters! with { AdcOffsets = others }, layer.Inputs!).Codes.Data,
            Is.Not.EqualTo(oracle.Codes.Data));
    }

    private static TensorSet Set(LayerParameters parameters, Tensor inputs, bool isNoisy) => new()
    {
        Weights = NpyArray.OfIntegers(parameters.Weights, "weights"),
        Inputs = NpyArray.OfIntegers(inputs, "inputs"),
        Bias = parameters.Bias is null ? null : NpyArray.OfIntegers(parameters.Bias, "bias"),
        AdcOffsets = NpyArray.OfIntegers(parameters.AdcOffsets!, "adc_offsets"),
        NoiseSeed = isNoisy ? parameters.NoiseSeed : null,
    };

    /// <summary>Two columns whose ADCs are off by so many codes at 0, and by so many from 5 on.</summary>
    private static ControlledArrays Arrays(int[] atZero, int[] atNine)
    {
        Tensor thresholds = new(1, 1, 2, Steps);
        for (int adc = 0; adc < 2; adc++)
        {
            // The code of v is the number of thresholds that it reaches.
            int low = Math.Clamp(atZero[adc], 0, Steps);
            int high = Math.Clamp(9 + atNine[adc], low, Steps);
            for (int i = 0; i < Steps; i++)
            {
                bool isShifted = atZero[adc] == atNine[adc];
                thresholds.Data[(adc * Steps) + i] = isShifted ? i + 1 - atZero[adc] : i < low ? 0 : i < high ? 5 : 1000;
            }
        }

        return new ControlledArrays(Derive(""), new LayerParameters { Weights = Threes(), AdcThresholds = thresholds });
    }

    /// <summary>Weights that are held as 3.</summary>
    private static Tensor Threes() => new([4, 2], [1, 1, 1, 1, 1, 1, 1, 1]);

    private static LayerDesign Derive(string changes) => LayerDesign.Derive(ConfigurationReader.Parse(
        ConfigurationSample.With(
            "weights: {bits: 2, encoding: offset} | inputs: {bits: 2, encoding: unsigned} | crossbar: {rows: 4, columns: 2, cell_bits: 2} | adc: {bits: 4, offset_correction: true}"
            + (changes.Length > 0 ? " | " : "") + changes),
        "calibration.yaml"));
}
