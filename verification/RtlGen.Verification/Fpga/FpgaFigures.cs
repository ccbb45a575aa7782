// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RtlGen.Fpga;

/// <summary>Cells of a device in use, and how many it has.</summary>
public sealed record CellUse(int Used, int Available);

/// <summary>What the build of an FPGA project says of it.</summary>
public sealed partial record FpgaFigures
{
    /// <summary>4-input look-up tables of the netlist.</summary>
    public required int Luts { get; init; }

    /// <summary>Flip-flops of the netlist.</summary>
    public required int FlipFlops { get; init; }

    /// <summary>Logic cells after placement: a table, a flip-flop and a carry each.</summary>
    public required CellUse LogicCells { get; init; }

    /// <summary>Block RAMs of 4 kbit.</summary>
    public required CellUse BlockRams { get; init; }

    /// <summary>Highest clock frequency after routing, in MHz.</summary>
    public required double Fmax { get; init; }

    /// <summary>Bytes of the bitstream.</summary>
    public required long BitstreamBytes { get; init; }

    /// <summary>What the testbench of the netlist printed at its end.</summary>
    public required string Verdict { get; init; }

    /// <summary>Vectors whose answers were equal, byte by byte; 0 when some were not.</summary>
    public int VectorsEqual => Number(PassLine().Match(Verdict), "vectors");

    /// <summary>Cycles of a vector from the first bit of its frame to the last one of its answer; 0 when the netlist failed.</summary>
    public int CyclesOnTheLine => Number(PassLine().Match(Verdict), "cycles");

    /// <summary>True when the netlist answered every vector as the golden model has it.</summary>
    public bool Passes => VectorsEqual > 0;

    /// <summary>Reads what the tools left in <c>fpga/build</c>.</summary>
    /// <exception cref="InvalidDataException">A report is not as the tools are known to write it.</exception>
    public static FpgaFigures Read(string build, string name)
    {
        try
        {
            using var cells = JsonDocument.Parse(File.ReadAllText(Path.Combine(build, "cells.json")));
            using var timing = JsonDocument.Parse(File.ReadAllText(Path.Combine(build, "timing.json")));
            JsonElement types = cells.RootElement.GetProperty("design").GetProperty("num_cells_by_type");
            JsonElement use = timing.RootElement.GetProperty("utilization");
            return new FpgaFigures
            {
                Luts = types.EnumerateObject().Where(t => t.NameEquals("SB_LUT4")).Sum(t => t.Value.GetInt32()),
                FlipFlops = types.EnumerateObject().Where(t => t.Name.StartsWith("SB_DFF", StringComparison.Ordinal)).Sum(t => t.Value.GetInt32()),
                LogicCells = Use(use, "ICESTORM_LC"),
                BlockRams = Use(use, "ICESTORM_RAM"),
                Fmax = timing.RootElement.GetProperty("fmax").EnumerateObject().Min(c => c.Value.GetProperty("achieved").GetDouble()),
                BitstreamBytes = new FileInfo(Path.Combine(build, $"{name}_fpga.bin")).Length,
                Verdict = VerdictOf(File.ReadAllText(Path.Combine(build, "netlist.log"))),
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"the reports in {build} are not as yosys and nextpnr-ice40 are known to write them: {e.Message}", e);
        }
    }

    /// <summary>The line of a testbench's output that says how it ended.</summary>
    internal static string VerdictOf(string log) => log.Split('\n').FirstOrDefault(
        l => l.StartsWith("PASS", StringComparison.Ordinal) || l.StartsWith("FAIL", StringComparison.Ordinal)) ?? "FAIL: the testbench said nothing";

    private static CellUse Use(JsonElement utilization, string cell)
    {
        JsonElement use = utilization.GetProperty(cell);
        return new CellUse(use.GetProperty("used").GetInt32(), use.GetProperty("available").GetInt32());
    }

    private static int Number(Match match, string group) =>
        match.Success ? int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex("^PASS: (?<vectors>[0-9]+) vectors, [0-9]+ bytes, (?<cycles>[0-9]+) cycles", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PassLine();
}
