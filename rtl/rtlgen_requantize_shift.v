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

  wire [5:0] total = shift + FRACTION[5:0];

  rtlgen_round_clamp #(
    .IN_BITS   (Y_BITS),
    .SHIFT_BITS(6),
    .ROUNDING  (ROUNDING),
    .OUT_BITS  (OUT_BITS),
    .WORK_BITS (WORK_BITS),
    .ZERO_POINT(ZERO_POINT),
    .LO        (LO),
    .HI        (HI)
  ) u_end (
    .clk  (clk),
    .value(y),
    .shift(total),
    .q    (q)
  );

endmodule

`default_nettype wire
