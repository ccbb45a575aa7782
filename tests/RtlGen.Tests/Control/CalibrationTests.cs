// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Emission;
using RtlGen.Golden;
using RtlGen.Scenarios;
using RtlGen.Tensors;

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
        (ScenarioCheck check, ControlLayer layer) = Calibrated(yaml, tolerance, rows, expected);
        ScenarioResult result = await layer.PlayAsync(check.Scenario);
        Assert.That(check.Judge(result), Is.Empty);
    }

    [TestCase("rtl/shifted_calibrator.v", "first_inside ? first_error : second_inside", "second_inside ? second_error : first_inside")]
    [TestCase("rtl/shifted_offset_correction.v", "difference[BITS+1] ? {BITS{1'b0}}", "difference[BITS+1] ? difference[BITS-1:0]")]
    public async Task AWrongCalibrationIsSeen(string file, string right, string wrong)
    {
        (ScenarioCheck check, ControlLayer layer) = Calibrated(Unsigned, 2, 4, 6);
        ScenarioResult result = await Broken.Of(layer, file, right, wrong).PlayAsync(check.Scenario);
        Assert.That(check.Judge(result), Is.Not.Empty);
    }

    /// <summary>A layer whose ADCs are shifted at random, calibrated tile by tile.</summary>
    private static (ScenarioCheck Check, ControlLayer Layer) Calibrated(string yaml, int tolerance, int rows, int expected)
    {
        ControlLayer drawn = ControlLayer.Of(yaml);
        LayerParameters parameters = drawn.Parameters with { AdcOffsets = null, AdcThresholds = Shifted(drawn.Design), NoiseSeed = 5 };
        ControlledArrays arrays = new(drawn.Design, parameters);
        CalibrationModel model = new(arrays);
        for (int tile = 0; tile < drawn.Design.Grid.Count; tile++)
        {
            model.Calibrate(tile, new CalibrationSettings { Rows = rows, Expected = expected, Tolerance = tolerance });
        }

        ControlLayer layer = ControlLayer.Of(drawn.Design, arrays.Parameters with { Cells = null }, drawn.Inputs)
            with
        { Model = SimulationModel.Of(drawn.Design, parameters) };
        ScenarioCheck check = new(layer);
        foreach (ParameterWrite write in ControlWrites.Of(drawn.Design, parameters).SkipLast(1))
        {
            check.Write(write.Address, write.Data);
        }

        check.Write("CALIBRATION_ROWS", (uint)rows).Write("CALIBRATION_EXPECTED", (uint)expected).Write("TOLERANCE", (uint)tolerance);
        for (int tile = 0; tile < drawn.Design.Grid.Count; tile++)
        {
            check.Write("TILE", (uint)tile).Write("COMMAND", 4).Poll("STATUS", 8, 0);
        }

        uint failed = model.Failures > 0 ? 1u << 8 : 0;
        check.Read("CALIBRATION_FAILURES", (uint)model.Failures).Read("INTERRUPT_STATUS", failed, 1u << 8);
        TestContext.Out.WriteLine($"{model.Failures} columns could not be calibrated");
        int vectors = drawn.Inputs.Shape[0];
        return (check.Write("CONTROL", 1).Vectors(0, vectors).Wait(vectors), layer);
    }

    /// <summary>Ideal thresholds, moved by a number of codes for each ADC; some with a gain error too.</summary>
    private static Tensor Shifted(LayerDesign design)
    {
        AdcMap adc = design.Arithmetic.Adc;
        int steps = adc.CodeMax - adc.CodeMin;
        Tensor thresholds = new(design.Grid.RowTiles, design.Grid.ColumnTiles, design.Adcs, steps);
        Random random = new(3);
        for (int a = 0; a < design.Grid.Count * design.Adcs; a++)
        {
            (int shift, int gain) = (random.Next(-3, 4), random.Next(5) == 0 ? 5 : 4);
            for (int i = 0; i < steps; i++)
            {
                thresholds.Data[(a * steps) + i] = ((long)(adc.CodeMin + 1 + i + shift) * gain << design.Configuration.Analog.FractionBits) / 4;
            }
        }

        return thresholds;
    }
}
