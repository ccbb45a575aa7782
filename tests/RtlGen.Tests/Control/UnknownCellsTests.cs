// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.CoSimulation;
using RtlGen.Emission;
using RtlGen.Scenarios;

namespace RtlGen.Tests.Control;

/// <summary>In four states: what a row that nobody programmed gives is unknown, and the flag that says so is known.</summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class UnknownCellsTests
{
    private const int Rows = 33;
    private const int Unprogrammed = 9;       // of STATUS
    private const int UnprogrammedEvent = 10;
    private const int CellsKept = 3;          // of CONTROL

    /// <summary>Two tiles of 33 and 2 rows; the last row of a tile has a digit of the images for itself.</summary>
    private const string Layer = """
        name: half
        layer: {inputs: 35, outputs: 20}
        weights: {bits: 2, encoding: offset}
        inputs: {bits: 1, encoding: unsigned}
        crossbar: {rows: 33, columns: 20, cell_bits: 2}
        adc: {kind: sar, bits: 7, columns_per_adc: 4}
        output: {requantize: none, bias_bits: 0}
        interface: {control: apb, stream_bits: 64}
        """;

    [Test]
    public async Task ARowThatNobodyProgrammedGivesUnknownNumbersAndAKnownFlag()
    {
        UnprogrammedBench bench = new(WithUnknownRow(Layers.Of(Layer)));
        Program(bench, 0, Rows - 1);
        Program(bench, 1, 2);
        bench.Show("STATUS", Unprogrammed);
        bench.Write("CONTROL", 1);
        string expected = "1";
        for (int vector = 0; vector < 2; vector++)
        {
            bench.Vector();
            ShowAndClearEvent(bench);
            expected += "01";
        }

        Assert.That(await bench.RunAsync(), Is.EqualTo(expected));
    }

    [Test]
    public async Task TheFlagFollowsWhatIsProgrammed() => Assert.That(await FlagsAsync(Layers.Of(Layer)), Is.EqualTo(Expected));

    [TestCase("rtl/half_programmed_rows.v", "cleared_q & ends & whole", "cleared_q & whole")]
    [TestCase("rtl/half_programmed_rows.v", "!cleared_q | start | ends;", "!cleared_q | ends;")]
    [TestCase("rtl/half_programmed_rows.v", "!word_only | was_q |", "!word_only |")]
    [TestCase("rtl/half_programmed_rows.v", "!word_only | was_q |", "1'b1 |")]
    [TestCase("rtl/half_programmed_rows.v", "else if (start & (place != place_q)) treated_q <= {WORDS{1'b0}};", "")]
    [TestCase("rtl/half_programmed_rows.v", "if (started_q & was_q) count_q <= count_q - 1'b1;\n      else if", "if")]
    [TestCase("rtl/half_service.v", "32'd33 +", "32'd0 +")]
    [TestCase("rtl/half_service.v", ".ROWS      (35)", ".ROWS      (34)")]
    [TestCase("rtl/half_service.v", "waiting_q <= (start_program | waiting_q) & !rows_ready", "waiting_q <= 1'b0")]
    [TestCase("rtl/half.v", "!cells_kept & !rows_programmed", "!rows_programmed")]
    [TestCase("rtl/half.v", "!cells_kept & !rows_programmed", "!cells_kept")]
    [TestCase("rtl/half.v", "vector_taken & unprogrammed & !soft_reset", "vector_taken & !soft_reset")]
    [TestCase("rtl/half.v", "vector_taken & unprogrammed & !soft_reset", "1'b0")]
    [TestCase("rtl/half.v", ".clear_cells_kept(cut_short)", ".clear_cells_kept(soft_reset)")]
    [TestCase("rtl/half.v", ".clear_cells_kept(cut_short)", ".clear_cells_kept(1'b0)")]
    public async Task AFlagThatLiesIsSeen(string file, string right, string wrong) =>
        Assert.That(await FlagsAsync(Broken.Of(Layers.Of(Layer), file, right, wrong)), Is.Not.EqualTo(Expected));

    /// <summary>What <see cref="FlagsAsync"/> shows, in its order.</summary>
    private const string Expected = "1" + "1" + "0" + "10" + "0" + "1" + "0" + "10" + "010" + "1" + "101" + "11" + "11" + "10";

    /// <summary>The flag, events and known outputs while rows are programmed, words, resets and CONTROL.cells_kept come and go.</summary>
    private static Task<string> FlagsAsync(ControlledLayer layer)
    {
        UnprogrammedBench bench = new(layer);
        // At once after reset: the first command waits.
        Program(bench, 0, Rows);
        bench.Show("STATUS", Unprogrammed);
        Program(bench, 1, 1);
        // The last row word by word, with another row's word in between.
        bench.Targets(1, 1);
        bench.Command(2);
        bench.Write("CELLS", 0);
        bench.Command(2);
        bench.Write("CELLS", 1 | (1 << 16));
        bench.Command(2);
        bench.Show("STATUS", Unprogrammed);
        bench.Write("CELLS", 1);
        bench.Command(2);
        bench.Show("STATUS", Unprogrammed);
        bench.Write("CONTROL", 1);
        bench.Vector();
        ShowAndClearEvent(bench);
        bench.Write("CONTROL", 0);
        bench.Poll(2, 1);
        // A repair of one word; a row that is programmed twice; a soft reset between commands.
        bench.Command(2);
        bench.Command(1);
        bench.Write("COMMAND", 8);
        bench.Poll(2, 1);
        bench.Show("STATUS", Unprogrammed);
        // Cut short.
        bench.Targets(0, 5, complement: true);
        bench.Write("COMMAND", 1);
        bench.Idle(40);
        bench.Write("COMMAND", 8);
        bench.Poll(2, 1);
        bench.Show("STATUS", Unprogrammed);
        bench.Write("CONTROL", 1 << CellsKept);
        bench.Show("STATUS", Unprogrammed);
        bench.Targets(0, 5, complement: true);
        bench.Write("COMMAND", 1);
        bench.Idle(40);
        bench.Write("COMMAND", 8);
        bench.Poll(2, 1);
        bench.Show("STATUS", Unprogrammed);
        bench.Show("CONTROL", CellsKept);
        // Programmed again, with what it is to hold.
        bench.Targets(0, 5);
        bench.Command(1);
        bench.Show("STATUS", 3);
        bench.Write("CONTROL", 1);
        bench.Vector();
        bench.Write("CONTROL", 0);
        bench.Poll(2, 1);
        bench.Show("STATUS", Unprogrammed);
        // Kept over a soft reset; nothing is known after reset.
        bench.Write("CONTROL", 1 << CellsKept);
        bench.Write("COMMAND", 8);
        bench.Poll(2, 1);
        bench.Show("CONTROL", CellsKept);
        bench.Reset();
        bench.Show("STATUS", Unprogrammed);
        bench.Show("CONTROL", CellsKept);
        bench.Idle(100);
        bench.Show("STATUS", Unprogrammed);
        bench.Write("CONTROL", 1);
        bench.Vector();
        ShowAndClearEvent(bench);
        bench.Vector();
        ShowAndClearEvent(bench);
        bench.Write("CONTROL", 1 | (1 << CellsKept));
        bench.Vector();
        ShowAndClearEvent(bench);
        return bench.RunAsync();
    }

    private static void ShowAndClearEvent(UnprogrammedBench bench)
    {
        bench.Show("INTERRUPT_STATUS", UnprogrammedEvent);
        bench.Write("INTERRUPT_STATUS", 1 << UnprogrammedEvent);
    }

    /// <summary>The first rows of a tile.</summary>
    private static void Program(UnprogrammedBench bench, int tile, int rows)
    {
        for (int row = 0; row < rows; row++)
        {
            bench.Targets(tile, row);
            bench.Command(1);
        }
    }

    /// <summary>In the image of tile 0 row 32 is bit 0 of every second word.</summary>
    private static ControlledLayer WithUnknownRow(ControlledLayer layer)
    {
        GeneratedFile image = layer.Model.Images.Single(i => string.Equals(i.Path, "cells_0.hex", StringComparison.Ordinal));
        string[] lines = image.Content.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string changed = string.Concat(lines.Select((l, i) => (i % 2 == 0 ? l : l[..^1] + "x") + "\n"));
        SimulationModel model = layer.Model with { Images = [.. layer.Model.Images.Select(i => i == image ? i with { Content = changed } : i)] };
        return layer with { Model = model };
    }
}
