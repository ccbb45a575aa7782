// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_round_clamp and rtlgen_requantize_shift: contract §7, mode shift.
//
// Assumed     rounded is what the contract calls value / 2^(shift + FRACTION_BITS) rounded: there is exactly one such number.
// Proved      Three cycles later q is clamp(rounded + ZERO_POINT, LO, HI).
`default_nettype none

module round_clamp_formal #(
  parameter Y_BITS        = 10,
  parameter FRACTION_BITS = 2,
  parameter ROUNDING      = 1,
  parameter OUT_BITS      = 4,
  parameter WORK_BITS     = 13,
  parameter SIGNED        = 1,
  parameter ZERO          = 2,
  parameter ZERO_NEGATIVE = 0
) (
  input wire              clk,
  input wire [Y_BITS-1:0] y,
  input wire [5:0]        shift,
  input wire [Y_BITS:0]   rounded
);

  localparam WIDE = Y_BITS + 56;
  localparam LO         = (SIGNED != 0) ? -(1 << (OUT_BITS - 1)) : 0;
  localparam HI         = LO + (1 << OUT_BITS) - 1;
  localparam ZERO_POINT = (ZERO_NEGATIVE != 0) ? -ZERO : ZERO;
  `include "rounding.vh"

  wire [OUT_BITS-1:0] q;

  rtlgen_requantize_shift #(
    .Y_BITS       (Y_BITS),
    .FRACTION_BITS(FRACTION_BITS),
    .ROUNDING     (ROUNDING),
    .OUT_BITS     (OUT_BITS),
    .WORK_BITS    (WORK_BITS),
    .ZERO_POINT   (ZERO_POINT),
    .LO           (LO),
    .HI           (HI)
  ) dut (
    .clk  (clk),
    .y    (y),
    .shift(shift),
    .q    (q)
  );

  wire signed [WIDE-1:0] v = {{(WIDE - Y_BITS) {y[Y_BITS-1]}}, y};
  wire signed [WIDE-1:0] r = {{(WIDE - Y_BITS - 1) {rounded[Y_BITS]}}, rounded};
  always @* assume (shift < 32);
  always @* assume (is_rounded(v, shift + FRACTION_BITS, r, ROUNDING));

  wire [WIDE-1:0] wanted = clamped(r + ZERO_POINT, LO, HI);

  reg [3*OUT_BITS-1:0] past;
  reg [2:0]            age = 3'd0;
  always @(posedge clk) begin
    past <= {past, wanted[OUT_BITS-1:0]};
    age  <= {age, 1'b1};
  end
  always @* if (age[2]) assert (q == past[2*OUT_BITS+:OUT_BITS]);
  always @* cover (age[2] & ((q == HI[OUT_BITS-1:0]) | (q == LO[OUT_BITS-1:0])));

endmodule

`default_nettype wire
