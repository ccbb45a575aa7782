// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_delay: out is in, CYCLES cycles later; what reset struck meanwhile is 0 with RESET.
//
// Assumed     Nothing. Reset may strike at any time.
// Proved      With RESET = 0 out is in of CYCLES cycles ago. With RESET = 1 it is that, but 0 where a reset came since.
`default_nettype none

module delay_formal #(
  parameter WIDTH  = 2,
  parameter CYCLES = 3,
  parameter RESET  = 1
) (
  input wire             clk,
  input wire             rst_n,
  input wire [WIDTH-1:0] in
);

  wire [WIDTH-1:0] out;

  rtlgen_delay #(
    .WIDTH (WIDTH),
    .CYCLES(CYCLES),
    .RESET (RESET)
  ) dut (
    .clk  (clk),
    .rst_n(rst_n),
    .in   (in),
    .out  (out)
  );

  // in and rst_n of the last cycles, this one's lowest, and how many of them there were.
  reg [8*WIDTH-1:0] ins;
  reg [7:0]         resets;
  reg [7:0]         age = 8'd0;
  always @(posedge clk) begin
    ins    <= {ins, in};
    resets <= {resets, !rst_n};
    age    <= {age, 1'b1};
  end

  wire [9*WIDTH-1:0] history = {ins, in};
  wire [8:0]         aged    = {age, 1'b1};
  wire [CYCLES:0]    struck  = {resets, 1'b0};  // since it went in

  always @* begin
    if (aged[CYCLES] & !((RESET != 0) & (|struck))) assert (out == history[CYCLES*WIDTH+:WIDTH]);
    if (aged[CYCLES] & (RESET != 0) & (|struck)) assert (out == 0);
    cover (aged[CYCLES] & (out == {WIDTH{1'b1}}));
  end

endmodule

`default_nettype wire
