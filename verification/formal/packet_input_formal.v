// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_packet_input: packets of the right length arrive whole, the others give one error and leave no trace.
//
// Assumed     The producer may offer anything, packets of any length, without a last beat too; what it offers stays until it is
//             taken. Reset may strike at any time.
// Proved      A packet of BEATS beats, whatever came before it, makes the bank full in the cycle after its last beat, with its
//             data, first beat lowest, and raises no error. A packet of another length raises packet_error in exactly one
//             cycle, and never makes the bank full. The bank stays full, its data unchanged, until it is taken, and no beat is
//             accepted meanwhile.
`default_nettype none

module packet_input_formal #(
  parameter STREAM_BITS = 2,
  parameter BEATS       = 3
) (
  input wire                   clk,
  input wire                   rst_n,
  input wire [STREAM_BITS-1:0] in_data,
  input wire                   in_valid,
  input wire                   in_last,
  input wire                   take
);

  wire                         in_ready, full, packet_error;
  wire [BEATS*STREAM_BITS-1:0] values;
  wire [15:0]                  state;

  rtlgen_packet_input #(
    .STREAM_BITS(STREAM_BITS),
    .BEATS      (BEATS)
  ) dut (
    .clk         (clk),
    .rst_n       (rst_n),
    .in_data     (in_data),
    .in_valid    (in_valid),
    .in_ready    (in_ready),
    .in_last     (in_last),
    .values      (values),
    .full        (full),
    .take        (take),
    .formal_state(state),
    .packet_error(packet_error)
  );

  wire accept = rst_n & in_valid & in_ready;

  // The packet that arrives: its beats so far, counted to one more than BEATS, and the data of those that count.
  reg [3:0]                   beats = 4'd0;
  reg [BEATS*STREAM_BITS-1:0] data;
  wire [3:0]                  beats_now = (beats > BEATS) ? beats : beats + 4'd1;
  reg                         whole   = 1'b0;  // the bank has to be full, with this
  reg [BEATS*STREAM_BITS-1:0] vector;
  reg                         errors  = 1'b0;  // this cycle has to raise one
  reg                         waits   = 1'b0;
  reg [STREAM_BITS:0]         offered_past;
  reg                         started = 1'b0;

  reg [BEATS*STREAM_BITS-1:0] data_now;
  always @* begin
    data_now = data;
    if (beats < BEATS) data_now[beats*STREAM_BITS+:STREAM_BITS] = in_data;
  end

  always @(posedge clk) begin
    started      <= 1'b1;
    waits        <= rst_n & in_valid & !in_ready;
    offered_past <= {in_last, in_data};
    if (!rst_n) begin
      beats  <= 4'd0;
      whole  <= 1'b0;
      errors <= 1'b0;
    end else begin
      if (accept) beats <= in_last ? 4'd0 : beats_now;
      whole  <= (accept & in_last & (beats_now == BEATS)) | (whole & !take);
      // A packet is wrong at once when it ends too early, or when it should have ended.
      errors <= accept & ((in_last & (beats_now < BEATS)) | (!in_last & (beats_now == BEATS)));
    end
    if (accept) data <= data_now;
    if (accept & in_last & (beats_now == BEATS)) vector <= data_now;
  end

  always @* if (!started) assume (!rst_n);
  always @* assume (!take | full);
  always @* if (waits & rst_n) assume (in_valid & ({in_last, in_data} == offered_past));

  always @* if (started & rst_n) begin
    assert (full == whole);
    if (full) assert (values == vector);
    assert (packet_error == errors);
    assert (in_ready == (!whole | take));
    assert (beats <= BEATS + 1);
    if (whole) assert (beats == 4'd0);
    // For the induction: the module counts what is counted here.
    assert (state == {beats >= BEATS, 11'd0, (beats >= BEATS) ? 4'd0 : beats});
  end

  // What the bank holds of a packet that arrives: its beats, highest last.
  genvar i;
  generate
    for (i = 1; i < BEATS; i = i + 1) begin : gen_so_far
      always @* if (started & rst_n & beats == i)
        assert (values[BEATS*STREAM_BITS-1-:i*STREAM_BITS] == data[i*STREAM_BITS-1:0]);
    end
  endgenerate

  // After a packet that was too long and one that was too short the next one is taken.
  reg was_long  = 1'b0;
  reg was_short = 1'b0;
  always @(posedge clk) begin
    was_long  <= rst_n & (was_long | (accept & in_last & (beats > BEATS)));
    was_short <= rst_n & (was_short | (accept & in_last & (beats_now < BEATS)));
  end
  always @* cover (full & (was_long | BEATS == 1) & (was_short | BEATS == 1));
  always @* cover (full & take & in_valid);

endmodule

`default_nettype wire
