// SPDX-License-Identifier: Apache-2.0
//
// Frame output: packets of an AXI4-Stream to bytes for a host.
//
// Function    A packet becomes a frame: the byte 5A, the bytes of its beats (first beat first, each from its lowest byte on),
//             and a byte that makes the sum of those bytes and itself 0 modulo 256. refused becomes the byte 15 before
//             the next frame; several of them before it is sent become one.
// Latency     A frame's first byte is offered in the cycle after its first beat was.
// Throughput  A byte a cycle but for one a beat.
// Reset       Between frames.
`default_nettype none

module rtlgen_frame_output #(
  parameter STREAM_BITS = 32  // of a beat: 8, 16, 32, ...
) (
  input  wire                   clk,
  input  wire                   rst_n,
  input  wire [STREAM_BITS-1:0] s_tdata,
  input  wire                   s_tvalid,
  output wire                   s_tready,
  input  wire                   s_tlast,
  input  wire                   refused,
  output wire [7:0]             data,
  output wire                   valid,
  input  wire                   ready
);

  localparam [7:0]   HEADER     = 8'h5A;
  localparam [7:0]   REFUSED    = 8'h15;
  localparam         BYTES      = STREAM_BITS / 8;
  localparam         BYTE_BITS  = (BYTES > 1) ? $clog2(BYTES) : 1;
  localparam integer FINAL_BYTE = BYTES - 1;

  localparam [2:0] IDLE = 3'd0, REFUSE = 3'd1, HEAD = 3'd2, BEAT = 3'd3, PAYLOAD = 3'd4, SUM = 3'd5;

  reg [2:0]             state_q;
  reg [BYTE_BITS-1:0]   byte_q;
  reg [STREAM_BITS-1:0] beat_q;   // byte to send lowest
  reg                   last_q;
  reg [7:0]             sum_q;
  reg                   refused_q;

  wire byte_last = byte_q == FINAL_BYTE[BYTE_BITS-1:0];

  assign s_tready = state_q == BEAT;
  assign valid    = (state_q != IDLE) & (state_q != BEAT);
  assign data     = (state_q == HEAD) ? HEADER : (state_q == REFUSE) ? REFUSED
    : (state_q == SUM) ? 8'd0 - sum_q : beat_q[7:0];

  always @(posedge clk) begin
    if (!rst_n) begin
      state_q   <= IDLE;
      byte_q    <= {BYTE_BITS{1'b0}};
      refused_q <= 1'b0;
    end else begin
      refused_q <= refused | (refused_q & !(state_q == REFUSE & ready));
      case (state_q)
        IDLE:    state_q <= refused_q ? REFUSE : s_tvalid ? HEAD : IDLE;
        REFUSE:  if (ready) state_q <= IDLE;
        HEAD:    if (ready) state_q <= BEAT;
        BEAT:    if (s_tvalid) state_q <= PAYLOAD;
        PAYLOAD: if (ready) begin
          byte_q <= byte_last ? {BYTE_BITS{1'b0}} : byte_q + 1'b1;
          if (byte_last) state_q <= last_q ? SUM : BEAT;
        end
        default: if (ready) state_q <= IDLE;
      endcase
    end
  end

  always @(posedge clk) begin
    if (state_q == BEAT & s_tvalid) last_q <= s_tlast;
    if (state_q == IDLE) sum_q <= 8'd0;
    else if (state_q == PAYLOAD & ready) sum_q <= sum_q + beat_q[7:0];
  end

  generate
    if (BYTES == 1) begin : gen_byte
      always @(posedge clk) if (state_q == BEAT) beat_q <= s_tdata;
    end else begin : gen_bytes
      always @(posedge clk) begin
        if (state_q == BEAT) beat_q <= s_tdata;
        else if (state_q == PAYLOAD & ready) beat_q <= {8'd0, beat_q[STREAM_BITS-1:8]};
      end
    end
  endgenerate

endmodule

`default_nettype wire
