// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_correct, and by SELECT for rtlgen_output_path around it: contract §6.3 to §6.5, from the accumulators to y.
//
// Assumed     owed comes with the sum of the row tiles, bias and weight_sum one cycle later; group with the accumulators.
// Proved      y is STEP * (sum over the row tiles of the selected group's accumulators) + CONSTANT - owed * 2^OWED_SHIFT
//             - weight_sum * 2^WEIGHT_SHIFT + bias * 2^BIAS_SHIFT, modulo 2^Y_BITS, 3 cycles and the adder tree's levels after the
//             accumulators; overflow comes beside it, from any row tile of the selected group and from no other.
`default_nettype none

module correct_formal #(
  parameter ROW_TILES    = 2,
  parameter GROUPS       = 3,
  parameter ACC_BITS     = 4,
  parameter OWED_BITS    = 3,
  parameter HAS_OWED     = 1,
  parameter BIAS_BITS    = 4,
  parameter HAS_BIAS     = 1,
  parameter WEIGHT_BITS  = 3,
  parameter HAS_WEIGHT   = 1,
  parameter Y_BITS       = 10,
  parameter STEP         = 3,
  parameter CONSTANT     = -5
) (
  input wire                                 clk,
  input wire                                 rst_n,
  input wire [ROW_TILES*GROUPS*ACC_BITS-1:0] sums,
  input wire [ROW_TILES*GROUPS-1:0]          overflows,
  input wire [1:0]                           group,
  input wire [OWED_BITS-1:0]                 owed,
  input wire [BIAS_BITS-1:0]                 bias,
  input wire [WEIGHT_BITS-1:0]               weight_sum
);

  localparam TREE_LEVELS = (ROW_TILES > 1) ? $clog2(ROW_TILES) : 0;
  localparam LATENCY     = 3 + TREE_LEVELS;
  localparam OWED_SHIFT  = 2;
  localparam BIAS_SHIFT  = 1;
  localparam WEIGHT_SHIFT = 3;

  wire [ROW_TILES*ACC_BITS-1:0] selected;
  wire [Y_BITS-1:0]             y;
  wire                          overflow;

  rtlgen_output_path #(
    .ROW_TILES   (ROW_TILES),
    .GROUPS      (GROUPS),
    .GROUP_BITS  (2),
    .ACC_BITS    (ACC_BITS),
    .SUMS_BITS   (ACC_BITS + 2),
    .TREE_LEVELS (TREE_LEVELS),
    .OWED_BITS   (OWED_BITS),
    .HAS_OWED    (HAS_OWED),
    .OWED_SHIFT  (OWED_SHIFT),
    .BIAS_BITS   (BIAS_BITS),
    .HAS_BIAS    (HAS_BIAS),
    .BIAS_SHIFT  (BIAS_SHIFT),
    .WEIGHT_BITS (WEIGHT_BITS),
    .HAS_WEIGHT  (HAS_WEIGHT),
    .WEIGHT_SHIFT(WEIGHT_SHIFT),
    .Y_BITS      (Y_BITS),
    .STEP_BITS   (3),
    .STEP        (STEP),
    .CONSTANT    (CONSTANT)
  ) dut (
    .clk       (clk),
    .rst_n     (rst_n),
    .sums      (sums),
    .overflows (overflows),
    .group     (group),
    .selected  (selected),
    .owed      (owed),
    .bias      (bias),
    .weight_sum(weight_sum),
    .y         (y),
    .overflow  (overflow)
  );

  always @* assume (group < GROUPS);

  // All terms as 32-bit integers, each as old as it has to be: kept in shift registers, this cycle's lowest.
  integer    i;
  reg [31:0] total;
  reg        flag;
  always @* begin
    total = 32'd0;
    flag  = 1'b0;
    for (i = 0; i < ROW_TILES; i = i + 1) begin
      total = total + {{(32 - ACC_BITS) {sums[(i*GROUPS+group+1)*ACC_BITS-1]}}, sums[(i*GROUPS+group)*ACC_BITS+:ACC_BITS]};
      flag  = flag | overflows[i*GROUPS+group];
    end
  end
  wire [31:0] owed_wide   = {{(32 - OWED_BITS) {owed[OWED_BITS-1]}}, owed};
  wire [31:0] bias_wide   = {{(32 - BIAS_BITS) {bias[BIAS_BITS-1]}}, bias};
  wire [31:0] weight_wide = {{(32 - WEIGHT_BITS) {weight_sum[WEIGHT_BITS-1]}}, weight_sum};

  reg [8*32-1:0] totals, oweds, biases, weights;
  reg [7:0]      flags;
  reg [LATENCY-1:0] age = 0;
  always @(posedge clk) begin
    totals  <= {totals, total};
    flags   <= {flags, flag};
    oweds   <= {oweds, owed_wide};
    biases  <= {biases, bias_wide};
    weights <= {weights, weight_wide};
    age     <= {age, 1'b1};
  end

  wire [31:0] wanted = STEP * totals[(LATENCY-1)*32+:32] + CONSTANT
    - ((HAS_OWED != 0) ? oweds[32+:32] * (1 << OWED_SHIFT) : 32'd0)
    - ((HAS_WEIGHT != 0) ? weights[0+:32] * (1 << WEIGHT_SHIFT) : 32'd0)
    + ((HAS_BIAS != 0) ? biases[0+:32] * (1 << BIAS_SHIFT) : 32'd0);

  always @* if (age[LATENCY-1]) begin
    assert (y == wanted[Y_BITS-1:0]);
    assert (overflow == flags[LATENCY-1]);
    cover (overflow & (y == 7));
  end

endmodule

`default_nettype wire
