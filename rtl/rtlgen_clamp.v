// SPDX-License-Identifier: Apache-2.0
//
// Clamp and narrow, combinational: the last step of every requantization. Always after rounding.
//
// Function    q = the low OUT_BITS bits of min(max(value, LO), HI).
`default_nettype none

module rtlgen_clamp #(
  parameter                       IN_BITS  = 12,
  parameter                       OUT_BITS = 8,
  parameter signed [IN_BITS-1:0]  LO       = -128,
  parameter signed [IN_BITS-1:0]  HI       = 127
) (
  input  wire signed [IN_BITS-1:0] value,
  output wire [OUT_BITS-1:0]       q
);

  wire signed [IN_BITS-1:0] clamped = (value < LO) ? LO : (value > HI) ? HI : value;

  assign q = clamped[OUT_BITS-1:0];

  wire unused = &{1'b0, clamped};  // coverage: off (constant: names what is not used)

endmodule

`default_nettype wire
