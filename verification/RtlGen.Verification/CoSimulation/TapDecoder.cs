// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;
using RtlGen.Tensors;

namespace RtlGen.CoSimulation;

/// <summary>Raw records to the contract's tensors.</summary>
internal sealed class TapDecoder(LayerDesign design, Stimulus stimulus, PassRecords records, bool keepCodes)
{
    private readonly PortBytes _ports = PortBytes.Of(design);

    public SimulatedTaps Decode(OutputPackets packets)
    {
        CheckWidths();
        int vectors = stimulus.Vectors;
        TileGrid grid = design.Grid;
        Tensor codes = keepCodes
            ? new(vectors, grid.RowTiles, grid.ColumnTiles, design.Phases.Count, design.RowGroups, design.ConversionsPerStep)
            : new(0);
        Tensor accumulators = new(vectors, grid.RowTiles, grid.Outputs);
        Tensor y = new(vectors, grid.Outputs);
        Tensor overflow = new(vectors, grid.Outputs);
        List<long>[] codeCycles = keepCodes ? DecodeCodes(codes) : [];
        DecodeAccumulators(accumulators);
        DecodeResults(y, overflow);
        return new SimulatedTaps
        {
            Codes = codes,
            Accumulators = accumulators,
            Y = y,
            Overflow = overflow,
            Outputs = packets.Values,
            CodeRecords = [.. codeCycles.Select(c => c.Count)],
            AccumulatorRecords = records.Accumulators.Count,
            ResultRecords = records.Results.Count,
            OutputPackets = packets.Count,
            CodeCycles = codeCycles,
            AccumulatorCycles = Cycles(records.Accumulators),
            ResultCycles = Cycles(records.Results),
        };
    }

    public static long[] Cycles(RecordStream stream)
    {
        long[] cycles = new long[stream.Count];
        for (int i = 0; i < cycles.Length; i++)
        {
            cycles[i] = stream.Cycle(i);
        }

        return cycles;
    }

    /// <summary>The cycles of each tile's records.</summary>
    private List<long>[] DecodeCodes(Tensor codes)
    {
        TileGrid grid = design.Grid;
        CodeLayout layout = new(design);
        int bits = design.Configuration.Adc.Bits;
        int mux = design.Schedule.MuxPositions;
        int perVector = design.Steps * mux;
        int conversions = design.ConversionsPerStep;
        long codeMin = design.Arithmetic.Adc.CodeMin;
        List<long>[] cycles = [.. Enumerable.Range(0, grid.Count).Select(_ => new List<long>())];
        for (int r = 0; r < records.Codes.Count; r++)
        {
            ReadOnlySpan<byte> payload = records.Codes.Payload(r);
            ReadOnlySpan<byte> raw = payload[_ports.CodeValid..];
            for (int tile = 0; tile < grid.Count; tile++)
            {
                if (PortBytes.Bits(payload, tile, 1) == 0)
                {
                    continue;
                }

                int record = cycles[tile].Count;
                cycles[tile].Add(records.Codes.Cycle(r));
                int vector = record / perVector;
                if (vector >= stimulus.Vectors)
                {
                    continue;
                }

                int step = record % perVector / mux;
                long index = ((((long)vector * grid.Count) + tile) * design.Steps) + step;
                foreach (UsedConversion used in layout.At(tile % grid.ColumnTiles, record % mux))
                {
                    ulong code = PortBytes.Bits(raw, ((tile * design.Adcs) + used.Lane) * bits, bits);
                    codes.Data[(index * conversions) + used.Conversion] = (long)code + codeMin;
                }
            }
        }

        return cycles;
    }

    private void DecodeAccumulators(Tensor accumulators)
    {
        int bits = design.Arithmetic.Accumulator.Bits;
        int rowTiles = design.Grid.RowTiles;
        ReadOutResults(records.Accumulators, (payload, vector, n, requantizer) =>
        {
            for (int i = 0; i < rowTiles; i++)
            {
                accumulators.Data[((((long)vector * rowTiles) + i) * design.Grid.Outputs) + n] =
                    PortBytes.SignedBits(payload, ((requantizer * rowTiles) + i) * bits, bits);
            }
        });
    }

    private void DecodeResults(Tensor y, Tensor overflow)
    {
        int bits = design.Arithmetic.Output.SignedBits();
        ReadOutResults(records.Results, (payload, vector, n, requantizer) =>
        {
            y[vector, n] = PortBytes.SignedBits(payload, requantizer * bits, bits);
            overflow[vector, n] = (long)PortBytes.Bits(payload[_ports.Y..], requantizer, 1);
        });
    }

    private delegate void ReadResult(ReadOnlySpan<byte> payload, int vector, int output, int requantizer);

    /// <summary>Walks over what each requantizer presents at each readout index.</summary>
    private void ReadOutResults(RecordStream stream, ReadResult read)
    {
        Schedule schedule = design.Schedule;
        int stride = schedule.GroupsPerRequantizer * design.Placement.OutputsPerLane;
        for (int record = 0; record < stream.Count; record++)
        {
            int vector = record / schedule.Readout;
            int t = record % schedule.Readout;
            if (vector >= stimulus.Vectors)
            {
                break;
            }

            for (int requantizer = 0; requantizer < schedule.Requantizers; requantizer++)
            {
                int n = (requantizer * stride) + t;
                if (t < stride && n < design.Grid.Outputs)
                {
                    read(stream.Payload(record), vector, n, requantizer);
                }
            }
        }
    }

    private void CheckWidths()
    {
        Check("tap_code", records.Codes, _ports.CodeValid + _ports.Code);
        Check("tap_acc", records.Accumulators, _ports.Accumulator);
        Check("tap_y", records.Results, _ports.Y + _ports.Flag);
        Check("m_tdata", records.Beats, 8 + _ports.Data + 1);
    }

    private static void Check(string port, RecordStream stream, int bytes)
    {
        if (stream.Count > 0 && stream.Payload(0).Length != bytes)
        {
            throw new InvalidDataException($"port {port} of the simulation top is {stream.Payload(0).Length} bytes wide, not {bytes} as the design says");
        }
    }
}
