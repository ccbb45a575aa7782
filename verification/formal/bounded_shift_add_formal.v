// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_bounded_shift_add: contract §6.2, one step of a bounded accumulator.
//
// Assumed     Nothing.
// Proved      The old value is shifted and bounded, then z added or subtracted and bounded, in this order; overflow tells of a change by
//             either. Bounding clamps to SUM_BITS bits, or wraps modulo 2^SUM_BITS.
`default_nettype none

module bounded_shift_add_formal #(
  parameter SUM_BITS      = 6,
  parameter COMBINED_BITS = 8,
  parameter SHIFT_BITS    = 2,
  parameter SATURATE      = 1
) (
  input wire [SUM_BITS-1:0]      old,
  input wire [SHIFT_BITS-1:0]    shift,
  input wire [COMBINED_BITS-1:0] combined,
  input wire                     negative
);

  localparam WIDE = 80;
  `include "rounding.vh"

  wire [SUM_BITS-1:0] sum;
  wire                overflow;

  rtlgen_bounded_shift_add #(
    .SUM_BITS     (SUM_BITS),
    .COMBINED_BITS(COMBINED_BITS),
    .SHIFT_BITS   (SHIFT_BITS),
    .SATURATE     (SATURATE)
  ) dut (
    .old     (old),
    .shift   (shift),
    .combined(combined),
    .negative(negative),
    .sum     (sum),
    .overflow(overflow)
  );

  wire signed [WIDE-1:0] largest  = (80'sd1 << (SUM_BITS - 1)) - 80'sd1;
  wire signed [WIDE-1:0] smallest = -(80'sd1 << (SUM_BITS - 1));

  // The low bits of v as a number in two's complement: v minus the multiple of 2^SUM_BITS that brings it into the range.
  function signed [WIDE-1:0] bounded;
    input signed [WIDE-1:0] v;
    bounded = (SATURATE != 0) ? clamped(v, smallest, largest) : ((v - smallest) & ((80'sd1 << SUM_BITS) - 80'sd1)) + smallest;
  endfunction

  wire signed [WIDE-1:0] old_wide = {{(WIDE - SUM_BITS) {old[SUM_BITS-1]}}, old};
  wire signed [WIDE-1:0] z        = {{(WIDE - COMBINED_BITS) {combined[COMBINED_BITS-1]}}, combined};
  wire signed [WIDE-1:0] shifted  = old_wide << shift;
  wire signed [WIDE-1:0] first    = bounded(shifted);
  wire signed [WIDE-1:0] added    = negative ? first - z : first + z;
  wire signed [WIDE-1:0] second   = bounded(added);
  wire signed [WIDE-1:0] sum_wide = {{(WIDE - SUM_BITS) {sum[SUM_BITS-1]}}, sum};

  always @* assert (sum_wide == second);
  always @* assert (overflow == ((first != shifted) | (second != added)));
  always @* cover (overflow & (first != shifted) & (second == added));
  always @* cover (overflow & (first == shifted) & (second != added));

endmodule

`default_nettype wire
