// SPDX-License-Identifier: Apache-2.0
//
// Output path of one requantizer: from the accumulators of its lane groups to y.
//
// Function    Selects the lane group that is read, adds the row tiles, corrects (see rtlgen_correct).
// Latency     From the read in cycle 0: accumulators in 1, selected in 2, row tiles added in 2 + tree levels, y two
//             cycles later. owed is wanted with the sum, bias and weight_sum one cycle later.
// Throughput  One output a cycle. No reset: data.
`default_nettype none

module rtlgen_output_path #(
  parameter                 ROW_TILES  = 1,
  parameter                 GROUPS     = 2,   // lane groups that this requantizer serves
  parameter                 GROUP_BITS = 1,
  parameter                 ACC_BITS   = 16,
  parameter                 SUMS_BITS  = 16,
  parameter                 TREE_LEVELS = 0,
  parameter                 OWED_BITS  = 11,
  parameter                 HAS_OWED   = 1,
  parameter                 OWED_SHIFT = 3,
  parameter                 BIAS_BITS  = 32,
  parameter                 HAS_BIAS   = 1,
  parameter                 BIAS_SHIFT = 0,
  parameter                 WEIGHT_BITS  = 1,
  parameter                 HAS_WEIGHT   = 0,
  parameter                 WEIGHT_SHIFT = 0,
  parameter                 Y_BITS     = 34,
  parameter                 STEP_BITS  = 1,
  parameter [STEP_BITS-1:0] STEP       = 1'b1,
  parameter [Y_BITS-1:0]    CONSTANT   = {Y_BITS{1'b0}}
) (
  input  wire                                clk,
  input  wire                                rst_n,
  input  wire [ROW_TILES*GROUPS*ACC_BITS-1:0] sums,      // row tile by row tile, lowest group lowest
  input  wire [ROW_TILES*GROUPS-1:0]         overflows,
  input  wire [GROUP_BITS-1:0]               group,      // of the sums that are there now
  output wire [ROW_TILES*ACC_BITS-1:0]       selected,
  input  wire [OWED_BITS-1:0]                owed,
  input  wire [BIAS_BITS-1:0]                bias,
  input  wire [WEIGHT_BITS-1:0]              weight_sum,
  output wire [Y_BITS-1:0]                   y,
  output wire                                overflow    // beside y
);

  reg [ROW_TILES*ACC_BITS-1:0] selected_q;
  reg                          overflow_q;
  assign selected = selected_q;

  wire [ROW_TILES-1:0] overflow_here;

  genvar i;
  generate
    for (i = 0; i < ROW_TILES; i = i + 1) begin : gen_row_tile
      wire [GROUPS*ACC_BITS-1:0] tile_sums      = sums[i*GROUPS*ACC_BITS+:GROUPS*ACC_BITS];
      wire [GROUPS-1:0]          tile_overflows = overflows[i*GROUPS+:GROUPS];
      if (GROUPS == 1) begin : gen_one
        assign overflow_here[i] = tile_overflows;
        always @(posedge clk) selected_q[i*ACC_BITS+:ACC_BITS] <= tile_sums;
      end else begin : gen_select
        // The last requantizer may serve fewer groups than the others.
        localparam SELECT_BITS = $clog2(GROUPS);
        wire [31:0] position = {{(32 - GROUP_BITS) {1'b0}}, group};
        assign overflow_here[i] = tile_overflows[group[SELECT_BITS-1:0]];
        always @(posedge clk) selected_q[i*ACC_BITS+:ACC_BITS] <= tile_sums[position*ACC_BITS+:ACC_BITS];
      end
    end
    if (GROUPS == 1) begin : gen_unused
      wire unused = &{1'b0, group};
    end
  endgenerate

  always @(posedge clk) overflow_q <= |overflow_here;

  wire [SUMS_BITS-1:0] total;
  rtlgen_adder_tree #(
    .TERMS   (ROW_TILES),
    .IN_BITS (ACC_BITS),
    .OUT_BITS(SUMS_BITS)
  ) u_row_tiles (
    .clk(clk),
    .in (selected_q),
    .out(total)
  );

  rtlgen_correct #(
    .SUMS_BITS (SUMS_BITS),
    .OWED_BITS (OWED_BITS),
    .HAS_OWED  (HAS_OWED),
    .OWED_SHIFT(OWED_SHIFT),
    .BIAS_BITS (BIAS_BITS),
    .HAS_BIAS  (HAS_BIAS),
    .BIAS_SHIFT(BIAS_SHIFT),
    .WEIGHT_BITS (WEIGHT_BITS),
    .HAS_WEIGHT  (HAS_WEIGHT),
    .WEIGHT_SHIFT(WEIGHT_SHIFT),
    .Y_BITS    (Y_BITS),
    .STEP_BITS (STEP_BITS),
    .STEP      (STEP),
    .CONSTANT  (CONSTANT)
  ) u_correct (
    .clk (clk),
    .sums(total),
    .owed(owed),
    .bias(bias),
    .weight_sum(weight_sum),
    .y   (y)
  );

  rtlgen_delay #(
    .WIDTH (1),
    .CYCLES(TREE_LEVELS + 2),
    .RESET (0)
  ) u_overflow (
    .clk  (clk),
    .rst_n(rst_n),
    .in   (overflow_q),
    .out  (overflow)
  );

endmodule

`default_nettype wire
