// SPDX-License-Identifier: Apache-2.0
//
// UART bridge: the streams of a layer on a serial line (8 data bits, no parity, 1 stop bit).
//
// Function    Host to layer: frames of the byte A5, the bytes of one input packet, and a byte that makes their sum 0 modulo
//             256; other bytes between frames are skipped. Layer to host: the same with 5A before each output packet.
//             A frame that cannot be trusted is answered by the byte 15, and no vector of it is computed:
//             its sum is wrong, a stop bit is missing, or the layer had no room for it. Answers come in the order of
//             their frames, but for 15, which may overtake frames whose vectors are still computed.
//             A host that sends its next frame after the last answer never meets a layer without room; one that has lost
//             its place sends as many zeros as a frame has bytes.
// Throughput  10 bits a byte either way, both ways at a time.
// Reset       Between frames; the line rests high.
`default_nettype none

module rtlgen_uart_bridge #(
  parameter STREAM_BITS = 32,  // of a beat: 8, 16, 32, ...
  parameter INPUT_BEATS = 4,   // of an input packet
  parameter DIVISOR     = 12   // cycles of a bit, at least 4
) (
  input  wire                   clk,
  input  wire                   rst_n,
  input  wire                   rx,
  output wire                   tx,

  // To the layer.
  output wire [STREAM_BITS-1:0] m_tdata,
  output wire                   m_tvalid,
  input  wire                   m_tready,
  output wire                   m_tlast,

  // From the layer.
  input  wire [STREAM_BITS-1:0] s_tdata,
  input  wire                   s_tvalid,
  output wire                   s_tready,
  input  wire                   s_tlast
);

  wire [7:0] in_data, out_data;
  wire       in_valid, in_broken, out_valid, out_ready;
  wire       refused;

  rtlgen_uart_receiver #(
    .DIVISOR(DIVISOR)
  ) u_receiver (
    .clk   (clk),
    .rst_n (rst_n),
    .rx    (rx),
    .data  (in_data),
    .valid (in_valid),
    .broken(in_broken)
  );

  rtlgen_frame_input #(
    .STREAM_BITS(STREAM_BITS),
    .BEATS      (INPUT_BEATS)
  ) u_input (
    .clk     (clk),
    .rst_n   (rst_n),
    .data    (in_data),
    .valid   (in_valid),
    .broken  (in_broken),
    .m_tdata (m_tdata),
    .m_tvalid(m_tvalid),
    .m_tready(m_tready),
    .m_tlast (m_tlast),
    .refused (refused)
  );

  rtlgen_frame_output #(
    .STREAM_BITS(STREAM_BITS)
  ) u_output (
    .clk     (clk),
    .rst_n   (rst_n),
    .s_tdata (s_tdata),
    .s_tvalid(s_tvalid),
    .s_tready(s_tready),
    .s_tlast (s_tlast),
    .refused (refused),
    .data    (out_data),
    .valid   (out_valid),
    .ready   (out_ready)
  );

  rtlgen_uart_transmitter #(
    .DIVISOR(DIVISOR)
  ) u_transmitter (
    .clk  (clk),
    .rst_n(rst_n),
    .data (out_data),
    .valid(out_valid),
    .ready(out_ready),
    .tx   (tx)
  );

endmodule

`default_nettype wire
