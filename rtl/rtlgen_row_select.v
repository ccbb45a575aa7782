// SPDX-License-Identifier: Apache-2.0
//
// Row select: the rows that programming and calibration drive, as a mask.
//
// Function    mode 0: no row. 1: the row with this number. 2: the rows below this number.
// Latency     1 cycle.
// Reset       None: the mask is looked at while a command runs.
`default_nettype none

module rtlgen_row_select #(
  parameter ROWS        = 64,
  parameter NUMBER_BITS = 7   // holds ROWS itself
) (
  input  wire                   clk,
  input  wire                   enable,   // a command runs
  input  wire [1:0]             mode,
  input  wire [NUMBER_BITS-1:0] number,
  output wire [ROWS-1:0]        mask
);

  localparam [1:0] ONE = 2'd1, BELOW = 2'd2;

  localparam [ROWS-1:0] FIRST = 1;

  reg [ROWS-1:0] mask_q;
  assign mask = mask_q;

  always @(posedge clk) begin
    if (enable) begin
      case (mode)
        ONE:     mask_q <= FIRST << number;
        BELOW:   mask_q <= ~({ROWS{1'b1}} << number);
        default: mask_q <= {ROWS{1'b0}};
      endcase
    end
  end

endmodule

`default_nettype wire
