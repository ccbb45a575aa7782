// SPDX-License-Identifier: Apache-2.0
//
// Flash ADC interface of a tile: thermometer to binary by counting ones.
//
// Function    The code is the number of comparators that are high: exact for a thermometer, and off by no more than
//             the number of wrong comparators where there are bubbles.
// Latency     3 cycles: comparators registered, counted sixteen at a time, added.
// Throughput  One conversion a cycle in every lane.
// Codes       Unsigned, 0 for the ADC's lowest code.
// Reset       None; codes are data.
`default_nettype none

module rtlgen_adc_flash #(
  parameter BITS = 4,   // 1 to 8
  parameter ADCS = 16
) (
  input  wire                             clk,
  input  wire [ADCS*((1<<BITS)-1)-1:0]    comparator,
  output wire [ADCS*BITS-1:0]             code
);

  localparam COMPARATORS = (1 << BITS) - 1;
  localparam CHUNKS      = (COMPARATORS + 15) / 16;

  reg [ADCS*COMPARATORS-1:0] comparator_q;
  always @(posedge clk) comparator_q <= comparator;

  genvar a, c;
  generate
    for (a = 0; a < ADCS; a = a + 1) begin : gen_adc
      // One comparator is missing to a whole number of chunks, or more below 4 bits.
      wire [CHUNKS*16-1:0] padded = {{(CHUNKS * 16 - COMPARATORS) {1'b0}}, comparator_q[a*COMPARATORS+:COMPARATORS]};
      reg  [CHUNKS*5-1:0]  count_q;
      reg  [BITS-1:0]      code_q;

      for (c = 0; c < CHUNKS; c = c + 1) begin : gen_chunk
        wire [4:0] count;
        rtlgen_count_ones u_count (
          .bits (padded[c*16+:16]),
          .count(count)
        );
        always @(posedge clk) count_q[c*5+:5] <= count;
      end

      reg [8:0] total;
      integer   i;
      always @* begin
        total = 9'd0;
        for (i = 0; i < CHUNKS; i = i + 1) total = total + {4'd0, count_q[i*5+:5]};
      end

      always @(posedge clk) code_q <= total[BITS-1:0];

      wire unused = &{1'b0, total[8:BITS]};
      assign code[a*BITS+:BITS] = code_q;
    end
  endgenerate

endmodule

`default_nettype wire
