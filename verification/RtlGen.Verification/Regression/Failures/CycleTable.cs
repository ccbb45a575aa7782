// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Golden;
using RtlGen.Reporting;
using RtlGen.Tensors;

namespace RtlGen.Regression.Failures;

/// <summary>What the streams and taps of a layer did in the cycles around a divergence, a line a cycle.</summary>
public static class CycleTable
{
    /// <summary>Cycles of the table.</summary>
    public const int Length = 16;

    /// <summary>Cycles before the divergence.</summary>
    private const int Before = 11;

    /// <summary>
    /// The table. A record that differs from the golden model shows both values, <c>is≠must</c>; codes are those of the
    /// diverging tile (of tile 0 where no tile is concerned), conversion by conversion.
    /// </summary>
    /// <param name="design">The layer.</param>
    /// <param name="pass">What the RTL did.</param>
    /// <param name="reference">What it had to do.</param>
    /// <param name="first">Where they differ.</param>
    public static string Of(LayerDesign design, SimulatedPass pass, ReferenceResult reference, Divergence first)
    {
        long from = Math.Max(0, (first.Cycle ?? pass.Cycles) - Before);
        int tile = ((first.RowTile ?? 0) * design.Grid.ColumnTiles) + (first.ColumnTile ?? 0);
        TextTable table = new(">cycle", "input", $"code of tile {tile}", "acc", "y", "output");
        for (long cycle = from; cycle < from + Length; cycle++)
        {
            table.Add(
                (cycle == first.Cycle ? "> " : "  ") + cycle.ToString(CultureInfo.InvariantCulture),
                Input(pass, cycle),
                Code(design, pass, reference, tile, cycle),
                Result(design, pass, cycle, pass.Taps.AccumulatorCycles, pass.Taps.Accumulators, reference.Accumulators, first.RowTile ?? 0),
                Result(design, pass, cycle, pass.Taps.ResultCycles, pass.Taps.Y, reference.Y, null),
                Output(pass, cycle));
        }

        return table.ToString();
    }

    private static string Input(SimulatedPass pass, long cycle)
    {
        StringBuilder text = new();
        for (int v = 0; v < pass.Timing.Count; v++)
        {
            VectorTiming timing = pass.Timing[v];
            if (timing.LastAccept == cycle)
            {
                text.Append(CultureInfo.InvariantCulture, $"v{v} taken ");
            }
            else if (timing.FirstAccept == cycle)
            {
                text.Append(CultureInfo.InvariantCulture, $"v{v} begins ");
            }
        }

        return text.ToString().TrimEnd();
    }

    private static string Output(SimulatedPass pass, long cycle)
    {
        StringBuilder text = new();
        for (int v = 0; v < pass.Timing.Count; v++)
        {
            VectorTiming timing = pass.Timing[v];
            int beat = IndexOf(timing.Beats, cycle);
            if (beat >= 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"v{v} beat {beat} ");
            }
            else if (timing.FirstValid == cycle)
            {
                text.Append(CultureInfo.InvariantCulture, $"v{v} offered ");
            }
        }

        return text.ToString().TrimEnd();
    }

    private static string Code(LayerDesign design, SimulatedPass pass, ReferenceResult reference, int tile, long cycle)
    {
        if (tile >= pass.Taps.CodeCycles.Count || IndexOf(pass.Taps.CodeCycles[tile], cycle) is not (>= 0 and var record))
        {
            return "";
        }

        int mux = design.Schedule.MuxPositions;
        int perVector = design.Steps * mux;
        (int vector, int inVector) = Math.DivRem(record, perVector);
        (int step, int position) = Math.DivRem(inVector, mux);
        if (vector >= pass.Vectors)
        {
            return "too many";
        }

        long row = ((long)tile * design.Steps) + step;
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"v{vector} phase {step / design.RowGroups} group {step % design.RowGroups} mux {position}:");
        for (int conversion = 0; conversion < design.ConversionsPerStep; conversion++)
        {
            if (new CodeLayout(design).TryFind(tile % design.Grid.ColumnTiles, conversion, out _, out int at) && at == position)
            {
                long index = (row * design.ConversionsPerStep) + conversion;
                text.Append(' ').Append(Value(
                    pass.Taps.Codes.Data[(vector * PerVector(pass.Taps.Codes)) + index],
                    reference.Codes.Data[(vector % pass.Batch * PerVector(reference.Codes)) + index]));
            }
        }

        return text.ToString();
    }

    private static string Result(
        LayerDesign design, SimulatedPass pass, long cycle, IReadOnlyList<long> cycles, Tensor actual, Tensor expected, int? rowTile)
    {
        if (IndexOf(cycles, cycle) is not (>= 0 and var record))
        {
            return "";
        }

        (int vector, int t) = Math.DivRem(record, design.Schedule.Readout);
        if (vector >= pass.Vectors)
        {
            return "too many";
        }

        int stride = design.Schedule.GroupsPerRequantizer * design.Placement.OutputsPerLane;
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"v{vector}:");
        for (int requantizer = 0; requantizer < design.Schedule.Requantizers; requantizer++)
        {
            int n = (requantizer * stride) + t;
            if (t < stride && n < design.Grid.Outputs)
            {
                int index = ((rowTile ?? 0) * design.Grid.Outputs) + n;
                text.Append(CultureInfo.InvariantCulture, $" [{n}] ").Append(Value(
                    actual.Data[(vector * PerVector(actual)) + index], expected.Data[(vector % pass.Batch * PerVector(expected)) + index]));
            }
        }

        return text.ToString();
    }

    private static string Value(long actual, long expected) => actual == expected
        ? actual.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{actual}≠{expected}");

    private static int PerVector(Tensor tensor) => tensor.Shape.Skip(1).Aggregate(1, (a, b) => a * b);

    private static int IndexOf(IReadOnlyList<long> ascending, long cycle)
    {
        for (int i = 0; i < ascending.Count && ascending[i] <= cycle; i++)
        {
            if (ascending[i] == cycle)
            {
                return i;
            }
        }

        return -1;
    }
}
