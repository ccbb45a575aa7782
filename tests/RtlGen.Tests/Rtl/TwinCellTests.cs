// SPDX-License-Identifier: Apache-2.0
using System.Text;
using NUnit.Framework;
using RtlGen.CoSimulation;
using RtlGen.Tests.Golden;

namespace RtlGen.Tests.Rtl;

/// <summary>Pulses on the cells of the digital twin: levels counted up and down by a model of a few lines.</summary>
internal sealed class TwinCellTests
{
    private const int Rows = 5;
    private const int Positions = 3;

    [TestCase(3, 0, 2)]
    [TestCase(5, 0, 3)]
    [TestCase(3, 2, 4)]
    public async Task EachCycleOfAPulseMovesTheChosenCellsByOneLevel(int largest, int fraction, int cellBits)
    {
        string output = await VerilogRun.OfAsync(Bench(largest, fraction, cellBits, out string expected), RepositoryFolder.Find("rtl/fpga/rtlgen_twin_lane.v"));
        Assert.That(output, Is.EqualTo(expected));
    }

    [Test]
    public async Task AFaultIsSeen()
    {
        string lane = await File.ReadAllTextAsync(RepositoryFolder.Find("rtl/fpga/rtlgen_twin_lane.v"));
        using CommandLine.TemporaryFolder folder = new();
        string broken = folder.Write("lane.v", lane.Replace("program_set ? below_top : above_zero", "program_set ? above_zero : below_top", StringComparison.Ordinal));
        Assert.That(await VerilogRun.OfAsync(Bench(3, 0, 2, out string expected), broken), Is.Not.EqualTo(expected));
    }

    /// <summary>Random pulses, each followed by a look at one cell: the row driven alone, at one mux position.</summary>
    private static string Bench(int largest, int fraction, int cellBits, out string expected)
    {
        SplitMix64 random = new(17);
        int[,] levels = new int[Positions, Rows];
        StringBuilder steps = new(), seen = new();
        for (int i = 0; i < 120; i++)
        {
            (int row, int columns, int set, int cycles) = (random.Below(Rows), random.Below(1 << Positions), random.Below(2), 1 + random.Below(3));
            steps.Append($"    pulse({row}, {columns}, {set}, {cycles});\n");
            for (int p = 0; p < Positions; p++)
            {
                levels[p, row] = Math.Clamp(levels[p, row] + (((columns >> p) & 1) * (set == 1 ? cycles : -cycles)), 0, largest);
            }

            (int looked, int position) = (random.Below(Rows), random.Below(Positions));
            steps.Append($"    look({looked}, {position});\n");
            seen.Append(levels[position, looked] << fraction).Append('\n');
        }

        expected = seen.ToString();
        return $$"""
            module bench;
              reg clk = 0, pulse_q = 0, set_q = 0;
              reg [{{Rows - 1}}:0] slices = 0;
              reg [1:0] mux = 0;
              reg [2:0] row = 0;
              reg [{{Positions - 1}}:0] columns = 0;
              wire [8:0] value;
              rtlgen_twin_lane #(.ROWS({{Rows}}), .SLICE_BITS(1), .CELL_BITS({{cellBits}}), .POSITIONS({{Positions}}), .MUX_BITS(2), .VALUE_BITS(9),
                .PROGRAM(1), .FRACTION({{fraction}}), .LARGEST({{largest}}), .INDEX_BITS(3)) dut (.clk(clk), .slices(slices), .mux(mux),
                .program_pulse(pulse_q), .program_set(set_q), .program_row(row), .program_column(columns), .value(value));
              task cycle; begin #1 clk = 1; #1 clk = 0; end endtask
              task pulse; input [2:0] r; input [{{Positions - 1}}:0] c; input s; input integer n; begin
                row = r; columns = c; set_q = s; cycle; pulse_q = 1; repeat (n) cycle; pulse_q = 0; cycle; end endtask
              task look; input [2:0] r; input [1:0] p; begin slices = 1 << r; mux = p; #1 $display("%0d", value); end endtask
              initial begin
            {{steps}}    $finish;
              end
            endmodule

            """;
    }
}
