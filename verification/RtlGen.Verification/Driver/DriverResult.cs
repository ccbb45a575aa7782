// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Golden;
using RtlGen.Tensors;

namespace RtlGen.Driver;

/// <summary>What a driver's run came to.</summary>
public sealed record DriverResult
{
    /// <summary>[batch, N].</summary>
    public required Tensor Outputs { get; init; }

    /// <summary>Every failure that the queue gave, in its order.</summary>
    public required IReadOnlyList<CellFailure> Failures { get; init; }

    /// <summary>[rows in use of all tiles, conversion columns]; [0] where rows were not read.</summary>
    public required Tensor Readback { get; init; }

    /// <summary>How often the handler took each event, by bit; zeros without interrupts.</summary>
    public required IReadOnlyList<long> Events { get; init; }

    /// <summary>Every number that the run printed, by name.</summary>
    public required IReadOnlyDictionary<string, long> Numbers { get; init; }

    public long ProgramPulses => Numbers["program_pulses"];

    public long ProgramReads => Numbers["program_reads"];

    public long ProgramFailures => Numbers["program_failures"];

    public long CalibrationFailures => Numbers["calibration_failures"];

    /// <summary>Cycles of programming all weights, the bus included.</summary>
    public long ProgramCycles => Numbers["program_cycles"];

    /// <summary>Cycles of all vectors, the bus included.</summary>
    public long RunCycles => Numbers["run_cycles"];

    /// <summary>Cycles from the start of reset to the end.</summary>
    public long Cycles => Numbers["cycles"];

    /// <summary>Outputs whose overflow flag was set.</summary>
    public long Saturations => Numbers["saturations"];

    /// <summary>Reads and writes of the bus.</summary>
    public long Accesses => Numbers["accesses"];

    internal static DriverResult Read(string output, RunFolder folder, LayerDesign design, int vectors)
    {
        string[][] lines = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' '))];
        long[] outputs = Numbers64(folder.File("outputs.bin"));
        int[] failures = Numbers32(folder.File("failures.bin"));
        int[] codes = Numbers32(folder.File("readback.bin"));
        return new DriverResult
        {
            Outputs = new Tensor([vectors, design.Grid.Outputs], outputs),
            Failures = [.. failures.Chunk(4).Select(f => new CellFailure(f[0], f[1], f[2], f[3] - design.Arithmetic.Adc.CodeMin))],
            Readback = codes.Length == 0
                ? new Tensor(0)
                : new Tensor([codes.Length / design.OffsetsPerTile, design.OffsetsPerTile], [.. codes.Select(c => (long)c)]),
            Events = [.. lines.Where(l => l[0] is "events").SelectMany(l => l.Skip(1).Select(Number))],
            Numbers = lines.Where(l => l.Length == 2).ToDictionary(l => l[0], l => Number(l[1]), StringComparer.Ordinal),
        };
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static long[] Numbers64(string file) =>
        [.. File.ReadAllBytes(file).Chunk(8).Select(b => BitConverter.ToInt64(b))];

    private static int[] Numbers32(string file) =>
        File.Exists(file) ? [.. File.ReadAllBytes(file).Chunk(4).Select(b => BitConverter.ToInt32(b))] : [];
}
