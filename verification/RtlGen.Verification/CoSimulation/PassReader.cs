// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;
using RtlGen.Tensors;

namespace RtlGen.CoSimulation;

/// <summary>Makes a pass of its records: taps, timing, and everything that went wrong besides values.</summary>
internal static class PassReader
{
    private static readonly string[] s_violations =
    [
        "m_tvalid fell before the beat was taken",
        "m_tdata or m_tlast changed while the beat was stalled",
        "a valid, a ready or packet_error is unknown (x)",
    ];

    public static SimulatedPass Read(LayerDesign design, PlannedPass planned, PassRecords records, bool keepCodes)
    {
        (SimulationPass pass, Stimulus stimulus) = planned;
        OutputPackets packets = OutputPackets.Of(design, stimulus.Vectors, records.Beats);
        long[] accepted = TapDecoder.Cycles(records.Accepted);
        long[] errors = TapDecoder.Cycles(records.Errors);
        SimulatedTaps taps = new TapDecoder(design, stimulus, records, keepCodes).Decode(packets);
        return new SimulatedPass
        {
            Pass = pass,
            Vectors = stimulus.Vectors,
            Batch = stimulus.Batch,
            Status = records.Status,
            Cycles = records.Cycles,
            LoopTime = records.LoopTime,
            Taps = taps,
            Timing = Timing(stimulus, accepted, packets),
            PacketErrors = errors,
            Counters = PerformanceCounters.Read(design, records.Counters, stimulus.MalformedCount),
            Faults = [.. Faults(stimulus, records, errors.Length), .. packets.Faults, .. UnknownBits(design, stimulus, records, taps, keepCodes)],
        };
    }

    private static VectorTiming[] Timing(Stimulus stimulus, long[] accepted, OutputPackets packets)
    {
        VectorTiming[] timing = new VectorTiming[stimulus.Vectors];
        foreach (InputPacket packet in stimulus.Packets.Where(p => p.Vector >= 0))
        {
            bool came = packet.Vector < packets.Count;
            timing[packet.Vector] = new VectorTiming(
                At(packet.FirstBeat),
                At(packet.FirstBeat + packet.Beats - 1),
                came ? packets.FirstValid[packet.Vector] : -1,
                came ? packets.Beats[packet.Vector] : []);
        }

        return timing;

        long At(int beat) => beat < accepted.Length ? accepted[beat] : -1;
    }

    /// <summary>A tap that reads differently with unknown bits as 1 depends on a bit that nobody has set.</summary>
    private static IEnumerable<SimulationFault> UnknownBits(
        LayerDesign design, Stimulus stimulus, PassRecords records, SimulatedTaps taps, bool keepCodes)
    {
        if (records.UnknownAsOne is not { } ones)
        {
            return [];
        }

        OutputPackets packets = OutputPackets.Of(design, stimulus.Vectors, ones.Beats);
        SimulatedTaps other = new TapDecoder(design, stimulus, ones, keepCodes).Decode(packets);
        (string Name, Tensor Zeros, Tensor Ones)[] pairs =
        [
            ("code", taps.Codes, other.Codes),
            ("acc", taps.Accumulators, other.Accumulators),
            ("y", taps.Y, other.Y),
            ("q", taps.Outputs, other.Outputs),
            ("overflow", taps.Overflow, other.Overflow),
        ];
        return
        [
            .. pairs
                .Select(p => (p.Name, Place: FirstDifference(p.Zeros, p.Ones)))
                .Where(p => p.Place is not null)
                .Select(p => new SimulationFault(-1, $"{p.Name} has unknown bits (x), first at {p.Place}")),
        ];
    }

    private static string? FirstDifference(Tensor a, Tensor b)
    {
        int at = a.Data.AsSpan().CommonPrefixLength(b.Data);
        if (at == a.Data.Length)
        {
            return null;
        }

        int[] index = new int[a.Rank];
        for (int axis = a.Rank - 1; axis >= 0; axis--)
        {
            (at, index[axis]) = Math.DivRem(at, a.Shape[axis]);
        }

        return $"[{string.Join(", ", index)}]";
    }

    private static IEnumerable<SimulationFault> Faults(Stimulus stimulus, PassRecords records, int errors)
    {
        if (records.Status == PassStatus.Hung)
        {
            yield return new SimulationFault(
                records.Cycles,
                $"hung: nothing moved any more after {records.Accepted.Count} of {stimulus.Beats} input beats and {records.Beats.Count} output beats");
        }

        if (records.Status == PassStatus.TooManyRecords)
        {
            yield return new SimulationFault(records.Cycles, "stopped: the taps say far more than these vectors have to say");
        }

        foreach (string chipFault in records.ChipFaults)
        {
            yield return new SimulationFault(-1, chipFault);
        }

        if (errors != stimulus.MalformedCount)
        {
            yield return new SimulationFault(-1, $"packet_error was high in {errors} cycles, but {stimulus.MalformedCount} malformed packets were sent");
        }

        for (int i = 0; i < records.Violations.Count; i++)
        {
            yield return new SimulationFault(records.Violations.Cycle(i), s_violations[records.Violations.Payload(i)[0]]);
        }
    }
}
