// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using RtlGen.Emission;
using RtlGen.Registers;
using RtlGen.Scenarios;
using RtlGen.Tests.CommandLine;
using RtlGen.Tools;

namespace RtlGen.Tests.Control;

/// <summary>A layer behind APB in Icarus Verilog: accesses one after the other, vectors of ones, and bits that may be unknown (x).</summary>
internal sealed class UnprogrammedBench(ControlledLayer layer)
{
    private readonly StringBuilder _steps = new();
    private readonly RegisterMap _map = RegisterMap.Of(layer.Design);

    public void Write(string register, uint value, int word = 0) => Step($"write({Address(register, word)}, 32'h{value:x});");

    /// <summary>Starts a command and waits for its end.</summary>
    public void Command(uint code)
    {
        Write("COMMAND", code);
        Poll(3, 0);
    }

    /// <summary>Waits until a bit of STATUS has a value.</summary>
    public void Poll(int bit, int value) => Step($"poll({Address("STATUS")}, {bit}, 1'b{value});");

    /// <summary>Shows a bit of a register: 0, 1 or x.</summary>
    public void Show(string register, int bit) => Step($"show({Address(register)}, {bit});");

    /// <summary>Sends a vector and shows whether its outputs are known (1) or not (0).</summary>
    public void Vector() => Step("vector;");

    public void Idle(int cycles) => Step($"repeat ({cycles}) @(negedge clk);");

    public void Reset() => Step("rst_n = 0; repeat (4) @(negedge clk); rst_n = 1; @(negedge clk);");

    /// <summary>Targets of a row that are what its cells hold, or none of it (<see cref="RowWords"/>).</summary>
    public void Targets(int tile, int row, bool complement = false)
    {
        uint[] words = RowWords.Of(layer, tile, row, complement);
        for (int word = 0; word < words.Length; word++)
        {
            Write("ROW_TARGETS", words[word], word);
        }

        Write("TILE", (uint)tile);
        Write("CELLS", (uint)row);
    }

    /// <summary>What was shown, one character each.</summary>
    public async Task<string> RunAsync()
    {
        using TemporaryFolder folder = new();
        foreach (GeneratedFile file in layer.Model.Sources.Concat(layer.Model.Images))
        {
            await File.WriteAllTextAsync(folder[Path.GetFileName(file.Path)], file.Content);
        }

        await File.WriteAllTextAsync(folder["bench.v"], Text());
        string[] sources = [.. layer.Model.Sources.Select(s => Path.GetFileName(s.Path)), "bench.v"];
        await RequireAsync(new ToolInvocation("iverilog", ["-g2005", "-s", "bench", "-o", "bench.vvp", .. sources]), folder[""]);
        ToolResult result = await RequireAsync(new ToolInvocation("vvp", "-n", "bench.vvp"), folder[""]);
        return string.Concat(result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static Task<ToolResult> RequireAsync(ToolInvocation invocation, string folder) =>
        ToolRunner.RequireAsync(invocation with { WorkingDirectory = folder, Timeout = TimeSpan.FromMinutes(2) }, CancellationToken.None);

    private void Step(string text) => _steps.Append("    ").Append(text).Append('\n');

    private string Address(string register, int word = 0) =>
        string.Create(CultureInfo.InvariantCulture, $"{_map.AddressBits}'h{_map.Offset(register) + (RegisterMap.WordBytes * word):x}");

    private string Text() =>
        $$"""
        module bench;
          reg clk = 0, rst_n = 0;
          reg [{{layer.Design.Configuration.Interface.StreamBits - 1}}:0] s_tdata = ~0;
          reg s_tvalid = 0, s_tlast = 0, psel = 0, penable = 0, pwrite = 0;
          reg [{{_map.AddressBits - 1}}:0] paddr = 0;
          reg [31:0] pwdata = 0, data;
          wire [31:0] prdata;
          wire pready, pslverr, s_tready, m_tvalid, m_tlast;
          wire [{{layer.Design.Configuration.Interface.StreamBits - 1}}:0] m_tdata;
          reg known;
          integer i, left;
          always #2 clk = ~clk;
          {{layer.Model.Top}} dut (
            .clk(clk), .rst_n(rst_n), .s_tdata(s_tdata), .s_tvalid(s_tvalid), .s_tready(s_tready), .s_tlast(s_tlast),
            .m_tdata(m_tdata), .m_tvalid(m_tvalid), .m_tready(1'b1), .m_tlast(m_tlast),
            .s_apb_paddr(paddr), .s_apb_pprot(3'd0), .s_apb_psel(psel), .s_apb_penable(penable), .s_apb_pwrite(pwrite),
            .s_apb_pwdata(pwdata), .s_apb_pstrb(4'hf), .s_apb_pready(pready), .s_apb_prdata(prdata), .s_apb_pslverr(pslverr));

          task access;
            input is_write;
            input [{{_map.AddressBits - 1}}:0] address;
            input [31:0] value;
            begin
              psel = 1; pwrite = is_write; paddr = address; pwdata = value;
              @(negedge clk) penable = 1;
              #1 data = prdata;
              if (pready !== 1'b1 || pslverr !== 1'b0) $display("!");
              @(negedge clk) psel = 0; penable = 0;
            end
          endtask
          task write; input [{{_map.AddressBits - 1}}:0] address; input [31:0] value; access(1'b1, address, value); endtask
          task show; input [{{_map.AddressBits - 1}}:0] address; input integer index; begin access(1'b0, address, 0); $display("%b", data[index]); end endtask
          task poll;
            input [{{_map.AddressBits - 1}}:0] address;
            input integer index;
            input value;
            begin
              left = 2000; data[index] = ~value;
              while (data[index] !== value && left > 0) begin access(1'b0, address, 0); left = left - 1; end
              if (left == 0) begin $display("?"); $finish; end
            end
          endtask
          task vector;
            begin
              for (i = 0; i < {{layer.Design.InputStream.Beats}}; i = i + 1) begin
                s_tvalid = 1; s_tlast = i == {{layer.Design.InputStream.Beats - 1}};
                left = 5000;
                #1 while (s_tready !== 1'b1 && left > 0) begin @(negedge clk) left = left - 1; #1; end
                @(negedge clk);
              end
              s_tvalid = 0; known = 1; left = 5000;
              while (left > 0) begin
                if (m_tvalid === 1'b1 && (^m_tdata) === 1'bx) known = 0;
                left = (m_tvalid === 1'b1 && m_tlast === 1'b1) ? -1 : left - 1;
                @(negedge clk);
              end
              $display("%s", left < 0 ? (known ? "1" : "0") : "?");
            end
          endtask

          initial begin
            repeat (4) @(negedge clk);
            rst_n = 1;
            @(negedge clk);
        {{_steps}}    $finish;
          end
        endmodule

        """;
}
