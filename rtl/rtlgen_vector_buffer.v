// SPDX-License-Identifier: Apache-2.0
//
// Vector buffer: finished output vectors wait here for the stream.
//
// Function    A FIFO of whole vectors. The writer has reserved its place before; a full buffer is never written.
// Latency     A vector can be read in the cycle after it was written.
// Throughput  One vector a cycle.
// Reset       Empties the buffer.
`default_nettype none

module rtlgen_vector_buffer #(
  parameter WIDTH = 128,
  parameter DEPTH = 2
) (
  input  wire             clk,
  input  wire             rst_n,
  input  wire             write,
  input  wire [WIDTH-1:0] in,
  output wire             some,    // out is valid
  input  wire             read,    // only while some
  output wire [WIDTH-1:0] out
);

  localparam         INDEX_BITS = (DEPTH > 1) ? $clog2(DEPTH) : 1;
  localparam integer FINAL      = DEPTH - 1;

  reg [WIDTH-1:0]      vectors [0:DEPTH-1];
  reg [INDEX_BITS-1:0] write_q;
  reg [INDEX_BITS-1:0] read_q;

  rtlgen_counter #(
    .LIMIT(DEPTH)
  ) u_count (
    .clk   (clk),
    .rst_n (rst_n),
    .add   (write),
    .remove(read),
    .some  (some)
  );

  always @(posedge clk) begin
    if (!rst_n) begin
      write_q <= {INDEX_BITS{1'b0}};
      read_q  <= {INDEX_BITS{1'b0}};
    end else begin
      if (write) write_q <= (write_q == FINAL[INDEX_BITS-1:0]) ? {INDEX_BITS{1'b0}} : write_q + 1'b1;
      if (read)  read_q  <= (read_q == FINAL[INDEX_BITS-1:0]) ? {INDEX_BITS{1'b0}} : read_q + 1'b1;
    end
  end

  always @(posedge clk) if (write) vectors[write_q] <= in;

  assign out = vectors[read_q];

endmodule

`default_nettype wire
