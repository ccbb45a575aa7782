// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;

namespace RtlGen.CoSimulation;

/// <summary>Cycles between the first valid output beats of neighbouring vectors, past the warm-up.</summary>
/// <param name="Vectors">Intervals in the window.</param>
/// <param name="Min">The shortest.</param>
/// <param name="Max">The longest.</param>
/// <param name="Mean">Their mean.</param>
public sealed record IntervalStatistics(int Vectors, long Min, long Max, double Mean);

/// <summary>The cycles of an unstalled pass against the schedule.</summary>
/// <param name="ExpectedLatency">Of the schedule.</param>
/// <param name="Latency">From the first accepted input beat to the first valid output beat of vector 0; null: it never came.</param>
/// <param name="ExpectedInterval">Of the schedule.</param>
/// <param name="Interval">Null: too few vectors to tell.</param>
/// <param name="AdcUtilisation">
/// Share of the window's cycles in which the ADC of the fullest lane converts: the conversions of a vector, each of which the
/// comparison of codes has seen, over the measured interval; null like the interval.
/// </param>
public sealed record CycleCheck(
    int ExpectedLatency, long? Latency, int ExpectedInterval, IntervalStatistics? Interval, double? AdcUtilisation)
{
    /// <summary>Vectors that may pass before the pipeline is full: every buffer on the way holds at most a few.</summary>
    private const int MostWarmUp = 8;

    /// <summary>True when the measured cycles are those of the schedule, each and every interval included.</summary>
    public bool Agrees =>
        Latency == ExpectedLatency
        && (Interval is null || (Interval.Min == ExpectedInterval && Interval.Max == ExpectedInterval));

    /// <summary>Measures an unstalled pass.</summary>
    public static CycleCheck Of(LayerDesign design, SimulatedPass pass)
    {
        Schedule schedule = design.Schedule;
        long[] valid = [.. pass.Timing.Select(t => t.FirstValid).TakeWhile(c => c >= 0)];
        long? latency = valid.Length > 0 ? valid[0] - pass.Timing[0].FirstAccept : null;
        int warmUp = Math.Min(MostWarmUp, valid.Length / 3);
        if (valid.Length - warmUp < 2)
        {
            return new CycleCheck(schedule.Latency, latency, schedule.Interval, null, null);
        }

        long[] intervals = [.. Enumerable.Range(warmUp + 1, valid.Length - warmUp - 1).Select(v => valid[v] - valid[v - 1])];
        long window = valid[^1] - valid[warmUp];
        double mean = (double)window / intervals.Length;
        return new CycleCheck(
            schedule.Latency,
            latency,
            schedule.Interval,
            new IntervalStatistics(intervals.Length, intervals.Min(), intervals.Max(), mean),
            (double)schedule.Steps * schedule.Converting / mean);
    }

    /// <inheritdoc />
    public override string ToString()
    {
        string interval = Interval is null
            ? "interval unknown (too few vectors)"
            : $"interval {Interval.Min} … {Interval.Max}, mean {Interval.Mean:0.###}, over {Interval.Vectors} vectors (schedule: {ExpectedInterval})";
        string latency = Latency is { } cycles ? $"{cycles}" : "unknown";
        string utilisation = AdcUtilisation is { } share ? $"{share:P1}" : "unknown";
        return $"latency {latency} (schedule: {ExpectedLatency}), {interval}, ADC utilisation {utilisation}";
    }
}
