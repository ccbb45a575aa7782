// SPDX-License-Identifier: Apache-2.0
//
// External ADC interface of a tile: start and done, parallel data.
//
// Function    start is high in the first cycle of a conversion, for all ADCs. Each ADC raises done in the cycle in which
//             its data is valid, in the same cycle at the earliest; the conversion ends when every one has. An ADC that
//             is not done after CYCLES cycles is given up: timeout pulses and its code is what data shows then.
// Cycles      FEWEST_CYCLES at least: sums of one mux position cannot follow each other in neighbouring cycles.
// Latency     code is valid in the cycle after the conversion's last one, for one cycle at least.
// Codes       Unsigned, 0 for the ADC's lowest code.
// Reset       No conversion.
`default_nettype none

module rtlgen_adc_external #(
  parameter BITS   = 8,
  parameter ADCS   = 16,
  parameter CYCLES = 20,        // the longest conversion
  parameter FEWEST_CYCLES = 1   // 1, or 2
) (
  input  wire                 clk,
  input  wire                 rst_n,
  input  wire                 converting,
  output wire                 conversion_done,
  output wire                 start,
  input  wire [ADCS-1:0]      done,
  input  wire [ADCS*BITS-1:0] data,
  output wire [ADCS*BITS-1:0] code,
  output wire                 timeout
);

  localparam         COUNT_BITS = (CYCLES > 1) ? $clog2(CYCLES) : 1;
  localparam integer FINAL      = CYCLES - 1;

  reg [COUNT_BITS-1:0] count_q;
  reg                  first_q;
  reg [ADCS-1:0]       done_q;   // in an earlier cycle of this conversion
  reg [ADCS*BITS-1:0]  code_q;
  reg                  timeout_q;

  wire all_done = &(done | done_q);
  wire late     = converting & (count_q == FINAL[COUNT_BITS-1:0]) & !all_done;

  assign conversion_done = converting & ((all_done & (FEWEST_CYCLES == 1 | !first_q)) | late);
  assign start           = converting & first_q;
  assign code            = code_q;
  assign timeout         = timeout_q;

  always @(posedge clk) begin
    if (!rst_n) begin
      first_q   <= 1'b1;
      count_q   <= {COUNT_BITS{1'b0}};
      done_q    <= {ADCS{1'b0}};
      timeout_q <= 1'b0;
    end else begin
      timeout_q <= late;
      if (converting) begin
        first_q <= conversion_done;
        count_q <= conversion_done ? {COUNT_BITS{1'b0}} : count_q + 1'b1;
        done_q  <= conversion_done ? {ADCS{1'b0}} : done_q | done;
      end
    end
  end

  genvar a;
  generate
    for (a = 0; a < ADCS; a = a + 1) begin : gen_adc
      always @(posedge clk) begin
        if (converting & !done_q[a]) code_q[a*BITS+:BITS] <= data[a*BITS+:BITS];
      end
    end
  endgenerate

`ifdef FORMAL
  // For the induction of its proof. converting does not fall before conversion_done: between conversions nothing of the
  // last one is left.
  always @* if (rst_n) begin
    assert (first_q | converting);
    assert (!first_q | ((count_q == {COUNT_BITS{1'b0}}) & (done_q == {ADCS{1'b0}})));
  end
`endif

endmodule

`default_nettype wire
