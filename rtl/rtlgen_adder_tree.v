// SPDX-License-Identifier: Apache-2.0
//
// Pipelined sum of TERMS two's-complement numbers, two at a time.
//
// Latency     ceil(log2(TERMS)) cycles; TERMS = 1 is a wire.
// Throughput  One sum a cycle.
// Reset       None; sums are data.
`default_nettype none

module rtlgen_adder_tree #(
  parameter TERMS    = 4,
  parameter IN_BITS  = 8,
  parameter OUT_BITS = 10  // at least IN_BITS; wide enough for every partial sum
) (
  input  wire                     clk,
  input  wire [TERMS*IN_BITS-1:0] in,
  output wire [OUT_BITS-1:0]      out
);

  localparam LEVELS = (TERMS > 1) ? $clog2(TERMS) : 0;
  localparam LEAVES = 1 << LEVELS;

  // Node n is the sum of nodes 2n and 2n + 1; the leaves are nodes LEAVES to 2 * LEAVES - 1.
  genvar n;
  generate
    for (n = 1; n < 2 * LEAVES; n = n + 1) begin : gen_node
      wire [OUT_BITS-1:0] sum;
      if (n < LEAVES) begin : gen_sum
        reg [OUT_BITS-1:0] sum_q;
        always @(posedge clk) sum_q <= gen_node[2*n].sum + gen_node[2*n+1].sum;
        assign sum = sum_q;
      end else if (n - LEAVES < TERMS) begin : gen_leaf
        wire [IN_BITS-1:0] term = in[(n-LEAVES)*IN_BITS+:IN_BITS];
        if (OUT_BITS > IN_BITS) begin : gen_extend
          assign sum = {{(OUT_BITS - IN_BITS) {term[IN_BITS-1]}}, term};
        end else begin : gen_same
          assign sum = term;
        end
      end else begin : gen_none
        assign sum = {OUT_BITS{1'b0}};
      end
    end
    if (LEVELS == 0) begin : gen_wire
      wire unused = &{1'b0, clk};
    end
  endgenerate

  assign out = gen_node[1].sum;

endmodule

`default_nettype wire
