// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;
using RtlGen.Tensors;

namespace RtlGen.CoSimulation;

/// <summary>The output stream, cut into packets at TLAST.</summary>
/// <param name="Count">Packets, whatever their length.</param>
/// <param name="Values">[vectors, N]; zeros where a packet is missing or broken.</param>
/// <param name="FirstValid">Cycle since when each packet's first beat was valid.</param>
/// <param name="Beats">Cycles of acceptance of each packet's beats.</param>
/// <param name="Faults">Packets of wrong length, or whose padding is not what the contract says.</param>
internal sealed record OutputPackets(
    int Count,
    Tensor Values,
    IReadOnlyList<long> FirstValid,
    IReadOnlyList<IReadOnlyList<long>> Beats,
    IReadOnlyList<SimulationFault> Faults)
{
    public static OutputPackets Of(LayerDesign design, int vectors, RecordStream stream)
    {
        StreamFormat format = design.OutputStream;
        Tensor values = new(vectors, design.Grid.Outputs);
        List<long> firstValid = [];
        List<IReadOnlyList<long>> beats = [];
        List<SimulationFault> faults = [];
        List<long> cycles = [];
        using MemoryStream packet = new();
        for (int r = 0; r < stream.Count; r++)
        {
            ReadOnlySpan<byte> payload = stream.Payload(r);
            if (cycles.Count == 0)
            {
                firstValid.Add(BitConverter.ToInt64(payload));
            }

            cycles.Add(stream.Cycle(r));
            packet.Write(payload.Slice(8, format.BytesPerBeat));
            if ((payload[8 + format.BytesPerBeat] & 1) == 0 && r + 1 < stream.Count)
            {
                continue;
            }

            if ((payload[8 + format.BytesPerBeat] & 1) == 0)
            {
                faults.Add(new SimulationFault(stream.Cycle(r), $"the last output beat of the run has no TLAST"));
            }

            Close(stream.Cycle(r));
        }

        return new OutputPackets(beats.Count, values, firstValid, beats, faults);

        void Close(long cycle)
        {
            int vector = beats.Count;
            beats.Add([.. cycles]);
            byte[] bytes = packet.ToArray();
            packet.SetLength(0);
            if (cycles.Count != format.Beats)
            {
                faults.Add(new SimulationFault(cycle, $"output packet {vector} has {cycles.Count} beats instead of {format.Beats}"));
            }
            else if (format.Unpack(bytes) is not { } unpacked)
            {
                faults.Add(new SimulationFault(cycle, $"output packet {vector} has bits set outside of its elements"));
            }
            else if (vector < vectors)
            {
                unpacked.CopyTo(values.Data.AsSpan(vector * design.Grid.Outputs));
            }

            cycles.Clear();
        }
    }
}
