// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_row_sum: the sum of the driven values of a vector.
//
// Assumed     The contract: the shift-add of a step uses the sum that the step before it in the same bank left. Steps may come in any cycle; reset
//             strikes only at first.
// Proved      From any sums: 3 cycles and the tree's levels after a step the sum of its bank is (0 for a first step, else the old one) << shift,
//             plus or minus the sum of all rows' slices; other banks keep theirs.
`default_nettype none

module row_sum_formal #(
  parameter ROWS     = 3,
  parameter DAC_BITS = 2,
  parameter SUM_BITS = 8
) (
  input wire                     clk,
  input wire                     step,
  input wire [ROWS*DAC_BITS-1:0] row,
  input wire                     step_bank,
  input wire                     step_first,
  input wire                     step_shift,
  input wire                     step_negative,
  input wire                     read_bank
);

  localparam CHUNKS = (ROWS + 15) / 16;
  localparam LEVELS = (CHUNKS > 1) ? 1 : 0;

  reg rst_n = 1'b0, known = 1'b0;  // known: reset has struck
  always @(posedge clk) {known, rst_n} <= {rst_n, 1'b1};

  wire [SUM_BITS-1:0] read_sum;

  rtlgen_row_sum #(
    .ROWS      (ROWS),
    .DAC_BITS  (DAC_BITS),
    .SHIFT_BITS(1),
    .BANKS     (2),
    .BANK_BITS (1),
    .SUM_BITS  (SUM_BITS)
  ) dut (
    .clk          (clk),
    .rst_n        (rst_n),
    .step         (step & rst_n),
    .row          (row),
    .step_bank    (step_bank),
    .step_first   (step_first),
    .step_shift   (step_shift),
    .step_negative(step_negative),
    .read_bank    (read_bank),
    .read_sum     (read_sum)
  );

  integer            i;
  reg [SUM_BITS-1:0] total;
  always @* begin
    total = {SUM_BITS{1'b0}};
    for (i = 0; i < ROWS; i = i + 1) total = total + {{(SUM_BITS - DAC_BITS) {1'b0}}, row[i*DAC_BITS+:DAC_BITS]};
  end

  // Steps on their way, the newest lowest.
  localparam TAG = SUM_BITS + 5;
  reg  [3*TAG-1:0] steps = {3*TAG{1'b0}};
  wire [TAG-1:0]   now   = steps[LEVELS*TAG+:TAG];
  reg  [SUM_BITS-1:0] sums_0, sums_1;
  wire             valid = now[TAG-1];
  wire             bank  = now[SUM_BITS];
  wire [SUM_BITS-1:0] old = now[SUM_BITS+1] ? {SUM_BITS{1'b0}} : (bank ? sums_1 : sums_0) << now[SUM_BITS+2];
  wire [SUM_BITS-1:0] sum = now[SUM_BITS+3] ? old - now[SUM_BITS-1:0] : old + now[SUM_BITS-1:0];
  always @(posedge clk) begin
    steps <= {steps, step & rst_n, step_negative, step_shift, step_first, step_bank, total};
    if (valid & !bank) sums_0 <= sum;
    if (valid & bank) sums_1 <= sum;
  end

  (* hierconn *) wire [SUM_BITS-1:0] \dut.sums[0] , \dut.sums[1] ;
  always @* if (!known) assume ((\dut.sums[0] == sums_0) & (\dut.sums[1] == sums_1));
  always @* if (known) assert ((\dut.sums[0] == sums_0) & (\dut.sums[1] == sums_1));
  // For the induction: the count and the tag of a step come together.
  (* hierconn *) wire \dut.counted , \dut.first , \dut.negative , \dut.shift , \dut.bank ;
  (* hierconn *) wire [SUM_BITS-1:0] \dut.addend ;
  always @* if (known) begin
    assert (\dut.counted == valid);
    if (valid) assert ({\dut.negative , \dut.shift , \dut.first , \dut.bank } == now[SUM_BITS+3:SUM_BITS]);
    if (valid) assert (\dut.addend == now[SUM_BITS-1:0]);
  end
  always @* if (known) assert (read_sum == (read_bank ? sums_1 : sums_0));

  reg [2:0] count = 3'd0;
  always @(posedge clk) if (valid & now[SUM_BITS+2] & (count != 3'd7)) count <= count + 3'd1;
  always @* cover (rst_n & (count == 3'd2) & !read_bank & (read_sum[SUM_BITS-1]));

endmodule

`default_nettype wire
