// SPDX-License-Identifier: Apache-2.0
//
// Pipelined sum of 8^LEVELS numbers, eight at a time.
//
// Latency     LEVELS cycles.
// Throughput  One sum a cycle.
// Reset       The valid bits only. A level keeps its sums while it has no new ones.
`default_nettype none

module rtlgen_sum_of_eights #(
  parameter LEVELS = 1,  // 1 to 3
  parameter BITS   = 8   // wide enough for the sum of all
) (
  input  wire                            clk,
  input  wire                            rst_n,
  input  wire [(1<<(3*LEVELS))*BITS-1:0] in,
  input  wire                            in_valid,
  output wire [BITS-1:0]                 out,
  output wire                            out_valid
);

  localparam SUMS = 1 << (3 * (LEVELS - 1));

  reg [SUMS*BITS-1:0] sums_q;
  reg                 valid_q;

  always @(posedge clk) begin
    if (!rst_n) valid_q <= 1'b0;
    else        valid_q <= in_valid;
  end

  genvar s;
  generate
    wire [SUMS*BITS-1:0] sums;
    for (s = 0; s < SUMS; s = s + 1) begin : gen_sum
      assign sums[s*BITS+:BITS] =
        ((in[(8*s+0)*BITS+:BITS] + in[(8*s+1)*BITS+:BITS]) + (in[(8*s+2)*BITS+:BITS] + in[(8*s+3)*BITS+:BITS]))
        + ((in[(8*s+4)*BITS+:BITS] + in[(8*s+5)*BITS+:BITS]) + (in[(8*s+6)*BITS+:BITS] + in[(8*s+7)*BITS+:BITS]));
    end
    always @(posedge clk) if (in_valid) sums_q <= sums;

    if (LEVELS == 1) begin : gen_last
      assign out       = sums_q;
      assign out_valid = valid_q;
    end else begin : gen_next
      rtlgen_sum_of_eights #(
        .LEVELS(LEVELS - 1),
        .BITS  (BITS)
      ) u_next (
        .clk      (clk),
        .rst_n    (rst_n),
        .in       (sums_q),
        .in_valid (valid_q),
        .out      (out),
        .out_valid(out_valid)
      );
    end
  endgenerate

endmodule

`default_nettype wire
