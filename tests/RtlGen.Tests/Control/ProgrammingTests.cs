// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Design;
using RtlGen.Golden;
using RtlGen.Scenarios;

namespace RtlGen.Tests.Control;

/// <summary>
/// A blank array is programmed through the registers, row by row and word by word, with stuck cells, noise and offsets; pulses,
/// reads, every failure and then every output are what the model says.
/// </summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class ProgrammingTests
{
    private const string Offset = """
        name: cells
        layer: {inputs: 14, outputs: 9}
        weights: {bits: 4, encoding: offset}
        inputs: {bits: 3, encoding: unsigned}
        crossbar: {rows: 8, columns: 20, cell_bits: 2}
        adc: {kind: sar, bits: 6, columns_per_adc: 4}
        output: {requantize: none, bias_bits: 6}
        """;

    private const string Reference = """
        name: cells
        layer: {inputs: 9, outputs: 7}
        weights: {bits: 3, encoding: offset, reference: column}
        inputs: {bits: 3, encoding: twos_complement}
        crossbar: {rows: 9, columns: 12, cell_bits: 3}
        dac: {kind: voltage, bits: 2}
        adc: {kind: flash, bits: 8, columns_per_adc: 3, sample_and_hold: single}
        output: {requantize: none, bias_bits: 0}
        interface: {control: apb}
        """;

    private const string Pairs = """
        name: cells
        layer: {inputs: 11, outputs: 6}
        weights: {bits: 4, encoding: differential, subtraction: analog}
        inputs: {bits: 2, encoding: differential}
        crossbar: {rows: 16, columns: 24, cell_bits: 2}
        analog: {fraction_bits: 3, noise: 0.25}
        adc: {kind: ramp, bits: 7, columns_per_adc: 2, sample_and_hold: none, offset_correction: true}
        output: {requantize: shift, bits: 8}
        """;

    private const string Bipolar = """
        name: cells
        layer: {inputs: 13, outputs: 10}
        weights: {encoding: bipolar}
        inputs: {encoding: bipolar}
        crossbar: {rows: 16, columns: 10, rows_per_activation: 4}
        adc: {kind: external, bits: 4, columns_per_adc: 2, conversion_cycles: 5}
        output: {requantize: none}
        interface: {control: apb, readback: true}
        """;

    private const string Levels = """
        name: cells
        layer: {inputs: 7, outputs: 5}
        weights: {encoding: levels, levels: [0, 1, 4, 9, 20]}
        inputs: {bits: 4, encoding: offset}
        crossbar: {rows: 8, columns: 12, cell_bits: 5}
        dac: {kind: pwm, bits: 2, drive_cycles: 2}
        adc: {kind: sar, bits: 10, columns_per_adc: 2, range: full}
        output: {requantize: none, bias_bits: 8}
        interface: {readback: true}
        """;

    private static readonly (string Yaml, CellProgramming Cells, ProgramSettings Settings)[] s_cases =
    [
        (Offset, new CellProgramming { Seed = 1, Blank = true }, new ProgramSettings()),
        (Offset, new CellProgramming { Seed = 2, Blank = true, StuckOn = 1500, StuckOff = 1500 }, new ProgramSettings { Limit = 20, SetCycles = 2, ResetCycles = 3 }),
        (Reference, new CellProgramming { Seed = 3, Blank = true, StuckOn = 600, StuckOff = 600 }, new ProgramSettings { Limit = 40, SetCycles = 3 }),
        (Pairs, new CellProgramming { Seed = 4, Blank = true, StuckOn = 600, StuckOff = 600 }, new ProgramSettings { Limit = 12, Tolerance = 1 }),
        (Bipolar, new CellProgramming { Seed = 5, Blank = true, StuckOn = 2000 }, new ProgramSettings { Limit = 9 }),
        (Levels, new CellProgramming { Seed = 6, Blank = true, StuckOff = 800 }, new ProgramSettings { Limit = 70, SetCycles = 4, ResetCycles = 1, Tolerance = 2 }),
        (Levels, new CellProgramming { Seed = 7 }, new ProgramSettings { Limit = 3 }),
    ];

    [Test]
    public async Task EveryPulseReadAndFailureIsTheModels([Range(0, 6)] int number)
    {
        ProgrammingFlow flow = Programmed(number);
        ScenarioResult result = await flow.Layer.PlayAsync(flow.Check.Scenario);
        Assert.That(flow.Check.Judge(result), Is.Empty);
        TestContext.Out.WriteLine($"{flow.Counters}, {result.Cycles} cycles");
        Assert.That(flow.Counters.Reads, Is.GreaterThan(0));
    }

    [TestCase("rtl/cells_programmer.v", "too_low & !judge_single_q;", "too_low & treats_negative;")]
    [TestCase("rtl/cells_programmer.v", "round_q == limit;", "round_q == limit - 16'd1;")]
    [TestCase("sim/cells_crossbar.v", "3073", "2049")]
    public async Task AWrongProgrammerOrArrayIsSeen(string file, string right, string wrong)
    {
        ProgrammingFlow flow = Programmed(3);
        Assert.That(await Broken.Of(flow.Layer, file, right, wrong).ComplaintsAsync(flow.Check), Is.Not.Empty);
    }

    /// <summary>Every row of a layer is programmed.</summary>
    private static ProgrammingFlow Programmed(int number)
    {
        (string yaml, CellProgramming cells, ProgramSettings settings) = s_cases[number];
        ControlledLayer drawn = Layers.Of(yaml);
        ControlledLayer layer = ControlledLayer.Of(drawn.Design, drawn.Parameters with { NoiseSeed = 77 }, drawn.Inputs, CancellationToken.None);
        return new ProgrammingFlow(layer, new ProgrammingPlan(cells, settings) { Seed = number }, CancellationToken.None);
    }
}
