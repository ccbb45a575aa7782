// SPDX-License-Identifier: Apache-2.0
using System.Text;
using NUnit.Framework;
using RtlGen.Design;
using RtlGen.Emission;
using RtlGen.Tests.CommandLine;
using RtlGen.Tools;

namespace RtlGen.Tests.Crossbars;

/// <summary>
/// One tile's behavioural macro in Icarus Verilog, driven pin by pin: a list of pulses and of samples of one row, whose codes
/// it gives back. The ADCs' pins are left alone: codes are looked up where the mux finds them.
/// </summary>
/// <param name="design">A layer with programming and successive approximation, whose rows are driven by pulses or voltages.</param>
/// <param name="parameters">Its tensors.</param>
/// <param name="tile">Row tile * column tiles + column tile.</param>
internal sealed class CrossbarBench(LayerDesign design, LayerParameters parameters, int tile)
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(2);

    private readonly StringBuilder _stimuli = new();

    /// <summary>The text of rtlgen_crossbar that is changed on purpose: right, then wrong.</summary>
    public (string Right, string Wrong)? Edit { get; init; }

    /// <summary>A pulse on the columns.</summary>
    public void Pulse(int row, IEnumerable<int> columns, bool set, int cycles)
    {
        char[] mask = [.. Enumerable.Repeat('0', design.PhysicalColumns)];
        foreach (int column in columns)
        {
            mask[^(column + 1)] = '1';
        }

        _stimuli.Append($"    pulse({row}, {(set ? 1 : 0)}, {design.PhysicalColumns}'b{new string(mask)}, {cycles});\n");
    }

    /// <summary>Samples with one row driven and shows the code of every mux position.</summary>
    public void Sample(int row, bool verify) => _stimuli.Append($"    take({row}, {(verify ? 1 : 0)});\n");

    /// <summary>Something else, in the bench's own words.</summary>
    public void Verilog(string text) => _stimuli.Append("    ").Append(text).Append('\n');

    /// <summary>The codes (code_min subtracted) of each sample, by mux position, lanes ascending, the reference column's last in each; and what else was printed.</summary>
    public async Task<(long[][] Codes, string[] Messages)> RunAsync()
    {
        using TemporaryFolder folder = new();
        List<GeneratedFile> files = [.. LayerEmitter.Emit(design, parameters).Where(f => f.Path.StartsWith("sim/", StringComparison.Ordinal) && !f.Path.EndsWith("_sim.v", StringComparison.Ordinal))];
        foreach (GeneratedFile file in files.Concat(CellImage.Of(design, parameters)))
        {
            string content = file.Content;
            if (Edit is var (right, wrong) && file.Path.EndsWith("_crossbar.v", StringComparison.Ordinal))
            {
                Assert.That(content.Split(right), Has.Length.EqualTo(2), $"'{right}' must be there once");
                content = content.Replace(right, wrong, StringComparison.Ordinal);
            }

            await File.WriteAllTextAsync(folder[Path.GetFileName(file.Path)], content);
        }

        await File.WriteAllTextAsync(folder["bench.v"], Text());
        string[] sources = [.. files.Select(f => Path.GetFileName(f.Path)), "bench.v"];
        await RequireAsync(new ToolInvocation("iverilog", ["-g2005", "-s", "bench", "-o", "bench.vvp", .. sources]), folder[""]);
        ToolResult result = await RequireAsync(new ToolInvocation("vvp", "-n", "bench.vvp"), folder[""]);
        ILookup<bool, string> lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ToLookup(l => l.StartsWith("codes", StringComparison.Ordinal));
        return (
            [.. lines[true].Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(v => long.TryParse(v, out long code) ? code : -1).ToArray())],
            [.. lines[false]]);
    }

    private static Task<ToolResult> RequireAsync(ToolInvocation invocation, string folder) =>
        ToolRunner.RequireAsync(invocation with { WorkingDirectory = folder, Timeout = s_timeout }, CancellationToken.None);

    private string Text()
    {
        int bits = design.Configuration.Adc.Bits;
        int adcs = LanesInUse(design) + (design.Configuration.Weights.HasReferenceColumn ? 1 : 0);
        string declarations = string.Concat(design.MacroPins.Select(p => p.Direction == PinDirection.Input
            ? $"  reg [{p.Width - 1}:0] {p.Name} = 0;\n"
            : $"  wire [{p.Width - 1}:0] {p.Name};\n"));
        int rowWidth = design.MacroPins.Single(p => string.Equals(p.Name, "row", StringComparison.Ordinal)).Width / design.Configuration.Crossbar.Rows;
        return
            $$"""
            module bench;
            {{declarations}}
              integer m, a;
              {{design.Name}}_macro #(.TILE({{tile}})) dut ({{string.Join(", ", design.MacroPins.Select(p => $".{p.Name}({p.Name})"))}});

              task cycle; begin #1 clk = 1; #1 clk = 0; end endtask

              task pulse;
                input [31:0] number;
                input set;
                input [{{design.PhysicalColumns - 1}}:0] columns;
                input [31:0] cycles;
                begin
                  program_row = number; program_set = set; program_column = columns;
                  cycle;
                  program_pulse = 1;
                  repeat (cycles) cycle;
                  program_pulse = 0;
                  cycle;
                  program_row = ~program_row; program_set = ~program_set; program_column = ~program_column;
                end
              endtask

              task take;
                input [31:0] number;
                input is_verify;
                begin
                  row = 0;
                  row[number*{{rowWidth}}+:{{rowWidth}}] = ~0;
                  drive = 1; cycle;
                  sample = 1; verify = is_verify; cycle; cycle;
                  drive = 0; sample = 0; verify = 0; row = 0; cycle;
                  $write("codes");
                  for (m = 0; m < {{design.Schedule.MuxPositions}}; m = m + 1) begin
                    mux = m;
                    #1 for (a = 0; a < {{adcs}}; a = a + 1) $write(" %0d", dut.held_codes[a*{{bits}}+:{{bits}}]);
                  end
                  $write("\n");
                end
              endtask

              initial begin
                cycle; rst_n = 1; cycle;
            {{_stimuli}}
                $finish;
              end
            endmodule

            """;
    }

    private static int LanesInUse(LayerDesign design) =>
        (design.Grid.OutputsOf(0) + design.Placement.OutputsPerLane - 1) / design.Placement.OutputsPerLane * design.Placement.LanesPerOutput;
}
