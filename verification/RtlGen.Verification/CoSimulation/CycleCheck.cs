// SPDX-License-Identifier: Apache-2.0
using RtlGen.CycleModel;
using RtlGen.Design;

namespace RtlGen.CoSimulation;

/// <summary>Cycles between the first valid output beats of neighbouring vectors, past the warm-up.</summary>
/// <param name="Vectors">Intervals in the window.</param>
/// <param name="Min">The shortest.</param>
/// <param name="Max">The longest.</param>
/// <param name="Mean">Their mean.</param>
public sealed record IntervalStatistics(int Vectors, long Min, long Max, double Mean);

/// <summary>The first valid output beat of each vector against what the drawn conversion times make of it.</summary>
/// <param name="Vectors">Vectors compared, the first included.</param>
/// <param name="Differing">Those that came on another cycle, or not at all.</param>
/// <param name="First">The first of them; null where there is none.</param>
/// <param name="Expected">Its cycle, counted from the first accepted input beat.</param>
/// <param name="Actual">When it came; null: never.</param>
public sealed record VaryingCycles(int Vectors, int Differing, int? First, long? Expected, long? Actual);

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

    /// <summary>Not null: conversion times varied or registers set the timing, and every vector is compared with its own cycle instead.</summary>
    public VaryingCycles? Varying { get; init; }

    /// <summary>True when the measured cycles are those of the schedule, each and every interval included.</summary>
    public bool Agrees => Varying is not null ? Varying.Differing == 0 :
        Latency == ExpectedLatency
        && (Interval is null || (Interval.Min == ExpectedInterval && Interval.Max == ExpectedInterval));

    /// <summary>Measures an unstalled pass.</summary>
    /// <param name="design">The layer.</param>
    /// <param name="pass">What the RTL did.</param>
    /// <param name="conversionSeed">Seed of the pass's conversion times; null where they did not vary.</param>
    /// <param name="timing">What the timing registers held; null: the configuration's values.</param>
    public static CycleCheck Of(LayerDesign design, SimulatedPass pass, ulong? conversionSeed = null, RuntimeTiming? timing = null)
    {
        LayerDesign timed = timing?.Apply(design) ?? design;
        if (conversionSeed is { } seed && ConversionTimes.Vary(design))
        {
            return OfTimeline(timed, pass, new ConversionTimes(timed, seed));
        }

        if (timing is not null)
        {
            return OfTimeline(timed, pass, new ConversionTimes(timed));
        }

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

    private static CycleCheck OfTimeline(LayerDesign design, SimulatedPass pass, ConversionTimes times)
    {
        long[] expected = Timeline.FirstValid(design, pass.Vectors, times);
        long?[] actual = [.. pass.Timing.Select(t => t.FirstValid < 0 ? (long?)null : t.FirstValid - pass.Timing[0].FirstAccept)];
        int[] differing = [.. Enumerable.Range(0, expected.Length).Where(v => actual[v] != expected[v])];
        int? first = differing.Length > 0 ? differing[0] : null;
        long[] intervals = [.. Enumerable.Range(1, Math.Max(0, expected.Length - 1)).Select(v => expected[v] - expected[v - 1])];
        return new CycleCheck(
            (int)expected[0],
            actual[0],
            design.Schedule.Interval,
            intervals.Length == 0 ? null : new IntervalStatistics(intervals.Length, intervals.Min(), intervals.Max(), intervals.Average()),
            null)
        {
            Varying = new VaryingCycles(
                expected.Length, differing.Length, first, first is { } v ? expected[v] : null, first is { } w ? actual[w] : null),
        };
    }

    /// <inheritdoc />
    public override string ToString()
    {
        if (Varying is { } varying)
        {
            return varying.First is { } vector
                ? $"{varying.Differing} of {varying.Vectors} vectors on another cycle than their conversion times say, first vector {vector}: "
                    + $"cycle {(varying.Actual is { } cycle ? $"{cycle}" : "unknown")} instead of {varying.Expected}"
                : $"{varying.Vectors} vectors, each on the cycle that its conversion times say";
        }

        string interval = Interval is null
            ? "interval unknown (too few vectors)"
            : $"interval {Interval.Min} … {Interval.Max}, mean {Interval.Mean:0.###}, over {Interval.Vectors} vectors (schedule: {ExpectedInterval})";
        string latency = Latency is { } cycles ? $"{cycles}" : "unknown";
        string utilisation = AdcUtilisation is { } share ? $"{share:P1}" : "unknown";
        return $"latency {latency} (schedule: {ExpectedLatency}), {interval}, ADC utilisation {utilisation}";
    }
}
