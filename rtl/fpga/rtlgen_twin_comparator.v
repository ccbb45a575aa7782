// SPDX-License-Identifier: Apache-2.0
//
// Comparator of an ADC in the digital twin of a macro: whether a column's value reaches the threshold of a code.
//
// Function    reached = value >= threshold(code); code 0, the lowest, is always reached.
//             LINEAR: threshold(code) = BASE + (code << SHIFT). Otherwise TABLE holds the threshold of every code, the one
//             of code 0 lowest.
// Latency     None, combinational.
`default_nettype none

module rtlgen_twin_comparator #(
  parameter CODE_BITS  = 8,
  parameter VALUE_BITS = 9,  // two's complement, of values and thresholds
  parameter LINEAR     = 1,
  parameter SHIFT      = 0,
  parameter [VALUE_BITS-1:0] BASE = {VALUE_BITS{1'b0}},
  parameter [((LINEAR != 0) ? 1 : VALUE_BITS << CODE_BITS)-1:0] TABLE = 0
) (
  input  wire [CODE_BITS-1:0]  code,
  input  wire [VALUE_BITS-1:0] value,
  output wire                  reached
);

  wire [VALUE_BITS-1:0] threshold;

  generate
    if (LINEAR != 0) begin : gen_linear
      wire [CODE_BITS+VALUE_BITS-1:0] wide = {{VALUE_BITS{1'b0}}, code} << SHIFT;
      assign threshold = BASE + wide[VALUE_BITS-1:0];
      wire unused = &{1'b0, wide, TABLE};
    end else begin : gen_table
      reg [VALUE_BITS-1:0] thresholds [0:(1<<CODE_BITS)-1];
      integer i;
      initial for (i = 0; i < (1 << CODE_BITS); i = i + 1) thresholds[i] = TABLE[i*VALUE_BITS+:VALUE_BITS];
      assign threshold = thresholds[code];
    end
  endgenerate

  assign reached = (code == {CODE_BITS{1'b0}}) | ($signed(value) >= $signed(threshold));

endmodule

`default_nettype wire
