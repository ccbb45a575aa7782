// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_performance: every counter is exact, and wraps (control §7).
//
// Assumed     Fewer than 65535 vectors are under way, none leaves that did not enter. Anything else may happen in any cycle, both resets too.
//             Counters may stand at any value at first, so that wrapping is seen as well.
// Proved      In every cycle each counter is its value of the cycle before plus what control §7 says it counts there, modulo its width, or
//             0 after reset and clear. A vector is busy from the cycle after the last beat of a packet of the right length to the cycle of its
//             output's last beat. vector_done is that beat; between_packets tells whether a packet has come in part.
`default_nettype none

module performance_formal #(
  parameter INPUT_BEATS = 2,
  parameter TIMEOUTS    = 2,
  parameter SATURATIONS = 3
) (
  input wire                   clk,
  input wire                   rst_n,
  input wire                   stream_rst_n,
  input wire                   clear,
  input wire                   in_valid,
  input wire                   in_ready,
  input wire                   in_last,
  input wire                   out_valid,
  input wire                   out_ready,
  input wire                   out_last,
  input wire                   conversion,
  input wire                   packet_error,
  input wire [TIMEOUTS-1:0]    timeout,
  input wire [SATURATIONS-1:0] saturated
);

  wire [63:0] cycles_busy, conversions;
  wire [31:0] vectors, stalls_in, stalls_out, saturations, adc_timeouts, packet_errors;
  wire        vector_done, between_packets;

  rtlgen_performance #(
    .INPUT_BEATS(INPUT_BEATS),
    .TIMEOUTS   (TIMEOUTS),
    .SATURATIONS(SATURATIONS)
  ) dut (
    .clk            (clk),
    .rst_n          (rst_n),
    .stream_rst_n   (stream_rst_n),
    .clear          (clear),
    .in_valid       (in_valid),
    .in_ready       (in_ready),
    .in_last        (in_last),
    .out_valid      (out_valid),
    .out_ready      (out_ready),
    .out_last       (out_last),
    .conversion     (conversion),
    .packet_error   (packet_error),
    .timeout        (timeout),
    .saturated      (saturated),
    .cycles_busy    (cycles_busy),
    .conversions    (conversions),
    .vectors        (vectors),
    .stalls_in      (stalls_in),
    .stalls_out     (stalls_out),
    .saturations    (saturations),
    .adc_timeouts   (adc_timeouts),
    .packet_errors  (packet_errors),
    .vector_done    (vector_done),
    .between_packets(between_packets)
  );

  // Packets at the input: beats of the one that comes, to one more than INPUT_BEATS, and vectors under way.
  reg         started = 1'b0, counting = 1'b0;
  reg [3:0]   beats   = 4'd0;
  reg [15:0]  inside  = 16'd0;
  wire        in      = in_valid & in_ready;
  wire        done    = out_valid & out_ready & out_last;
  wire [3:0]  beats_now = (beats > INPUT_BEATS) ? beats : beats + 4'd1;
  wire        entered = in & in_last & (beats_now == INPUT_BEATS);
  always @(posedge clk) begin
    started  <= 1'b1;
    counting <= started;
    if (!stream_rst_n) begin
      beats  <= 4'd0;
      inside <= 16'd0;
    end else begin
      if (in) beats <= in_last ? 4'd0 : beats_now;
      inside <= inside + {15'd0, entered} - {15'd0, done};
    end
  end
  always @* if (!started) assume (!stream_rst_n);
  always @* assume (!done | (inside != 16'd0));
  always @* assume (inside < 16'hFFFE);

  integer    i;
  reg [31:0] saturations_now, timeouts_now;
  always @* begin
    saturations_now = 32'd0;
    timeouts_now    = 32'd0;
    for (i = 0; i < SATURATIONS; i = i + 1) if (saturated[i]) saturations_now = saturations_now + 32'd1;
    for (i = 0; i < TIMEOUTS; i = i + 1) if (timeout[i]) timeouts_now = timeouts_now + 32'd1;
  end

  // The cycle before, and the values then.
  reg [63:0] busy_past, conversions_past;
  reg [31:0] vectors_past, in_past, out_past, saturations_past, timeouts_past, errors_past;
  always @(posedge clk) begin
    if (!rst_n | clear) begin
      {busy_past, conversions_past} <= 128'd0;
      {vectors_past, in_past, out_past, saturations_past, timeouts_past, errors_past} <= 192'd0;
    end else begin
      busy_past        <= cycles_busy + ((inside != 16'd0) ? 64'd1 : 64'd0);
      conversions_past <= conversions + {63'd0, conversion};
      vectors_past     <= vectors + {31'd0, done};
      in_past          <= stalls_in + {31'd0, in_valid & !in_ready};
      out_past         <= stalls_out + {31'd0, out_valid & !out_ready};
      saturations_past <= saturations + saturations_now;
      timeouts_past    <= adc_timeouts + timeouts_now;
      errors_past      <= packet_errors + {31'd0, packet_error};
    end
  end

  always @* if (counting) begin
    assert (cycles_busy == busy_past);
    assert (conversions == conversions_past);
    assert (vectors == vectors_past);
    assert (stalls_in == in_past);
    assert (stalls_out == out_past);
    assert (saturations == saturations_past);
    assert (adc_timeouts == timeouts_past);
    assert (packet_errors == errors_past);
  end
  always @* if (started) assert (vector_done == done);
  always @* if (started) assert (between_packets == (beats == 4'd0));

  // For the induction.
  localparam COUNT_BITS = (INPUT_BEATS > 1) ? $clog2(INPUT_BEATS) : 1;
  (* hierconn *) wire [15:0]           \dut.u_inside.count_q ;
  (* hierconn *) wire [COUNT_BITS-1:0] \dut.u_check.beat_q ;
  (* hierconn *) wire                  \dut.u_check.drop_q ;
  always @* if (started) begin
    assert (\dut.u_inside.count_q == inside);
    assert (\dut.u_check.drop_q == (beats >= INPUT_BEATS));
    assert (\dut.u_check.beat_q == ((beats >= INPUT_BEATS) ? 4'd0 : beats));
    assert (beats <= INPUT_BEATS + 1);
  end

  always @* cover (started & (cycles_busy == 64'd0) & (conversions == 64'd0) & (vectors == 32'd0) & rst_n & (inside == 16'd2));
  always @* cover (started & (saturations == 32'd1) & (adc_timeouts == 32'd1) & (vectors == 32'hFFFFFFFF) & done);

endmodule

`default_nettype wire
