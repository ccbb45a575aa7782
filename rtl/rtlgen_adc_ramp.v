// SPDX-License-Identifier: Apache-2.0
//
// Ramp ADC interface of a tile: one counter for all ADCs, each keeps the highest ramp code that its comparator reached.
//
// Function    The ramp rises from 0 to 2^BITS - 1 during a conversion; comparator = 1 while the column value reaches
//             the ramp's threshold.
// Latency     2^BITS cycles a conversion; code is valid in the cycle after the last one, for one cycle at least.
// Codes       Unsigned, 0 for the ADC's lowest code: the lowest threshold is reached by every column.
// Reset       The ramp's start.
`default_nettype none

module rtlgen_adc_ramp #(
  parameter BITS = 6,
  parameter ADCS = 16
) (
  input  wire                 clk,
  input  wire                 rst_n,
  input  wire                 converting,
  output wire [BITS-1:0]      ramp,
  input  wire [ADCS-1:0]      comparator,
  output wire [ADCS*BITS-1:0] code
);

  reg [BITS-1:0]      ramp_q;
  reg [ADCS*BITS-1:0] code_q;

  assign ramp = ramp_q;
  assign code = code_q;

  // A conversion takes every value of the counter, so that it starts the next one by itself.
  always @(posedge clk) begin
    if (!rst_n) ramp_q <= {BITS{1'b0}};
    else if (converting) ramp_q <= ramp_q + 1'b1;
  end

  wire start = ramp_q == {BITS{1'b0}};

  genvar a;
  generate
    for (a = 0; a < ADCS; a = a + 1) begin : gen_adc
      always @(posedge clk) begin
        // A choice and no condition, so that a comparator that is unknown (x) shows in the code.
        if (converting) code_q[a*BITS+:BITS] <= (start | comparator[a]) ? ramp_q : code_q[a*BITS+:BITS];
      end
    end
  endgenerate

endmodule

`default_nettype wire
