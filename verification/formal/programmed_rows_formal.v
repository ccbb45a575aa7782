// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_programmed_rows: all tells the truth about every row, whatever commands, cuts and resets come.
//
// Assumed     The contract: start only while ready and while no command runs, done only while one runs and not in its first
//             cycle, place, word and word_only stand meanwhile and are in use. Reset and the end of a command may come at any time.
// Proved      From reset on, for as many cycles as are looked at: all is high if and only if every row in use counts as
//             programmed, but for the cycle after start: by a command of the whole row, or by commands of single words, of
//             every word in use, with no command of another row in between. A row whose command was cut off does not count.
//             ready comes DEPTH cycles after reset, and stays.
`default_nettype none

module programmed_rows_formal #(
  parameter DEPTH = 3,
  parameter ROWS  = 2,    // place DEPTH - 1 is not in use
  parameter WORDS = 2
) (
  input wire       clk,
  input wire       rst_n,
  input wire       run_rst_n,
  input wire       start,
  input wire       done,
  input wire [1:0] place,
  input wire       word_only,
  input wire       word
);

  localparam [WORDS-1:0] IN_USE = {WORDS{1'b1}};

  wire ready, all;

  rtlgen_programmed_rows #(
    .DEPTH     (DEPTH),
    .PLACE_BITS(2),
    .ROWS      (ROWS),
    .WORDS     (WORDS),
    .WORD_BITS (1)
  ) dut (
    .clk         (clk),
    .rst_n       (rst_n),
    .run_rst_n   (run_rst_n),
    .start       (start),
    .done        (done),
    .place       (place),
    .word_only   (word_only),
    .word        (word),
    .words_in_use(IN_USE),
    .ready       (ready),
    .all         (all)
  );

  // What is known of each row, bit by bit, and of the words of the row at hand.
  reg              reset_once = 1'b0;
  reg              running    = 1'b0;
  reg              was;
  reg [ROWS-1:0]   known;
  reg [WORDS-1:0]  words;
  reg [1:0]        row;
  reg [2:0]        cycles;   // since reset
  reg [1:0]        settles;  // cycles in which all need not have fallen yet
  reg [1:0]        place_past;
  reg              word_past, only_past;

  wire             cut      = !run_rst_n;
  wire             finishes = running & done & !cut;
  wire [WORDS-1:0] words_now = words | ({{(WORDS - 1) {1'b0}}, 1'b1} << word);

  always @(posedge clk) begin
    reset_once <= 1'b1;
    place_past <= place;
    word_past  <= word;
    only_past  <= word_only;
    if (!rst_n) begin
      running <= 1'b0;
      known   <= {ROWS{1'b0}};
      words   <= {WORDS{1'b0}};
      cycles  <= 3'd0;
      settles <= 2'd0;
    end else begin
      if (cycles != DEPTH) cycles <= cycles + 3'd1;
      if (settles != 2'd0) settles <= settles - 2'd1;
      if (start) begin
        running      <= !cut;
        was          <= known[place];
        known[place] <= 1'b0;
        row          <= place;
        settles      <= 2'd1;
        if (place != row) words <= {WORDS{1'b0}};
      end else if (finishes) begin
        running      <= 1'b0;
        known[place] <= !word_only | was | (words_now == IN_USE);
        if (word_only) words <= words_now;
      end
      if (cut) begin
        running <= 1'b0;
        words   <= {WORDS{1'b0}};
      end
    end
  end

  always @* if (!reset_once) assume (!rst_n);
  always @* assume (place < ROWS);
  always @* assume (!start | (ready & !running));
  always @* assume (!done | (running & settles == 2'd0));
  always @* if (running) assume ({place, word, word_only} == {place_past, word_past, only_past});

  always @* if (reset_once & rst_n) begin
    assert (ready == (cycles == DEPTH));
    if (settles == 2'd0) assert (all == (ready & (&known)));
    cover (all);
    cover (all & running);
  end

endmodule

`default_nettype wire
