// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_bus_stream: with select the two streams are carried by registers, without it by pins, and never mixed.
//
// Assumed     The contract: words are written and beats popped only where that is not refused; select changes only while no word
//             waits or is written. Reset may strike at any time; streams, words and pops may come in any cycle.
// Proved      Without select the layer's streams are the pins', and every word and pop is refused. With it the pins rest. WORDS
//             words make a beat, first word lowest, last as the last one said: it is offered from the cycle after on, unchanged, until it is
//             taken, and then not again. A word is refused only while a beat waits that is not taken; a pop only when nothing is offered.
//             waiting tells of every word that was not taken. The beat on offer is shown word by word.
`default_nettype none

module bus_stream_formal #(
  parameter STREAM_BITS = 64,
  parameter WORDS       = 2
) (
  input wire                   clk,
  input wire                   rst_n,
  input wire                   select,
  input wire                   word_write,
  input wire                   word_last,
  input wire [31:0]            word,
  input wire                   out_pop,
  input wire [3:0]             out_index,
  input wire [STREAM_BITS-1:0] s_tdata,
  input wire                   s_tvalid,
  input wire                   s_tlast,
  input wire                   m_tready,
  input wire                   in_ready,
  input wire [STREAM_BITS-1:0] out_data,
  input wire                   out_valid,
  input wire                   out_last
);

  wire                   word_refuse, waiting, out_refuse, s_tready, m_tvalid, m_tlast, in_valid, in_last, out_ready;
  wire [31:0]            out_word;
  wire [STREAM_BITS-1:0] m_tdata, in_data;

  rtlgen_bus_stream #(
    .STREAM_BITS(STREAM_BITS),
    .WORDS      (WORDS)
  ) dut (
    .clk        (clk),
    .rst_n      (rst_n),
    .select     (select),
    .word_write (word_write),
    .word_last  (word_last),
    .word       (word),
    .word_refuse(word_refuse),
    .waiting    (waiting),
    .out_pop    (out_pop),
    .out_refuse (out_refuse),
    .out_word   (out_word),
    .out_index  (out_index),
    .s_tdata    (s_tdata),
    .s_tvalid   (s_tvalid),
    .s_tready   (s_tready),
    .s_tlast    (s_tlast),
    .m_tdata    (m_tdata),
    .m_tvalid   (m_tvalid),
    .m_tready   (m_tready),
    .m_tlast    (m_tlast),
    .in_data    (in_data),
    .in_valid   (in_valid),
    .in_ready   (in_ready),
    .in_last    (in_last),
    .out_data   (out_data),
    .out_valid  (out_valid),
    .out_ready  (out_ready),
    .out_last   (out_last)
  );

  reg                   started = 1'b0;
  reg                   select_past, waiting_past = 1'b0;
  reg                   offered = 1'b0;  // a whole beat that the layer has not taken
  reg [2:0]             words   = 3'd0;  // of the next one
  reg [STREAM_BITS-1:0] gathered, beat;
  reg                   last;
  reg                   stalled = 1'b0;
  reg [STREAM_BITS:0]   in_past;

  wire [STREAM_BITS+31:0] above = {word, gathered};  // the words so far lie highest
  wire                    whole = word_write & (words == WORDS - 1);

  always @(posedge clk) begin
    started      <= 1'b1;
    select_past  <= select;
    waiting_past <= rst_n & (waiting | word_write);
    stalled      <= rst_n & select & in_valid & !in_ready;
    in_past      <= {in_last, in_data};
    if (!rst_n) begin
      offered <= 1'b0;
      words   <= 3'd0;
    end else begin
      offered <= whole | (offered & !in_ready);
      if (word_write) words <= whole ? 3'd0 : words + 3'd1;
    end
    if (word_write) gathered <= (STREAM_BITS < 32) ? word : above >> 32;
    if (whole) beat <= (STREAM_BITS < 32) ? word : above >> 32;
    if (whole) last <= word_last;
  end

  always @* if (!started) assume (!rst_n);
  always @* assume (!word_write | !word_refuse);
  always @* assume (!out_pop | !out_refuse);
  always @* if (waiting_past & rst_n) assume (select == select_past);

  always @* if (started & rst_n) begin
    if (!select) begin
      assert (word_refuse & out_refuse);
      assert ({in_valid, in_last, in_data} == {s_tvalid, s_tlast, s_tdata});
      assert ({s_tready, out_ready} == {in_ready, m_tready});
      assert ({m_tvalid, m_tlast, m_tdata} == {out_valid, out_last, out_data});
    end else begin
      assert (!s_tready & !m_tvalid);
      assert (in_valid == offered);
      if (offered) assert ({in_last, in_data} == {last, beat});
      assert (word_refuse == (offered & !in_ready));
      assert (out_refuse == !out_valid);
      assert (out_ready == out_pop);
      if (stalled) assert (in_valid & ({in_last, in_data} == in_past));
    end
    assert (waiting == (offered | (words != 0)));
    if (out_valid & (out_index < WORDS)) assert (out_word == ((out_data >> (32 * out_index)) & 32'hFFFFFFFF));
  end

  // For the induction.
  always @* if (started & rst_n) begin
    assert (words < WORDS);
    assert (!offered | (words == 0));
    assert (select | !(offered | (words != 0)));
  end
  (* hierconn *) wire                                         \dut.full_q ;
  (* hierconn *) wire [((WORDS > 1) ? $clog2(WORDS) : 1)-1:0] \dut.count_q ;
  (* hierconn *) wire [STREAM_BITS-1:0]                       \dut.beat_q ;
  always @* if (started & rst_n) begin
    assert (\dut.full_q == offered);
    assert (\dut.count_q == words);
    if (offered) assert (\dut.beat_q == beat);
    if (words != 0) assert ((\dut.beat_q >> (STREAM_BITS - 32 * words)) == (gathered >> (STREAM_BITS - 32 * words)));
  end

  reg [1:0] taken = 2'd0;
  always @(posedge clk) if (offered & in_ready) taken <= taken + 2'd1;
  always @* cover ((taken == 2'd2) & offered & in_ready & word_write);
  always @* cover (stalled & !select);
  always @* cover (out_pop);

endmodule

`default_nettype wire
