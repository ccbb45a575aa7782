// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_run_state: a layer's soft reset, and when it has stopped.
//
// Assumed     The contract: a vector enters only while the layer is enabled, at most 65535 are under way, none leaves that did not enter; nothing enters
//             or leaves in soft reset. Reset may strike at any time.
// Proved      soft_reset lasts four cycles from the cycle after the last command on. computing tells exactly whether a vector is under way that
//             no reset has dropped. stopped: not enabled, no vector under way, no command, no soft reset; it holds until the layer is enabled, a
//             command or a soft reset begins. reset_event comes with every command, and once after reset.
`default_nettype none

module run_state_formal (
  input wire clk,
  input wire rst_n,
  input wire reset_command,
  input wire enable,
  input wire command_busy,
  input wire vector_taken,
  input wire vector_done
);

  wire soft_reset, run_rst_n, reset_event, computing, stopped;

  rtlgen_run_state dut (
    .clk          (clk),
    .rst_n        (rst_n),
    .reset_command(reset_command),
    .enable       (enable),
    .command_busy (command_busy),
    .vector_taken (vector_taken),
    .vector_done  (vector_done),
    .soft_reset   (soft_reset),
    .run_rst_n    (run_rst_n),
    .reset_event  (reset_event),
    .computing    (computing),
    .stopped      (stopped)
  );

  reg        started = 1'b0, was_reset = 1'b1;
  reg [15:0] vectors = 16'd0;
  reg [2:0]  since   = 3'd7;  // cycles since the last command, to 7
  reg        stopped_past = 1'b0;
  always @(posedge clk) begin
    started      <= 1'b1;
    was_reset    <= !rst_n;
    stopped_past <= stopped & rst_n;
    since        <= !rst_n ? 3'd7 : reset_command ? 3'd1 : (since == 3'd7) ? 3'd7 : since + 3'd1;
    vectors      <= !run_rst_n ? 16'd0 : vectors + {15'd0, vector_taken} - {15'd0, vector_done};
  end

  always @* if (!started) assume (!rst_n);
  always @* assume (!vector_taken | (enable & run_rst_n & (vectors != 16'hFFFF)));
  always @* assume (!vector_done | (run_rst_n & (vectors != 16'd0)));

  always @* if (started) begin
    assert (soft_reset == (since <= 4));
    assert (run_rst_n == (rst_n & (since > 4)));
    assert (reset_event == (was_reset | reset_command));
    assert (computing == (vectors != 16'd0));
    assert (stopped == (!enable & (vectors == 16'd0) & !command_busy & (since > 4)));
    if (stopped_past & rst_n & !enable & !command_busy) assert (stopped | soft_reset);
    assert (since != 3'd0);
  end

  (* hierconn *) wire [15:0] \dut.u_computed.count_q ;
  (* hierconn *) wire [2:0]  \dut.soft_reset_q ;
  always @* if (started) assert (\dut.u_computed.count_q == vectors);
  always @* if (started) assert (\dut.soft_reset_q == ((since <= 4) ? 3'd5 - since : 3'd0));

  always @* cover (started & rst_n & (since == 4) & reset_command & command_busy);
  always @* cover (started & rst_n & stopped & stopped_past & (since == 6));
  always @* cover (started & rst_n & (vectors == 16'd2) & vector_done);

endmodule

`default_nettype wire
