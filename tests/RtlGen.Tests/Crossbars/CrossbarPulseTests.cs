// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Golden;
using RtlGen.Tensors;

namespace RtlGen.Tests.Crossbars;

/// <summary>The answer of <c>rtlgen_crossbar</c> to pulses, and the numbering of its samples, against the golden cell state (control.md §4).</summary>
internal sealed class CrossbarPulseTests
{
    private const string Offset = "layer: {inputs: 70, outputs: 17}\nweights: {bits: 4, encoding: offset, reference: column}\ncrossbar: {rows: 37, columns: 25, cell_bits: 2}\nadc: {bits: 8, columns_per_adc: 4, range: {step: STEP, zero: 0}}";
    private const string Pairs = "layer: {inputs: 40, outputs: 5}\nweights: {bits: 4, encoding: differential, subtraction: analog}\ncrossbar: {rows: 20, columns: 13, cell_bits: 3}\nadc: {bits: 12, columns_per_adc: 2, range: {step: STEP, zero: 0}}\ndac: {kind: voltage, bits: 2}";
    private const string Levels = "layer: {inputs: 8, outputs: 4}\nweights: {encoding: levels, levels: [0, 3, 5]}\ncrossbar: {rows: 8, columns: 8, cell_bits: 3}\nadc: {bits: 12, columns_per_adc: 1, range: {step: STEP, zero: 0}}";

    private static readonly CellProgramming s_faulty = new() { Seed = 0xFEDC_BA98_7654_3210, StuckOn = 3000, StuckOff = 4000, Blank = true };

    [TestCase(Offset, 0, "1", "0", true)]
    [TestCase(Offset, 0, "1", "0", false)]
    [TestCase(Offset, 6, "0.015625", "1.5", true)]
    [TestCase(Pairs, 0, "1", "0", true)]
    [TestCase(Pairs, 4, "0.0625", "0.5", false)]
    [TestCase(Levels, 12, "0.00390625", "0", true)]
    [TestCase(Levels, 7, "0.0078125", "2", false)]
    public async Task CodesAreThoseOfTheGoldenCells(string yaml, int fraction, string step, string noise, bool blank) =>
        Assert.That(await DifferenceAsync(Case(yaml, fraction, step, noise), s_faulty with { Blank = blank }), Is.Null);

    [TestCase(Offset, 0, Description = "given cells below 0 and above the largest level keep their image until a pulse finds them")]
    [TestCase(Offset, 5)]
    public async Task GivenCellsArePulsedToo(string yaml, int fraction)
    {
        (LayerDesign design, LayerParameters parameters) = Case(yaml, fraction, fraction == 0 ? "1" : "0.03125", "0");
        Tensor cells = new(design.Grid.RowTiles, design.Grid.ColumnTiles, design.Configuration.Crossbar.Rows, design.PhysicalColumns);
        for (int i = 0; i < cells.Data.Length; i++)
        {
            cells[i] = ((i * 37L) % (6L << fraction)) - (1L << fraction);
        }

        Assert.That(await DifferenceAsync((design, parameters with { Cells = cells }), s_faulty with { Blank = false }), Is.Null);
    }

    [TestCase("64'd3073", "64'd3072")]
    [TestCase("64'd1024 +", "64'd1023 +")]
    [TestCase("set ? 0 : 16", "set ? 16 : 0")]
    [TestCase("set ? state + by : state - by", "set ? state - by : state + by")]
    [TestCase("if (moved < 64'sd0) moved = 64'sd0;", "")]
    [TestCase("if (moved > (LARGEST_CELL <<< 12)) moved = LARGEST_CELL <<< 12;", "")]
    [TestCase("(hash >> 32)", "(hash >> 48)")]
    [TestCase("answer[1] + answer[2]", "answer[1]")]
    [TestCase(" ^ TILE_NUMBER)", ")")]
    [TestCase("mix(answer[0])", "answer[0]")]
    [TestCase("? p : PHYSICAL - 1", "? p : PHYSICAL - 2")]
    [TestCase("rests[p*ROWS+program_line] = word[11:0];", "rests[p*ROWS+program_line] = 12'd0;")]
    [TestCase("width = width + 64'sd1;", "width = 64'sd1;")]
    [TestCase("if (verify) reads = reads + 63'd1;\n      else ", "")]
    [TestCase("(verify ? {1'b1, reads} : vector)", "vector")]
    [TestCase("(verify ? 64'd0 : phase)", "phase")]
    [TestCase("{1'b1, reads}", "{1'b0, reads}")]
    public async Task ABrokenCrossbarIsSeen(string right, string wrong) =>
        Assert.That(await DifferenceAsync(Case(Offset, 6, "0.015625", "1.5"), s_faulty, (right, wrong)), Is.Not.Null);

    [TestCase("program_set = 1; program_row = 2; program_pulse = 1; cycle; program_pulse = 0; cycle;", Description = "not stable before the pulse")]
    [TestCase("program_pulse = 0; cycle; program_pulse = 1; cycle; program_column = 1; cycle; program_pulse = 0; cycle;")]
    [TestCase("program_pulse = 0; cycle; program_pulse = 1; cycle; cycle; program_pulse = 0; program_row = 3; cycle;")]
    public async Task PinsThatChangeAtAPulseAreAFault(string text)
    {
        (LayerDesign design, LayerParameters parameters) = Case(Offset, 0, "1", "0");
        CrossbarBench bench = new(design, parameters with { Programming = new CellProgramming { Blank = true } }, 0);
        bench.Verilog("program_row = 1; program_column = ~0; program_set = 1; cycle; " + text);
        bench.Sample(1, true);
        bench.Sample(2, true);
        bench.Verilog(text);
        bench.Pulse(1, Enumerable.Range(0, 4), true, 12);
        bench.Sample(1, true);
        (long[][] codes, string[] messages) = await bench.RunAsync();
        Assert.That(messages, Is.EqualTo(new[] { "chip fault: tile 0, crossbar: the programming pins change at a pulse" }));
        Assert.That(codes[..2].SelectMany(c => c), Is.All.Zero, "such a pulse moves nothing");
        Assert.That(codes[2].Count(c => c == 3), Is.EqualTo(4), "and the next one is a pulse again");
    }

    [Test]
    public async Task StablePinsAreNone()
    {
        (LayerDesign design, LayerParameters parameters) = Case(Offset, 0, "1", "0");
        CrossbarBench bench = new(design, parameters, 0);
        bench.Pulse(1, [2], true, 12);
        bench.Pulse(2, [2], false, 1);
        Assert.That((await bench.RunAsync()).Messages, Is.Empty);
    }

    /// <summary>Plays the same pulses and samples to both; null when all codes are equal.</summary>
    private static async Task<string?> DifferenceAsync(
        (LayerDesign Design, LayerParameters Parameters) layer, CellProgramming programming, (string Right, string Wrong)? edit = null)
    {
        LayerDesign design = layer.Design;
        LayerParameters parameters = layer.Parameters with { Programming = programming };
        int tile = design.Grid.Count - 1;
        ControlledArrays arrays = new(design, parameters);
        IReadOnlyList<ControlledColumn> columns = arrays.ColumnsOf(tile);
        ReadNoise noise = new(design.Configuration.Analog, parameters.NoiseSeed);
        CrossbarBench bench = new(design, parameters, tile) { Edit = edit };
        List<(string What, long[] Codes)> expected = [];
        Random rng = new(5);
        int[] physical = [.. columns.SelectMany(c => Enumerable.Range(c.Physical, design.Placement.ColumnsPerConversion))];
        int steps = 0;
        for (int i = 0; i < 120; i++)
        {
            int row = rng.Next(arrays.RowsOf(tile));
            if (rng.Next(3) > 0)
            {
                int[] chosen = [.. physical.Where(_ => rng.Next(2) == 0)];
                bool set = rng.Next(3) > 0;
                int cycles = rng.Next(4) == 0 ? rng.Next(1, 60) : rng.Next(1, 4);
                bench.Pulse(row, chosen, set, cycles);
                arrays.Cells.Pulse(tile, row, chosen, set, cycles);
            }

            bool verify = rng.Next(2) == 0;
            bench.Sample(row, verify);
            ulong place = verify ? arrays.NextRead(tile) : VectorStep(design, noise, tile, steps++);
            expected.Add((
                $"sample {i} of row {row}, {(verify ? "verifying" : "of a vector")}",
                [.. columns.Select(c => arrays.RawCode(tile, c, arrays.LargestSlice * arrays.CellOf(tile, row, c), place) - design.Arithmetic.Adc.CodeMin)]));
        }

        (long[][] codes, string[] messages) = await bench.RunAsync();
        Assert.That(codes, Has.Length.EqualTo(expected.Count));
        Assert.That(messages, Is.Empty);
        for (int i = 0; i < codes.Length; i++)
        {
            long[] seen = InOrderOfJudging(design, tile, codes[i]);
            int first = Enumerable.Range(0, seen.Length).FirstOrDefault(c => seen[c] != expected[i].Codes[c], -1);
            if (first >= 0 || seen.Length != expected[i].Codes.Length)
            {
                return $"{expected[i].What}: {seen.Length} codes of {expected[i].Codes.Length}, column {columns[Math.Max(0, first)]}: {seen[Math.Max(0, first)]}, expected {expected[i].Codes[Math.Max(0, first)]}";
            }
        }

        return null;
    }

    /// <summary>The bench shows all lanes of the fullest tile, and the reference column at every mux position.</summary>
    private static long[] InOrderOfJudging(LayerDesign design, int tile, long[] codes)
    {
        int reference = design.Configuration.Weights.HasReferenceColumn ? 1 : 0;
        int positions = design.Schedule.MuxPositions;
        int shown = (codes.Length / positions) - reference;
        int outputs = design.Grid.OutputsOf(tile % design.Grid.ColumnTiles);
        int lanes = (outputs + design.Placement.OutputsPerLane - 1) / design.Placement.OutputsPerLane * design.Placement.LanesPerOutput;
        return [.. Enumerable.Range(0, positions).SelectMany(m =>
            Enumerable.Range(0, lanes + (m == 0 ? reference : 0)).Select(l => codes[(m * (shown + reference)) + (l < lanes ? l : shown)]))];
    }

    private static ulong VectorStep(LayerDesign design, ReadNoise noise, int tile, int steps)
    {
        (int phase, int group) = Math.DivRem(steps % design.Steps, design.RowGroups);
        return noise.Step(steps / design.Steps, tile / design.Grid.ColumnTiles, tile % design.Grid.ColumnTiles, phase, group);
    }

    private static (LayerDesign Design, LayerParameters Parameters) Case(string yaml, int fraction, string step, string noise)
    {
        var design = LayerDesign.Derive(ConfigurationReader.Parse(
            $$"""
            name: pulsed
            inputs: {bits: 4, encoding: unsigned}
            {{yaml.Replace("STEP", step, StringComparison.Ordinal)}}
            analog: {fraction_bits: {{fraction}}, noise: {{noise}} }
            """,
            "pulsed.yaml"));
        return (design, global::RtlGen.CoSimulation.RandomTensors.Draw(design, vectors: 1, seed: 3).Parameters);
    }
}
