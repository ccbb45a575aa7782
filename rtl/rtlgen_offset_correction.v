// SPDX-License-Identifier: Apache-2.0
//
// Offset correction of a tile's codes: what calibration found is subtracted, column by column.
//
// Function    code = clamp(raw - offset, lowest code, highest code). raw_only passes codes as they are.
// Offsets     Two's complement, one a mux position of each ADC, behind the parameter port: KIND, number FIRST + ADC *
//             POSITIONS + mux position; the reference column's ADC is the last one and has one.
// Latency     1 cycle from raw to code; position comes RAW_LATENCY cycles before its raw code.
// Codes       Unsigned, 0 for the ADC's lowest code.
// Reset       None: offsets are written before the first vector.
`default_nettype none

module rtlgen_offset_correction #(
  parameter BITS             = 8,
  parameter ADCS             = 16,  // in use, the reference column's included
  parameter REFERENCE        = 0,
  parameter POSITIONS        = 8,   // mux positions of an ADC
  parameter POSITION_BITS    = 3,
  parameter RAW_LATENCY      = 1,
  parameter [11:0] KIND      = 12'd5,
  parameter FIRST            = 0,
  parameter REFERENCE_NUMBER = 128  // the reference column's, from FIRST on
) (
  input  wire                     clk,
  input  wire                     rst_n,
  input  wire                     write,
  input  wire [31:0]              address,  // coverage: off [29:23,19:10] (kinds are below 8; larger arrays repeat what smaller ones do)
  input  wire [31:0]              data,
  input  wire [3:0]               lanes,
  input  wire                     raw_only,
  input  wire [POSITION_BITS-1:0] position,
  input  wire [ADCS*BITS-1:0]     raw,
  output wire [ADCS*BITS-1:0]     code
);

  wire [POSITION_BITS-1:0] read_position;
  rtlgen_delay #(
    .WIDTH (POSITION_BITS),
    .CYCLES(RAW_LATENCY - 1),
    .RESET (0)
  ) u_position (
    .clk  (clk),
    .rst_n(rst_n),
    .in   (position),
    .out  (read_position)
  );

  reg [ADCS*BITS-1:0] code_q;
  assign code = code_q;

  genvar a;
  generate
    for (a = 0; a < ADCS; a = a + 1) begin : gen_adc
      localparam IS_REFERENCE = (REFERENCE != 0 && a == ADCS - 1) ? 1 : 0;

      wire [BITS:0] offset;
      rtlgen_parameters #(
        .BITS      (BITS + 1),
        .DEPTH     ((IS_REFERENCE != 0) ? 1 : POSITIONS),
        .INDEX_BITS(POSITION_BITS),
        .PER_TENSOR(IS_REFERENCE),
        .KIND      (KIND),
        .FIRST     (FIRST + ((IS_REFERENCE != 0) ? REFERENCE_NUMBER : a * POSITIONS))
      ) u_offset (
        .clk    (clk),
        .write  (write),
        .address(address),
        .data   (data),
        .lanes  (lanes),
        .index  (read_position),
        .out    (offset)
      );

      // One bit more than the difference needs: its sign, and whether it is past the highest code.
      wire [BITS+1:0] used       = {offset[BITS], offset} & {(BITS + 2) {!raw_only}};
      wire [BITS+1:0] difference = {2'b00, raw[a*BITS+:BITS]} - used;
      wire [BITS-1:0] clamped    = difference[BITS+1] ? {BITS{1'b0}} : difference[BITS] ? {BITS{1'b1}} : difference[BITS-1:0];
      always @(posedge clk) code_q[a*BITS+:BITS] <= clamped;
    end
  endgenerate

endmodule

`default_nettype wire
