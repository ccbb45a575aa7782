// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_requantize_none: q is y, one cycle later.
//
// Assumed     y fits the output.
// Proved      As integers in two's complement q equals y of the cycle before.
`default_nettype none

module requantize_none_formal #(
  parameter Y_BITS   = 5,
  parameter OUT_BITS = 8
) (
  input wire              clk,
  input wire [Y_BITS-1:0] y
);

  wire [OUT_BITS-1:0] q;

  rtlgen_requantize_none #(
    .Y_BITS  (Y_BITS),
    .OUT_BITS(OUT_BITS)
  ) dut (
    .clk(clk),
    .y  (y),
    .q  (q)
  );

  wire signed [31:0] y_wide = {{(32 - Y_BITS) {y[Y_BITS-1]}}, y};
  wire signed [31:0] q_wide = {{(32 - OUT_BITS) {q[OUT_BITS-1]}}, q};
  always @* assume ((y_wide < (1 << (OUT_BITS - 1))) & (y_wide >= -(1 << (OUT_BITS - 1))));

  reg signed [31:0] past;
  reg               age = 1'b0;
  always @(posedge clk) begin
    past <= y_wide;
    age  <= 1'b1;
  end
  always @* if (age) assert (q_wide == past);
  always @* cover (age & (q_wide == -1));

endmodule

`default_nettype wire
