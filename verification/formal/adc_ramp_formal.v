// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_adc_ramp: against any monotone comparator the code is the number of thresholds reached.
//
// Assumed     A conversion is 2^BITS cycles with converting high; pauses may lie anywhere. thermometer says, for each ADC,
//             which of the ramp's values 1 to 2^BITS - 1 the column value reaches; it is monotone and stable during a
//             conversion. What the comparator says of the value 0 is anything.
// Proved      The ramp rises by one a cycle from 0; in the cycle after a conversion's last one code is the number of values
//             reached, for every ADC, and stays so until the next conversion begins.
`default_nettype none

module adc_ramp_formal #(
  parameter BITS = 3,
  parameter ADCS = 2
) (
  input wire                          clk,
  input wire                          converting,
  input wire [ADCS*((1<<BITS)-1)-1:0] thermometer,
  input wire [ADCS-1:0]               anything
);

  localparam VALUES = (1 << BITS) - 1;

  reg rst_n = 1'b0;
  always @(posedge clk) rst_n <= 1'b1;

  reg [BITS-1:0] cycle_q = {BITS{1'b0}};  // of the conversion
  wire           last = converting & (cycle_q == {BITS{1'b1}});
  always @(posedge clk) if (rst_n & converting) cycle_q <= cycle_q + 1'b1;

  wire [BITS-1:0]      ramp;
  wire [ADCS*BITS-1:0] code;
  wire [ADCS-1:0]      comparator;

  rtlgen_adc_ramp #(
    .BITS(BITS),
    .ADCS(ADCS)
  ) dut (
    .clk       (clk),
    .rst_n     (rst_n),
    .converting(converting),
    .ramp      (ramp),
    .comparator(comparator),
    .code      (code)
  );

  reg                   ended = 1'b0;  // a conversion has ended and none has begun since
  reg [ADCS*VALUES-1:0] thermometer_past;
  reg [ADCS*VALUES-1:0] converted;
  always @(posedge clk) begin
    ended <= last | (ended & !converting);
    thermometer_past <= thermometer;
    if (last) converted <= thermometer;
  end

  always @* if (!rst_n) assume (!converting);
  always @* if (cycle_q != 0) assume (thermometer == thermometer_past);
  always @* if (rst_n) assert (ramp == cycle_q);

  genvar a, t;
  generate
    for (a = 0; a < ADCS; a = a + 1) begin : gen_adc
      wire [VALUES-1:0] reached = thermometer[a*VALUES+:VALUES];
      wire [VALUES:0]   at      = {reached, anything[a]};
      assign comparator[a] = at[ramp];

      for (t = 1; t < VALUES; t = t + 1) begin : gen_monotone
        always @* assume (reached[t-1] | !reached[t]);
      end

      reg [BITS-1:0] count;   // of the conversion that has ended
      reg [BITS-1:0] so_far;  // of the one that runs
      integer        i;
      always @* begin
        count  = {BITS{1'b0}};
        so_far = {BITS{1'b0}};
        for (i = 0; i < VALUES; i = i + 1) begin
          count = count + {{(BITS - 1) {1'b0}}, converted[a*VALUES+i]};
          if (i + 1 < cycle_q) so_far = so_far + {{(BITS - 1) {1'b0}}, thermometer_past[a*VALUES+i]};
        end
      end

      always @* if (ended) assert (code[a*BITS+:BITS] == count);
      // What holds during a conversion, for the induction.
      always @* if (cycle_q != 0) assert (code[a*BITS+:BITS] == so_far);
      always @* cover (ended & converting & (code[a*BITS+:BITS] == {BITS{1'b1}}));
    end
  endgenerate

endmodule

`default_nettype wire
