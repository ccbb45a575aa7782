// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.Design;
using RtlGen.Golden;
using RtlGen.Registers;

namespace RtlGen.CoSimulation;

/// <summary>What the counters of a layer behind a bus said when a pass had ended, and what the pins said.</summary>
/// <param name="Values">By register.</param>
/// <param name="StallsIn">Cycles in which the input pins offered a beat that was not taken.</param>
/// <param name="StallsOut">The same at the output pins.</param>
/// <param name="Malformed">Packets of a wrong length that were sent.</param>
public sealed record CounterReadings(IReadOnlyDictionary<string, uint> Values, long StallsIn, long StallsOut, int Malformed);

/// <summary>The performance counters of control.md §7 against a count of one's own.</summary>
public static class PerformanceCounters
{
    private static readonly string[] s_names =
    [
        "CYCLES_BUSY_LOW", "CYCLES_BUSY_HIGH", "CONVERSIONS_LOW", "CONVERSIONS_HIGH", "VECTORS", "STALLS_IN", "STALLS_OUT", "SATURATIONS",
        "ADC_TIMEOUTS", "PACKET_ERRORS",
    ];

    /// <summary>Offsets of the counters that a design has; none without a bus.</summary>
    internal static IReadOnlyList<(string Name, long Offset)> Of(LayerDesign design)
    {
        if (!design.HasBus)
        {
            return [];
        }

        RegisterMap map = RegisterMap.Of(design);
        return [.. s_names.Where(n => map.Find(n) is not null).Select(n => (n, map.Offset(n)))];
    }

    internal static CounterReadings? Read(LayerDesign design, RecordStream records, int malformed)
    {
        if (records.Count == 0)
        {
            return null;
        }

        Dictionary<long, ulong> byOffset = Enumerable.Range(0, records.Count).ToDictionary(records.Cycle, i => BitConverter.ToUInt64(records.Payload(i)));
        Dictionary<string, uint> values = Of(design).ToDictionary(c => c.Name, c => (uint)byOffset[c.Offset], StringComparer.Ordinal);
        return new CounterReadings(values, (long)byOffset[0], (long)byOffset[1], malformed);
    }

    /// <summary>Every counter that is not what it must be, in words. Nothing is said of a pass that did not come to its end.</summary>
    /// <param name="design">The layer.</param>
    /// <param name="pass">What the RTL did.</param>
    /// <param name="reference">What it had to do.</param>
    public static IReadOnlyList<string> Differences(LayerDesign design, SimulatedPass pass, ReferenceResult reference)
    {
        if (pass.Counters is not { } read || pass.Status != PassStatus.Complete)
        {
            return [];
        }

        ulong conversions = (ulong)pass.Vectors * (ulong)design.Steps * (ulong)design.Schedule.MuxPositions;
        ulong busy = (ulong)CyclesBusy(pass);
        (string Name, ulong Expected)[] expected =
        [
            ("CYCLES_BUSY_LOW", (uint)busy),
            ("CYCLES_BUSY_HIGH", busy >> 32),
            ("CONVERSIONS_LOW", (uint)conversions),
            ("CONVERSIONS_HIGH", conversions >> 32),
            ("VECTORS", (ulong)pass.Vectors),
            ("STALLS_IN", (ulong)read.StallsIn),
            ("STALLS_OUT", (ulong)read.StallsOut),
            ("SATURATIONS", (ulong)Saturations(pass, reference)),
            ("ADC_TIMEOUTS", 0),
            ("PACKET_ERRORS", (ulong)read.Malformed),
        ];
        return
        [
            .. from counter in expected
               where read.Values.TryGetValue(counter.Name, out uint value) && value != counter.Expected
               select string.Create(CultureInfo.InvariantCulture, $"{counter.Name} reads {read.Values[counter.Name]}, must be {counter.Expected}"),
        ];
    }

    /// <summary>From the cycle after a packet's last beat to the one of its output's last beat, for any packet.</summary>
    private static long CyclesBusy(SimulatedPass pass)
    {
        long busy = 0;
        long until = -1;
        foreach (VectorTiming timing in pass.Timing.Where(t => t.Beats.Count > 0))
        {
            long from = Math.Max(timing.LastAccept, until);
            busy += Math.Max(0, timing.Beats[^1] - from);
            until = Math.Max(until, timing.Beats[^1]);
        }

        return busy;
    }

    private static long Saturations(SimulatedPass pass, ReferenceResult reference)
    {
        int outputs = reference.Overflow.Shape[1];
        return Enumerable.Range(0, pass.Vectors).Sum(v => Enumerable.Range(0, outputs).Sum(n => reference.Overflow[v % pass.Batch, n]));
    }
}
