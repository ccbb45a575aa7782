// SPDX-License-Identifier: Apache-2.0
//
// Packet check: counts the beats of packets and says which packets have the right length.
//
// Function    A packet of BEATS beats is complete with its last beat. Any other is wrong, once: with a last beat that comes too
//             early, or with the beat that should have been the last and is not; the beats after that do not count.
// Latency     All outputs belong to the cycle of the beat, between to what came before it.
// Throughput  A beat a cycle.
// Reset       Between packets.
`default_nettype none

module rtlgen_packet_check #(
  parameter BEATS = 8    // beats of a packet
) (
  input  wire        clk,
  input  wire        rst_n,
  input  wire        accept,    // a beat is taken
  input  wire        last,      // it ends its packet
  output wire        counts,    // the beat is none of those after a packet that is too long
  output wire        complete,
  output wire        wrong,
`ifdef FORMAL
  output wire [15:0] formal_state,  // too long, and beats so far
`endif
  output wire        between    // no packet has come in part
);

  localparam         COUNT_BITS = (BEATS > 1) ? $clog2(BEATS) : 1;
  localparam integer FINAL_BEAT = BEATS - 1;

  reg [COUNT_BITS-1:0] beat_q;
  reg                  drop_q;   // the rest of a packet that is too long

  wire is_final = beat_q == FINAL_BEAT[COUNT_BITS-1:0];

  assign counts   = accept & !drop_q;
  assign complete = counts & is_final & last;
  assign wrong    = counts & (is_final != last);
  assign between  = beat_q == {COUNT_BITS{1'b0}} & !drop_q;

  always @(posedge clk) begin
    if (!rst_n) begin
      drop_q <= 1'b0;
      beat_q <= {COUNT_BITS{1'b0}};
    end else begin
      drop_q <= accept ? (!last & (drop_q | is_final)) : drop_q;
      if (counts) beat_q <= (is_final | last) ? {COUNT_BITS{1'b0}} : beat_q + 1'b1;
    end
  end

`ifdef FORMAL
  assign formal_state = {drop_q, {(15 - COUNT_BITS) {1'b0}}, beat_q};
`endif

endmodule

`default_nettype wire
