// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_packet_output: every vector leaves as one whole packet, in order.
//
// Assumed     A vector that is offered stays until it is taken. The consumer may do anything. Reset may strike at any time.
// Proved      A vector is taken when it is offered and no packet is under way, or the last beat of one leaves: never else, and
//             at once then. Its packet starts in the next cycle and has BEATS beats without a gap, the last one marked, whose bits
//             are the values' elements from bit 0, sign-extended where SIGNED, zeros after them. An offered beat stays until it is taken.
`default_nettype none

module packet_output_formal #(
  parameter VALUES       = 3,
  parameter VALUE_BITS   = 3,
  parameter SIGNED       = 1,
  parameter ELEMENT_BITS = 4,
  parameter STREAM_BITS  = 4,
  parameter BEATS        = 3
) (
  input wire                         clk,
  input wire                         rst_n,
  input wire [VALUES*VALUE_BITS-1:0] values,
  input wire                         values_valid,
  input wire                         out_ready
);

  wire                   take, out_valid, out_last;
  wire [STREAM_BITS-1:0] out_data;

  rtlgen_packet_output #(
    .VALUES      (VALUES),
    .VALUE_BITS  (VALUE_BITS),
    .SIGNED      (SIGNED),
    .ELEMENT_BITS(ELEMENT_BITS),
    .STREAM_BITS (STREAM_BITS),
    .BEATS       (BEATS)
  ) dut (
    .clk         (clk),
    .rst_n       (rst_n),
    .values      (values),
    .values_valid(values_valid),
    .values_take (take),
    .out_data    (out_data),
    .out_valid   (out_valid),
    .out_ready   (out_ready),
    .out_last    (out_last)
  );

  // Bit by bit what a vector's packet has to be.
  reg  [BEATS*STREAM_BITS-1:0] wanted;
  integer                      i;
  always @* begin
    for (i = 0; i < BEATS * STREAM_BITS; i = i + 1) begin
      if (i >= VALUES * ELEMENT_BITS) wanted[i] = 1'b0;
      else if (i % ELEMENT_BITS < VALUE_BITS) wanted[i] = values[(i/ELEMENT_BITS)*VALUE_BITS+i%ELEMENT_BITS];
      else wanted[i] = (SIGNED != 0) & values[(i/ELEMENT_BITS+1)*VALUE_BITS-1];
    end
  end

  reg                         started = 1'b0;
  reg                         sending = 1'b0;
  reg [3:0]                   beat    = 4'd0;
  reg [BEATS*STREAM_BITS-1:0] rest;           // of the packet, what is offered now lowest
  reg                         waits_in = 1'b0, waits_out = 1'b0;
  reg [VALUES*VALUE_BITS-1:0] values_past;
  reg [STREAM_BITS:0]         out_past;
  wire                        leaves  = sending & out_ready;
  wire                        is_last = beat == BEATS - 1;

  always @(posedge clk) begin
    started     <= 1'b1;
    waits_in    <= rst_n & values_valid & !take;
    waits_out   <= rst_n & out_valid & !out_ready;
    values_past <= values;
    out_past    <= {out_last, out_data};
    sending     <= rst_n & (take | (sending & !(leaves & is_last)));
    if (!rst_n | take) beat <= 4'd0;
    else if (leaves) beat <= is_last ? 4'd0 : beat + 4'd1;
    if (take) rest <= wanted;
    else if (leaves) rest <= rest >> STREAM_BITS;
  end

  always @* if (!started) assume (!rst_n);
  always @* if (waits_in & rst_n) assume (values_valid & (values == values_past));

  always @* if (started & rst_n) begin
    assert (take == (values_valid & (!sending | (leaves & is_last))));
    assert (out_valid == sending);
    if (sending) assert (out_data == rest[STREAM_BITS-1:0]);
    if (sending) assert (out_last == is_last);
    if (waits_out) assert (out_valid & ({out_last, out_data} == out_past));
  end

  // For the induction: what is yet to come stands in the module as it stands here.
  (* hierconn *) wire [((BEATS > 1) ? $clog2(BEATS) : 1)-1:0] \dut.left_q ;
  (* hierconn *) wire [BEATS*STREAM_BITS-1:0]                 \dut.beats_q ;
  always @* if (started & rst_n) begin
    assert (beat < BEATS);
    if (sending) assert (\dut.left_q == BEATS - 1 - beat);
    if (sending) assert (\dut.beats_q == rest);
  end

  reg [1:0] packets = 2'd0;
  always @(posedge clk) if (leaves & is_last) packets <= packets + 2'd1;
  always @* cover (packets == 2'd3);
  always @* cover (leaves & is_last & take);
  always @* cover (waits_out & rst_n & is_last);

endmodule

`default_nettype wire
