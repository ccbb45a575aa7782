// SPDX-License-Identifier: Apache-2.0
//
// Shift-add with a bounded accumulator, combinational.
//
// Function    sum = bound(bound(old << shift) +/- combined), where bound clamps to SUM_BITS bits (SATURATE = 1) or
//             wraps. overflow: either bound changed its value.
`default_nettype none

module rtlgen_bounded_shift_add #(
  parameter SUM_BITS      = 8,
  parameter COMBINED_BITS = 12,
  parameter SHIFT_BITS    = 1,
  parameter SATURATE      = 1
) (
  input  wire [SUM_BITS-1:0]      old,
  input  wire [SHIFT_BITS-1:0]    shift,
  input  wire [COMBINED_BITS-1:0] combined,
  input  wire                     negative,
  output wire [SUM_BITS-1:0]      sum,
  output wire                     overflow
);

  localparam LONGEST_SHIFT = (1 << SHIFT_BITS) - 1;
  localparam SHIFTED_BITS  = SUM_BITS + LONGEST_SHIFT;
  localparam ADDED_BITS    = ((SUM_BITS > COMBINED_BITS) ? SUM_BITS : COMBINED_BITS) + 1;

  wire [SUM_BITS-1:0] largest  = {1'b0, {(SUM_BITS - 1) {1'b1}}};  // coverage: off (a constant of the width)
  wire [SUM_BITS-1:0] smallest = {1'b1, {(SUM_BITS - 1) {1'b0}}};  // coverage: off (a constant of the width)

  wire [SHIFTED_BITS-1:0] shifted = {{LONGEST_SHIFT{old[SUM_BITS-1]}}, old} << shift;
  wire                    shift_fits =
    shifted[SHIFTED_BITS-1:SUM_BITS-1] == {(LONGEST_SHIFT + 1) {shifted[SHIFTED_BITS-1]}};
  wire [SUM_BITS-1:0]     shift_clamped = shifted[SHIFTED_BITS-1] ? smallest : largest;
  wire [SUM_BITS-1:0]     start = (shift_fits | (SATURATE == 0)) ? shifted[SUM_BITS-1:0] : shift_clamped;

  wire [ADDED_BITS-1:0] start_wide    = {{(ADDED_BITS - SUM_BITS) {start[SUM_BITS-1]}}, start};
  wire [ADDED_BITS-1:0] combined_wide = {{(ADDED_BITS - COMBINED_BITS) {combined[COMBINED_BITS-1]}}, combined};
  wire [ADDED_BITS-1:0] added         = negative ? start_wide - combined_wide : start_wide + combined_wide;
  wire                  add_fits =
    added[ADDED_BITS-1:SUM_BITS-1] == {(ADDED_BITS - SUM_BITS + 1) {added[ADDED_BITS-1]}};
  wire [SUM_BITS-1:0]   add_clamped = added[ADDED_BITS-1] ? smallest : largest;

  assign sum      = (add_fits | (SATURATE == 0)) ? added[SUM_BITS-1:0] : add_clamped;
  assign overflow = !shift_fits | !add_fits;

endmodule

`default_nettype wire
