// SPDX-License-Identifier: Apache-2.0
//
// Array sweep: one activation step outside of any vector, then its codes one conversion column after the other.
//
// Function    start: asks the tile for a step, keeps the codes of all its mux positions, then shows them: mux position
//             by mux position, in each the lanes in use ascending, the reference column last in the first position.
// Throughput  One conversion column a cycle, and one cycle between mux positions.
// Done        In the cycle after the last column.
// Reset       Idle.
`default_nettype none

module rtlgen_array_sweep #(
  parameter CODE_BITS        = 8,
  parameter LANES            = 16,  // in use in the fullest tile
  parameter REFERENCE        = 0,   // 1: one more ADC, of the reference column
  parameter COLUMNS_PER_ADC  = 8,
  parameter POSITIONS        = 8,   // mux positions in use
  parameter LANE_BITS        = 5,   // holds LANES itself
  parameter NUMBER_BITS      = 8,   // of a conversion column
  parameter REFERENCE_NUMBER = 128  // the reference column's
) (
  input  wire                                   clk,
  input  wire                                   rst_n,
  input  wire                                   start,
  input  wire [LANE_BITS-1:0]                   lanes,      // in use in the tile that is read
  output wire                                   done,

  // To and from the tile.
  output wire                                   step,
  input  wire                                   step_take,
  input  wire                                   code_valid,
  input  wire [(LANES+REFERENCE)*CODE_BITS-1:0] codes,      // of all ADCs, beside code_valid

  output wire                                   column_valid,
  output wire                                   column_is_reference,
  output wire [NUMBER_BITS-1:0]                 column_number,
  output wire [CODE_BITS-1:0]                   column_code
);

  localparam [2:0] IDLE = 3'd0, STEP = 3'd1, COLLECT = 3'd2, LOAD = 3'd3, SHOW = 3'd4, SHOW_REFERENCE = 3'd5, DONE = 3'd6;

  localparam         POSITION_BITS  = (POSITIONS > 1) ? $clog2(POSITIONS) : 1;
  localparam integer FINAL_POSITION = POSITIONS - 1;
  localparam integer STRIDE         = COLUMNS_PER_ADC;
  localparam integer AFTER_LANES    = REFERENCE_NUMBER;

  reg [2:0]                 state_q;
  reg [POSITION_BITS-1:0]   position_q;
  reg [LANE_BITS-1:0]       left_q;      // lanes after this one
  reg [NUMBER_BITS-1:0]     number_q;
  reg [LANES*CODE_BITS-1:0] shown_q;
  reg [LANES*CODE_BITS-1:0] kept [0:POSITIONS-1];

  wire position_last = position_q == FINAL_POSITION[POSITION_BITS-1:0];
  wire lane_last     = left_q == {LANE_BITS{1'b0}};
  wire has_reference = REFERENCE != 0 & position_q == {POSITION_BITS{1'b0}};
  wire position_done = (state_q == SHOW & lane_last & !has_reference) | state_q == SHOW_REFERENCE;

  assign step                = state_q == STEP;
  assign done                = state_q == DONE;
  assign column_valid        = state_q == SHOW | state_q == SHOW_REFERENCE;
  assign column_is_reference = state_q == SHOW_REFERENCE;
  assign column_number       = column_is_reference ? AFTER_LANES[NUMBER_BITS-1:0] : number_q;

  generate
    if (REFERENCE != 0) begin : gen_reference
      reg [CODE_BITS-1:0] reference_q;
      always @(posedge clk) begin
        if (state_q == COLLECT & code_valid & has_reference) reference_q <= codes[LANES*CODE_BITS+:CODE_BITS];
      end
      assign column_code = column_is_reference ? reference_q : shown_q[CODE_BITS-1:0];
    end else begin : gen_no_reference
      assign column_code = shown_q[CODE_BITS-1:0];
    end
  endgenerate

  always @(posedge clk) begin
    if (!rst_n) begin
      state_q    <= IDLE;
      position_q <= {POSITION_BITS{1'b0}};
    end else begin
      case (state_q)
        IDLE:           if (start) state_q <= STEP;
        STEP:           if (step_take) state_q <= COLLECT;  // coverage: off (the tile is empty and takes its step at once)
        COLLECT:        if (code_valid & position_last) state_q <= LOAD;
        LOAD:           state_q <= SHOW;
        SHOW:           if (lane_last) state_q <= has_reference ? SHOW_REFERENCE : position_last ? DONE : LOAD;
        SHOW_REFERENCE: state_q <= position_last ? DONE : LOAD;
        default:        state_q <= IDLE;
      endcase
      if ((state_q == COLLECT & code_valid) | position_done)
        position_q <= position_last ? {POSITION_BITS{1'b0}} : position_q + 1'b1;
    end
  end

  always @(posedge clk) if (state_q == COLLECT & code_valid) kept[position_q] <= codes[LANES*CODE_BITS-1:0];

  generate
    if (NUMBER_BITS > POSITION_BITS) begin : gen_extend
      always @(posedge clk) begin
        if (state_q == LOAD) number_q <= {{(NUMBER_BITS - POSITION_BITS) {1'b0}}, position_q};
        else if (state_q == SHOW) number_q <= number_q + STRIDE[NUMBER_BITS-1:0];
      end
    end else begin : gen_same
      always @(posedge clk) begin
        if (state_q == LOAD) number_q <= position_q[NUMBER_BITS-1:0];
        else if (state_q == SHOW) number_q <= number_q + STRIDE[NUMBER_BITS-1:0];
      end
    end
  endgenerate

  always @(posedge clk) begin
    if (state_q == LOAD) begin
      shown_q <= kept[position_q];
      left_q  <= lanes - 1'b1;
    end else if (state_q == SHOW) begin
      shown_q <= shown_q >> CODE_BITS;
      left_q  <= left_q - 1'b1;
    end
  end

endmodule

`default_nettype wire
