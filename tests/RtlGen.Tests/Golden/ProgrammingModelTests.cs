// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Golden;
using RtlGen.Tensors;

namespace RtlGen.Tests.Golden;

/// <summary>Programming with verify, worked out by hand (control.md §4).</summary>
internal sealed class ProgrammingModelTests
{
    // Seed 0, tile 0: (set gain, reset gain, h[47:32]) of row 0 is (1052, 3074, 29834), (2453, 1742, 4379), (3094, 2843, 15685),
    // (1351, 3928, 64425), computed apart from this code.
    private static readonly CellProgramming s_blank = new() { Blank = true };

    [Test]
    public void SetPulsesRaiseCellsUntilTheirCodesAreRight()
    {
        // 12 pulses of 1052 reach 3 levels (12288, where the cell ends), 2 pulses of 2453 reach 1 (4096).
        ControlledArrays arrays = Tile(s_blank);
        ProgrammingModel model = new(arrays);

        Assert.That(model.ProgramRow(0, 0, [3, 1], new ProgramSettings()), Is.EqualTo(new ProgramOutcome(14, 13, 0)));
        Assert.That(arrays.Cells.Values().Data, Is.EqualTo(new long[] { 12288, 2 * 2453, 0, 0 }));
    }

    [Test]
    public void ResetPulsesLowerThem()
    {
        // From 12288 two pulses of 3074 lead below 2 levels, from 4906 one pulse of 1742 leads below 1.
        ControlledArrays arrays = Tile(s_blank);
        ProgrammingModel model = new(arrays);
        model.ProgramRow(0, 0, [3, 1], new ProgramSettings());

        Assert.That(model.ProgramRow(0, 0, [1, 0], new ProgramSettings()), Is.EqualTo(new ProgramOutcome(3, 3, 0)));
        Assert.That(arrays.Cells.Values().Data, Is.EqualTo(new long[] { 12288 - (2 * 3074), (2 * 2453) - 1742, 0, 0 }));
        Assert.That(model.Counters, Is.EqualTo(new ProgramOutcome(17, 16, 0)));
    }

    [Test]
    public void LongerPulsesMoveThemFurther()
    {
        ControlledArrays arrays = Tile(s_blank);
        ProgrammingModel model = new(arrays);
        ProgramSettings settings = new() { SetCycles = 3, ResetCycles = 2 };

        Assert.That(model.ProgramRow(0, 0, [1, 1], settings), Is.EqualTo(new ProgramOutcome(3, 3, 0)));
        Assert.That(arrays.Cells.Values().Data[..2], Is.EqualTo(new long[] { 6 * 1052, 3 * 2453 }));
        // 6312 ends at 0, 7359 comes to 3875.
        Assert.That(model.ProgramRow(0, 0, [0, 0], settings), Is.EqualTo(new ProgramOutcome(2, 2, 0)));
        Assert.That(arrays.Cells.Values().Data[..2], Is.EqualTo(new long[] { (6 * 1052) - (2 * 3074), (3 * 2453) - (2 * 1742) }));
        Assert.That(model.ProgramRow(0, 0, [3, 3], new ProgramSettings { SetCycles = 255 }), Is.EqualTo(new ProgramOutcome(2, 2, 0)));
        Assert.That(arrays.Cells.Values().Data[..2], Is.EqualTo(new long[] { 12288, 12288 }));
    }

    [Test]
    public void ToleranceIsInCodes()
    {
        // 3 - 2 = 1 level: 4 pulses of 1052 reach 4208; 1 - 2 is reached at once.
        ProgrammingModel model = new(Tile(s_blank));
        Assert.That(model.ProgramRow(0, 0, [3, 1], new ProgramSettings { Tolerance = 2 }), Is.EqualTo(new ProgramOutcome(4, 5, 0)));
    }

    [Test]
    public void AStuckCellIsPulsedToTheLimitAndFails()
    {
        // 4379 < 4380: the second cell is stuck on.
        ControlledArrays arrays = Tile(s_blank with { StuckOn = 4380 });
        ProgrammingModel model = new(arrays);
        Assert.That(arrays.Cells.Values().Data, Is.EqualTo(new long[] { 0, 12288, 0, 0 }));

        Assert.That(model.ProgramRow(0, 0, [0, 1], new ProgramSettings { Limit = 5 }), Is.EqualTo(new ProgramOutcome(5, 6, 1)));
        Assert.That(model.Failures, Is.EqualTo(new[] { new CellFailure(0, 0, 1, 3) }));
        Assert.That(model.ProgramRow(0, 0, [0, 1], new ProgramSettings { Tolerance = 2 }), Is.EqualTo(new ProgramOutcome(0, 1, 0)));
        Assert.That(arrays.Cells.Values().Data, Is.EqualTo(new long[] { 0, 12288, 0, 0 }));
        model.PopFailure();
        Assert.That(model.Failures, Is.Empty);
        Assert.That(model.Counters.Failures, Is.EqualTo(1));
    }

    [Test]
    public void StuckOffComesAfterStuckOn()
    {
        ControlledArrays arrays = Tile(s_blank with { StuckOn = 4379, StuckOff = 1 });
        ProgrammingModel model = new(arrays);

        Assert.That(model.ProgramRow(0, 0, [1, 1], new ProgramSettings { Limit = 7 }), Is.EqualTo(new ProgramOutcome(4 + 7, 8, 1)));
        Assert.That(model.Failures, Is.EqualTo(new[] { new CellFailure(0, 0, 1, 0) }));
    }

    [Test]
    public void APreloadedArrayHoldsItsImageAlsoWhereItIsStuck()
    {
        // w = 1, -1 are held as 3, 1; the second cell is stuck on, but holds its image.
        ControlledArrays arrays = Tile(new CellProgramming { StuckOn = 4380 });
        Assert.That(arrays.Cells.Values().Data, Is.EqualTo(new long[] { 3 << 12, 1 << 12, 2 << 12, 0 }));
        Assert.That(new ProgrammingModel(arrays).ProgramRow(0, 0, [2, 0], new ProgramSettings { Limit = 9 }), Is.EqualTo(new ProgramOutcome(10, 10, 1)));
        Assert.That(arrays.Cells.Values().Data[..2], Is.EqualTo(new long[] { (3 << 12) - 3074, 1 << 12 }));
    }

    [Test]
    public void OfAnAnalogPairTheCellWithATargetIsPulsed()
    {
        // +2: 8 pulses of 1052 on cell 0 reach 8192. -3: 10 pulses of 1351 on cell 3 reach 12288.
        ControlledArrays arrays = Pairs(s_blank);
        ProgrammingModel model = new(arrays);

        Assert.That(model.ProgramRow(0, 0, [2, 0, 0, 3], new ProgramSettings()), Is.EqualTo(new ProgramOutcome(36, 11, 0)));
        Assert.That(arrays.Cells.Values().Data, Is.EqualTo(new long[] { 2, 0, 0, 3 }));
        // -1: cell 3 goes the other way, two pulses of 3928 (8360, then 4432). 0: the positive cell, one pulse of 3074.
        Assert.That(model.ProgramRow(0, 0, [1, 0, 0, 1], new ProgramSettings()), Is.EqualTo(new ProgramOutcome(3, 3, 0)));
        Assert.That(arrays.Cells.Values().Data, Is.EqualTo(new long[] { 1, 0, 0, 1 }));
    }

    [Test]
    public void AFailureOfAPairNamesTheCellThatWantedThePulse()
    {
        ControlledArrays arrays = Pairs(s_blank with { StuckOff = 65536 });
        ProgrammingModel model = new(arrays);
        model.ProgramRow(0, 0, [2, 0, 0, 3], new ProgramSettings { Limit = 1 });
        // code_min is -4: the code 0 shows as 4.
        Assert.That(model.Failures, Is.EqualTo(new[] { new CellFailure(0, 0, 0, 4), new CellFailure(0, 0, 3, 4) }));
    }

    [Test]
    public void TheQueueHoldsSixteenInTheOrderOfJudging()
    {
        // Lanes of two: columns 0, 2, 4 … 18, the reference column 20, then 1, 3, 5 …
        LayerParameters parameters = new() { Weights = new Tensor(1, 20), Programming = s_blank with { StuckOff = 65536 } };
        ControlledArrays arrays = new(
            Derive("weights: {bits: 1, encoding: offset, reference: column} | crossbar: {rows: 1, columns: 20, cell_bits: 1} | adc: {bits: 1, columns_per_adc: 2}"),
            parameters);
        ProgrammingModel model = new(arrays);
        long[] targets = new long[21];
        Array.Fill(targets, 1);

        Assert.That(model.ProgramRow(0, 0, targets, new ProgramSettings { Limit = 2 }), Is.EqualTo(new ProgramOutcome(42, 3, 21)));
        Assert.That(
            model.Failures.Select(f => f.Column),
            Is.EqualTo(new[] { 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 1, 3, 5, 7, 9 }));
        model.PopFailure();
        model.ProgramRow(0, 0, targets, new ProgramSettings { Limit = 1 });
        Assert.That(model.Failures.Select(f => f.Column).Skip(14), Is.EqualTo(new[] { 9, 0 }));
        model.ClearCounters();
        Assert.That((model.Failures.Count, model.Counters), Is.EqualTo((0, new ProgramOutcome(0, 0, 0))));
    }

    [Test]
    public void AWordIsPartOfARow()
    {
        // Cells of two bits: 16 of them in a word.
        ControlledArrays arrays = new(
            Derive("weights: {bits: 2, encoding: offset} | crossbar: {rows: 1, columns: 40, cell_bits: 2} | adc: {bits: 2}"),
            new LayerParameters { Weights = new Tensor(1, 40), Programming = s_blank });
        ProgrammingModel model = new(arrays);
        long[] targets = new long[40];
        Array.Fill(targets, 3);

        ProgramOutcome outcome = model.ProgramWord(0, 0, 1, targets, new ProgramSettings());
        Assert.That(arrays.Cells.Values().Data, Is.EqualTo(Enumerable.Range(0, 40).Select(c => c / 16 == 1 ? 3L : 0)));
        outcome += model.ProgramWord(0, 0, 2, targets, new ProgramSettings()) + model.ProgramWord(0, 0, 0, targets, new ProgramSettings());
        Assert.That(outcome.Failures, Is.Zero);
        Assert.That(arrays.Cells.Values().Data, Is.EqualTo(targets));
        Assert.That(() => model.ProgramWord(0, 0, 3, targets, new ProgramSettings()), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => model.ProgramRow(0, 1, targets, new ProgramSettings()), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => model.ProgramRow(1, 0, targets, new ProgramSettings()), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void OnlyLanesInUseAreProgrammed()
    {
        // Column tile 1 holds one output of three parts, two on an ADC: two lanes, two positions each.
        LayerDesign design = Derive("layer: {inputs: 1, outputs: 3} | weights: {bits: 3, encoding: offset} | crossbar: {rows: 1, columns: 8, cell_bits: 1} | adc: {bits: 1, columns_per_adc: 2}");
        ControlledArrays arrays = new(design, new LayerParameters { Weights = new Tensor(1, 3), Programming = s_blank });
        Assert.That(arrays.ColumnsOf(0).Select(c => c.Number), Is.EqualTo(new[] { 0, 2, 4, 6, 1, 3, 5, 7 }));
        Assert.That(arrays.ColumnsOf(1).Select(c => c.Number), Is.EqualTo(new[] { 0, 2, 1, 3 }));
    }

    [Test]
    public void ReadsAreNumberedApartFromVectors()
    {
        LayerDesign design = Derive("analog: {noise: 2, fraction_bits: 3} | crossbar: {rows: 1, columns: 2, cell_bits: 2} | adc: {bits: 8, range: {step: 0.125, zero: -16}}");
        ReadNoise noise = new(design.Configuration.Analog, 77);
        ControlledArrays arrays = new(design, new LayerParameters { Weights = new Tensor(1, 2), NoiseSeed = 77, Programming = s_blank });
        ProgrammingModel model = new(arrays);
        for (int n = 0; n < 3; n++)
        {
            ulong step = noise.Step(unchecked((long)(0x8000_0000_0000_0000UL + (ulong)n)), 0, 0, 0, 0);
            Assert.That(model.ReadRow(0, 0).Values, Is.EqualTo(new[] { 128 + noise.Draw(step, 0), 128 + noise.Draw(step, 1) }));
        }

        Assert.That(model.Counters.Reads, Is.Zero);
    }

    [Test]
    public void CodesAreCorrectedBeforeTheyAreJudged()
    {
        // The ADC gives one code too many and the offset says so.
        LayerDesign design = Derive("crossbar: {rows: 2, columns: 2, cell_bits: 2} | analog: {fraction_bits: 12} | adc: {bits: 4, offset_correction: true, range: {step: 1, zero: -1}}");
        Tensor thresholds = new([1, 1, 2, 15], [.. Enumerable.Range(0, 30).Select(i => ((i % 15L) - 1) << 12)]);
        LayerParameters parameters = new() { Weights = new Tensor(2, 2), Programming = s_blank, AdcThresholds = thresholds };
        ControlledArrays wrong = new(design, parameters);
        ControlledArrays right = new(design, parameters with { AdcOffsets = new Tensor([1, 1, 2], [1, 1]) });

        // The ideal code of 3 levels is 4; without the offset 2 levels show it: 8 pulses of 1052.
        new ProgrammingModel(wrong).ProgramRow(0, 0, [3, 0], new ProgramSettings());
        Assert.That(wrong.Cells.Values().Data[0], Is.EqualTo(8 * 1052));
        new ProgrammingModel(right).ProgramRow(0, 0, [3, 0], new ProgramSettings());
        Assert.That(right.Cells.Values().Data[0], Is.EqualTo(12288));
        Assert.That(right.Parameters.AdcOffsets!.Data, Is.EqualTo(new long[] { 1, 1 }));
    }

    /// <summary>Two rows by two columns of two bits, whose values show their states.</summary>
    private static ControlledArrays Tile(CellProgramming programming) => new(
        Derive("weights: {bits: 2, encoding: offset} | crossbar: {rows: 2, columns: 2, cell_bits: 2} | analog: {fraction_bits: 12} | adc: {bits: 3}"),
        new LayerParameters { Weights = new Tensor([2, 2], [1, -1, 0, -2]), Programming = programming });

    /// <summary>One row of two analog pairs.</summary>
    private static ControlledArrays Pairs(CellProgramming programming) => new(
        Derive("weights: {bits: 3, encoding: differential, subtraction: analog} | crossbar: {rows: 1, columns: 4, cell_bits: 2} | adc: {bits: 3}"),
        new LayerParameters { Weights = new Tensor(1, 2), Programming = programming });

    private static LayerDesign Derive(string changes) => LayerDesign.Derive(ConfigurationReader.Parse(
        Tests.Configuration.ConfigurationSample.With("weights: {bits: 2, encoding: offset} | inputs: {bits: 2, encoding: unsigned}".Split(" | ")
            .Where(line => !changes.Contains(line[..line.IndexOf(':', StringComparison.Ordinal)] + ": {", StringComparison.Ordinal))
            .Aggregate(changes, (all, line) => $"{all} | {line}")),
        "programming.yaml"));
}
