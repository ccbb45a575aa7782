// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_adc_sense_amplifier: the code is what the comparator said in the cycle before.
`default_nettype none

module adc_sense_amplifier_formal #(
  parameter ADCS = 3
) (
  input wire            clk,
  input wire [ADCS-1:0] comparator
);

  wire [ADCS-1:0] code;

  rtlgen_adc_sense_amplifier #(
    .ADCS(ADCS)
  ) dut (
    .clk       (clk),
    .comparator(comparator),
    .code      (code)
  );

  reg            started = 1'b0;
  reg [ADCS-1:0] past;
  always @(posedge clk) begin
    started <= 1'b1;
    past    <= comparator;
  end

  always @* if (started) assert (code == past);
  always @* cover (started & (code == {ADCS{1'b1}}));

endmodule

`default_nettype wire
