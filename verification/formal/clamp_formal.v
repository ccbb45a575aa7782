// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_clamp and rtlgen_clamp_int32: the nearest number of the range.
//
// Assumed     The bounds fit the output.
// Proved      A value within the bounds is kept, one below or above becomes the bound; overflow tells of a change to int32.
`default_nettype none

module clamp_formal #(
  parameter                      IN_BITS  = 12,
  parameter                      OUT_BITS = 8,
  parameter signed [IN_BITS-1:0] LO       = -100,
  parameter signed [IN_BITS-1:0] HI       = 127,
  parameter                      INT_BITS = 34
) (
  input wire signed [IN_BITS-1:0]  value,
  input wire signed [INT_BITS-1:0] wide_value
);

  wire [OUT_BITS-1:0] q;
  wire [31:0]         int32;
  wire                overflow;

  rtlgen_clamp #(
    .IN_BITS (IN_BITS),
    .OUT_BITS(OUT_BITS),
    .LO      (LO),
    .HI      (HI)
  ) dut (
    .value(value),
    .q    (q)
  );
  rtlgen_clamp_int32 #(
    .IN_BITS(INT_BITS)
  ) dut_int32 (
    .value   (wide_value),
    .clamped (int32),
    .overflow(overflow)
  );

  wire signed [IN_BITS-1:0] wanted = (value >= LO && value <= HI) ? value : (value < LO) ? LO : HI;
  always @* assert (q == wanted[OUT_BITS-1:0]);

  wire signed [63:0] w = wide_value;
  wire signed [63:0] largest  = 64'sd2147483647;
  wire signed [63:0] smallest = -64'sd2147483648;
  wire signed [63:0] wanted_int = (w > largest) ? largest : (w < smallest) ? smallest : w;
  always @* assert (int32 == wanted_int[31:0]);
  always @* assert (overflow == (w != wanted_int));
  always @* cover (overflow | (INT_BITS <= 32));
  always @* cover (value > HI);

endmodule

`default_nettype wire
