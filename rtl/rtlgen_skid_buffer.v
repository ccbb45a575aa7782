// SPDX-License-Identifier: Apache-2.0
//
// Skid buffer: cuts the path from the consumer's ready to the producer's ready.
//
// Function    Passes data through; keeps the one beat that arrives in the cycle in which the consumer stops.
// Latency     0 cycles while the consumer is ready.
// Throughput  One beat a cycle.
// Reset       Empties the buffer.
`default_nettype none

module rtlgen_skid_buffer #(
  parameter WIDTH = 33  // bits of a beat, payload and side band together
) (
  input  wire             clk,
  input  wire             rst_n,
  input  wire [WIDTH-1:0] in_data,
  input  wire             in_valid,
  output wire             in_ready,   // a register: never depends on out_ready in the same cycle
  output wire [WIDTH-1:0] out_data,
  output wire             out_valid,
  input  wire             out_ready
);

  reg             full_q;
  reg [WIDTH-1:0] data_q;

  assign in_ready  = !full_q;
  assign out_valid = full_q | in_valid;
  assign out_data  = full_q ? data_q : in_data;

  always @(posedge clk) begin
    if (!rst_n) full_q <= 1'b0;
    else        full_q <= out_valid & !out_ready;
  end

  always @(posedge clk) begin
    if (!full_q) data_q <= in_data;
  end

endmodule

`default_nettype wire
