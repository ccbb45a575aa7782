// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Numerics;
using System.Text;
using RtlGen.Design;
using RtlGen.Registers;
using RtlGen.Tests.CommandLine;
using RtlGen.Tools;

namespace RtlGen.Tests.Registers;

/// <summary>What one cycle presents to a register file.</summary>
/// <param name="Write">A write happens.</param>
/// <param name="WriteAddress">Bytes.</param>
/// <param name="Data">Its word.</param>
/// <param name="Strobe">Its bytes.</param>
/// <param name="Read">A read happens.</param>
/// <param name="ReadAddress">Bytes.</param>
/// <param name="Stopped">The layer is stopped.</param>
/// <param name="SoftReset">The layer clears enable.</param>
/// <param name="Cuts">Beside SoftReset: the layer clears cells_kept too, where it has that.</param>
/// <param name="Refuse">What the layer's refusals are mixed with.</param>
/// <param name="Events">Of the layer.</param>
/// <param name="Noise">What everything that comes from the layer is made of.</param>
internal sealed record RegisterCycle(
    bool Write, uint WriteAddress, uint Data, int Strobe, bool Read, uint ReadAddress, bool Stopped, bool SoftReset, bool Cuts, bool Refuse, uint Events, uint Noise);

/// <summary>What the register file showed in that cycle, before the clock's edge.</summary>
/// <param name="WriteError">Counts where there is a write.</param>
/// <param name="ReadError">Counts where there is a read.</param>
/// <param name="ReadData">Counts where there is a read without an error.</param>
/// <param name="Irq">The interrupt.</param>
/// <param name="Writes">One bit for each output that tells of a write, in the order of <see cref="RegisterFileBench.WriteOutputs"/>.</param>
/// <param name="WriteValue">Counts where a write is told of, like the next two.</param>
/// <param name="WriteIndex">Word of a window, in its lower bits.</param>
/// <param name="WriteLanes">The strobes.</param>
/// <param name="ReadIndex">Word of a window, in its lower bits.</param>
/// <param name="Stored">The outputs of what is kept, the first field of <see cref="RegisterFileBench.StoredFields"/> lowest.</param>
internal sealed record RegisterObservation(
    bool WriteError, bool ReadError, uint ReadData, bool Irq, BigInteger Writes, uint WriteValue, uint WriteIndex, uint WriteLanes, uint ReadIndex, BigInteger Stored);

/// <summary>Runs an emitted register file in Icarus Verilog. The ports are written down here a second time, from the map alone.</summary>
internal sealed class RegisterFileBench(LayerDesign design)
{
    private readonly RegisterMap _map = RegisterMap.Of(design);

    /// <summary>A text of the register file that is changed on purpose: right, then wrong.</summary>
    public (string Right, string Wrong)? Edit { get; init; }

    /// <summary>Names of the registers and windows whose writes go to the layer.</summary>
    public IReadOnlyList<string> WriteOutputs =>
    [
        .. _map.Registers.Where(r => r.Access == RegisterAccess.WriteOnly && !r.IsInterrupt).Select(r => r.Name),
        .. _map.Windows.Where(w => w.Access == RegisterAccess.WriteOnly).Select(w => w.Name),
    ];

    /// <summary>The fields that have an output.</summary>
    public IReadOnlyList<(Register Register, Field Field)> StoredFields =>
        [.. _map.Registers.Where(r => r.Access == RegisterAccess.ReadWrite && !r.IsInterrupt).SelectMany(r => r.Fields.Select(f => (r, f)))];

    /// <summary>What the layer drives at a register.</summary>
    public static uint FromLayer(Register register, uint noise) => noise ^ ((uint)register.Offset * 0x9E3779B1u);

    /// <summary>What the layer drives at a word of a window.</summary>
    public static uint FromLayer(Window window, uint index, uint noise) => noise ^ ((uint)window.Offset * 0x9E3779B1u) ^ index;

    public async Task<IReadOnlyList<RegisterObservation>> RunAsync(IReadOnlyList<RegisterCycle> cycles)
    {
        using TemporaryFolder folder = new();
        string verilog = RegisterFileEmitter.Emit(design).Content;
        if (Edit is var (right, wrong))
        {
            if (verilog.Split(right).Length != 2)
            {
                throw new InvalidOperationException($"'{right}' is not found once in the register file");
            }

            verilog = verilog.Replace(right, wrong, StringComparison.Ordinal);
        }

        folder.Write("registers.v", verilog);
        folder.Write("bench.v", Text(cycles.Count));
        folder.Write("cycles.hex", string.Concat(cycles.Select(Line)));
        await RequireAsync(new ToolInvocation("iverilog", "-g2005", "-s", "bench", "-o", "bench.vvp", "bench.v", "registers.v"), folder);
        await RequireAsync(new ToolInvocation("vvp", "-n", "bench.vvp"), folder);
        return [.. File.ReadLines(folder["observed.txt"]).Select(Observation)];
    }

    private static Task<ToolResult> RequireAsync(ToolInvocation invocation, TemporaryFolder folder) =>
        ToolRunner.RequireAsync(invocation with { WorkingDirectory = folder.Path, Timeout = TimeSpan.FromMinutes(5) }, CancellationToken.None);

    private static string Line(RegisterCycle c)
    {
        int flags = (c.Write ? 1 : 0) | (c.Read ? 2 : 0) | (c.Stopped ? 4 : 0) | (c.SoftReset ? 8 : 0) | (c.Refuse ? 16 : 0) | (c.Cuts ? 32 : 0);
        return $"{c.Noise:x8}{c.Events:x4}{flags:x2}{c.Strobe:x2}{c.ReadAddress:x8}{c.WriteAddress:x8}{c.Data:x8}\n";
    }

    /// <summary>An unknown bit is no digit and fails here.</summary>
    private static RegisterObservation Observation(string line)
    {
        string[] parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new RegisterObservation(
            Word(0) != 0, Word(1) != 0, Word(2), Word(3) != 0, Wide(4), Word(5), Word(6), Word(7), Word(8), Wide(9));

        uint Word(int i) => uint.Parse(parts[i], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

        BigInteger Wide(int i) => BigInteger.Parse("0" + parts[i], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }

    private static string Lower(string name) => name.ToLowerInvariant();

    private static string Port(Register register, Field field) =>
        field.Name is "value" ? Lower(register.Name) : $"{Lower(register.Name)}_{field.Name}";

    private string Text(int count)
    {
        StringBuilder wires = new();
        StringBuilder ports = new();
        int addressMsb = _map.AddressBits - 1;
        int writeIndexBits = IndexBits(RegisterAccess.WriteOnly);
        int readIndexBits = IndexBits(RegisterAccess.ReadOnly);
        foreach (Event raised in _map.Raised.Where(e => !e.IsInternal))
        {
            ports.Append($"    .event_{raised.Name}(events[{raised.Bit}]),\n");
        }

        if (_map.Find("CELLS") is not null)
        {
            ports.Append("    .clear_cells_kept(flags[5]),\n");
        }

        foreach (Register register in _map.Registers.Where(r => !r.IsInterrupt))
        {
            string label = Lower(register.Name);
            if (register.HasRefusal)
            {
                // What the layer refuses depends on what it is shown.
                bool hasNext = register.Access == RegisterAccess.ReadWrite;
                string shown = hasNext ? $"{label}_next" : "write_value";
                wires.Append(hasNext ? $"  wire [31:0] {label}_next;\n" : "");
                ports.Append(hasNext ? $"    .{label}_next({label}_next),\n" : "");
                ports.Append($"    .{label}_refuse(refuse ^ (^{shown})),\n");
            }

            wires.Append($"  wire [31:0] from_{label} = noise ^ 32'h{(uint)register.Offset * 0x9E3779B1u:x8};\n");
            foreach (Field field in register.Fields.Where(f => f.Source == FieldSource.Layer))
            {
                ports.Append($"    .{Port(register, field)}(from_{label}[{field.High}:{field.Low}]),\n");
            }
        }

        foreach ((Register register, Field field) in StoredFields)
        {
            wires.Append($"  wire [{field.Bits - 1}:0] {Port(register, field)};\n");
            ports.Append($"    .{Port(register, field)}({Port(register, field)}),\n");
        }

        foreach (string name in WriteOutputs)
        {
            wires.Append($"  wire {Lower(name)}_write;\n");
            ports.Append($"    .{Lower(name)}_write({Lower(name)}_write),\n");
        }

        foreach (Window window in _map.Windows.Where(w => w.Access == RegisterAccess.ReadOnly))
        {
            ports.Append($"    .{Lower(window.Name)}_data(noise ^ 32'h{(uint)window.Offset * 0x9E3779B1u:x8} ^ {{{32 - readIndexBits}'d0, read_index}}),\n");
        }

        string writeIndex = _map.Windows.Any(w => w.Access == RegisterAccess.WriteOnly) ? "write_index" : "";
        ports.Append(writeIndex.Length > 0 ? "    .write_index(write_index),\n" : "");
        return
            $$"""
            module bench;
              reg clk = 0, rst_n = 0;
              reg [175:0] cycles [0:{{count - 1}}];
              reg [31:0] noise, write_address, read_address, write_data;
              reg [15:0] events;
              reg [7:0] flags, strobe;
              wire refuse = flags[4];
              wire write_error, read_error, irq;
              wire [31:0] read_data, write_value;
              wire [3:0] write_lanes;
              wire [{{writeIndexBits - 1}}:0] write_index;
              wire [{{readIndexBits - 1}}:0] read_index;
            {{wires}}
              {{design.Name}}_registers dut (
                .clk(clk), .rst_n(rst_n),
                .write(flags[0]), .write_address(write_address[{{addressMsb}}:2]), .write_data(write_data), .write_strobe(strobe[3:0]),
                .write_error(write_error), .read(flags[1]), .read_address(read_address[{{addressMsb}}:2]), .read_data(read_data),
                .read_error(read_error), .irq(irq), .stopped(flags[2]), .clear_enable(flags[3]),
            {{ports}}    .write_value(write_value), .write_lanes(write_lanes), .read_index(read_index)
              );
              wire [{{Math.Max(1, WriteOutputs.Count) - 1}}:0] writes = { {{string.Join(", ", WriteOutputs.Reverse().Select(n => $"{Lower(n)}_write"))}} };
              wire [{{StoredFields.Sum(s => s.Field.Bits) - 1}}:0] stored = { {{string.Join(", ", StoredFields.Reverse().Select(s => Port(s.Register, s.Field)))}} };

              integer i, file;
              initial begin
                $readmemh("cycles.hex", cycles);
                file = $fopen("observed.txt", "w");
                { noise, events, flags, strobe, read_address, write_address, write_data } = 0;
                for (i = 0; i < 3; i = i + 1) begin #1 clk = 1; #1 clk = 0; end
                rst_n = 1;
                for (i = 0; i < {{count}}; i = i + 1) begin
                  { noise, events, flags, strobe, read_address, write_address, write_data } = cycles[i];
                  #1 $fdisplay(file, "%h %h %h %h %h %h %h %h %h %h",
                    write_error, read_error, read_data, irq, writes, write_value, {{(writeIndex.Length > 0 ? writeIndex : "1'b0")}}, write_lanes, read_index, stored);
                  clk = 1; #1 clk = 0;
                end
                $finish;
              end
            endmodule

            """;
    }

    private int IndexBits(RegisterAccess access)
    {
        int words = _map.Windows.Where(w => w.Access == access).Select(w => w.Words).DefaultIfEmpty(1).Max();
        int bits = 1;
        while (1 << bits < words)
        {
            bits++;
        }

        return bits;
    }
}
