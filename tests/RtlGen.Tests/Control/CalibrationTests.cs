// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Golden;
using RtlGen.Scenarios;

namespace RtlGen.Tests.Control;

/// <summary>Measured ADCs are calibrated by command: offsets and failures are the model's, and then every output is.</summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class CalibrationTests
{
    private const string Unsigned = """
        name: shifted
        layer: {inputs: 20, outputs: 11}
        weights: {bits: 3, encoding: offset, reference: column}
        inputs: {bits: 3, encoding: unsigned}
        crossbar: {rows: 10, columns: 24, cell_bits: 3}
        adc: {kind: sar, bits: 7, columns_per_adc: 2, offset_correction: true}
        output: {requantize: none, bias_bits: 4}
        interface: {readback: true}
        """;

    private const string Signed = """
        name: shifted
        layer: {inputs: 9, outputs: 7}
        weights: {bits: 3, encoding: differential, subtraction: analog}
        inputs: {bits: 3, encoding: twos_complement}
        crossbar: {rows: 9, columns: 16, cell_bits: 2}
        analog: {fraction_bits: 2, noise: 0.5}
        adc: {kind: flash, bits: 6, columns_per_adc: 2, offset_correction: true}
        output: {requantize: none, bias_bits: 4}
        interface: {control: apb, programming: false}
        """;

    [TestCase(Unsigned, 2, 4, 6)]
    [TestCase(Unsigned, 0, 10, 31)]
    [TestCase(Signed, 1, 5, 3)]
    public async Task OffsetsAndFailuresAreTheModels(string yaml, int tolerance, int rows, int expected)
    {
        CalibrationFlow flow = Calibrated(yaml, tolerance, rows, expected);
        TestContext.Out.WriteLine($"{flow.Failures} columns could not be calibrated");
        Assert.That(await flow.Layer.ComplaintsAsync(flow.Check), Is.Empty);
    }

    [TestCase("rtl/shifted_calibrator.v", "first_inside ? first_error : second_inside", "second_inside ? second_error : first_inside")]
    [TestCase("rtl/shifted_offset_correction.v", "difference[BITS+1] ? {BITS{1'b0}}", "difference[BITS+1] ? difference[BITS-1:0]")]
    public async Task AWrongCalibrationIsSeen(string file, string right, string wrong)
    {
        CalibrationFlow flow = Calibrated(Unsigned, 2, 4, 6);
        Assert.That(await Broken.Of(flow.Layer, file, right, wrong).ComplaintsAsync(flow.Check), Is.Not.Empty);
    }

    /// <summary>A layer whose ADCs are shifted at random, calibrated tile by tile.</summary>
    private static CalibrationFlow Calibrated(string yaml, int tolerance, int rows, int expected)
    {
        ControlledLayer layer = Layers.Of(yaml);
        CalibrationSettings settings = new() { Rows = rows, Expected = expected, Tolerance = tolerance };
        return new CalibrationFlow(layer, 3, [.. Enumerable.Range(0, layer.Design.Grid.Count).Select(tile => (tile, settings))], CancellationToken.None);
    }
}
