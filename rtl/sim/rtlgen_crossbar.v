// SPDX-License-Identifier: Apache-2.0
//
// Behavioural crossbar with its sample and hold and the transfer function of its ADCs. For simulation only.
//
// Function    At every clock edge with sample high: v = sum of row * cell for each conversion column, and the code that
//             an ideal ADC of the configured range and rounding gives it. held_codes are the codes of the selected
//             capacitors at the mux position, one an ADC, code_min subtracted.
// Cells       Bit planes in 32-bit words, loaded at time 0 from cells_<TILE>.hex in the current directory:
//             word (column * CELL_BITS + bit) * CHUNKS + chunk holds the rows 32 * chunk to 32 * chunk + 31.
// Speed       Everything is computed at the sample, with word-wide counts; between samples only the mux is evaluated.
`default_nettype none

module rtlgen_crossbar #(
  parameter                TILE       = 0,
  parameter                ROWS       = 64,
  parameter                CELL_BITS  = 2,
  parameter                LANES      = 8,
  parameter                POSITIONS  = 8,   // conversion columns of a lane
  parameter                MUX_BITS   = 3,
  parameter                BANKS      = 2,   // hold capacitors of a column
  parameter                CODE_BITS  = 8,
  parameter                CODE_MIN   = 0,
  parameter signed [63:0]  STEP_256   = 256, // units of 1/256
  parameter signed [63:0]  ZERO_256   = 0,
  parameter                ROUNDING   = 0    // 0 floor, 1 half up, 2 half even, 3 half away, 4 ceiling minus one
) (
  input  wire                       clk,
  input  wire [ROWS-1:0]            row,
  input  wire                       sample,
  input  wire                       sample_bank,
  input  wire                       convert_bank,
  input  wire [MUX_BITS-1:0]        mux,
  output wire [LANES*CODE_BITS-1:0] held_codes
);

  localparam CHUNKS  = (ROWS + 31) / 32;
  localparam COLUMNS = LANES * POSITIONS;
  localparam CODES   = 1 << CODE_BITS;

  reg [31:0]          cells [0:COLUMNS*CELL_BITS*CHUNKS-1];
  reg [CODE_BITS-1:0] held  [0:BANKS*COLUMNS-1];
  reg [31:0]          rows  [0:CHUNKS-1];

  wire [CHUNKS*32-1:0] padded_row;
  generate
    if (CHUNKS * 32 == ROWS) begin : gen_whole
      assign padded_row = row;
    end else begin : gen_padded
      assign padded_row = {{(CHUNKS * 32 - ROWS) {1'b0}}, row};
    end
  endgenerate

  reg [8*32-1:0] image;
  initial begin
    $sformat(image, "cells_%0d.hex", TILE);
    $readmemh(image, cells);
  end

  function [31:0] ones;
    input [31:0] bits;
    reg [31:0] fields;
    begin
      fields = bits - ((bits >> 1) & 32'h5555_5555);
      fields = (fields & 32'h3333_3333) + ((fields >> 2) & 32'h3333_3333);
      fields = (fields + (fields >> 4)) & 32'h0F0F_0F0F;
      fields = fields + (fields >> 8);
      fields = fields + (fields >> 16);
      ones   = fields & 32'h0000_003F;
    end
  endfunction

  // t = (v - zero) / step; code = clamp(round(t)), code_min subtracted.
  function [CODE_BITS-1:0] convert;
    input signed [63:0] value;
    reg signed [63:0] numerator;
    reg signed [63:0] quotient;
    reg signed [63:0] twice;
    begin
      numerator = value * 64'sd256 - ZERO_256;
      quotient  = numerator / STEP_256;
      if (quotient * STEP_256 > numerator) quotient = quotient - 64'sd1;
      twice = (numerator - quotient * STEP_256) * 64'sd2;
      case (ROUNDING)
        1: if (twice >= STEP_256) quotient = quotient + 64'sd1;
        2: if (twice > STEP_256 || (twice == STEP_256 && quotient[0])) quotient = quotient + 64'sd1;
        3: if (twice > STEP_256 || (twice == STEP_256 && numerator > 64'sd0)) quotient = quotient + 64'sd1;
        4: if (twice == 64'sd0) quotient = quotient - 64'sd1;
        default: ;
      endcase
      quotient = quotient - CODE_MIN;
      if (quotient < 64'sd0) quotient = 64'sd0;
      if (quotient >= CODES) quotient = CODES - 64'sd1;
      convert = quotient[CODE_BITS-1:0];
    end
  endfunction

  integer     c, b, k;
  reg  [31:0] count;
  reg  [31:0] value;

  // Blocking writes, because a non-blocking write to an array in a long loop is refused by the simulator. No race:
  // the controller never converts the capacitors that it samples.
  // verilator lint_off BLKSEQ
  always @(posedge clk) begin
    if (sample) begin
      for (k = 0; k < CHUNKS; k = k + 1) rows[k] = padded_row[k*32+:32];
      for (c = 0; c < COLUMNS; c = c + 1) begin
        value = 32'd0;
        for (b = 0; b < CELL_BITS; b = b + 1) begin
          count = 32'd0;
          for (k = 0; k < CHUNKS; k = k + 1) count = count + ones(rows[k] & cells[(c*CELL_BITS+b)*CHUNKS+k]);
          value = value + (count << b);
        end
        held[(sample_bank ? COLUMNS : 0)+c] = convert({32'd0, value});
      end
    end
  end
  // verilator lint_on BLKSEQ

  genvar l;
  generate
    for (l = 0; l < LANES; l = l + 1) begin : gen_lane
      assign held_codes[l*CODE_BITS+:CODE_BITS] =
        held[(convert_bank ? COLUMNS : 0) + l*POSITIONS + {{(32 - MUX_BITS) {1'b0}}, mux}];
    end
  endgenerate

endmodule

`default_nettype wire
