// SPDX-License-Identifier: Apache-2.0
using System.Text;
using NUnit.Framework;
using RtlGen.Tests.CommandLine;
using RtlGen.Tests.Golden;
using RtlGen.Tools;

namespace RtlGen.Tests.Requantizers;

/// <summary>What one cycle presents to a requantizer; what a module has no port for is ignored.</summary>
/// <param name="Y">In units of 2^−F.</param>
/// <param name="Multiplier">q31, or the bits of a single.</param>
/// <param name="Shift">−31 … 31.</param>
/// <param name="Index">Output whose y this is.</param>
internal sealed record Stimulus(long Y, long Multiplier, long Shift, int Index = 0);

/// <summary>A requantizer of <c>rtl/</c> under given parameters.</summary>
/// <param name="Module">Its name without <c>rtlgen_</c>.</param>
/// <param name="Latency">Cycles that its header promises.</param>
/// <param name="OutBits">Width of q.</param>
/// <param name="Ports">Inputs, the clock apart; they have the names of the bench's signals.</param>
/// <param name="Parameters">Everything but Y_BITS and OUT_BITS.</param>
internal sealed record UnderTest(string Module, int Latency, int OutBits, string[] Ports, params (string Name, string Value)[] Parameters)
{
    /// <summary>The bits of a number that q shows.</summary>
    public ulong Bits(long value) => (ulong)value & (ulong.MaxValue >> (64 - OutBits));

    /// <summary>Null where all results are equal.</summary>
    public string? Difference(long[] expected, ulong[] q, IReadOnlyList<Stimulus> stimuli)
    {
        if (q.Length != expected.Length)
        {
            return $"{Module}: {q.Length} results of {expected.Length}";
        }

        int first = Enumerable.Range(0, q.Length).FirstOrDefault(i => q[i] != Bits(expected[i]), -1);
        return first < 0
            ? null
            : $"{Module} {string.Join(' ', Parameters)}: {stimuli[first]}: {q[first]:x}, expected {Bits(expected[first]):x}";
    }
}

/// <summary>Streams stimuli through requantizers in Icarus Verilog, one a cycle, and says what each q was.</summary>
internal sealed class RequantizerBench(int yBits, IReadOnlyList<UnderTest> modules)
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(5);

    /// <summary>A module whose text is changed on purpose: right, then wrong.</summary>
    public (string Module, string Right, string Wrong)? Edit { get; init; }

    /// <summary>Writes to the parameter port before the first stimulus.</summary>
    public IReadOnlyList<(uint Address, uint Data)> Writes { get; init; } = [];

    /// <summary>q of each module for each stimulus; what is unknown in four states fails here.</summary>
    public async Task<ulong[][]> RunAsync(IReadOnlyList<Stimulus> stimuli, CancellationToken cancellation = default)
    {
        using TemporaryFolder folder = new();
        string rtl = RepositoryFolder.Find("rtl");
        await File.WriteAllTextAsync(folder["bench.v"], Text(stimuli.Count), cancellation);
        await WriteHexAsync(folder["y.hex"], stimuli.Select(s => s.Y), yBits);
        await WriteHexAsync(folder["multiplier.hex"], stimuli.Select(s => s.Multiplier), 32);
        await WriteHexAsync(folder["shift.hex"], stimuli.Select(s => s.Shift), 6);
        await WriteHexAsync(folder["index.hex"], stimuli.Select(s => (long)s.Index), 16);
        await WriteHexAsync(folder["writes.hex"], Writes.SelectMany(w => (long[])[w.Address, w.Data]), 32);
        List<string> search = ["-y", rtl];
        if (Edit is var (module, right, wrong))
        {
            string text = await File.ReadAllTextAsync(Path.Combine(rtl, $"rtlgen_{module}.v"), cancellation);
            if (text.Split(right).Length != 2)
            {
                throw new InvalidOperationException($"'{right}' is not found once in rtlgen_{module}.v");
            }

            await File.WriteAllTextAsync(folder[$"rtlgen_{module}.v"], text.Replace(right, wrong, StringComparison.Ordinal), cancellation);
            search = ["-y", ".", .. search];
        }

        await RequireAsync(new ToolInvocation("iverilog", ["-g2005", "-s", "bench", "-o", "bench.vvp", .. search, "bench.v"]), folder[""], cancellation);
        await RequireAsync(new ToolInvocation("vvp", "-n", "bench.vvp"), folder[""], cancellation);
        return [.. modules.Select((_, i) => File.ReadAllLines(folder[$"q_{i}.hex"]).Select(q => Convert.ToUInt64(q, 16)).ToArray())];
    }

    /// <summary>Runs modules side by side and requires every result.</summary>
    public static async Task CheckAsync(
        int yBits,
        IReadOnlyList<(UnderTest Module, long[] Expected)> tested,
        Stimulus[] stimuli,
        IReadOnlyList<(uint Address, uint Data)> writes)
    {
        ulong[][] q = await new RequantizerBench(yBits, [.. tested.Select(t => t.Module)]) { Writes = writes }.RunAsync(stimuli);
        using (Assert.EnterMultipleScope())
        {
            for (int i = 0; i < tested.Count; i++)
            {
                Assert.That(tested[i].Module.Difference(tested[i].Expected, q[i], stimuli), Is.Null);
            }
        }
    }

    private static Task<ToolResult> RequireAsync(ToolInvocation invocation, string folder, CancellationToken cancellation) =>
        ToolRunner.RequireAsync(invocation with { WorkingDirectory = folder, Timeout = s_timeout }, cancellation);

    private static Task WriteHexAsync(string path, IEnumerable<long> values, int bits)
    {
        ulong mask = ulong.MaxValue >> (64 - bits);
        string format = $"x{(bits + 3) / 4}";
        return File.WriteAllTextAsync(path, string.Concat(values.Select(v => ((ulong)v & mask).ToString(format) + "\n").DefaultIfEmpty("0\n")));
    }

    /// <summary>Inputs are unknown where there is no stimulus: a q that mixes cycles shows it.</summary>
    private string Text(int count)
    {
        StringBuilder instances = new();
        StringBuilder records = new();
        for (int i = 0; i < modules.Count; i++)
        {
            UnderTest m = modules[i];
            string parameters = string.Concat(m.Parameters.Select(p => $", .{p.Name}({p.Value})"));
            string ports = string.Concat(m.Ports.Select(p => $", .{p}({p})"));
            instances.Append(
                $"""
                  wire [{m.OutBits - 1}:0] q_{i};
                  integer file_{i};
                  initial file_{i} = $fopen("q_{i}.hex", "w");
                  rtlgen_{m.Module} #(.Y_BITS({yBits}), .OUT_BITS({m.OutBits}){parameters}) u_{i} (.clk(clk){ports}, .q(q_{i}));

                """);
            records.Append($"      if (t + 1 >= {m.Latency} && t + 1 - {m.Latency} < {count}) $fdisplay(file_{i}, \"%h\", q_{i});\n");
        }

        return
            $"""
            module bench;
              reg clk = 0, rst_n = 0, write = 0;
              wire [3:0] lanes = 4'hf;
              reg [31:0] address, data, multiplier;
              reg [{yBits - 1}:0] y;
              reg [5:0] shift;
              reg [15:0] index;
              reg [{yBits - 1}:0] ys [0:{count - 1}];
              reg [31:0] multipliers [0:{count - 1}];
              reg [5:0] shifts [0:{count - 1}];
              reg [15:0] indices [0:{count - 1}];
              reg [31:0] writes [0:{Math.Max(0, (2 * Writes.Count) - 1)}];
              integer t;
            {instances}
              initial begin
                $readmemh("y.hex", ys);
                $readmemh("multiplier.hex", multipliers);
                $readmemh("shift.hex", shifts);
                $readmemh("index.hex", indices);
                $readmemh("writes.hex", writes);
                #1 clk = 1; #1 clk = 0; rst_n = 1;
                for (t = 0; t < {Writes.Count}; t = t + 1) begin
                  write = 1; address = writes[2 * t]; data = writes[2 * t + 1];
                  #1 clk = 1; #1 clk = 0; write = 0;
                end
                for (t = 0; t < {count + modules.Max(m => m.Latency)}; t = t + 1) begin
                  y = ys[t]; multiplier = multipliers[t]; shift = shifts[t]; index = indices[t];
                  #1 clk = 1; #1 clk = 0;
            {records}    end
                $finish;
              end
            endmodule

            """;
    }
}
