// SPDX-License-Identifier: Apache-2.0
//
// Transmitter of a serial line: 8 data bits, no parity, 1 stop bit, least significant bit first.
//
// Function    Sends a byte that is accepted (valid and ready); ready does not depend on valid.
// Latency     The start bit begins in the cycle after that.
// Throughput  A byte every 10 bits, one right after the other.
// Reset       The line rests high, and ready is high.
`default_nettype none

module rtlgen_uart_transmitter #(
  parameter DIVISOR = 12  // cycles of a bit, at least 2
) (
  input  wire       clk,
  input  wire       rst_n,
  input  wire [7:0] data,
  input  wire       valid,
  output wire       ready,
  output wire       tx      // a register
);

  localparam         COUNT_BITS = $clog2(DIVISOR);
  localparam integer BIT_TIME   = DIVISOR - 1;

  reg [9:0]            frame_q;  // bit on the line lowest; ones follow
  reg [3:0]            left_q;   // bits after the one on the line
  reg [COUNT_BITS-1:0] count_q;  // cycles left of it

  wire bit_end = count_q == {COUNT_BITS{1'b0}};
  wire idle    = bit_end & (left_q == 4'd0);

  assign ready = idle;
  assign tx    = frame_q[0];

  always @(posedge clk) begin
    if (!rst_n) begin
      frame_q <= 10'h3FF;
      left_q  <= 4'd0;
      count_q <= {COUNT_BITS{1'b0}};
    end else if (!bit_end) begin
      count_q <= count_q - 1'b1;
    end else if (!idle | valid) begin
      frame_q <= idle ? {1'b1, data, 1'b0} : {1'b1, frame_q[9:1]};
      left_q  <= idle ? 4'd9 : left_q - 4'd1;
      count_q <= BIT_TIME[COUNT_BITS-1:0];
    end
  end

endmodule

`default_nettype wire
