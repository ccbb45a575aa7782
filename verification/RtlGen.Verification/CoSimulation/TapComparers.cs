// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;
using RtlGen.Tensors;

namespace RtlGen.CoSimulation;

/// <summary>Codes: in time they come step by step, mux position by mux position, all tiles at once.</summary>
internal sealed class CodeComparer(LayerDesign design, SimulatedPass pass, Tensor expected)
    : TapComparer(Tap.Code, pass, expected, pass.Taps.Codes)
{
    private readonly CodeLayout _layout = new(design);
    private readonly int _recordsPerVector = design.Steps * design.Schedule.MuxPositions;

    protected override bool IsWhole(int vector) =>
        Pass.Taps.CodeRecords.All(r => r >= (vector + 1L) * _recordsPerVector);

    protected override int ExtraRecords() =>
        Pass.Taps.CodeRecords.Sum(r => Math.Max(0, r - (Pass.Vectors * _recordsPerVector)));

    protected override Place? Locate(int vector, int index)
    {
        (int row, int conversion) = Math.DivRem(index, design.ConversionsPerStep);
        (int tile, int step) = Math.DivRem(row, design.Steps);
        (int i, int j) = Math.DivRem(tile, design.Grid.ColumnTiles);
        if (!_layout.TryFind(j, conversion, out int lane, out int mux))
        {
            return null;
        }

        int inVector = (step * design.Schedule.MuxPositions) + mux;
        long record = ((long)vector * _recordsPerVector) + inVector;
        bool isReference = lane == design.Placement.Lanes;
        Divergence divergence = new()
        {
            Tap = Tap,
            Vector = vector,
            Output = isReference ? null : (j * design.Grid.TileOutputs) + (conversion / design.Parts.Count),
            Part = isReference ? null : conversion % design.Parts.Count,
            Phase = step / design.RowGroups,
            RowGroup = step % design.RowGroups,
            RowTile = i,
            ColumnTile = j,
            Lane = lane,
            MuxPosition = mux,
            ConversionColumn = (lane * design.Placement.ColumnsPerAdc) + mux,
            Expected = null,
            Actual = null,
            Cycle = record < Pass.Taps.CodeCycles[tile].Count ? Pass.Taps.CodeCycles[tile][(int)record] : null,
        };
        long order = ((((long)inVector * design.Grid.Count) + tile) * design.Adcs) + lane;
        return new Place(order, record >= Pass.Taps.CodeRecords[tile], divergence);
    }
}

/// <summary>Sums, y and flags: every requantizer presents its outputs one a cycle.</summary>
internal sealed class ResultComparer(
    Tap tap, LayerDesign design, SimulatedPass pass, Tensor expected, Tensor actual, int records, IReadOnlyList<long> cycles)
    : TapComparer(tap, pass, expected, actual)
{
    protected override bool IsWhole(int vector) => records >= (vector + 1L) * design.Schedule.Readout;

    protected override int ExtraRecords() => Math.Max(0, records - (Pass.Vectors * design.Schedule.Readout));

    protected override Place Locate(int vector, int index)
    {
        int n = index % design.Grid.Outputs;
        int perRequantizer = design.Schedule.GroupsPerRequantizer * design.Placement.OutputsPerLane;
        int t = n % perRequantizer;
        long record = ((long)vector * design.Schedule.Readout) + t;
        Divergence divergence = new()
        {
            Tap = Tap,
            Vector = vector,
            Output = n,
            RowTile = Tap == Tap.Accumulator ? index / design.Grid.Outputs : null,
            ColumnTile = n / design.Grid.TileOutputs,
            Lane = design.Placement.LaneOf(n % design.Grid.TileOutputs, 0),
            Expected = null,
            Actual = null,
            Cycle = record < cycles.Count ? cycles[(int)record] : null,
        };
        return new Place(((long)t * design.Grid.Outputs * design.Grid.RowTiles) + index, record >= records, divergence);
    }
}

/// <summary>Outputs on the stream.</summary>
internal sealed class PacketComparer(LayerDesign design, SimulatedPass pass, Tensor expected)
    : TapComparer(Tap.Output, pass, expected, pass.Taps.Outputs)
{
    protected override bool IsWhole(int vector) => vector < Pass.Taps.OutputPackets;

    protected override int ExtraRecords() => Math.Max(0, Pass.Taps.OutputPackets - Pass.Vectors);

    protected override Place Locate(int vector, int index)
    {
        IReadOnlyList<long> beats = Pass.Timing[vector].Beats;
        int beat = (int)((long)index * design.OutputStream.ElementBits / design.OutputStream.StreamBits);
        Divergence divergence = new()
        {
            Tap = Tap,
            Vector = vector,
            Output = index,
            ColumnTile = index / design.Grid.TileOutputs,
            Expected = null,
            Actual = null,
            Cycle = beat < beats.Count ? beats[beat] : null,
        };
        return new Place(index, !IsWhole(vector), divergence);
    }
}
