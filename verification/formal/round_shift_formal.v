// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_round_shift: quotient + increment is value / 2^shift, rounded as the contract's names say.
//
// Assumed     Nothing.
// Proved      The error of the result is at most a half (floor: below one, never above the value), and ties go where they have to.
`default_nettype none

module round_shift_formal #(
  parameter BITS       = 6,
  parameter SHIFT_BITS = 4,
  parameter ROUNDING   = 1
) (
  input wire [BITS-1:0]       value,
  input wire [SHIFT_BITS-1:0] shift
);

  localparam WIDE = BITS + (1 << SHIFT_BITS) + 4;
  `include "rounding.vh"

  wire [BITS-1:0] quotient;
  wire            increment;

  rtlgen_round_shift #(
    .BITS      (BITS),
    .SHIFT_BITS(SHIFT_BITS),
    .ROUNDING  (ROUNDING)
  ) dut (
    .value    (value),
    .shift    (shift),
    .quotient (quotient),
    .increment(increment)
  );

  wire signed [WIDE-1:0] v      = {{(WIDE - BITS) {value[BITS-1]}}, value};
  wire signed [WIDE-1:0] result = {{(WIDE - BITS) {quotient[BITS-1]}}, quotient} + increment;

  always @* assert (is_rounded(v, shift, result, ROUNDING));
  always @* assert (is_rounded(v, shift, {{(WIDE - BITS) {quotient[BITS-1]}}, quotient}, 0));
  always @* cover (increment & value[BITS-1] | (ROUNDING == 0));
  always @* cover (shift > BITS);

endmodule

`default_nettype wire
