// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_requantize_thresholds: contract §7, mode thresholds.
//
// Assumed     While a y is on its way its output's thresholds ascend (repeats allowed) and are not written. Before, writes of any output and
//             number may come in any cycle.
// Proved      From any thresholds: 2 * OUT_BITS + 1 cycles later q is clamp(lo + the number of thresholds that y reaches, LO, HI). A threshold
//             changes when it is written, and a write of another number or output changes none.
`default_nettype none

module requantize_thresholds_formal #(
  parameter Y_BITS     = 3,
  parameter OUT_SIGNED = 1,
  parameter OUTPUTS    = 2,
  parameter PER_TENSOR = 0,
  parameter RELU       = 0
) (
  input wire              clk,
  input wire              write,
  input wire [31:0]       address,
  input wire [31:0]       data,
  input wire              index,
  input wire [Y_BITS-1:0] y
);

  localparam OUT_BITS = 2;
  localparam BITS     = Y_BITS + 1;
  localparam FIRST    = 5;
  localparam LATENCY  = 2 * OUT_BITS + 1;
  localparam LEAST    = (OUT_SIGNED != 0) ? -2 : 0;
  localparam LO       = (RELU != 0) ? 0 : LEAST;
  localparam HI       = LEAST + 3;

  wire [OUT_BITS-1:0] q;

  rtlgen_requantize_thresholds #(
    .Y_BITS    (Y_BITS),
    .OUT_BITS  (OUT_BITS),
    .OUT_SIGNED(OUT_SIGNED),
    .OUTPUTS   (OUTPUTS),
    .FIRST     (FIRST),
    .PER_TENSOR(PER_TENSOR),
    .INDEX_BITS(1),
    .WORK_BITS (12),
    .LO        (LO),
    .HI        (HI)
  ) dut (
    .clk    (clk),
    .write  (write),
    .address(address),
    .data   (data),
    .lanes  (4'b1111),
    .index  (index),
    .y      (y),
    .q      (q)
  );

  // All thresholds, output by output, the first one lowest.
  reg [OUTPUTS*3*BITS-1:0] table_q;
  integer                  i, n;
  always @(posedge clk) begin
    for (i = 0; i < OUTPUTS; i = i + 1)
      for (n = 0; n < 3; n = n + 1)
        if (write & (address == 32'h8000_0000 + (FIRST + i) * 4 + n)) table_q[(i*3+n)*BITS+:BITS] <= data[BITS-1:0];
  end

  reg [LATENCY+1:0] age = 0;
  always @(posedge clk) age <= {age, 1'b1};
  // y comes in in the second cycle: in the first one thresholds may be written.
  always @* if (age[0]) assume (!write);

  wire [3*BITS-1:0] mine = table_q[((PER_TENSOR != 0) ? 0 : index)*3*BITS+:3*BITS];
  wire signed [BITS-1:0] t_0 = mine[0+:BITS], t_1 = mine[BITS+:BITS], t_2 = mine[2*BITS+:BITS];
  wire signed [BITS-1:0] y_wide = {y[Y_BITS-1], y};
  always @* if (age[0] & !age[1]) assume ((t_0 <= t_1) & (t_1 <= t_2));
  wire signed [11:0] count   = ((y_wide >= t_0) ? 1 : 0) + ((y_wide >= t_1) ? 1 : 0) + ((y_wide >= t_2) ? 1 : 0);
  wire signed [11:0] moved   = count + LEAST;
  wire signed [11:0] clamped = (moved < LO) ? LO : (moved > HI) ? HI : moved;

  reg [OUT_BITS-1:0] wanted;
  always @(posedge clk) if (age[0] & !age[1]) wanted <= clamped[OUT_BITS-1:0];
  wire first_out = age[LATENCY] & !age[LATENCY+1];  // only the y of the second cycle is followed
  always @* if (first_out) assert (q == wanted);

  // The thresholds at first are what the memories hold; they stay the same. Number 2 stands alone, 1 and 3 in the second memory.
  (* hierconn *) wire [BITS-1:0] \dut.gen_bit[0].gen_runtime.thresholds[0] ;
  (* hierconn *) wire [BITS-1:0] \dut.gen_bit[1].gen_runtime.thresholds[0] , \dut.gen_bit[1].gen_runtime.thresholds[1] ;
  (* hierconn, optional *) wire [BITS-1:0] \dut.gen_bit[0].gen_runtime.thresholds[1] ;
  (* hierconn, optional *) wire [BITS-1:0] \dut.gen_bit[1].gen_runtime.thresholds[2] , \dut.gen_bit[1].gen_runtime.thresholds[3] ;
  wire [6*BITS-1:0] memories = {
    \dut.gen_bit[1].gen_runtime.thresholds[3] , \dut.gen_bit[0].gen_runtime.thresholds[1] , \dut.gen_bit[1].gen_runtime.thresholds[2] ,
    \dut.gen_bit[1].gen_runtime.thresholds[1] , \dut.gen_bit[0].gen_runtime.thresholds[0] , \dut.gen_bit[1].gen_runtime.thresholds[0]
  };
  always @* if (!age[0]) assume (memories[OUTPUTS*3*BITS-1:0] == table_q);
  always @* if (age[0]) assert (memories[OUTPUTS*3*BITS-1:0] == table_q);

  always @* cover (first_out & (q == HI[OUT_BITS-1:0]));
  always @* cover (first_out & (q == LO[OUT_BITS-1:0]));

endmodule

`default_nettype wire
