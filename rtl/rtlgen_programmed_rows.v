// SPDX-License-Identifier: Apache-2.0
//
// Programmed rows: tells whether every word line in use has been programmed since reset.
//
// Function    start: the row at place counts as not programmed from now on. done: it counts as programmed again when the
//             command was of the whole row, or the row was programmed before, or commands of single words, one after the
//             other and of no other row in between, have treated every word in use. A command that run_rst_n ends
//             never gets there: its row may hold anything.
// Contract    start only while ready. place, word_only, word and words_in_use stand from start to done. Only rows in use are
//             programmed: ROWS of them, over all tiles.
// Memory      One bit a place; a counter tells when all are set.
// Latency     all falls two cycles after start, and rises in the cycle after done.
// Reset       rst_n: nothing has been programmed; the memory is cleared in DEPTH cycles, in which ready is low.
`default_nettype none

module rtlgen_programmed_rows #(
  parameter DEPTH      = 64,  // places: tiles times rows of a tile
  parameter PLACE_BITS = 6,
  parameter ROWS       = 64,  // that are in use
  parameter WORDS      = 4,   // of a row
  parameter WORD_BITS  = 2
) (
  input  wire                  clk,
  input  wire                  rst_n,
  input  wire                  run_rst_n,     // ends a command
  input  wire                  start,
  input  wire                  done,
  input  wire [PLACE_BITS-1:0] place,         // tile times rows of a tile, and row
  input  wire                  word_only,
  input  wire [WORD_BITS-1:0]  word,
  input  wire [WORDS-1:0]      words_in_use,
  output wire                  ready,
  output wire                  all
);

  localparam integer           LAST_PLACE = DEPTH - 1;
  localparam                   COUNT_BITS = $clog2(ROWS + 1);
  localparam integer           ALL        = ROWS;
  localparam [WORDS-1:0]       FIRST_WORD = 1;

  reg                  cleared_q;
  reg [PLACE_BITS-1:0] clear_q;     // the place that is cleared next
  reg                  started_q;
  reg                  was_q;       // the row had been programmed before this command
  reg [PLACE_BITS-1:0] place_q;     // of the last command
  reg [WORDS-1:0]      treated_q;   // words of its row, by commands of single words one after the other
  reg [COUNT_BITS-1:0] count_q;     // rows that are programmed

  wire [WORDS-1:0] treated = treated_q | (FIRST_WORD << word);
  wire             ends    = done & run_rst_n;
  wire             whole   = !word_only | was_q | (&(treated | ~words_in_use));

  assign ready = cleared_q;
  assign all   = cleared_q & (count_q == ALL[COUNT_BITS-1:0]);

  // ---- The memory.

  reg programmed [0:DEPTH-1];

  wire                  write = !cleared_q | start | ends;
  wire [PLACE_BITS-1:0] at    = cleared_q ? place : clear_q;

  always @(posedge clk) begin
    if (write) programmed[at] <= cleared_q & ends & whole;
    if (start) was_q <= programmed[at];
  end

  always @(posedge clk) begin
    if (!rst_n) begin
      cleared_q <= 1'b0;
      clear_q   <= {PLACE_BITS{1'b0}};
    end else if (!cleared_q) begin
      cleared_q <= clear_q == LAST_PLACE[PLACE_BITS-1:0];
      clear_q   <= clear_q + 1'b1;
    end
  end

  // ---- Words of the row at hand, and the rows.

  always @(posedge clk) begin
    if (!rst_n | !run_rst_n) treated_q <= {WORDS{1'b0}};
    else if (start & (place != place_q)) treated_q <= {WORDS{1'b0}};
    else if (ends & word_only) treated_q <= treated;
    if (start) place_q <= place;
  end

  always @(posedge clk) begin
    if (!rst_n) begin
      started_q <= 1'b0;
      count_q   <= {COUNT_BITS{1'b0}};
    end else begin
      started_q <= start;
      if (started_q & was_q) count_q <= count_q - 1'b1;
      else if (ends & whole) count_q <= count_q + 1'b1;
    end
  end

endmodule

`default_nettype wire
