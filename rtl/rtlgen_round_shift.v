// SPDX-License-Identifier: Apache-2.0
//
// Rounding right shift, combinational: value / 2^shift.
//
// Function    quotient + increment is the rounded result; they are handed out apart so that the addition can follow
//             in the next stage. ROUNDING: 0 floor, 1 half up, 2 half to even, 3 half away from zero.
`default_nettype none

module rtlgen_round_shift #(
  parameter BITS       = 34,
  parameter SHIFT_BITS = 6,
  parameter ROUNDING   = 1
) (
  input  wire [BITS-1:0]       value,     // two's complement
  input  wire [SHIFT_BITS-1:0] shift,
  output wire [BITS-1:0]       quotient,  // two's complement, the floor
  output wire                  increment
);

  // One more bit below keeps the half. Arithmetic shifts are spelt out: any shift may exceed the width.
  wire signed [BITS:0] with_half = {value, 1'b0};  // coverage: off [0] (always 0: where the half comes)
  wire signed [BITS:0] shifted   = with_half >>> shift;

  // Ones below the half's position.
  wire [BITS:0] below  = ~({(BITS + 1) {1'b1}} << shift) >> 1;
  wire          sticky = |(value & below[BITS-1:0]);
  wire          half   = shifted[0];
  wire          sign   = value[BITS-1];

  assign quotient = shifted[BITS:1];

  generate
    if (ROUNDING == 0) begin : gen_floor
      wire unused = &{1'b0, sticky, half, sign};
      assign increment = 1'b0;
    end else if (ROUNDING == 1) begin : gen_half_up
      wire unused = &{1'b0, sticky, sign};
      assign increment = half;
    end else if (ROUNDING == 2) begin : gen_half_even
      wire unused = &{1'b0, sign};
      assign increment = half & (sticky | shifted[1]);
    end else begin : gen_half_away
      assign increment = half & (sticky | !sign);
    end
  endgenerate

  wire unused_below = below[BITS];  // coverage: off (constant: names what is not used)

endmodule

`default_nettype wire
