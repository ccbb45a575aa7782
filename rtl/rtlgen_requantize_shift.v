// SPDX-License-Identifier: Apache-2.0
//
// Requantizer, mode shift: q = clamp(round(y / 2^(shift + FRACTION_BITS)) + ZERO_POINT).
//
// Latency     3 cycles: shift, round and add, clamp. Throughput one output a cycle. No reset: data.
`default_nettype none

module rtlgen_requantize_shift #(
  parameter                       Y_BITS        = 34,
  parameter                       FRACTION_BITS = 0,
  parameter                       ROUNDING      = 1,   // see rtlgen_round_shift
  parameter                       OUT_BITS      = 8,
  parameter                       WORK_BITS     = 36,  // above Y_BITS and OUT_BITS by 2 and 3 at least
  parameter signed [WORK_BITS-1:0] ZERO_POINT   = 0,
  parameter signed [WORK_BITS-1:0] LO           = -128,
  parameter signed [WORK_BITS-1:0] HI           = 127
) (
  input  wire                clk,
  input  wire [Y_BITS-1:0]   y,
  input  wire [5:0]          shift,  // 0 to 31
  output wire [OUT_BITS-1:0] q
);

  localparam integer FRACTION = FRACTION_BITS;

  wire [5:0]        total = shift + FRACTION[5:0];
  wire [Y_BITS-1:0] quotient;
  wire              increment;

  rtlgen_round_shift #(
    .BITS      (Y_BITS),
    .SHIFT_BITS(6),
    .ROUNDING  (ROUNDING)
  ) u_round (
    .value    (y),
    .shift    (total),
    .quotient (quotient),
    .increment(increment)
  );

  reg [Y_BITS-1:0]    quotient_q;
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
    moved_q     <= {{(WORK_BITS - Y_BITS) {quotient_q[Y_BITS-1]}}, quotient_q} + ZERO_POINT
                   + {{(WORK_BITS - 1) {1'b0}}, increment_q};
    q_q         <= clamped;
  end

  assign q = q_q;

endmodule

`default_nettype wire
