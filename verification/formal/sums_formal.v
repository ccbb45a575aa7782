// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_count_ones, rtlgen_adder_tree, rtlgen_sum_of_eights: sums are sums.
//
// Assumed     Nothing. Reset may strike at any time.
// Proved      count_ones counts; the adder tree gives, ceil(log2(TERMS)) cycles later, the sum of its terms in two's complement; the sum of
//             eights gives, LEVELS cycles after each valid input, the sum with a valid bit, valid bits being the delayed ones, lost in
//             reset; between valid bits the last level keeps its sum.
`default_nettype none

module sums_formal #(
  parameter TERMS   = 3,
  parameter IN_BITS = 3,
  parameter LEVELS  = 1,
  parameter BITS    = 4
) (
  input wire                            clk,
  input wire                            rst_n,
  input wire [15:0]                     bits,
  input wire [TERMS*IN_BITS-1:0]        terms,
  input wire [(1<<(3*LEVELS))*BITS-1:0] numbers,
  input wire                            numbers_valid
);

  localparam OUT_BITS = IN_BITS + 4;
  localparam DEEP     = (TERMS > 1) ? $clog2(TERMS) : 0;
  localparam COUNT    = 1 << (3 * LEVELS);

  wire [4:0]          count;
  wire [OUT_BITS-1:0] sum;
  wire [BITS-1:0]     total;
  wire                total_valid;

  rtlgen_count_ones dut_ones (
    .bits (bits),
    .count(count)
  );
  rtlgen_adder_tree #(
    .TERMS   (TERMS),
    .IN_BITS (IN_BITS),
    .OUT_BITS(OUT_BITS)
  ) dut_tree (
    .clk(clk),
    .in (terms),
    .out(sum)
  );
  rtlgen_sum_of_eights #(
    .LEVELS(LEVELS),
    .BITS  (BITS)
  ) dut_eights (
    .clk      (clk),
    .rst_n    (rst_n),
    .in       (numbers),
    .in_valid (numbers_valid),
    .out      (total),
    .out_valid(total_valid)
  );

  integer i;

  reg [4:0] ones;
  always @* begin
    ones = 5'd0;
    for (i = 0; i < 16; i = i + 1) if (bits[i]) ones = ones + 5'd1;
  end

  reg [OUT_BITS-1:0] wanted_sum;
  reg [BITS-1:0]     wanted_total;
  always @* begin
    wanted_sum   = {OUT_BITS{1'b0}};
    wanted_total = {BITS{1'b0}};
    for (i = 0; i < TERMS; i = i + 1)
      wanted_sum = wanted_sum + {{(OUT_BITS - IN_BITS) {terms[(i+1)*IN_BITS-1]}}, terms[i*IN_BITS+:IN_BITS]};
    for (i = 0; i < COUNT; i = i + 1) wanted_total = wanted_total + numbers[i*BITS+:BITS];
  end

  reg [4*OUT_BITS-1:0] sums_past;
  reg [3*BITS-1:0]     totals_past;
  reg [2:0]            valid_past, reset_past;
  reg [3:0]            age = 4'd0;
  reg [BITS-1:0]       total_past;
  always @(posedge clk) begin
    sums_past   <= {sums_past, wanted_sum};
    totals_past <= {totals_past, wanted_total};
    valid_past  <= {valid_past, numbers_valid};
    reset_past  <= {reset_past, !rst_n};
    age         <= {age, 1'b1};
    total_past  <= total;
  end

  wire [5*OUT_BITS-1:0] sums_now = {sums_past, wanted_sum};
  wire                  hit      = |reset_past[LEVELS-1:0];
  always @* if (age[3]) begin
    assert (count == ones);
    assert (sum == sums_now[DEEP*OUT_BITS+:OUT_BITS]);
    assert (total_valid == (valid_past[LEVELS-1] & !hit));
    if (total_valid) assert (total == totals_past[(LEVELS-1)*BITS+:BITS]);
    if (!total_valid & !hit) assert (total == total_past);
    cover (total_valid & (total == {BITS{1'b1}}) & (sum == {OUT_BITS{1'b1}}));
  end

endmodule

`default_nettype wire
