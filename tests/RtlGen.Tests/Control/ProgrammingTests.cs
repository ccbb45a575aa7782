// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Emission;
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
        Programmed programmed = new(number);
        ScenarioResult result = await programmed.PlayAsync();
        Assert.That(programmed.Judge(result), Is.Empty);
        TestContext.Out.WriteLine($"{programmed.Counters}, {result.Cycles} cycles");
        Assert.That(programmed.Counters.Reads, Is.GreaterThan(0));
    }

    [TestCase("rtl/cells_programmer.v", "too_low & !judge_single_q;", "too_low & treats_negative;")]
    [TestCase("rtl/cells_programmer.v", "round_q == limit;", "round_q == limit - 16'd1;")]
    [TestCase("sim/cells_crossbar.v", "3073", "2049")]
    public async Task AWrongProgrammerOrArrayIsSeen(string file, string right, string wrong)
    {
        Programmed programmed = new(3);
        ScenarioResult result = await programmed.PlayAsync(layer => Broken.Of(layer, file, right, wrong));
        Assert.That(programmed.Judge(result), Is.Not.Empty);
    }

    /// <summary>A layer, the scenario that programs it, and what must come of it.</summary>
    private sealed class Programmed
    {
        private readonly ControlLayer _layer;
        private readonly Scenario _scenario;
        private readonly List<(string What, uint Value)> _expected = [];

        public Programmed(int number)
        {
            (string yaml, CellProgramming cells, ProgramSettings settings) = s_cases[number];
            ControlLayer drawn = ControlLayer.Of(yaml);
            LayerParameters parameters = drawn.Parameters with { Programming = cells, NoiseSeed = 77 };
            ControlledArrays arrays = new(drawn.Design, parameters);
            ProgrammingModel model = new(arrays);
            _scenario = new Scenario(drawn.Design).BusStalls(10, number);
            foreach (ParameterWrite write in ControlWrites.Of(drawn.Design, parameters).SkipLast(1))
            {
                Write(write.Address, write.Data);
            }

            Write(At("PULSE_WIDTH"), (uint)(settings.SetCycles | (settings.ResetCycles << 8)));
            Write(At("PULSE_LIMIT"), (uint)settings.Limit);
            Write(At("TOLERANCE"), (uint)settings.Tolerance);
            Program(drawn, arrays, model, settings, new Random(number));
            Counters = model.Counters;
            Read("PROGRAM_PULSES", (uint)model.Counters.Pulses);
            Read("PROGRAM_READS", (uint)model.Counters.Reads);
            Read("PROGRAM_FAILURES", (uint)model.Counters.Failures);
            Write(At("CONTROL"), 1);
            _scenario.Vectors(0, drawn.Inputs.Shape[0]).WaitOut(drawn.Inputs.Shape[0] * drawn.OutputBeats);
            _expected.Add(("output beats", (uint)(drawn.Inputs.Shape[0] * drawn.OutputBeats)));
            _layer = ControlLayer.Of(drawn.Design, arrays.Parameters, drawn.Inputs) with { Model = SimulationModel.Of(drawn.Design, parameters) };
        }

        public ProgramOutcome Counters { get; }

        public Task<ScenarioResult> PlayAsync(Func<ControlLayer, ControlLayer>? change = null) => (change?.Invoke(_layer) ?? _layer).PlayAsync(_scenario);

        public List<string> Judge(ScenarioResult result)
        {
            List<string> wrong = [.. result.Faults];
            if (result.Answers.Count != _expected.Count)
            {
                wrong.Add($"{result.Answers.Count} answers instead of {_expected.Count}");
            }

            foreach ((ScenarioAnswer answer, (string what, uint value)) in result.Answers.Zip(_expected))
            {
                if ((answer.Kind is 'w' or 'r' && answer.Flag) || (answer.Kind is 'p' && !answer.Flag) || (answer.Kind is 'r' or 'o' && answer.Value != value))
                {
                    wrong.Add($"{what}: {(answer.Flag ? "flagged " : "")}{answer.Value:x} instead of {value:x}");
                }
            }

            byte[][] beats = [.. Enumerable.Range(0, _layer.Inputs.Shape[0]).SelectMany(_layer.Expected)];
            int same = result.Beats.Zip(beats).TakeWhile(pair => pair.First.Data.AsSpan().SequenceEqual(pair.Second)).Count();
            if (same < beats.Length)
            {
                wrong.Add($"output beat {same} differs");
            }

            return wrong;
        }

        private void Program(ControlLayer layer, ControlledArrays arrays, ProgrammingModel model, ProgramSettings settings, Random random)
        {
            LayerDesign design = layer.Design;
            int fields = RowTargets.FieldBits(design);
            int perWord = 32 / fields;
            for (int tile = 0; tile < design.Grid.Count; tile++)
            {
                Write(At("TILE"), (uint)tile);
                long[,] ideal = IdealCells.OfTile(design, layer.Parameters.Weights, tile / design.Grid.ColumnTiles, tile % design.Grid.ColumnTiles);
                for (int row = 0; row < arrays.RowsOf(tile); row++)
                {
                    long[] targets = [.. Enumerable.Range(0, ideal.GetLength(1)).Select(c => ideal[row, c])];
                    for (int word = 0; word < RowTargets.Words(design); word++)
                    {
                        uint packed = 0;
                        for (int place = 0; place < perWord && (word * perWord) + place < targets.Length; place++)
                        {
                            packed |= (uint)targets[(word * perWord) + place] << (place * fields);
                        }

                        Write(_scenario.At("ROW_TARGETS", word), packed);
                    }

                    if (random.Next(4) == 0)
                    {
                        Write(At("CELLS"), (uint)row);
                        Command(2);
                        model.ProgramWord(tile, row, 0, targets, settings);
                    }

                    Write(At("CELLS"), (uint)row);
                    Command(1);
                    model.ProgramRow(tile, row, targets, settings);
                    DrainFailures(model);
                    if (design.Configuration.Interface.Readback)
                    {
                        Command(3);
                        foreach ((int number, long code) in model.ReadRow(tile, row))
                        {
                            Read("ROW_CODES", (uint)code, number);
                        }
                    }
                }
            }
        }

        private void DrainFailures(ProgrammingModel model)
        {
            while (model.Failures.Count > 0)
            {
                CellFailure failure = model.Failures.First();
                Read("FAILURE_CELL", (uint)(failure.Row | (failure.Column << 16)));
                Read("FAILURE_VALUE", (uint)(failure.Code | ((long)failure.Tile << 16)));
                Write(At("FAILURE_POP"), 0);
                model.PopFailure();
            }

            Read("FAILURE_CELL", 0);
        }

        private long At(string register) => _scenario.At(register);

        private void Command(uint code)
        {
            Write(At("COMMAND"), code);
            _scenario.Poll("STATUS", 8, 0);
            _expected.Add(("end of a command", 0));
        }

        private void Write(long address, uint value)
        {
            _scenario.Write(address, value);
            _expected.Add(($"write {address:x}", 0));
        }

        private void Read(string register, uint value, int word = 0)
        {
            _scenario.Read(register, word);
            _expected.Add(($"{register}[{word}], answer {_expected.Count}", value));
        }
    }
}
