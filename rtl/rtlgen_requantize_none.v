// SPDX-License-Identifier: Apache-2.0
//
// No requantization: q is y, which fits.
//
// Latency     1 cycle. Throughput one output a cycle. No reset: data.
`default_nettype none

module rtlgen_requantize_none #(
  parameter Y_BITS   = 20,
  parameter OUT_BITS = 24
) (
  input  wire                clk,
  input  wire [Y_BITS-1:0]   y,
  output wire [OUT_BITS-1:0] q
);

  reg [OUT_BITS-1:0] q_q;

  assign q = q_q;

  generate
    if (OUT_BITS > Y_BITS) begin : gen_extend
      always @(posedge clk) q_q <= {{(OUT_BITS - Y_BITS) {y[Y_BITS-1]}}, y};
    end else begin : gen_same
      always @(posedge clk) q_q <= y[OUT_BITS-1:0];
      wire unused = &{1'b0, y};
    end
  endgenerate

endmodule

`default_nettype wire
