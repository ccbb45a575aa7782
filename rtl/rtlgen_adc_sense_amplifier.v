// SPDX-License-Identifier: Apache-2.0
//
// Sense amplifier interface of a tile: one comparison a conversion.
//
// Latency     1 cycle. Throughput one conversion a cycle in every lane.
// Codes       0 or 1. No reset: data.
`default_nettype none

module rtlgen_adc_sense_amplifier #(
  parameter ADCS = 16
) (
  input  wire            clk,
  input  wire [ADCS-1:0] comparator,
  output wire [ADCS-1:0] code
);

  reg [ADCS-1:0] code_q;
  always @(posedge clk) code_q <= comparator;
  assign code = code_q;

endmodule

`default_nettype wire
