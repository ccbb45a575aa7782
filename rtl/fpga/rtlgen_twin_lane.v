// SPDX-License-Identifier: Apache-2.0
//
// Bit lines of one ADC in the digital twin of a macro: their cells, and the value of the one that the mux selects.
//
// Function    value = sum over the rows of slice * cell, of a pair the first bit line's minus the second's.
//             PROGRAM: each cycle of program_pulse moves the cells of program_row on the bit lines of program_column by
//             one level, up (program_set) or down, between 0 and LARGEST; a level is 2^FRACTION.
// Cells       IMAGE: position by position, in each wire by wire, in each plane by plane, a bit a row; the top plane counts
//             negative with CELL_SIGNED. Without PROGRAM a memory that is read as wide as it is, with one word a mux
//             position: look-up tables. With PROGRAM counters, which start with IMAGE.
// Latency     None: value follows slices and mux within the cycle, as a bit line follows its mux.
// Reset       None: cells keep what they hold.
`default_nettype none

module rtlgen_twin_lane #(
  parameter ROWS        = 64,
  parameter SLICE_BITS  = 1,
  parameter CELL_BITS   = 2,
  parameter CELL_SIGNED = 0,
  parameter PAIR        = 0,   // 1: a conversion column is two bit lines
  parameter POSITIONS   = 8,   // of the mux that are in use
  parameter MUX_BITS    = 3,
  parameter VALUE_BITS  = 9,   // two's complement
  parameter PROGRAM     = 0,
  parameter FRACTION    = 0,
  parameter LARGEST     = 3,   // level
  parameter INDEX_BITS  = 6,   // of a row's number
  parameter [POSITIONS*(PAIR+1)*CELL_BITS*ROWS-1:0] IMAGE = {(POSITIONS * (PAIR + 1) * CELL_BITS * ROWS) {1'b0}}
) (
  input  wire                          clk,
  input  wire [ROWS*SLICE_BITS-1:0]    slices,          // as bit planes
  input  wire [MUX_BITS-1:0]           mux,
  input  wire                          program_pulse,
  input  wire                          program_set,
  input  wire [INDEX_BITS-1:0]         program_row,
  input  wire [POSITIONS*(PAIR+1)-1:0] program_column,
  output wire [VALUE_BITS-1:0]         value
);

  localparam WIRES     = PAIR + 1;
  localparam LINE_BITS = CELL_BITS * ROWS;
  localparam WORD_BITS = WIRES * LINE_BITS;
  localparam DEPTH     = 1 << MUX_BITS;

  wire [WORD_BITS-1:0] word;  // cells of the selected position

  genvar p, w;
  generate
    if (PROGRAM == 0) begin : gen_fixed
      reg [WORD_BITS-1:0] cells [0:DEPTH-1];
      integer i;
      initial begin
        for (i = 0; i < DEPTH; i = i + 1) cells[i] = {WORD_BITS{1'b0}};
        for (i = 0; i < POSITIONS; i = i + 1) cells[i] = IMAGE[i*WORD_BITS+:WORD_BITS];
      end
      assign word = cells[mux];
      wire unused = &{1'b0, clk, program_pulse, program_set, program_row, program_column};
    end else begin : gen_programmed
      localparam [ROWS-1:0] FIRST_ROW = 1;
      wire [ROWS-1:0]            chosen    = FIRST_ROW << program_row;
      wire [DEPTH*WORD_BITS-1:0] words;

      for (p = 0; p < DEPTH; p = p + 1) begin : gen_position
        if (p < POSITIONS) begin : gen_used
          for (w = 0; w < WIRES; w = w + 1) begin : gen_wire
            localparam integer         LINE    = p * WIRES + w;
            localparam [LINE_BITS-1:0] CONTENT = IMAGE[LINE*LINE_BITS+:LINE_BITS];
            localparam integer         LEVELS  = CELL_BITS - FRACTION;  // planes of whole levels
            localparam [31:0]          TOP     = LARGEST;

            reg [LEVELS*ROWS-1:0] cells_q, next;
            reg [ROWS-1:0]        below_top, above_zero, moves;
            integer l;
            initial cells_q = CONTENT[LINE_BITS-1:FRACTION*ROWS];

            // Rows that are not at their end yet move; then carries and borrows through the planes.
            always @* begin
              below_top  = {ROWS{1'b0}};
              above_zero = {ROWS{1'b0}};
              next       = cells_q;
              for (l = 0; l < LEVELS; l = l + 1) begin
                below_top  = below_top | (cells_q[l*ROWS+:ROWS] ^ {ROWS{TOP[l]}});
                above_zero = above_zero | cells_q[l*ROWS+:ROWS];
              end
              moves = chosen & {ROWS{program_column[LINE]}} & (program_set ? below_top : above_zero);
              for (l = 0; l < LEVELS; l = l + 1) begin
                next[l*ROWS+:ROWS] = cells_q[l*ROWS+:ROWS] ^ moves;
                moves              = moves & (cells_q[l*ROWS+:ROWS] ^ {ROWS{!program_set}});
              end
            end

            always @(posedge clk) if (program_pulse) cells_q <= next;

            assign words[LINE*LINE_BITS+FRACTION*ROWS+:LEVELS*ROWS] = cells_q;
            if (FRACTION > 0) begin : gen_fraction
              assign words[LINE*LINE_BITS+:FRACTION*ROWS] = CONTENT[FRACTION*ROWS-1:0];
            end
            wire unused_content = &{1'b0, CONTENT, TOP};
          end
        end else begin : gen_unused
          assign words[p*WORD_BITS+:WORD_BITS] = {WORD_BITS{1'b0}};
        end
      end

      assign word = words[mux*WORD_BITS+:WORD_BITS];
    end

    // ---- The value: rows counted for each pair of planes.

    for (w = 0; w < WIRES; w = w + 1) begin : gen_sum
      reg [VALUE_BITS-1:0] sum;
      reg [VALUE_BITS-1:0] count;
      reg [ROWS-1:0]       both;
      integer s, c, k;
      always @* begin
        sum   = {VALUE_BITS{1'b0}};
        count = {VALUE_BITS{1'b0}};
        both  = {ROWS{1'b0}};
        for (c = 0; c < CELL_BITS; c = c + 1) begin
          for (s = 0; s < SLICE_BITS; s = s + 1) begin
            both  = slices[s*ROWS+:ROWS] & word[w*LINE_BITS+c*ROWS+:ROWS];
            count = {VALUE_BITS{1'b0}};
            for (k = 0; k < ROWS; k = k + 1) count = count + {{(VALUE_BITS - 1) {1'b0}}, both[k]};
            if (CELL_SIGNED != 0 && c == CELL_BITS - 1) sum = sum - (count << (s + c));
            else sum = sum + (count << (s + c));
          end
        end
      end
    end

    if (PAIR == 0) begin : gen_single
      assign value = gen_sum[0].sum;
    end else begin : gen_pair
      assign value = gen_sum[0].sum - gen_sum[1].sum;
    end
  endgenerate

endmodule

`default_nettype wire
