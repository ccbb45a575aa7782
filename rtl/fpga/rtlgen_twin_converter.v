// SPDX-License-Identifier: Apache-2.0
//
// External ADC in the digital twin of a macro: the code of a column's value, after a fixed time.
//
// Function    code is the number of thresholds that value reaches. done is high in cycle CYCLES of a conversion, start
//             being high in its first, for one cycle.
// Latency     code follows value within the cycle: it is searched bit by bit, one comparator behind the other.
// Reset       No conversion.
`default_nettype none

module rtlgen_twin_converter #(
  parameter CODE_BITS  = 8,
  parameter VALUE_BITS = 9,
  parameter LINEAR     = 1,
  parameter SHIFT      = 0,
  parameter [VALUE_BITS-1:0] BASE = {VALUE_BITS{1'b0}},
  parameter [((LINEAR != 0) ? 1 : VALUE_BITS << CODE_BITS)-1:0] TABLE = 0,
  parameter CYCLES     = 20
) (
  input  wire                  clk,
  input  wire                  rst_n,
  input  wire                  start,
  input  wire [VALUE_BITS-1:0] value,
  output wire                  done,
  output wire [CODE_BITS-1:0]  code
);

  localparam         COUNT_BITS = $clog2(CYCLES + 1);
  localparam integer LEFT       = CYCLES - 1;
  localparam [COUNT_BITS-1:0] ONE = 1;

  reg [COUNT_BITS-1:0] left_q;  // cycles of the running conversion, this one included; 0: none runs

  assign done = start ? LEFT == 0 : left_q == ONE;

  always @(posedge clk) begin
    if (!rst_n) left_q <= {COUNT_BITS{1'b0}};
    else if (start) left_q <= LEFT[COUNT_BITS-1:0];
    else if (left_q != {COUNT_BITS{1'b0}}) left_q <= left_q - 1'b1;
  end

  localparam [CODE_BITS-1:0] LOWEST_BIT = 1;

  genvar b;
  generate
    for (b = CODE_BITS - 1; b >= 0; b = b - 1) begin : gen_bit
      wire [CODE_BITS-1:0] above;  // the bits that are decided
      if (b == CODE_BITS - 1) begin : gen_first
        assign above = {CODE_BITS{1'b0}};
      end else begin : gen_next
        assign above = gen_bit[b+1].decided;
      end
      wire [CODE_BITS-1:0] trial = above | (LOWEST_BIT << b);
      wire                 reached;
      wire [CODE_BITS-1:0] decided = reached ? trial : above;
      rtlgen_twin_comparator #(
        .CODE_BITS (CODE_BITS),
        .VALUE_BITS(VALUE_BITS),
        .LINEAR    (LINEAR),
        .SHIFT     (SHIFT),
        .BASE      (BASE),
        .TABLE     (TABLE)
      ) u_comparator (
        .code   (trial),
        .value  (value),
        .reached(reached)
      );
    end
  endgenerate

  assign code = gen_bit[0].decided;

endmodule

`default_nettype wire
