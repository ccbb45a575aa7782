// SPDX-License-Identifier: Apache-2.0
//
// Frame input: bytes of a host to packets of an AXI4-Stream.
//
// Function    A frame is the byte A5, BEATS * STREAM_BITS / 8 bytes of a packet (first beat first, each from its lowest byte
//             on), and a byte that makes the sum of those bytes and itself 0 modulo 256. Bytes before A5 are skipped.
// Refusal     A frame with a wrong sum, with a byte that arrives broken, or with a beat that comes before the stream took
//             the one before it, is refused: refused is high for one cycle, and what went into the stream is ended as a
//             packet of a wrong length, which a layer drops whole. The search for A5 begins again; bytes that arrive
//             until the stream has taken the end are skipped.
// Latency     A beat is offered in the cycle after its last byte; the last one in the cycle after a right sum.
// Throughput  A byte a cycle, as long as the stream takes a beat before the next one is whole.
// Reset       Between frames.
`default_nettype none

module rtlgen_frame_input #(
  parameter STREAM_BITS = 32,  // of a beat: 8, 16, 32, ...
  parameter BEATS       = 4    // of a packet
) (
  input  wire                   clk,
  input  wire                   rst_n,
  input  wire [7:0]             data,
  input  wire                   valid,   // a byte
  input  wire                   broken,  // one that is not to be trusted
  output wire [STREAM_BITS-1:0] m_tdata,
  output wire                   m_tvalid,
  input  wire                   m_tready,
  output wire                   m_tlast,
  output wire                   refused
);

  localparam [7:0]   HEADER     = 8'hA5;
  localparam         BYTES      = STREAM_BITS / 8;
  localparam         BYTE_BITS  = (BYTES > 1) ? $clog2(BYTES) : 1;
  localparam         BEAT_BITS  = (BEATS > 1) ? $clog2(BEATS) : 1;
  localparam integer FINAL_BYTE = BYTES - 1;
  localparam integer FINAL_BEAT = BEATS - 1;

  // END takes a refused packet out of the stream: EXCESS first where one more beat would make it whole.
  localparam [2:0] SEARCH = 3'd0, PAYLOAD = 3'd1, SUM = 3'd2, EXCESS = 3'd3, END = 3'd4;

  reg [2:0]             state_q;
  reg [BYTE_BITS-1:0]   byte_q;   // of the beat
  reg [BEAT_BITS-1:0]   beat_q;   // of the packet, that is being gathered
  reg [7:0]             sum_q;
  reg [STREAM_BITS-1:0] beat_data_q;
  reg [STREAM_BITS-1:0] tdata_q;
  reg                   tvalid_q;
  reg                   tlast_q;
  reg                   refused_q;

  wire byte_last = byte_q == FINAL_BYTE[BYTE_BITS-1:0];
  wire beat_last = beat_q == FINAL_BEAT[BEAT_BITS-1:0];
  wire free      = !tvalid_q | m_tready;

  wire [STREAM_BITS-1:0] gathered;
  wire                   beat_whole = (state_q == PAYLOAD) & valid & byte_last;
  wire                   sum_right  = (sum_q + data) == 8'd0;
  wire                   sum_now    = (state_q == SUM) & valid;

  wire offer  = free & ((beat_whole & !beat_last) | (sum_now & sum_right) | (state_q == EXCESS) | (state_q == END));
  wire refuse = ((state_q == PAYLOAD | state_q == SUM) & broken)
    | (!free & ((beat_whole & !beat_last) | (sum_now & sum_right))) | (sum_now & !sum_right);

  assign m_tdata  = tdata_q;
  assign m_tvalid = tvalid_q;
  assign m_tlast  = tlast_q;
  assign refused  = refused_q;

  generate
    if (BYTES == 1) begin : gen_byte
      assign gathered = data;
    end else begin : gen_bytes
      assign gathered = {data, beat_data_q[STREAM_BITS-1:8]};
    end
  endgenerate

  always @(posedge clk) begin
    if (!rst_n) begin
      state_q   <= SEARCH;
      byte_q    <= {BYTE_BITS{1'b0}};
      beat_q    <= {BEAT_BITS{1'b0}};
      tvalid_q  <= 1'b0;
      refused_q <= 1'b0;
    end else begin
      tvalid_q  <= offer | (tvalid_q & !m_tready);
      refused_q <= refuse;
      if (refuse) begin
        state_q <= beat_last ? EXCESS : END;
      end else begin
        case (state_q)
          SEARCH: begin
            byte_q <= {BYTE_BITS{1'b0}};
            beat_q <= {BEAT_BITS{1'b0}};
            if (valid & data == HEADER) state_q <= PAYLOAD;
          end
          PAYLOAD: if (valid) begin
            byte_q <= byte_last ? {BYTE_BITS{1'b0}} : byte_q + 1'b1;
            if (byte_last & beat_last) state_q <= SUM;
            else if (byte_last) beat_q <= beat_q + 1'b1;
          end
          SUM:     if (valid) state_q <= SEARCH;
          EXCESS:  if (free) state_q <= END;
          default: if (free) state_q <= SEARCH;
        endcase
      end
    end
  end

  always @(posedge clk) begin
    if (state_q == SEARCH) sum_q <= 8'd0;
    else if (valid) sum_q <= sum_q + data;
    if ((state_q == PAYLOAD) & valid) beat_data_q <= gathered;
    if (offer) begin
      tdata_q <= (state_q == PAYLOAD) ? gathered : beat_data_q;
      tlast_q <= (state_q == SUM) | (state_q == END);
    end
  end

endmodule

`default_nettype wire
