// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_assembler: the block is the last OUTPUTS results, first one lowest.
//
// Assumed     Nothing: results may come in any cycle.
// Proved      After any OUTPUTS results, with any gaps between them, the block is these, and stays so until the next one.
`default_nettype none

module assembler_formal #(
  parameter OUTPUTS = 3,
  parameter BITS    = 2
) (
  input wire            clk,
  input wire            in_valid,
  input wire [BITS-1:0] in
);

  wire [OUTPUTS*BITS-1:0] block;

  rtlgen_assembler #(
    .OUTPUTS(OUTPUTS),
    .BITS   (BITS)
  ) dut (
    .clk     (clk),
    .in_valid(in_valid),
    .in      (in),
    .block   (block)
  );

  reg [3:0]              results = 4'd0;
  reg [OUTPUTS*BITS-1:0] wanted;
  integer                i;
  always @(posedge clk) begin
    if (in_valid) begin
      if (results != OUTPUTS) results <= results + 4'd1;
      for (i = 0; i < OUTPUTS - 1; i = i + 1) wanted[i*BITS+:BITS] <= wanted[(i+1)*BITS+:BITS];
      wanted[(OUTPUTS-1)*BITS+:BITS] <= in;
    end
  end

  always @* if (results == OUTPUTS) assert (block == wanted);
  // For the induction: what is there so far lies highest.
  wire [7:0] missing = (OUTPUTS - results) * BITS;
  always @* assert ((results <= OUTPUTS) & ((block >> missing) == (wanted >> missing)));

  always @* cover ((results == OUTPUTS) & !in_valid & (block[0]));

endmodule

`default_nettype wire
