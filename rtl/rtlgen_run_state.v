// SPDX-License-Identifier: Apache-2.0
//
// Run state of a layer behind registers: its soft reset, and whether it computes or has stopped.
//
// Function    A layer is stopped when it is not enabled, no vector is being computed, no command runs and no soft reset.
//             A vector is being computed from the cycle after it entered the tiles to the one in which its output left.
// Soft reset  4 cycles long, from the cycle after reset_command on. run_rst_n resets what neither keeps registers nor counts.
// Event       reset_event is high with reset_command, and in the first cycle after reset.
// Contract    vector_taken needs enable, so that nothing enters unseen behind a stop.
// Reset       Stopped but for enable and commands; no soft reset.
`default_nettype none

module rtlgen_run_state (
  input  wire clk,
  input  wire rst_n,
  input  wire reset_command,
  input  wire enable,
  input  wire command_busy,
  input  wire vector_taken,   // a vector enters the tiles
  input  wire vector_done,    // the last beat of its output leaves
  output wire soft_reset,
  output wire run_rst_n,
  output wire reset_event,
  output wire computing,
  output wire stopped
);

  reg [2:0] soft_reset_q;
  reg       started_q;

  assign soft_reset  = soft_reset_q != 3'd0;
  assign run_rst_n   = rst_n & !soft_reset;
  assign reset_event = !started_q | reset_command;
  assign stopped     = !enable & !computing & !command_busy & !soft_reset;

  always @(posedge clk) begin
    if (!rst_n) begin
      soft_reset_q <= 3'd0;
      started_q    <= 1'b0;
    end else begin
      started_q <= 1'b1;
      if (reset_command) soft_reset_q <= 3'd4;
      else if (soft_reset) soft_reset_q <= soft_reset_q - 3'd1;
    end
  end

  rtlgen_counter #(
    .LIMIT(65535)
  ) u_computed (
    .clk   (clk),
    .rst_n (run_rst_n),
    .add   (vector_taken),
    .remove(vector_done),
    .some  (computing)
  );

endmodule

`default_nettype wire
