// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;

namespace RtlGen.CoSimulation;

/// <summary>Makes a pass of its records: taps, timing, and everything that went wrong besides values.</summary>
internal static class PassReader
{
    private static readonly string[] s_violations =
        ["m_tvalid fell before the beat was taken", "m_tdata or m_tlast changed while the beat was stalled"];

    public static SimulatedPass Read(LayerDesign design, SimulationPass pass, Stimulus stimulus, PassRecords records)
    {
        OutputPackets packets = OutputPackets.Of(design, stimulus.Vectors, records.Beats);
        long[] accepted = TapDecoder.Cycles(records.Accepted);
        long[] errors = TapDecoder.Cycles(records.Errors);
        return new SimulatedPass
        {
            Pass = pass,
            Vectors = stimulus.Vectors,
            Batch = stimulus.Batch,
            Status = records.Status,
            Cycles = records.Cycles,
            LoopTime = records.LoopTime,
            Taps = new TapDecoder(design, stimulus, records).Decode(packets),
            Timing = Timing(stimulus, accepted, packets),
            PacketErrors = errors,
            Faults = [.. Faults(stimulus, records, errors.Length), .. packets.Faults],
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

        if (errors != stimulus.MalformedCount)
        {
            yield return new SimulationFault(-1, $"packet_error was high in {errors} cycles, but {stimulus.MalformedCount} malformed packets were sent");
        }

        for (int i = 0; i < records.Violations.Count; i++)
        {
            yield return new SimulationFault(records.Violations.Cycle(i), s_violations[records.Violations.Payload(i)[0] & 1]);
        }
    }
}
