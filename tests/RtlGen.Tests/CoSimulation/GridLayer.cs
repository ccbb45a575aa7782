// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Diagnostics;
using RtlGen.Golden;
using RtlGen.Tensors;

namespace RtlGen.Tests.CoSimulation;

/// <summary>A layer of two by three tiles, two phases and two row groups, and passes made up from its reference.</summary>
internal sealed class GridLayer
{
    public const int Batch = 4;

    private GridLayer(LayerDesign design, ReferenceResult reference) => (Design, Reference) = (design, reference);

    public LayerDesign Design { get; }

    public ReferenceResult Reference { get; }

    public static GridLayer Create()
    {
        RtlConfiguration configuration = new()
        {
            Name = "grid",
            Layer = new LayerShape(13, 10),
            Weights = new WeightOptions { Encoding = WeightEncoding.TwosComplement, Bits = 3 },
            Inputs = new InputOptions { Encoding = InputEncoding.TwosComplement, Bits = 2 },
            Crossbar = new CrossbarOptions { Rows = 8, Columns = 14, RowsPerActivation = 4 },
            Adc = new AdcOptions { Kind = AdcKind.Sar, Bits = 3, ColumnsPerAdc = 7 },
            Output = new OutputOptions { BiasBits = 8 },
        };
        LoadedConfiguration loaded = new(configuration, "grid.yaml", "", new Dictionary<string, SourcePosition>(StringComparer.Ordinal));
        LayerDesign design = LayerDesign.Derive(loaded);
        Random random = new(3);
        LayerParameters parameters = new()
        {
            Weights = Fill(new Tensor(13, 10), () => random.Next(-4, 4)),
            Bias = Fill(new Tensor(10), () => random.Next(-128, 128)),
        };
        Tensor inputs = Fill(new Tensor(Batch, 13), () => random.Next(-2, 2));
        return new GridLayer(design, ReferenceModel.Run(design, parameters, inputs));
    }

    /// <summary>A pass in which the RTL did everything right.</summary>
    public SimulatedPass PerfectPass(int vectors)
    {
        int codeRecords = vectors * Design.Steps * Design.Schedule.MuxPositions;
        int resultRecords = vectors * Design.Schedule.Readout;
        return new SimulatedPass
        {
            Pass = new SimulationPass("made up", 1),
            Vectors = vectors,
            Batch = Batch,
            Status = PassStatus.Complete,
            Cycles = 1000,
            LoopTime = TimeSpan.FromSeconds(1),
            PacketErrors = [],
            Faults = [],
            Timing = [.. Enumerable.Range(0, vectors).Select(Timing)],
            Taps = new SimulatedTaps
            {
                Codes = Repeat(Reference.Codes, vectors),
                Accumulators = Repeat(Reference.Accumulators, vectors),
                Y = Repeat(Reference.Y, vectors),
                Outputs = Repeat(Reference.Outputs, vectors),
                Overflow = Repeat(Reference.Overflow, vectors),
                CodeRecords = [.. Enumerable.Repeat(codeRecords, Design.Grid.Count)],
                AccumulatorRecords = resultRecords,
                ResultRecords = resultRecords,
                OutputPackets = vectors,
                CodeCycles = [.. Enumerable.Repeat<long[]>([.. Enumerable.Range(0, codeRecords).Select(i => 100L + i)], Design.Grid.Count)],
                AccumulatorCycles = [.. Enumerable.Range(0, resultRecords).Select(i => 200L + i)],
                ResultCycles = [.. Enumerable.Range(0, resultRecords).Select(i => 205L + i)],
            },
        };
    }

    private VectorTiming Timing(int vector)
    {
        long start = 10 + ((long)vector * Design.Schedule.Interval);
        long valid = start + Design.Schedule.Latency;
        return new VectorTiming(
            start,
            start + Design.InputStream.Beats - 1,
            valid,
            [.. Enumerable.Range(0, Design.OutputStream.Beats).Select(b => valid + b)]);
    }

    private static Tensor Fill(Tensor tensor, Func<long> value)
    {
        for (int i = 0; i < tensor.Data.Length; i++)
        {
            tensor.Data[i] = value();
        }

        return tensor;
    }

    private static Tensor Repeat(Tensor tensor, int vectors)
    {
        int[] shape = [vectors, .. tensor.Shape.Skip(1)];
        Tensor repeated = new(shape);
        for (int i = 0; i < repeated.Data.Length; i++)
        {
            repeated.Data[i] = tensor.Data[i % tensor.Data.Length];
        }

        return repeated;
    }
}
