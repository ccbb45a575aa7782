// SPDX-License-Identifier: Apache-2.0
//
// Performance counters of a layer.
//
// Function    Counts at the two streams and beside them. A vector is busy from the cycle after the last beat of its
//             packet was accepted (packets of a wrong length are none) to the one in which its output's last beat is.
// Wrapping    All counters wrap.
// Reset       All 0; clear too, but for the vectors that are on their way.
`default_nettype none

module rtlgen_performance #(
  parameter INPUT_BEATS = 8,
  parameter TIMEOUTS    = 1,   // tiles that can give a conversion up
  parameter SATURATIONS = 1    // outputs that can overflow in one cycle
) (
  input  wire                   clk,
  input  wire                   rst_n,
  input  wire                   stream_rst_n,   // of the streams alone
  input  wire                   clear,
  input  wire                   in_valid,
  input  wire                   in_ready,
  input  wire                   in_last,
  input  wire                   out_valid,
  input  wire                   out_ready,
  input  wire                   out_last,
  input  wire                   conversion,
  input  wire                   packet_error,
  input  wire [TIMEOUTS-1:0]    timeout,
  input  wire [SATURATIONS-1:0] saturated,
  output wire [63:0]            cycles_busy,  // coverage: off [63:20] (2^20 and more take minutes to simulate)
  output wire [63:0]            conversions,  // coverage: off [63:20] (2^20 and more take minutes to simulate)
  output wire [31:0]            vectors,  // coverage: off [31:16] (2^16 and more take minutes to simulate)
  output wire [31:0]            stalls_in,  // coverage: off [31:20] (2^20 and more take minutes to simulate)
  output wire [31:0]            stalls_out,  // coverage: off [31:20] (2^20 and more take minutes to simulate)
  output wire [31:0]            saturations,  // coverage: off [31:16] (2^16 and more take minutes to simulate)
  output wire [31:0]            adc_timeouts,  // coverage: off [31:4] (one conversion of a simulation has no end)
  output wire [31:0]            packet_errors,  // coverage: off [31:12] (2^12 and more take minutes to simulate)
  output wire                   vector_done,
  output wire                   between_packets   // no packet has come in part
);

  // ---- Packets at the input.

  wire entered, unused_counts, unused_wrong;

  rtlgen_packet_check #(
    .BEATS(INPUT_BEATS)
  ) u_check (
    .clk     (clk),
    .rst_n   (stream_rst_n),
    .accept  (in_valid & in_ready),
    .last    (in_last),
    .counts  (unused_counts),
    .complete(entered),
    .wrong   (unused_wrong),
    .between (between_packets)
  );

  wire unused = &{1'b0, unused_counts, unused_wrong};  // the layer counts what it drops  // coverage: off (constant: names what is not used)

  // ---- Vectors on their way.

  wire busy;

  assign vector_done = out_valid & out_ready & out_last;

  rtlgen_counter #(
    .LIMIT(65535)
  ) u_inside (
    .clk   (clk),
    .rst_n (stream_rst_n),
    .add   (entered),
    .remove(vector_done),
    .some  (busy)
  );

  // ---- Numbers of ones.

  reg [31:0] timeouts_now;  // coverage: off [31:4] (one conversion of a simulation has no end)
  reg [31:0] saturations_now;  // coverage: off [31:7] (64 requantizers at most)
  integer    i;
  always @* begin
    timeouts_now    = 32'd0;
    saturations_now = 32'd0;
    for (i = 0; i < TIMEOUTS; i = i + 1) timeouts_now = timeouts_now + {31'd0, timeout[i]};
    for (i = 0; i < SATURATIONS; i = i + 1) saturations_now = saturations_now + {31'd0, saturated[i]};
  end

  // ---- Counters.

  reg [63:0] cycles_busy_q;  // coverage: off [63:20] (2^20 and more take minutes to simulate)
  reg [63:0] conversions_q;  // coverage: off [63:20] (2^20 and more take minutes to simulate)
  reg [31:0] vectors_q;  // coverage: off [31:16] (2^16 and more take minutes to simulate)
  reg [31:0] stalls_in_q;  // coverage: off [31:20] (2^20 and more take minutes to simulate)
  reg [31:0] stalls_out_q;  // coverage: off [31:20] (2^20 and more take minutes to simulate)
  reg [31:0] saturations_q;  // coverage: off [31:16] (2^16 and more take minutes to simulate)
  reg [31:0] adc_timeouts_q;  // coverage: off [31:4] (one conversion of a simulation has no end)
  reg [31:0] packet_errors_q;  // coverage: off [31:12] (2^12 and more take minutes to simulate)

  assign cycles_busy   = cycles_busy_q;
  assign conversions   = conversions_q;
  assign vectors       = vectors_q;
  assign stalls_in     = stalls_in_q;
  assign stalls_out    = stalls_out_q;
  assign saturations   = saturations_q;
  assign adc_timeouts  = adc_timeouts_q;
  assign packet_errors = packet_errors_q;

  always @(posedge clk) begin
    if (!rst_n | clear) begin
      cycles_busy_q   <= 64'd0;
      conversions_q   <= 64'd0;
      vectors_q       <= 32'd0;
      stalls_in_q     <= 32'd0;
      stalls_out_q    <= 32'd0;
      saturations_q   <= 32'd0;
      adc_timeouts_q  <= 32'd0;
      packet_errors_q <= 32'd0;
    end else begin
      if (busy) cycles_busy_q <= cycles_busy_q + 64'd1;
      if (conversion) conversions_q <= conversions_q + 64'd1;
      if (vector_done) vectors_q <= vectors_q + 32'd1;
      if (in_valid & !in_ready) stalls_in_q <= stalls_in_q + 32'd1;
      if (out_valid & !out_ready) stalls_out_q <= stalls_out_q + 32'd1;
      if (|saturated) saturations_q <= saturations_q + saturations_now;
      if (|timeout) adc_timeouts_q <= adc_timeouts_q + timeouts_now;
      if (packet_error) packet_errors_q <= packet_errors_q + 32'd1;
    end
  end

endmodule

`default_nettype wire
