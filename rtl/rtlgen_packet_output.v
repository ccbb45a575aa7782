// SPDX-License-Identifier: Apache-2.0
//
// Packet output: a vector to the beats of one packet.
//
// Function    Each value fills an element of ELEMENT_BITS bits, sign-extended where SIGNED; elements fill the beats
//             from bit 0; unused bits of the last beat are zero. TLAST on the last beat.
// Latency     The first beat is valid in the cycle after the vector was taken.
// Throughput  One beat a cycle, packets back to back.
// Reset       Idle. tvalid, tdata and tlast are registers.
`default_nettype none

module rtlgen_packet_output #(
  parameter VALUES       = 32,
  parameter VALUE_BITS   = 4,
  parameter SIGNED       = 0,
  parameter ELEMENT_BITS = 4,
  parameter STREAM_BITS  = 32,
  parameter BEATS        = 4
) (
  input  wire                         clk,
  input  wire                         rst_n,
  input  wire [VALUES*VALUE_BITS-1:0] values,
  input  wire                         values_valid,
  output wire                         values_take,
  output wire [STREAM_BITS-1:0]       out_data,
  output wire                         out_valid,
  input  wire                         out_ready,
  output wire                         out_last
);

  localparam         COUNT_BITS = (BEATS > 1) ? $clog2(BEATS) : 1;
  localparam integer BEATS_LEFT = BEATS - 1;
  localparam         USED_BITS  = VALUES * ELEMENT_BITS;
  localparam         TOTAL_BITS = BEATS * STREAM_BITS;

  wire [TOTAL_BITS-1:0] packed_values;
  genvar v;
  generate
    if (ELEMENT_BITS == VALUE_BITS) begin : gen_same
      assign packed_values[USED_BITS-1:0] = values;
    end else begin : gen_extend
      for (v = 0; v < VALUES; v = v + 1) begin : gen_value
        wire [VALUE_BITS-1:0] value = values[v*VALUE_BITS+:VALUE_BITS];
        assign packed_values[v*ELEMENT_BITS+:ELEMENT_BITS] =
          {{(ELEMENT_BITS - VALUE_BITS) {(SIGNED != 0) & value[VALUE_BITS-1]}}, value};
      end
    end
    if (TOTAL_BITS > USED_BITS) begin : gen_padding
      assign packed_values[TOTAL_BITS-1:USED_BITS] = {(TOTAL_BITS - USED_BITS) {1'b0}};
    end
  endgenerate

  reg                  valid_q;
  reg                  last_q;
  reg [COUNT_BITS-1:0] left_q;    // beats after this one

  wire accept = valid_q & out_ready;

  assign values_take = values_valid & (!valid_q | (accept & last_q));
  assign out_valid   = valid_q;
  assign out_last    = last_q;

  always @(posedge clk) begin
    if (!rst_n) begin
      valid_q <= 1'b0;
      last_q  <= 1'b0;
      left_q  <= {COUNT_BITS{1'b0}};
    end else if (values_take) begin
      valid_q <= 1'b1;
      last_q  <= BEATS == 1;
      left_q  <= BEATS_LEFT[COUNT_BITS-1:0];
    end else if (accept) begin
      valid_q <= !last_q;
      last_q  <= (left_q == {{(COUNT_BITS - 1) {1'b0}}, 1'b1}) & !last_q;
      left_q  <= left_q - 1'b1;
    end
  end

  reg [TOTAL_BITS-1:0] beats_q;
  assign out_data = beats_q[STREAM_BITS-1:0];

  generate
    if (BEATS == 1) begin : gen_single
      always @(posedge clk) if (values_take) beats_q <= packed_values;
    end else begin : gen_shift
      always @(posedge clk) begin
        if (values_take) beats_q <= packed_values;
        else if (accept) beats_q <= {{STREAM_BITS{1'b0}}, beats_q[TOTAL_BITS-1:STREAM_BITS]};
      end
    end
  endgenerate

endmodule

`default_nettype wire
