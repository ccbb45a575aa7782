// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;

namespace RtlGen.Design;

/// <summary>
/// On which cycle things happen: the controller's parameters and the cycle model (architecture, "Cycles").
/// Cycles are counted from the acceptance of a vector's first input beat, nothing stalled.
/// </summary>
public sealed record Schedule
{
    /// <summary>Activation steps of a vector.</summary>
    public required int Steps { get; init; }

    /// <summary>Mux positions in use in the fullest lane.</summary>
    public required int MuxPositions { get; init; }

    /// <summary>Cycles of one conversion.</summary>
    public required int ConversionCycles { get; init; }

    /// <summary>Cycles of the shortest conversion: less only where ADCs say themselves when they are done.</summary>
    public required int ShortestConversion { get; init; }

    /// <summary>Cycles from the start of a step to the end of settling: the transfer to DAC chips, driving, settling.</summary>
    public required int DriveAndSettle { get; init; }

    /// <summary>Cycles of the transfer to DAC chips, in which the rows stand as they were; 0 without a serial link.</summary>
    public required int Transfer { get; init; }

    /// <summary>Cycles of the sample; 0 without sample and hold.</summary>
    public required int Sample { get; init; }

    /// <summary>C: cycles that the conversions of one step take.</summary>
    public int Converting => MuxPositions * ConversionCycles;

    /// <summary>Cycles of an activation step in the steady state.</summary>
    public required int StepCycles { get; init; }

    /// <summary>Beats of an input packet.</summary>
    public required int InputBeats { get; init; }

    /// <summary>Beats of an output packet.</summary>
    public required int OutputBeats { get; init; }

    /// <summary>Requantizers in use.</summary>
    public required int Requantizers { get; init; }

    /// <summary>Lane groups of the layer that one requantizer serves.</summary>
    public required int GroupsPerRequantizer { get; init; }

    /// <summary>Outputs that the busiest requantizer serves.</summary>
    public required int Readout { get; init; }

    /// <summary>Banks of the accumulators: as many as keep the next vectors from waiting.</summary>
    public required int AccumulatorBanks { get; init; }

    /// <summary>Index in the readout at which its bank is handed back.</summary>
    public required int ReleaseIndex { get; init; }

    /// <summary>Finished vectors that the output buffer can hold: as many as keep the readout from waiting.</summary>
    public required int OutputSlots { get; init; }

    /// <summary>Cycles between vectors, back to back.</summary>
    public int Interval => Math.Max(Math.Max(InputBeats, Steps * StepCycles), Math.Max(Readout, OutputBeats));

    /// <summary>From the first accepted input beat to the first valid output beat.</summary>
    public required int Latency { get; init; }

    /// <summary>What limits the interval, in words.</summary>
    public string Limit =>
        Interval == Steps * StepCycles ? "activation steps"
        : Interval == InputBeats ? "input beats"
        : Interval == Readout ? "readout"
        : "output beats";

    /// <summary>
    /// Cycles without any handshake, conversion or result after which a running design is certainly stuck.
    /// </summary>
    public int IdleBound => Latency + Interval + 64;

    internal static Schedule Derive(
        RtlConfiguration configuration,
        TileGrid grid,
        Placement placement,
        int steps,
        StepTiming timing,
        int inputBeats,
        int outputBeats)
    {
        AdcOptions adc = configuration.Adc;
        (int muxPositions, int driveAndSettle, int sample) = (timing.MuxPositions, timing.DriveAndSettle, timing.Sample);
        int converting = (int)timing.Converting;
        int step = (int)timing.Step;
        int groups = LaneGroups(grid, placement);
        int other = Math.Max(Math.Max(inputBeats, steps * step), outputBeats);
        int wanted = configuration.Output.Requantizers ?? FewestRequantizers(grid, placement, groups, other);
        int groupsPerRequantizer = (groups + Math.Min(wanted, groups) - 1) / Math.Min(wanted, groups);
        int requantizers = (groups + groupsPerRequantizer - 1) / groupsPerRequantizer;
        int readout = Math.Min(grid.Outputs, groupsPerRequantizer * placement.OutputsPerLane);
        int interval = Math.Max(other, readout);

        // Cycle numbers below count from the cycle in which the front machine takes a vector's first step.
        int adcLatency = PipelineLatency.Adc(adc);
        int firstConversion = driveAndSettle + sample + 1;
        int complete = firstConversion + ((steps - 1) * step) + converting - 1 + adcLatency + PipelineLatency.Lane;
        // A vector's first sum is never written sooner than this, however soon its ADCs are done and whatever registers say.
        int firstWrite = timing.FewestUntilConversion + 1 + (placement.PositionsPerOutput * timing.ShortestConversion) - 1 + adcLatency + PipelineLatency.Lane - 1;
        int release = Math.Max(0, readout - 2 - firstWrite);
        int banks = Math.Max(2, CeilingDivide(complete + 2 + release, interval));
        int results = PipelineLatency.Read + PipelineLatency.RowTileAddition(grid.RowTiles)
            + PipelineLatency.Correct + PipelineLatency.Requantizer(configuration.Output);
        // The first read address follows the decision by one cycle; the last by the whole readout.
        int lastResult = readout + results;
        return new Schedule
        {
            Steps = steps,
            MuxPositions = muxPositions,
            ConversionCycles = timing.ConversionCycles,
            ShortestConversion = timing.ShortestConversion,
            DriveAndSettle = driveAndSettle,
            Transfer = timing.Transfer,
            Sample = sample,
            StepCycles = step,
            InputBeats = inputBeats,
            OutputBeats = outputBeats,
            Requantizers = requantizers,
            GroupsPerRequantizer = groupsPerRequantizer,
            Readout = readout,
            AccumulatorBanks = banks,
            ReleaseIndex = release,
            OutputSlots = Math.Max(1, CeilingDivide(lastResult + PipelineLatency.Output, interval)),
            // One cycle for the full packet to reach the serializers, then the first take.
            Latency = inputBeats + 1 + complete + lastResult + PipelineLatency.Output,
        };
    }

    /// <summary>Lane groups in use over all column tiles.</summary>
    private static int LaneGroups(TileGrid grid, Placement placement) =>
        Enumerable.Range(0, grid.ColumnTiles).Sum(j => CeilingDivide(grid.OutputsOf(j), placement.OutputsPerLane));

    /// <summary>The fewest that never limit the interval; as many as help where none is enough.</summary>
    private static int FewestRequantizers(TileGrid grid, Placement placement, int groups, int otherLimits)
    {
        for (int requantizers = 1; requantizers < groups; requantizers++)
        {
            int busiest = Math.Min(grid.Outputs, CeilingDivide(groups, requantizers) * placement.OutputsPerLane);
            if (busiest <= otherLimits)
            {
                return requantizers;
            }
        }

        return groups;
    }

    private static int CeilingDivide(int value, int divisor) => (value + divisor - 1) / divisor;
}
