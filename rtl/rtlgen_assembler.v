// SPDX-License-Identifier: Apache-2.0
//
// Assembler: one requantizer's results, one after the other, to its block of the output vector.
//
// Function    A shift register: after OUTPUTS results the first one lies lowest.
// Latency     The block is whole in the cycle after its last result, until the next vector's first one.
// Reset       None; results are data.
`default_nettype none

module rtlgen_assembler #(
  parameter OUTPUTS = 16,  // outputs that the requantizer serves
  parameter BITS    = 8    // of an output
) (
  input  wire                    clk,
  input  wire                    in_valid,
  input  wire [BITS-1:0]         in,
  output wire [OUTPUTS*BITS-1:0] block
);

  reg [OUTPUTS*BITS-1:0] block_q;

  assign block = block_q;

  generate
    if (OUTPUTS == 1) begin : gen_single
      always @(posedge clk) if (in_valid) block_q <= in;
    end else begin : gen_shift
      always @(posedge clk) if (in_valid) block_q <= {in, block_q[OUTPUTS*BITS-1:BITS]};
    end
  endgenerate

endmodule

`default_nettype wire
