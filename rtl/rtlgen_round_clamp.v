// SPDX-License-Identifier: Apache-2.0
//
// The end of a requantization: rounding right shift, zero point, clamp.
//
// Function    q = clamp(round(value / 2^shift) + ZERO_POINT). Clamped after rounding, never wrapped.
// Latency     3 cycles: shift, round and add, clamp. Throughput one output a cycle. No reset: data.
`default_nettype none

module rtlgen_round_clamp #(
  parameter                        IN_BITS    = 34,
  parameter                        SHIFT_BITS = 6,
  parameter                        ROUNDING   = 1,   // see rtlgen_round_shift
  parameter                        OUT_BITS   = 8,
  parameter                        WORK_BITS  = 36,  // above IN_BITS and OUT_BITS by 2 and 3 at least
  parameter signed [WORK_BITS-1:0] ZERO_POINT = 0,
  parameter signed [WORK_BITS-1:0] LO         = -128,
  parameter signed [WORK_BITS-1:0] HI         = 127
) (
  input  wire                  clk,
  input  wire [IN_BITS-1:0]    value,
  input  wire [SHIFT_BITS-1:0] shift,
  output wire [OUT_BITS-1:0]   q
);

  wire [IN_BITS-1:0] quotient;
  wire               increment;
  rtlgen_round_shift #(
    .BITS      (IN_BITS),
    .SHIFT_BITS(SHIFT_BITS),
    .ROUNDING  (ROUNDING)
  ) u_round (
    .value    (value),
    .shift    (shift),
    .quotient (quotient),
    .increment(increment)
  );

  reg [IN_BITS-1:0]   quotient_q;
  reg                 increment_q;
  reg [WORK_BITS-1:0] moved_q;
  reg [OUT_BITS-1:0]  q_q;

  wire [OUT_BITS-1:0] clamped;
  rtlgen_clamp #(
    .IN_BITS (WORK_BITS),
    .OUT_BITS(OUT_BITS),
    .LO      (LO),
    .HI      (HI)
  ) u_clamp (
    .value(moved_q),
    .q    (clamped)
  );

  always @(posedge clk) begin
    quotient_q  <= quotient;
    increment_q <= increment;
    moved_q     <= {{(WORK_BITS - IN_BITS) {quotient_q[IN_BITS-1]}}, quotient_q} + ZERO_POINT
                   + {{(WORK_BITS - 1) {1'b0}}, increment_q};
    q_q         <= clamped;
  end

  assign q = q_q;

endmodule

`default_nettype wire
