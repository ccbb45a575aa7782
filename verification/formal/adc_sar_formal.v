// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_adc_sar: against any monotone comparator the code is the number of thresholds reached.
//
// Assumed     A conversion takes BITS cycles without a gap, its last one marked; idle cycles may lie between conversions.
//             thermometer says, for each ADC, which of the trials 1 to 2^BITS - 1 the column value reaches; it is monotone
//             and stable during a conversion. What the comparator says of trial 0 is anything.
// Proved      In the cycle after a conversion's last one code is the number of trials reached, for every ADC.
`default_nettype none

module adc_sar_formal #(
  parameter BITS = 3,
  parameter ADCS = 2
) (
  input wire                          clk,
  input wire                          converting,
  input wire [ADCS*((1<<BITS)-1)-1:0] thermometer,
  input wire [ADCS-1:0]               anything
);

  localparam TRIALS = (1 << BITS) - 1;

  reg rst_n = 1'b0;
  always @(posedge clk) rst_n <= 1'b1;

  reg [3:0] cycle_q = 4'd0;  // of the conversion
  wire      last = converting & (cycle_q == BITS - 1);

  always @(posedge clk) begin
    if (!rst_n) cycle_q <= 4'd0;
    else if (converting) cycle_q <= last ? 4'd0 : cycle_q + 4'd1;
  end

  wire [ADCS*BITS-1:0] trial;
  wire [ADCS*BITS-1:0] code;
  wire [ADCS-1:0]      comparator;

  rtlgen_adc_sar #(
    .BITS(BITS),
    .ADCS(ADCS)
  ) dut (
    .clk            (clk),
    .rst_n          (rst_n),
    .converting     (converting),
    .conversion_last(last),
    .trial          (trial),
    .comparator     (comparator),
    .code           (code)
  );

  reg                        rst_n_past = 1'b0;
  reg                        last_past  = 1'b0;
  reg [ADCS*TRIALS-1:0]      thermometer_past;
  always @(posedge clk) begin
    rst_n_past       <= rst_n;
    last_past        <= last & rst_n;
    thermometer_past <= thermometer;
  end

  // Unreachable counts are excluded for the induction.
  always @* assert (cycle_q < BITS);
  always @* if (!rst_n) assume (!converting);
  always @* if (cycle_q != 0) assume (converting);
  always @* if (cycle_q != 0) assume (thermometer == thermometer_past);

  genvar a, t;
  generate
    for (a = 0; a < ADCS; a = a + 1) begin : gen_adc
      wire [TRIALS-1:0] reached = thermometer[a*TRIALS+:TRIALS];
      wire [TRIALS:0]   at      = {reached, anything[a]};
      assign comparator[a] = at[trial[a*BITS+:BITS]];

      for (t = 1; t < TRIALS; t = t + 1) begin : gen_monotone
        always @* assume (reached[t-1] | !reached[t]);
      end

      reg [BITS-1:0] count;
      integer        i;
      always @* begin
        count = {BITS{1'b0}};
        for (i = 0; i < TRIALS; i = i + 1) count = count + {{(BITS - 1) {1'b0}}, thermometer_past[a*TRIALS+i]};
      end

      always @* if (last_past) assert (code[a*BITS+:BITS] == count);
      always @* if (rst_n_past) cover (last_past & converting & (code[a*BITS+:BITS] == {BITS{1'b1}}));
    end
  endgenerate

endmodule

`default_nettype wire
