// SPDX-License-Identifier: Apache-2.0
//
// Pipelined two's-complement multiplier: two half products, their sum, the product.
//
// Latency     3 cycles. Throughput one product a cycle. No reset: data.
`default_nettype none

module rtlgen_multiply #(
  parameter A_BITS = 32,
  parameter B_BITS = 32   // even
) (
  input  wire                     clk,
  input  wire [A_BITS-1:0]        a,
  input  wire [B_BITS-1:0]        b,
  output wire [A_BITS+B_BITS-1:0] product
);

  localparam HALF = B_BITS / 2;
  localparam BITS = A_BITS + B_BITS;

  // The low half is unsigned: a zero on top keeps it so in signed arithmetic.
  wire signed [A_BITS-1:0] a_signed = a;
  wire signed [HALF:0]     b_low    = {1'b0, b[HALF-1:0]};
  wire signed [HALF-1:0]   b_high   = b[B_BITS-1:HALF];

  reg signed [A_BITS+HALF:0]   low_q;
  reg signed [A_BITS+HALF-1:0] high_q;
  reg        [BITS-1:0]        sum_q;
  reg        [BITS-1:0]        product_q;

  wire signed [A_BITS+HALF:0]   low  = {{(HALF + 1) {a[A_BITS-1]}}, a_signed} * {{A_BITS{1'b0}}, b_low};
  wire signed [A_BITS+HALF-1:0] high = {{HALF{a[A_BITS-1]}}, a_signed} * {{A_BITS{b_high[HALF-1]}}, b_high};

  always @(posedge clk) begin
    low_q     <= low;
    high_q    <= high;
    sum_q     <= {{(BITS - A_BITS - HALF - 1) {low_q[A_BITS+HALF]}}, low_q} + {high_q, {HALF{1'b0}}};
    product_q <= sum_q;
  end

  assign product = product_q;

endmodule

`default_nettype wire
