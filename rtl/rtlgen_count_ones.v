// SPDX-License-Identifier: Apache-2.0
//
// Ones among sixteen bits, combinational: adders of growing width.
`default_nettype none

module rtlgen_count_ones (
  input  wire [15:0] bits,
  output wire [4:0]  count
);

  // Each field of a word holds the number of ones among its own bits.
  wire [15:0] pairs  = (bits & 16'h5555) + ({1'b0, bits[15:1]} & 16'h5555);
  wire [15:0] fours  = (pairs & 16'h3333) + ({2'b00, pairs[15:2]} & 16'h3333);  // coverage: off [15,11,7,3] (of four bits at most four are ones)
  wire [15:0] eights = (fours & 16'h0F0F) + ({4'b0000, fours[15:4]} & 16'h0F0F);  // coverage: off [15:12,7:4] (of eight bits at most eight are ones)

  assign count = eights[4:0] + eights[12:8];

  wire unused = &{1'b0, eights[15:13], eights[7:5]};  // coverage: off (constant: names what is not used)

endmodule

`default_nettype wire
