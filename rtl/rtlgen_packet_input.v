// SPDX-License-Identifier: Apache-2.0
//
// Packet input: gathers the beats of one vector in the load bank and checks the packet's length.
//
// Function    A packet of BEATS beats becomes one vector of BEATS * STREAM_BITS bits, first beat lowest. A packet that
//             ends early or does not end is dropped whole: packet_error pulses once, the next packet is received.
// Latency     full rises in the cycle after the last beat.
// Throughput  One beat a cycle; a beat may arrive in the cycle in which the full bank is taken.
// Reset       Empties the bank.
`default_nettype none

module rtlgen_packet_input #(
  parameter STREAM_BITS = 32,  // bits of a beat
  parameter BEATS       = 8    // beats of a packet
) (
  input  wire                         clk,
  input  wire                         rst_n,
  input  wire [STREAM_BITS-1:0]       in_data,
  input  wire                         in_valid,
  output wire                         in_ready,
  input  wire                         in_last,
  output wire [BEATS*STREAM_BITS-1:0] values,        // valid while full
  output wire                         full,
  input  wire                         take,          // only while full
`ifdef FORMAL
  output wire [15:0]                  formal_state,  // of the packet check
`endif
  output wire                         packet_error   // one cycle for each dropped packet
);

  reg [BEATS*STREAM_BITS-1:0] bank_q;
  reg                         full_q;
  reg                         error_q;

  wire counts, complete, wrong, unused_between;

  rtlgen_packet_check #(
    .BEATS(BEATS)
  ) u_check (
    .clk     (clk),
    .rst_n   (rst_n),
    .accept  (in_valid & in_ready),
    .last    (in_last),
    .counts  (counts),
    .complete(complete),
    .wrong   (wrong),
`ifdef FORMAL
    .formal_state(formal_state),
`endif
    .between (unused_between)
  );

  wire unused = &{1'b0, unused_between};  // coverage: off (constant: names what is not used)

  assign in_ready     = !full_q | take;
  assign values       = bank_q;
  assign full         = full_q;
  assign packet_error = error_q;

  always @(posedge clk) begin
    if (!rst_n) begin
      full_q  <= 1'b0;
      error_q <= 1'b0;
    end else begin
      full_q  <= complete | (full_q & !take);
      error_q <= wrong;
    end
  end

  // A shift register: after BEATS beats the first one lies lowest, whatever an aborted packet left behind.
  generate
    if (BEATS == 1) begin : gen_single
      always @(posedge clk) if (counts) bank_q <= in_data;
    end else begin : gen_shift
      always @(posedge clk) begin
        if (counts) bank_q <= {in_data, bank_q[BEATS*STREAM_BITS-1:STREAM_BITS]};
      end
    end
  endgenerate

endmodule

`default_nettype wire
