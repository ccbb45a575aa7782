// SPDX-License-Identifier: Apache-2.0
//
// Receiver of a serial line: 8 data bits, no parity, 1 stop bit, least significant bit first.
//
// Function    valid is high for one cycle with each byte whose stop bit is there; broken for one cycle instead where it is
//             not. After that the line must rest high once before the next start bit. A start bit that is gone in its
//             middle is none.
// Latency     The middle of the stop bit, and 3 cycles.
// Throughput  A byte every 10 bits. Bits are looked at in their middle: rates may differ by 3 %, and by half a cycle a bit.
// Reset       Waits for a start bit.
`default_nettype none

module rtlgen_uart_receiver #(
  parameter DIVISOR = 12  // cycles of a bit, at least 4
) (
  input  wire       clk,
  input  wire       rst_n,
  input  wire       rx,     // needs not be synchronous to clk
  output wire [7:0] data,   // valid in the cycle of valid
  output wire       valid,
  output wire       broken
);

  localparam         COUNT_BITS = $clog2(DIVISOR);
  localparam integer BIT_TIME   = DIVISOR - 1;
  localparam integer HALF_TIME  = DIVISOR / 2 - 1;

  localparam [1:0] IDLE = 2'd0, START = 2'd1, BITS = 2'd2, RAISE = 2'd3;

  reg [1:0]            rx_q;     // synchronizer
  reg [1:0]            state_q;
  reg [COUNT_BITS-1:0] count_q;  // cycles left to the next look at the line
  reg [3:0]            bit_q;    // data bits seen
  reg [7:0]            data_q;
  reg                  valid_q, broken_q;

  wire line = rx_q[1];
  wire look = count_q == {COUNT_BITS{1'b0}};
  wire stop = bit_q[3];

  assign data   = data_q;
  assign valid  = valid_q;
  assign broken = broken_q;

  always @(posedge clk) rx_q <= {rx_q[0], rx};

  always @(posedge clk) begin
    if (!rst_n) begin
      state_q  <= RAISE;
      count_q  <= {COUNT_BITS{1'b0}};
      bit_q    <= 4'd0;
      valid_q  <= 1'b0;
      broken_q <= 1'b0;
    end else begin
      valid_q  <= (state_q == BITS) & look & stop & line;
      broken_q <= (state_q == BITS) & look & stop & !line;
      count_q  <= look ? BIT_TIME[COUNT_BITS-1:0] : count_q - 1'b1;
      case (state_q)
        IDLE: begin
          bit_q   <= 4'd0;
          count_q <= HALF_TIME[COUNT_BITS-1:0];
          if (!line) state_q <= START;
        end
        START: if (look) state_q <= line ? IDLE : BITS;
        BITS: if (look) begin
          bit_q <= bit_q + 4'd1;
          if (stop) state_q <= line ? IDLE : RAISE;
        end
        default: if (line) state_q <= IDLE;
      endcase
    end
  end

  always @(posedge clk) if ((state_q == BITS) & look & !stop) data_q <= {line, data_q[7:1]};

endmodule

`default_nettype wire
