// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_multiply: the exact product of two numbers in two's complement, three cycles later.
//
// Assumed     Nothing.
// Proved      product is the sum of a's multiples by the bits of b, the highest bit counting negative.
`default_nettype none

module multiply_formal #(
  parameter A_BITS = 6,
  parameter B_BITS = 6
) (
  input wire              clk,
  input wire [A_BITS-1:0] a,
  input wire [B_BITS-1:0] b
);

  localparam BITS = A_BITS + B_BITS;

  wire [BITS-1:0] product;

  rtlgen_multiply #(
    .A_BITS(A_BITS),
    .B_BITS(B_BITS)
  ) dut (
    .clk    (clk),
    .a      (a),
    .b      (b),
    .product(product)
  );

  wire [BITS-1:0] a_wide = {{B_BITS{a[A_BITS-1]}}, a};
  reg  [BITS-1:0] wanted;
  integer         i;
  always @* begin
    wanted = {BITS{1'b0}};
    for (i = 0; i < B_BITS - 1; i = i + 1) if (b[i]) wanted = wanted + (a_wide << i);
    if (b[B_BITS-1]) wanted = wanted - (a_wide << (B_BITS - 1));
  end

  reg [3*BITS-1:0] past;
  reg [2:0]        age = 3'd0;
  always @(posedge clk) begin
    past <= {past, wanted};
    age  <= {age, 1'b1};
  end
  always @* if (age[2]) assert (product == past[2*BITS+:BITS]);
  always @* cover (age[2] & (product == (1 << (BITS - 2))));

endmodule

`default_nettype wire
