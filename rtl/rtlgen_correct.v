// SPDX-License-Identifier: Apache-2.0
//
// Correction: from the sum of the accumulators to y, exactly.
//
// Function    y = STEP * sums + CONSTANT - owed * 2^OWED_SHIFT - weight_sum * 2^WEIGHT_SHIFT + bias * 2^BIAS_SHIFT, in
//             units of 2^-F.
// Latency     2 cycles from sums and owed to y; bias and weight_sum are taken one cycle after sums.
// Throughput  One output a cycle.
// Reset       None; all of it is data.
`default_nettype none

module rtlgen_correct #(
  parameter                   SUMS_BITS  = 16,
  parameter                   OWED_BITS  = 11,
  parameter                   HAS_OWED   = 1,
  parameter                   OWED_SHIFT = 3,
  parameter                   BIAS_BITS  = 32,
  parameter                   HAS_BIAS   = 1,
  parameter                   BIAS_SHIFT = 0,
  parameter                   WEIGHT_BITS  = 1,   // sum of an output's weights, which offset inputs subtract
  parameter                   HAS_WEIGHT   = 0,
  parameter                   WEIGHT_SHIFT = 0,
  parameter                   Y_BITS     = 34,
  parameter                   STEP_BITS  = 1,
  parameter [STEP_BITS-1:0]   STEP       = 1'b1,  // positive
  parameter [Y_BITS-1:0]      CONSTANT   = {Y_BITS{1'b0}}
) (
  input  wire                 clk,
  input  wire [SUMS_BITS-1:0] sums,
  input  wire [OWED_BITS-1:0] owed,
  input  wire [BIAS_BITS-1:0] bias,
  input  wire [WEIGHT_BITS-1:0] weight_sum,
  output wire [Y_BITS-1:0]    y
);

  // Everything is computed modulo 2^WORK_BITS; y is wide enough for every result, so the low bits are exact.
  localparam WIDER_A   = (SUMS_BITS > OWED_BITS) ? SUMS_BITS : OWED_BITS;
  localparam WIDER_B   = (WIDER_A > BIAS_BITS) ? WIDER_A : BIAS_BITS;
  localparam WIDER_C   = (WIDER_B > STEP_BITS) ? WIDER_B : STEP_BITS;
  localparam WIDER_D   = (WIDER_C > WEIGHT_BITS) ? WIDER_C : WEIGHT_BITS;
  localparam WORK_BITS = ((WIDER_D > Y_BITS) ? WIDER_D : Y_BITS) + 1;

  wire [WORK_BITS-1:0] sums_wide = {{(WORK_BITS - SUMS_BITS) {sums[SUMS_BITS-1]}}, sums};
  wire [WORK_BITS-1:0] owed_wide = {{(WORK_BITS - OWED_BITS) {owed[OWED_BITS-1]}}, owed};
  wire [WORK_BITS-1:0] bias_wide = {{(WORK_BITS - BIAS_BITS) {bias[BIAS_BITS-1]}}, bias};
  wire [WORK_BITS-1:0] weight_wide = {{(WORK_BITS - WEIGHT_BITS) {weight_sum[WEIGHT_BITS-1]}}, weight_sum};
  wire [WORK_BITS-1:0] step_wide = {{(WORK_BITS - STEP_BITS) {1'b0}}, STEP};  // coverage: off (a constant of the configuration)

  wire [WORK_BITS-1:0] scaled = sums_wide * step_wide;
  wire [WORK_BITS-1:0] debt   = (HAS_OWED != 0) ? owed_wide << OWED_SHIFT : {WORK_BITS{1'b0}};

  reg [Y_BITS-1:0] scaled_q;
  reg [Y_BITS-1:0] debt_q;
  reg [Y_BITS-1:0] y_q;

  wire [WORK_BITS-1:0] bias_term = (HAS_BIAS != 0) ? bias_wide << BIAS_SHIFT : {WORK_BITS{1'b0}};

  wire [WORK_BITS-1:0] weight_term = (HAS_WEIGHT != 0) ? weight_wide << WEIGHT_SHIFT : {WORK_BITS{1'b0}};

  always @(posedge clk) begin
    scaled_q <= scaled[Y_BITS-1:0];
    debt_q   <= debt[Y_BITS-1:0] - CONSTANT;
    y_q      <= (scaled_q - debt_q) + (bias_term[Y_BITS-1:0] - weight_term[Y_BITS-1:0]);
  end

  assign y = y_q;

  wire unused = &{1'b0, scaled, debt, bias_term, weight_term};  // coverage: off (constant: names what is not used)

endmodule

`default_nettype wire
