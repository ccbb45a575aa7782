// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Tensors;

namespace RtlGen.Tests.CoSimulation;

[TestFixture]
internal sealed class ComparisonTests
{
    private const int Vectors = 10;

    private static readonly GridLayer s_layer = GridLayer.Create();

    [Test]
    public void A_perfect_pass_agrees_over_every_value()
    {
        Comparison comparison = Comparison.Of(s_layer.Design, s_layer.PerfectPass(Vectors), s_layer.Reference);
        Assert.That(comparison.Agrees, Is.True);
        LayerDesign design = s_layer.Design;
        long results = Vectors * design.Grid.Outputs;
        Assert.That(
            comparison.Taps.Select(t => (t.Tap, t.Compared, t.Differing)),
            Is.EqualTo(new (Tap, long, long)[]
            {
                (Tap.Code, (long)Vectors * design.Grid.Count * design.Steps * design.ConversionsPerStep, 0),
                (Tap.Accumulator, results * design.Grid.RowTiles, 0),
                (Tap.Y, results, 0),
                (Tap.Output, results, 0),
                (Tap.Overflow, results, 0),
            }));
    }

    [Test]
    public void Any_single_flipped_value_of_any_tap_is_found()
    {
        SimulatedPass pass = s_layer.PerfectPass(Vectors);
        (Tap Tap, Tensor Tensor)[] taps =
        [
            (Tap.Code, pass.Taps.Codes), (Tap.Accumulator, pass.Taps.Accumulators), (Tap.Y, pass.Taps.Y),
            (Tap.Output, pass.Taps.Outputs), (Tap.Overflow, pass.Taps.Overflow),
        ];
        Random random = new(1);
        foreach ((Tap tap, Tensor tensor) in taps)
        {
            for (int round = 0; round < 50; round++)
            {
                int at = random.Next(tensor.Data.Length);
                long right = tensor.Data[at];
                tensor.Data[at] ^= 1L << random.Next(20);
                Comparison comparison = Comparison.Of(s_layer.Design, pass, s_layer.Reference);
                Assert.That(comparison.Agrees, Is.False);
                Assert.That(comparison.First!.Tap, Is.EqualTo(tap));
                Assert.That((comparison.First.Expected, comparison.First.Actual), Is.EqualTo((right, tensor.Data[at])));
                Assert.That(comparison.First.Vector, Is.EqualTo(at / (tensor.Data.Length / Vectors)));
                Assert.That(comparison.Taps.Sum(t => t.Differing), Is.EqualTo(1));
                tensor.Data[at] = right;
            }
        }
    }

    [Test]
    public void A_wrong_code_is_located_down_to_its_column()
    {
        SimulatedPass pass = s_layer.PerfectPass(Vectors);
        // Vector 7, row tile 1, column tile 1, phase 1, group 0, output 3 of the tile part 2: lane 1, second output of the lane.
        int[] index = [7, 1, 1, 1, 0, (3 * 3) + 2];
        int at = 0;
        for (int axis = 0; axis < index.Length; axis++)
        {
            at = (at * pass.Taps.Codes.Shape[axis]) + index[axis];
        }

        pass.Taps.Codes.Data[at] += 1;
        Divergence first = Comparison.Of(s_layer.Design, pass, s_layer.Reference).First!;
        Assert.That((first.Vector, first.RowTile, first.ColumnTile, first.Phase, first.RowGroup), Is.EqualTo((7, 1, 1, 1, 0)));
        Assert.That((first.Output, first.Part), Is.EqualTo((s_layer.Design.Grid.TileOutputs + 3, 2)));
        Assert.That((first.Lane, first.MuxPosition, first.ConversionColumn), Is.EqualTo((1, 5, 12)));
        int perVector = s_layer.Design.Steps * s_layer.Design.Schedule.MuxPositions;
        Assert.That(first.Cycle, Is.EqualTo(100 + (7 * perVector) + (2 * s_layer.Design.Schedule.MuxPositions) + 5));
        Assert.That(
            first.ToString(),
            Is.EqualTo($"code: vector 7, output 7, part 2, phase 1, row group 0, row tile 1, column tile 1, lane 1, mux position 5, conversion column 12, cycle {first.Cycle}: must be {first.Expected}, is {first.Actual}"));
    }

    [Test]
    public void The_first_in_time_is_named_not_the_first_in_the_file()
    {
        SimulatedPass pass = s_layer.PerfectPass(Vectors);
        int conversions = s_layer.Design.ConversionsPerStep;
        // In the file row tile 0's last step comes before row tile 1's first one; in time it is the other way round.
        pass.Taps.Codes.Data[(s_layer.Design.Steps - 1) * conversions] += 1;
        pass.Taps.Codes.Data[s_layer.Design.Grid.ColumnTiles * s_layer.Design.Steps * conversions] += 1;
        Comparison comparison = Comparison.Of(s_layer.Design, pass, s_layer.Reference);
        Assert.That((comparison.First!.RowTile, comparison.First.Phase), Is.EqualTo((1, 0)));
        Assert.That(comparison.Taps[0].Differing, Is.EqualTo(2));
    }

    [Test]
    public void The_tap_nearest_to_the_array_is_named()
    {
        SimulatedPass pass = s_layer.PerfectPass(Vectors);
        pass.Taps.Outputs[0, 0] += 1;
        pass.Taps.Y[1, 1] += 1;
        pass.Taps.Accumulators.Data[^1] += 1;
        Divergence first = Comparison.Of(s_layer.Design, pass, s_layer.Reference).First!;
        Assert.That((first.Tap, first.Vector, first.RowTile, first.Output), Is.EqualTo((Tap.Accumulator, Vectors - 1, 1, 9)));
    }

    [Test]
    public void A_missing_record_counts_even_where_its_value_would_be_right()
    {
        SimulatedPass perfect = s_layer.PerfectPass(Vectors);
        int[] codeRecords = [.. perfect.Taps.CodeRecords];
        codeRecords[4]--;
        (SimulatedTaps Taps, Tap Tap)[] broken =
        [
            (perfect.Taps with { CodeRecords = codeRecords }, Tap.Code),
            (perfect.Taps with { AccumulatorRecords = perfect.Taps.AccumulatorRecords - 1 }, Tap.Accumulator),
            (perfect.Taps with { ResultRecords = perfect.Taps.ResultRecords - 1 }, Tap.Y),
            (perfect.Taps with { OutputPackets = Vectors - 1 }, Tap.Output),
        ];
        foreach ((SimulatedTaps taps, Tap tap) in broken)
        {
            Comparison comparison = Comparison.Of(s_layer.Design, perfect with { Taps = taps }, s_layer.Reference);
            Assert.That((comparison.First!.Tap, comparison.First.Vector, comparison.First.Actual), Is.EqualTo((tap, Vectors - 1, (long?)null)));
        }
    }

    [Test]
    public void A_record_too_many_is_a_difference()
    {
        SimulatedPass perfect = s_layer.PerfectPass(Vectors);
        int[] codeRecords = [.. perfect.Taps.CodeRecords];
        codeRecords[4]++;
        (SimulatedTaps Taps, Tap Tap)[] broken =
        [
            (perfect.Taps with { CodeRecords = codeRecords }, Tap.Code),
            (perfect.Taps with { AccumulatorRecords = perfect.Taps.AccumulatorRecords + 1 }, Tap.Accumulator),
            (perfect.Taps with { ResultRecords = perfect.Taps.ResultRecords + 1 }, Tap.Y),
            (perfect.Taps with { OutputPackets = Vectors + 1 }, Tap.Output),
        ];
        foreach ((SimulatedTaps taps, Tap tap) in broken)
        {
            Comparison comparison = Comparison.Of(s_layer.Design, perfect with { Taps = taps }, s_layer.Reference);
            Assert.That((comparison.First!.Tap, comparison.First.Vector, comparison.First.Expected), Is.EqualTo((tap, Vectors, (long?)null)));
            Assert.That(comparison.Agrees, Is.False);
        }
    }

    [Test]
    public void A_fault_is_enough_to_disagree()
    {
        SimulatedPass pass = s_layer.PerfectPass(Vectors) with { Faults = [new SimulationFault(12, "something")] };
        Comparison comparison = Comparison.Of(s_layer.Design, pass, s_layer.Reference);
        Assert.That((comparison.First, comparison.Agrees), Is.EqualTo(((Divergence?)null, false)));
    }
}
