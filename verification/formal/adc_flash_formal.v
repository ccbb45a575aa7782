// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_adc_flash: three cycles later the code is the number of comparators that were high.
//
// Assumed     Nothing: comparators may say anything in every cycle, bubbles included.
// Proved      code counts the ones of three cycles ago, for every ADC.
`default_nettype none

module adc_flash_formal #(
  parameter BITS = 3,
  parameter ADCS = 2
) (
  input wire                          clk,
  input wire [ADCS*((1<<BITS)-1)-1:0] comparator
);

  localparam COMPARATORS = (1 << BITS) - 1;

  wire [ADCS*BITS-1:0] code;

  rtlgen_adc_flash #(
    .BITS(BITS),
    .ADCS(ADCS)
  ) dut (
    .clk       (clk),
    .comparator(comparator),
    .code      (code)
  );

  reg [ADCS*COMPARATORS-1:0] past_1, past_2, past_3;
  reg [1:0]                  cycle_q = 2'd0;
  always @(posedge clk) begin
    past_1 <= comparator;
    past_2 <= past_1;
    past_3 <= past_2;
    if (cycle_q != 2'd3) cycle_q <= cycle_q + 2'd1;
  end

  genvar a;
  generate
    for (a = 0; a < ADCS; a = a + 1) begin : gen_adc
      reg [BITS-1:0] count;
      integer        i;
      always @* begin
        count = {BITS{1'b0}};
        for (i = 0; i < COMPARATORS; i = i + 1) count = count + {{(BITS - 1) {1'b0}}, past_3[a*COMPARATORS+i]};
      end
      always @* if (cycle_q == 2'd3) assert (code[a*BITS+:BITS] == count);
      always @* cover ((cycle_q == 2'd3) & (code[a*BITS+:BITS] == {BITS{1'b1}}));
    end
  endgenerate

endmodule

`default_nettype wire
