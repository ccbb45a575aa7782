// SPDX-License-Identifier: Apache-2.0
//
// Successive-approximation ADC interface of a tile: one binary search a lane, all lanes in step.
//
// Function    trial is compared with the column value in the macro; comparator = 1 keeps the bit under test. The first
//             trial stands in the register while idle and is restored in the last cycle, so that a conversion takes
//             BITS cycles and the next one may follow at once.
// Latency     code is valid in the cycle after the conversion's last one, for one cycle at least.
// Codes       Unsigned, 0 for the ADC's lowest code.
// Reset       The first trial.
`default_nettype none

module rtlgen_adc_sar #(
  parameter BITS = 8,
  parameter ADCS = 16
) (
  input  wire                 clk,
  input  wire                 rst_n,
  input  wire                 converting,
  input  wire                 conversion_last,
  output wire [ADCS*BITS-1:0] trial,
  input  wire [ADCS-1:0]      comparator,
  output wire [ADCS*BITS-1:0] code
);

  localparam [BITS-1:0] FIRST_TRIAL = {1'b1, {(BITS - 1) {1'b0}}};

  reg [BITS-1:0] test_q;  // the bit under test, the same in every lane

  wire [BITS-1:0] test_next;
  generate
    if (BITS == 1) begin : gen_one_bit
      assign test_next = test_q;
    end else begin : gen_bits
      assign test_next = {1'b0, test_q[BITS-1:1]};
    end
  endgenerate

  wire restart = !converting | conversion_last;

  always @(posedge clk) begin
    if (!rst_n) test_q <= FIRST_TRIAL;
    else        test_q <= restart ? FIRST_TRIAL : test_next;
  end

  reg [ADCS*BITS-1:0] trial_q;
  reg [ADCS*BITS-1:0] code_q;

  assign trial = trial_q;
  assign code  = code_q;

  // The trial without the bit under test where the comparator refused it.
  wire [ADCS*BITS-1:0] decided;
  genvar a;
  generate
    for (a = 0; a < ADCS; a = a + 1) begin : gen_adc
      assign decided[a*BITS+:BITS] = trial_q[a*BITS+:BITS] & ~(test_q & {BITS{!comparator[a]}});
    end
  endgenerate

  always @(posedge clk) begin
    if (!rst_n) trial_q <= {ADCS{FIRST_TRIAL}};
    else        trial_q <= restart ? {ADCS{FIRST_TRIAL}} : decided | {ADCS{test_next}};
  end

  always @(posedge clk) begin
    if (conversion_last) code_q <= decided;
  end

endmodule

`default_nettype wire
