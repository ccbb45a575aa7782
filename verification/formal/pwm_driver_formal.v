// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_pwm_driver: a row's pulse lasts its slice times DRIVE_CYCLES cycles.
//
// Assumed     The contract: slices are what was loaded, from the cycle after load on until the next one. Loads may come in any cycle, reset too.
// Proved      In cycle t after a load (t = 1, 2, …) with no other load or reset since, a row is driven if and only if t is at most its slice
//             times DRIVE_CYCLES. After reset no row is driven before a load.
`default_nettype none

module pwm_driver_formal #(
  parameter ROWS         = 2,
  parameter DAC_BITS     = 2,
  parameter DRIVE_CYCLES = 3
) (
  input wire                     clk,
  input wire                     rst_n,
  input wire                     load,
  input wire [ROWS*DAC_BITS-1:0] next_slices
);

  localparam LONGEST    = ((1 << DAC_BITS) - 1) * DRIVE_CYCLES;
  localparam COUNT_BITS = (DRIVE_CYCLES > 1) ? $clog2(DRIVE_CYCLES) : 1;

  wire [ROWS-1:0]          pulse;
  reg  [ROWS*DAC_BITS-1:0] slices;
  reg                      started = 1'b0, loaded = 1'b0;
  reg  [5:0]               t       = 6'd0;  // cycles since the load, to one more than the longest pulse

  rtlgen_pwm_driver #(
    .ROWS        (ROWS),
    .DAC_BITS    (DAC_BITS),
    .DRIVE_CYCLES(DRIVE_CYCLES)
  ) dut (
    .clk        (clk),
    .rst_n      (rst_n),
    .load       (load),
    .next_slices(next_slices),
    .slices     (slices),
    .pulse      (pulse)
  );

  always @(posedge clk) begin
    started <= 1'b1;
    if (load) slices <= next_slices;
    if (!rst_n) loaded <= 1'b0;
    else if (load) loaded <= 1'b1;
    t <= load ? 6'd1 : (t > LONGEST + DRIVE_CYCLES) ? t : t + 6'd1;
  end

  always @* if (!started) assume (!rst_n);

  genvar r;
  generate
    for (r = 0; r < ROWS; r = r + 1) begin : gen_row
      wire [5:0] long = slices[r*DAC_BITS+:DAC_BITS] * DRIVE_CYCLES;
      always @* if (started) assert (pulse[r] == (loaded & (t <= long)));
      always @* cover (started & loaded & (t == LONGEST) & pulse[r]);
    end
  endgenerate

  // For the induction: the module counts units and their cycles.
  (* hierconn *) wire [COUNT_BITS-1:0] \dut.count_q ;
  (* hierconn *) wire [DAC_BITS-1:0]   \dut.unit_q ;
  (* hierconn *) wire                  \dut.running_q ;
  always @* if (started) begin
    assert (\dut.running_q == (loaded & (t <= LONGEST + DRIVE_CYCLES)));
    if (\dut.running_q ) assert (t == \dut.unit_q * DRIVE_CYCLES + \dut.count_q + 1);
    if (loaded) assert (t != 0);
    assert (\dut.count_q < DRIVE_CYCLES);
  end

endmodule

`default_nettype wire
