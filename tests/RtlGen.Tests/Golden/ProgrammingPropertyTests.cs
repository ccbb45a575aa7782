// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Golden;
using RtlGen.Regression.Drawing;
using RtlGen.Tensors;

namespace RtlGen.Tests.Golden;

/// <summary>What programming promises of every layer (control.md §4).</summary>
internal sealed class ProgrammingPropertyTests
{
    private const int Seed = 20250117;
    private const int Cases = 100;

    /// <summary>Enough for the slowest cells of eight bits.</summary>
    private static readonly ProgramSettings s_exact = new() { Limit = 2000 };

    [Test]
    public void EveryLosslessLayerReachesItsTargets()
    {
        for (int i = 0; i < Cases; i++)
        {
            LayerTensors layer = Draw(i, out string yaml);
            string? complaint = Complaint(layer, new CellProgramming { Seed = (ulong)i, Blank = true });
            Assert.That(complaint, Is.Null, yaml);
        }
    }

    [Test]
    public void OneFaultBreaksIt()
    {
        LayerTensors layer = Draw(0, out string yaml);
        // In a small layer one cell of a hundred may be none.
        Assert.That(Complaint(layer, new CellProgramming { Blank = true, StuckOn = 13107, StuckOff = 13107 }), Is.Not.Null, yaml);
    }

    /// <summary>Columns fail exactly where their stuck cells keep the code away from the target's by more than the tolerance.</summary>
    [TestCase(0, 1)]
    [TestCase(1, 1)]
    [TestCase(0, 10)]
    public void FailuresAreTheStuckCellsThatCannotReachTheirTargets(int tolerance, int percent)
    {
        long failures = 0;
        for (int i = 0; i < Cases; i++)
        {
            LayerTensors layer = Draw(i, out string yaml);
            CellProgramming faults = new() { Seed = (ulong)i, Blank = true, StuckOn = 328 * percent, StuckOff = 327 * percent };
            ControlledArrays arrays = new(layer.Design, layer.Parameters! with { Programming = faults });
            ProgrammingModel model = new(arrays);
            for (int tile = 0; tile < layer.Design.Grid.Count; tile++)
            {
                long[,] ideal = IdealOf(layer, tile);
                for (int row = 0; row < arrays.RowsOf(tile); row++)
                {
                    long[] targets = [.. Enumerable.Range(0, ideal.GetLength(1)).Select(c => ideal[row, c])];
                    CellFailure[] expected = [.. ExpectedFailures(arrays, tile, row, targets, tolerance)];
                    ProgramOutcome outcome = model.ProgramRow(tile, row, targets, s_exact with { Tolerance = tolerance });
                    Assert.That(outcome.Failures, Is.EqualTo(expected.Length), yaml);
                    Assert.That(model.Failures, Is.EqualTo(expected.Take(16)), yaml);
                    model.ClearCounters();
                    failures += expected.Length;
                }
            }
        }

        Assert.That(failures, Is.GreaterThan(30), "the cases must have some");
    }

    [Test]
    [Category("Speed")]
    public void ALargeArrayIsProgrammedInSeconds()
    {
        LayerTensors layer = LayerTensors.Check(
            ConfigurationReader.Parse(
                """
                name: wide_array
                weights: {bits: 8, encoding: offset}
                inputs: {bits: 8, encoding: unsigned}
                crossbar: {rows: 1152, columns: 512, cell_bits: 2}
                adc: {bits: 12, columns_per_adc: 8}
                """,
                "wide_array.yaml"),
            new TensorSet { Weights = Weights(1152, 128) },
            TensorDemand.Parameters);
        ControlledArrays arrays = new(layer.Design, layer.Parameters! with { Programming = new CellProgramming { Blank = true } });
        var watch = Stopwatch.StartNew();
        ProgramOutcome outcome = new ProgrammingModel(arrays).ProgramLayer(layer.Weights!, s_exact);
        watch.Stop();

        TestContext.Out.WriteLine($"{outcome.Pulses} pulses, {outcome.Reads} reads in {watch.Elapsed.TotalSeconds:f2} s");
        Assert.That(outcome.Failures, Is.Zero);
        Assert.That(watch.Elapsed.TotalSeconds, Is.LessThan(20));
    }

    /// <summary>What is wrong after the layer was programmed; null when cells and results are those of its weights.</summary>
    private static string? Complaint(LayerTensors layer, CellProgramming programming)
    {
        ControlledArrays arrays = new(layer.Design, layer.Parameters! with { Programming = programming });
        ProgrammingModel model = new(arrays);
        ProgramOutcome outcome = model.ProgramLayer(layer.Weights!, s_exact);
        if (outcome.Failures != 0)
        {
            return $"{outcome.Failures} failures";
        }

        for (int tile = 0; tile < layer.Design.Grid.Count; tile++)
        {
            long[,] ideal = IdealOf(layer, tile);
            for (int row = 0; row < arrays.RowsOf(tile); row++)
            {
                for (int column = 0; column < layer.Design.PhysicalColumns; column++)
                {
                    if (arrays.Cells.Value(tile, row, column) != ideal[row, column])
                    {
                        return $"tile {tile} row {row} column {column}: {arrays.Cells.Value(tile, row, column)}, expected {ideal[row, column]}";
                    }
                }
            }
        }

        ReferenceResult expected = ReferenceModel.Run(layer.Design, layer.Parameters!, layer.Inputs!);
        ReferenceResult result = ReferenceModel.Run(layer.Design, arrays.Parameters, layer.Inputs!);
        return TensorAssert.Difference(result.Codes, expected.Codes, "codes") ?? TensorAssert.Difference(result.Outputs, expected.Outputs, "outputs");
    }

    /// <summary>In the order of judging. A blank pair's other cell stays where it is: at 0, or stuck on.</summary>
    private static IEnumerable<CellFailure> ExpectedFailures(ControlledArrays arrays, int tile, int row, long[] targets, int tolerance)
    {
        LayerDesign design = arrays.Design;
        long greatest = design.Arithmetic.LargestCell;
        bool pair = design.Placement.ColumnsPerConversion == 2;
        foreach (ControlledColumn column in arrays.ColumnsOf(tile))
        {
            bool negative = pair && targets[column.Physical + 1] > 0;
            int pulsed = negative ? column.Physical + 1 : column.Physical;
            long other = pair ? arrays.Cells.Value(tile, row, negative ? column.Physical : column.Physical + 1) : 0;
            long start = arrays.Cells.Value(tile, row, pulsed);
            long target = targets[pulsed];
            // Nearest to the target that the cell comes, seen in levels and then in codes.
            long reached = arrays.Cells.IsStuck(tile, row, pulsed) ? start : Math.Clamp(target + other, 0, greatest);
            long difference = reached - other - target;
            if (Math.Abs(difference) * arrays.LargestSlice > tolerance)
            {
                long sign = negative ? -1 : 1;
                long code = arrays.IdealCode(arrays.LargestSlice * sign * (reached - other)) - design.Arithmetic.Adc.CodeMin;
                yield return new CellFailure(tile, row, pulsed, code);
            }
        }
    }

    private static long[,] IdealOf(LayerTensors layer, int tile) => IdealCells.OfTile(
        layer.Design, layer.Weights!, tile / layer.Design.Grid.ColumnTiles, tile % layer.Design.Grid.ColumnTiles);

    private static LayerTensors Draw(int index, out string yaml)
    {
        RandomCase drawn = RandomConfigurations.Draw(new Random(Seed + index), new DrawOptions { Lossless = true, WholeContract = true });
        yaml = $"case {index}:\n{drawn.Yaml}";
        return drawn.Load();
    }

    private static NpyArray Weights(int inputs, int outputs)
    {
        Tensor weights = new(inputs, outputs);
        for (int i = 0; i < weights.Data.Length; i++)
        {
            weights[i] = (i * 7919L % 256) - 128;
        }

        return NpyArray.OfIntegers(weights, "weights");
    }
}
