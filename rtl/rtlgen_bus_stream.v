// SPDX-License-Identifier: Apache-2.0
//
// Bus stream: the layer's two streams from and to registers instead of pins.
//
// Function    select = 0: pins pass. select = 1: pins rest; words that are written gather into a beat, which is offered
//             to the layer when its last word is in; the beat that the layer offers is shown, and taken by out_pop.
// Words       Of 32 bits, lowest first; a beat narrower than that is one word.
// Refusal     A word while the beat before it waits and is not taken in this very cycle; a pop of nothing; both where
//             select = 0.
// Reset       No beat is held.
`default_nettype none

module rtlgen_bus_stream #(
  parameter STREAM_BITS = 32,
  parameter WORDS       = 1    // of a beat
) (
  input  wire                   clk,
  input  wire                   rst_n,
  input  wire                   select,

  input  wire                   word_write,
  input  wire                   word_last,      // beside word_write: of the packet's last beat
  input  wire [31:0]            word,
  output wire                   word_refuse,
  output wire                   waiting,        // a beat, or a part of one, waits
  input  wire                   out_pop,
  output wire                   out_refuse,
  output wire [31:0]            out_word,
  input  wire [3:0]             out_index,

  input  wire [STREAM_BITS-1:0] s_tdata,
  input  wire                   s_tvalid,
  output wire                   s_tready,
  input  wire                   s_tlast,
  output wire [STREAM_BITS-1:0] m_tdata,
  output wire                   m_tvalid,
  input  wire                   m_tready,
  output wire                   m_tlast,

  output wire [STREAM_BITS-1:0] in_data,
  output wire                   in_valid,
  input  wire                   in_ready,
  output wire                   in_last,
  input  wire [STREAM_BITS-1:0] out_data,
  input  wire                   out_valid,
  output wire                   out_ready,
  input  wire                   out_last
);

  localparam         COUNT_BITS = (WORDS > 1) ? $clog2(WORDS) : 1;
  localparam integer FINAL_WORD = WORDS - 1;

  reg [STREAM_BITS-1:0] beat_q;
  reg                   full_q;
  reg                   last_q;
  reg [COUNT_BITS-1:0]  count_q;

  wire word_final = count_q == FINAL_WORD[COUNT_BITS-1:0];

  assign word_refuse = !select | (full_q & !in_ready);
  assign waiting     = full_q | (count_q != {COUNT_BITS{1'b0}});

  always @(posedge clk) begin
    if (!rst_n) begin
      full_q  <= 1'b0;
      count_q <= {COUNT_BITS{1'b0}};
    end else begin
      full_q <= (word_write & word_final) | (full_q & !in_ready);
      if (word_write) count_q <= word_final ? {COUNT_BITS{1'b0}} : count_q + 1'b1;
    end
  end

  always @(posedge clk) if (word_write) last_q <= word_last;

  generate
    if (STREAM_BITS <= 32) begin : gen_one_word
      always @(posedge clk) if (word_write) beat_q <= word[STREAM_BITS-1:0];
      wire unused = &{1'b0, word, out_index};
      if (STREAM_BITS == 32) begin : gen_whole
        assign out_word = out_data;
      end else begin : gen_part
        assign out_word = {{(32 - STREAM_BITS) {1'b0}}, out_data};
      end
    end else begin : gen_words
      // The first word ends up lowest.
      always @(posedge clk) if (word_write) beat_q <= {word, beat_q[STREAM_BITS-1:32]};
      wire [STREAM_BITS-1:0] shifted = out_data >> {out_index, 5'd0};
      assign out_word = shifted[31:0];
      wire unused = &{1'b0, shifted};
    end
  endgenerate

  assign in_data  = select ? beat_q : s_tdata;
  assign in_valid = select ? full_q : s_tvalid;
  assign in_last  = select ? last_q : s_tlast;
  assign s_tready = !select & in_ready;

  assign out_refuse = !select | !out_valid;
  assign out_ready  = select ? out_pop : m_tready;
  assign m_tvalid   = !select & out_valid;
  assign m_tdata    = out_data;
  assign m_tlast    = out_last;

endmodule

`default_nettype wire
