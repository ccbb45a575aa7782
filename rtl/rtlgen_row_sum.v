// SPDX-License-Identifier: Apache-2.0
//
// Row sum: the sum of the driven values of a vector, which the digital reference of offset weights subtracts.
//
// Function    For each activation step counts the driven rows and shift-adds the counts, as an ideal column of ones
//             would: sums[bank] is the sum over the tile's inputs once the vector's last step has been counted.
// Latency     3 + TREE_LEVELS cycles from step to the cycle in which the sum can be read; never later than the
//             accumulators of the same vector, whose codes take longer.
// Throughput  One step a cycle.
// Reset       Only the valid bits; sums are data.
`default_nettype none

module rtlgen_row_sum #(
  parameter ROWS       = 64,
  parameter DAC_BITS   = 1,
  parameter SHIFT_BITS = 1,
  parameter BANKS      = 2,
  parameter BANK_BITS  = 1,
  parameter SUM_BITS   = 11   // two's complement
) (
  input  wire                  clk,
  input  wire                  rst_n,
  input  wire                  step,          // row holds the rows of a new step
  input  wire [ROWS*DAC_BITS-1:0] row,
  input  wire [BANK_BITS-1:0]  step_bank,
  input  wire                  step_first,
  input  wire [SHIFT_BITS-1:0] step_shift,
  input  wire                  step_negative,
  input  wire [BANK_BITS-1:0]  read_bank,
  output wire [SUM_BITS-1:0]   read_sum       // combinational
);

  // ---- Slices, sixteen rows at a time; then sums of eight.

  localparam CHUNKS      = (ROWS + 15) / 16;
  localparam TREE_LEVELS = (CHUNKS > 64) ? 3 : (CHUNKS > 8) ? 2 : (CHUNKS > 1) ? 1 : 0;
  localparam COUNT_BITS  = $clog2(ROWS * ((1 << DAC_BITS) - 1) + 1);
  localparam LEAVES      = (TREE_LEVELS == 3) ? 512 : (TREE_LEVELS == 2) ? 64 : (TREE_LEVELS == 1) ? 8 : 1;
  localparam TAG_BITS    = BANK_BITS + SHIFT_BITS + 2;
  localparam CHUNK_BITS  = 4 + DAC_BITS;  // sixteen slices of 2^DAC_BITS - 1 at most

  wire [CHUNKS*CHUNK_BITS-1:0] chunk_sums;
  reg  [CHUNKS*CHUNK_BITS-1:0] chunk_sums_q;

  wire [CHUNKS*16*DAC_BITS-1:0] padded;

  genvar c, k;
  generate
    if (CHUNKS * 16 == ROWS) begin : gen_whole
      assign padded = row;
    end else begin : gen_padded
      assign padded = {{((CHUNKS * 16 - ROWS) * DAC_BITS) {1'b0}}, row};
    end
    for (c = 0; c < CHUNKS; c = c + 1) begin : gen_chunk
      if (DAC_BITS == 1) begin : gen_ones
        rtlgen_count_ones u_ones (
          .bits (padded[c*16+:16]),
          .count(chunk_sums[c*CHUNK_BITS+:CHUNK_BITS])
        );
      end else begin : gen_slices
        reg [CHUNK_BITS-1:0] total;
        integer r;
        always @* begin
          total = {CHUNK_BITS{1'b0}};
          for (r = 0; r < 16; r = r + 1)
            total = total + {4'd0, padded[(16*c+r)*DAC_BITS+:DAC_BITS]};
        end
        assign chunk_sums[c*CHUNK_BITS+:CHUNK_BITS] = total;
      end
    end
  endgenerate

  always @(posedge clk) if (step) chunk_sums_q <= chunk_sums;

  localparam WIDE_BITS = (COUNT_BITS > CHUNK_BITS) ? COUNT_BITS : CHUNK_BITS;

  wire [WIDE_BITS-1:0] count;
  wire                 counted;

  reg chunks_valid_q;
  always @(posedge clk) begin
    if (!rst_n) chunks_valid_q <= 1'b0;
    else        chunks_valid_q <= step;
  end

  generate
    if (TREE_LEVELS == 0) begin : gen_no_tree
      assign count   = {{(WIDE_BITS - CHUNK_BITS) {1'b0}}, chunk_sums_q};
      assign counted = chunks_valid_q;
    end else begin : gen_tree
      wire [LEAVES*WIDE_BITS-1:0] leaves;
      for (k = 0; k < LEAVES; k = k + 1) begin : gen_leaf
        if (k < CHUNKS) begin : gen_used
          assign leaves[k*WIDE_BITS+:WIDE_BITS] = {{(WIDE_BITS - CHUNK_BITS) {1'b0}}, chunk_sums_q[k*CHUNK_BITS+:CHUNK_BITS]};
        end else begin : gen_zero
          assign leaves[k*WIDE_BITS+:WIDE_BITS] = {WIDE_BITS{1'b0}};
        end
      end
      rtlgen_sum_of_eights #(
        .LEVELS(TREE_LEVELS),
        .BITS  (WIDE_BITS)
      ) u_tree (
        .clk      (clk),
        .rst_n    (rst_n),
        .in       (leaves),
        .in_valid (chunks_valid_q),
        .out      (count),
        .out_valid(counted)
      );
    end
  endgenerate

  // ---- Shift-add into the vector's bank.

  wire [TAG_BITS-1:0] tag;
  rtlgen_delay #(
    .WIDTH (TAG_BITS),
    .CYCLES(1 + TREE_LEVELS),
    .RESET (0)
  ) u_tag (
    .clk  (clk),
    .rst_n(rst_n),
    .in   ({step_bank, step_first, step_shift, step_negative}),
    .out  (tag)
  );

  wire [BANK_BITS-1:0]  bank     = tag[TAG_BITS-1-:BANK_BITS];
  wire                  first    = tag[SHIFT_BITS+1];
  wire [SHIFT_BITS-1:0] shift    = tag[1+:SHIFT_BITS];
  wire                  negative = tag[0];

  localparam ADD_BITS = (SUM_BITS > WIDE_BITS) ? SUM_BITS : WIDE_BITS;

  reg  [SUM_BITS-1:0] sums [0:BANKS-1];
  wire [ADD_BITS-1:0] addend;
  generate
    if (ADD_BITS == WIDE_BITS) begin : gen_addend
      assign addend = count;
    end else begin : gen_addend_extended
      assign addend = {{(ADD_BITS - WIDE_BITS) {1'b0}}, count};
    end
  endgenerate
  wire [SUM_BITS-1:0] old     = first ? {SUM_BITS{1'b0}} : sums[bank];
  wire [SUM_BITS-1:0] shifted = old << shift;
  wire [SUM_BITS-1:0] sum     = negative ? shifted - addend[SUM_BITS-1:0] : shifted + addend[SUM_BITS-1:0];

  always @(posedge clk) if (counted) sums[bank] <= sum;

  assign read_sum = sums[read_bank];

  wire unused = &{1'b0, addend};  // coverage: off (constant: names what is not used)

endmodule

`default_nettype wire
