// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using NUnit.Framework;
using RtlGen.Tests.CommandLine;
using RtlGen.Tests.Golden;

namespace RtlGen.Tests.Rtl;

/// <summary>
/// The bridge between a serial line and streams, through its pins: frames and refusals, back-pressure, rates that are off, broken
/// stop bits. Behind it stands what a layer begins with, the check of a packet's length, and sends good packets back.
/// </summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class UartBridgeTests
{
    private static readonly string[] s_modules =
        ["fpga/rtlgen_uart_bridge", "fpga/rtlgen_uart_receiver", "fpga/rtlgen_uart_transmitter", "fpga/rtlgen_frame_input", "fpga/rtlgen_frame_output", "rtlgen_packet_input", "rtlgen_packet_check"];

    [TestCase(8, 4, 4)]
    [TestCase(8, 1, 5)]
    [TestCase(16, 3, 12)]
    [TestCase(64, 2, 7)]
    public async Task PacketsGoThroughAndBack(int streamBits, int beats, int divisor)
    {
        UartBench bench = new(streamBits, beats, divisor);
        bench.Frame(1).Frame(2).Frame(200);
        Assert.That(await bench.RunAsync(), Is.EqualTo($"{bench.Answer(1)}{bench.Answer(2)}{bench.Answer(200)}"));
    }

    [TestCase(1, 0)]
    [TestCase(2, 0)]
    [TestCase(4, 0)]
    [TestCase(4, 3)]
    [TestCase(4, 4)]
    public async Task AFrameWithABrokenStopBitIsRefusedAndNoVectorComesOfIt(int beats, int brokenByte)
    {
        UartBench bench = new(16, beats, 8);
        bench.Frame(1).Settle().Frame(7, brokenByte: 1 + brokenByte).Zeros().Settle().Frame(2);
        Assert.That(await bench.RunAsync(), Is.EqualTo($"{bench.Answer(1)}dropped 15 {bench.Answer(2)}"));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(5)]
    public async Task AWrongSumIsRefused(int beats)
    {
        UartBench bench = new(8, beats, 6);
        bench.Frame(1).Settle().Frame(7, sumOff: 1).Settle().Frame(2);
        Assert.That(await bench.RunAsync(), Is.EqualTo($"{bench.Answer(1)}dropped 15 {bench.Answer(2)}"));
    }

    [Test]
    public async Task WhatIsNoFrameIsSkipped()
    {
        UartBench bench = new(8, 3, 4);
        bench.Byte(0).Byte(0x5A).Byte(0xFF).Frame(9);
        Assert.That(await bench.RunAsync(), Is.EqualTo(bench.Answer(9)));
    }

    /// <summary>The layer takes nothing: its bank holds one packet, the bridge a beat of the next one; what comes then is refused, and nothing else is lost.</summary>
    [TestCase(2, "dropped 15 ")]
    [TestCase(4, "15 dropped ")]
    public async Task AFrameForWhichThereIsNoRoomIsRefused(int beats, string refusal)
    {
        UartBench bench = new(8, beats, 8);
        bench.Hold(true).Frame(1).Frame(2).Hold(false).Settle().Frame(3);
        Assert.That(await bench.RunAsync(), Is.EqualTo($"{refusal}{bench.Answer(1)}{bench.Answer(3)}"));
    }

    /// <summary>A line whose rate is 2.5 % off, both ways.</summary>
    [TestCase(39)]
    [TestCase(41)]
    public async Task ARateThatIsALittleOffIsRead(int cyclesOfABit)
    {
        UartBench bench = new(8, 3, 40) { LineDivisor = cyclesOfABit };
        bench.Frame(0x35).Frame(0xCA);
        Assert.That(await bench.RunAsync(), Is.EqualTo($"{bench.Answer(0x35)}{bench.Answer(0xCA)}"));
    }

    [Test]
    public async Task AGlitchIsNoStartBit()
    {
        UartBench bench = new(8, 1, 8);
        bench.Verilog("rx = 0; repeat (2) cycle; rx = 1;").Idle(20).Frame(3);
        Assert.That(await bench.RunAsync(), Is.EqualTo(bench.Answer(3)));
    }

    [TestCase("uart_receiver", "look & stop & line;\n      broken_q <= (state_q == BITS) & look & stop & !line;", "look & stop;\n      broken_q <= 1'b0;")]
    [TestCase("uart_receiver", "{line, data_q[7:1]}", "{data_q[6:0], line}")]
    [TestCase("frame_input", "beat_last ? EXCESS : END", "END")]
    [TestCase("frame_input", "sum_q <= sum_q + data", "sum_q <= sum_q - data")]
    [TestCase("frame_output", "8'd0 - sum_q", "sum_q")]
    [TestCase("uart_transmitter", "4'd9 : left_q", "4'd8 : left_q")]
    public async Task AFaultIsSeen(string module, string right, string wrong)
    {
        UartBench bench = new(16, 2, 4) { Edit = (module, right, wrong) };
        bench.Frame(1).Settle().Frame(7, brokenByte: 4).Zeros().Settle().Frame(9, sumOff: 3).Settle().Frame(2);
        Assert.That(await bench.RunAsync(), Is.Not.EqualTo($"{bench.Answer(1)}dropped 15 dropped 15 {bench.Answer(2)}"));
        UartBench whole = new(16, 2, 4);
        whole.Frame(1).Settle().Frame(7, brokenByte: 4).Zeros().Settle().Frame(9, sumOff: 3).Settle().Frame(2);
        Assert.That(await whole.RunAsync(), Is.EqualTo($"{bench.Answer(1)}dropped 15 dropped 15 {bench.Answer(2)}"));
    }

    private sealed class UartBench(int streamBits, int beats, int divisor)
    {
        private readonly StringBuilder _steps = new();

        public int? LineDivisor { get; init; }

        public (string Module, string Right, string Wrong)? Edit { get; init; }

        private int PacketBytes => beats * streamBits / 8;

        /// <summary>A frame whose bytes are seed, seed + 3, seed + 6 …</summary>
        public UartBench Frame(int seed, int? brokenByte = null, int sumOff = 0)
        {
            byte[] frame = FrameOf(0xA5, seed);
            frame[^1] += (byte)sumOff;
            for (int i = 0; i < frame.Length; i++)
            {
                Send(frame[i], i != brokenByte);
            }

            return this;
        }

        public UartBench Byte(byte value) => Send(value, true);

        /// <summary>What brings a host that lost its place back to the start of a frame.</summary>
        public UartBench Zeros()
        {
            for (int i = 0; i < PacketBytes + 2; i++)
            {
                Byte(0);
            }

            return this;
        }

        /// <summary>Time for an answer.</summary>
        public UartBench Settle() => Idle(10 * divisor * (PacketBytes + 4));

        public UartBench Idle(int cycles) => Verilog($"repeat ({cycles}) cycle;");

        public UartBench Hold(bool hold) => Verilog($"hold = {(hold ? 1 : 0)};");

        public UartBench Verilog(string text)
        {
            _steps.Append("    ").Append(text).Append('\n');
            return this;
        }

        /// <summary>The bytes of a frame's answer, each followed by a space.</summary>
        public string Answer(int seed) => string.Concat(FrameOf(0x5A, seed).Select(b => b.ToString("x2", CultureInfo.InvariantCulture) + " "));

        /// <summary>What was sent back and what was dropped, in order.</summary>
        public async Task<string> RunAsync()
        {
            using TemporaryFolder folder = new();
            List<string> sources = [.. s_modules.Select(m => RepositoryFolder.Find($"rtl/{m}.v"))];
            if (Edit is var (module, right, wrong))
            {
                int edited = sources.FindIndex(s => s.EndsWith($"/rtlgen_{module}.v", StringComparison.Ordinal));
                string text = await File.ReadAllTextAsync(sources[edited]);
                Assert.That(text, Does.Contain(right));
                sources[edited] = folder.Write("edited.v", text.Replace(right, wrong, StringComparison.Ordinal));
            }

            return await VerilogRun.OfAsync(Text(), sources);
        }

        private byte[] FrameOf(byte head, int seed)
        {
            byte[] packet = [.. Enumerable.Range(0, PacketBytes).Select(i => (byte)(seed + (3 * i)))];
            return [head, .. packet, (byte)-packet.Sum(b => b)];
        }

        private UartBench Send(byte value, bool stop) => Verilog($"send({value}, {(stop ? 1 : 0)});");

        private string Text() =>
            $$"""
            module bench;
              localparam BITS = {{streamBits}}, BEATS = {{beats}};
              reg clk = 0, rst_n = 0, rx = 1, hold = 0;
              wire tx, in_valid, in_ready, in_last, out_ready, full, packet_error;
              wire [BITS-1:0] in_data;
              wire [BEATS*BITS-1:0] values;
              reg [BEATS*BITS-1:0] packet;
              integer left = 0;
              wire take = full & !hold & (left == 0);
              rtlgen_uart_bridge #(.STREAM_BITS(BITS), .INPUT_BEATS(BEATS), .DIVISOR({{divisor}})) dut (.clk(clk), .rst_n(rst_n), .rx(rx), .tx(tx),
                .m_tdata(in_data), .m_tvalid(in_valid), .m_tready(in_ready), .m_tlast(in_last),
                .s_tdata(packet[BITS-1:0]), .s_tvalid(left != 0), .s_tready(out_ready), .s_tlast(left == 1));
              rtlgen_packet_input #(.STREAM_BITS(BITS), .BEATS(BEATS)) sink (.clk(clk), .rst_n(rst_n), .in_data(in_data), .in_valid(in_valid),
                .in_ready(in_ready), .in_last(in_last), .values(values), .full(full), .take(take), .packet_error(packet_error));

              always @(posedge clk) begin
                if (take) begin packet <= values; left <= BEATS; end
                else if (out_ready && left != 0) begin packet <= packet >> BITS; left <= left - 1; end
                if (packet_error) $write("dropped ");
              end

              integer b;
              reg [7:0] value;
              initial begin
                wait (rst_n);
                forever begin
                  @(negedge clk);
                  if (!tx) begin
                    repeat ({{divisor / 2}}) @(negedge clk);
                    for (b = 0; b < 8; b = b + 1) begin repeat ({{divisor}}) @(negedge clk); value[b] = tx; end
                    repeat ({{divisor}}) @(negedge clk);
                    if (tx) $write("%h ", value); else $write("broken ");
                  end
                end
              end

              task cycle; begin #1 clk = 1; #1 clk = 0; end endtask
              task line; input level; begin rx = level; repeat ({{LineDivisor ?? divisor}}) cycle; end endtask
              task send; input [7:0] byte_sent; input stop; integer i; begin
                line(0);
                for (i = 0; i < 8; i = i + 1) line(byte_sent[i]);
                line(stop);
                if (!stop) line(1);
                rx = 1;
              end endtask

              initial begin
                repeat (3) cycle;
                rst_n = 1;
                repeat (8) cycle;
            {{_steps}}    repeat ({{12 * divisor * (PacketBytes + 4) * 4}}) cycle;
                $finish;
              end
            endmodule

            """;
    }
}
