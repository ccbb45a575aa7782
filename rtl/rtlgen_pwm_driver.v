// SPDX-License-Identifier: Apache-2.0
//
// Pulse-width driver: drives each row for its slice times DRIVE_CYCLES cycles.
//
// Function    The pulses of a step start together in the cycle after load, when the slices stand in the row driver.
// Latency     1 cycle from load. The pulses are registers: word lines see no glitches.
// Reset       No row is driven.
`default_nettype none

module rtlgen_pwm_driver #(
  parameter ROWS         = 64,
  parameter DAC_BITS     = 2,
  parameter DRIVE_CYCLES = 1   // cycles of one unit
) (
  input  wire                     clk,
  input  wire                     rst_n,
  input  wire                     load,         // the row driver loads at this clock edge
  input  wire [ROWS*DAC_BITS-1:0] next_slices,  // what it loads
  input  wire [ROWS*DAC_BITS-1:0] slices,       // of the step that is driven
  output wire [ROWS-1:0]          pulse
);

  localparam         COUNT_BITS = (DRIVE_CYCLES > 1) ? $clog2(DRIVE_CYCLES) : 1;
  localparam integer FINAL      = DRIVE_CYCLES - 1;

  reg [COUNT_BITS-1:0] count_q;
  reg [DAC_BITS-1:0]   unit_q;    // whole units that have passed
  reg                  running_q; // not every unit has passed

  reg [ROWS-1:0] pulse_q;
  assign pulse = pulse_q;

  wire                unit_end  = count_q == FINAL[COUNT_BITS-1:0];
  wire [DAC_BITS-1:0] unit_next = unit_q + 1'b1;
  wire                last_unit = unit_q == {DAC_BITS{1'b1}};

  always @(posedge clk) begin
    if (!rst_n) begin
      running_q <= 1'b0;
      count_q   <= {COUNT_BITS{1'b0}};
      unit_q    <= {DAC_BITS{1'b0}};
    end else if (load) begin
      running_q <= 1'b1;
      count_q   <= {COUNT_BITS{1'b0}};
      unit_q    <= {DAC_BITS{1'b0}};
    end else if (running_q) begin
      count_q <= unit_end ? {COUNT_BITS{1'b0}} : count_q + 1'b1;
      if (unit_end) begin
        unit_q    <= unit_next;
        running_q <= !last_unit;
      end
    end
  end

  genvar r;
  generate
    for (r = 0; r < ROWS; r = r + 1) begin : gen_row
      wire some = next_slices[r*DAC_BITS+:DAC_BITS] != {DAC_BITS{1'b0}};
      wire more = (slices[r*DAC_BITS+:DAC_BITS] > unit_next) & !last_unit;
      always @(posedge clk) begin
        if (!rst_n) pulse_q[r] <= 1'b0;
        else if (load) pulse_q[r] <= some;
        else if (!running_q) pulse_q[r] <= 1'b0;
        else if (unit_end) pulse_q[r] <= more;
      end
    end
  endgenerate

endmodule

`default_nettype wire
