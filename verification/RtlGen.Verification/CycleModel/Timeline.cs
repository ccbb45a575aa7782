// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.Design;

namespace RtlGen.CycleModel;

/// <summary>
/// On which cycle every vector leaves a layer, from the cycles of each conversion: maxima and sums alone, exact for any
/// times. Vectors are offered without a pause and taken at once. Cycle 0 is the first accepted input beat.
/// </summary>
public static class Timeline
{
    /// <summary>First valid output beat of each vector.</summary>
    public static long[] FirstValid(LayerDesign design, int vectors, ConversionTimes times)
    {
        Schedule schedule = design.Schedule;
        TileTimeline[] tiles = [.. Enumerable.Range(0, design.Grid.Count).Select(t => new TileTimeline(design, t, times))];
        int results = schedule.Readout + PipelineLatency.Read + PipelineLatency.RowTileAddition(design.Grid.RowTiles)
            + PipelineLatency.Correct + PipelineLatency.Requantizer(design.Configuration.Output);
        long[] starts = new long[vectors];  // of the readout
        long[] leaves = new long[vectors];  // from the output buffer to the stream
        long[] valid = new long[vectors];
        long load = 0;
        for (int v = 0; v < vectors; v++)
        {
            // The load bank is full behind a packet's last beat; its next packet begins with the cycle in which it is taken.
            long full = load + schedule.InputBeats;
            load = Math.Max(full, tiles.Max(t => t.LastTake));
            int freed = v - schedule.AccumulatorBanks;
            long credit = freed < 0 ? 0 : starts[freed] + 1 + schedule.ReleaseIndex + 1;
            long ready = tiles.Max(t => t.Compute(load, credit));

            long start = v == 0 ? ready : Math.Max(ready, starts[v - 1] + schedule.Readout);
            int room = v - schedule.OutputSlots;
            starts[v] = room < 0 ? start : Math.Max(start, leaves[room] + 1);

            long written = starts[v] + results + PipelineLatency.Output - 1;
            leaves[v] = v == 0 ? written : Math.Max(written, leaves[v - 1] + schedule.OutputBeats);
            valid[v] = leaves[v] + 1;
        }

        return valid;
    }
}

/// <summary>The front and the back machine of one tile (rtl/rtlgen_sequencer.v), step by step.</summary>
internal sealed class TileTimeline(LayerDesign design, int tile, ConversionTimes times)
{
    private readonly Schedule _schedule = design.Schedule;
    private readonly SampleAndHold _hold = design.Configuration.Adc.SampleAndHold;
    private long _conversion;
    private long _free;           // the front machine takes the next step at the earliest
    private long _converted;      // last cycle of the conversions of the step before
    private long _convertedTwice; // of the step before that

    /// <summary>Cycle in which the vector's last step was taken: its inputs are needed no more.</summary>
    public long LastTake { get; private set; }

    /// <summary>Cycle in which a vector's sums are complete.</summary>
    /// <param name="load">Cycle in which the serializer loads its inputs.</param>
    /// <param name="credit">Cycle from which there is a bank of accumulators.</param>
    public long Compute(long load, long credit)
    {
        long earliest = Math.Max(load + 1, credit);
        for (int step = 0; step < _schedule.Steps; step++)
        {
            long take = Math.Max(earliest, _free);
            long driven = take + _schedule.DriveAndSettle;
            long sampled = _hold switch
            {
                SampleAndHold.None => driven,
                SampleAndHold.Single => Math.Max(driven, _converted) + _schedule.Sample,
                _ => Math.Max(driven, _convertedTwice) + _schedule.Sample,
            };
            long converted = Math.Max(sampled, _converted);
            for (int position = 0; position < _schedule.MuxPositions; position++)
            {
                converted += times.Of(tile, _conversion++);
            }

            (_convertedTwice, _converted) = (_converted, converted);
            _free = _hold == SampleAndHold.None ? converted : sampled;
            LastTake = take;
        }

        return _converted + PipelineLatency.Adc(design.Configuration.Adc) + PipelineLatency.Lane;
    }
}
