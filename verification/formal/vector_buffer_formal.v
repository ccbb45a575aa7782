// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_vector_buffer, and with it for rtlgen_counter: a FIFO of DEPTH vectors.
//
// Assumed     The contract: read only while some, write only where there is room (DEPTH vectors at most; a vector that is read makes room
//             in the cycle after). Reset may strike at any time.
// Proved      some is high while a vector is there, from the cycle after its write on; out is the oldest one. Vectors come out once, in
//             order, unchanged.
`default_nettype none

module vector_buffer_formal #(
  parameter WIDTH = 2,
  parameter DEPTH = 3
) (
  input wire             clk,
  input wire             rst_n,
  input wire             write,
  input wire [WIDTH-1:0] in,
  input wire             read
);

  localparam INDEX_BITS = (DEPTH > 1) ? $clog2(DEPTH) : 1;

  wire             some;
  wire [WIDTH-1:0] out;

  rtlgen_vector_buffer #(
    .WIDTH(WIDTH),
    .DEPTH(DEPTH)
  ) dut (
    .clk  (clk),
    .rst_n(rst_n),
    .write(write),
    .in   (in),
    .some (some),
    .read (read),
    .out  (out)
  );

  // The queue as it has to be: the oldest vector lowest.
  reg                   started = 1'b0;
  reg [3:0]             count   = 4'd0;
  reg [DEPTH*WIDTH-1:0] queue;
  wire [3:0]            place = count - (read ? 4'd1 : 4'd0);
  reg [DEPTH*WIDTH-1:0] queue_next;
  always @* begin
    queue_next = read ? queue >> WIDTH : queue;
    if (write) queue_next[place*WIDTH+:WIDTH] = in;
  end
  always @(posedge clk) begin
    started <= 1'b1;
    queue   <= queue_next;
    if (!rst_n) count <= 4'd0;
    else count <= place + (write ? 4'd1 : 4'd0);
  end

  always @* if (!started) assume (!rst_n);
  always @* assume (!read | some);
  always @* assume (!write | (count < DEPTH));

  always @* if (started) begin
    assert (some == (count != 0));
    if (some) assert (out == queue[WIDTH-1:0]);
  end

  // For the induction: the queue lies in the memory from the place that is read on, up to the place that is written.
  (* hierconn *) wire [INDEX_BITS-1:0]          \dut.read_q ;
  (* hierconn *) wire [INDEX_BITS-1:0]          \dut.write_q ;
  (* hierconn *) wire [$clog2(DEPTH + 1)-1:0]   \dut.u_count.count_q ;
  (* hierconn, optional *) wire [WIDTH-1:0] \dut.vectors[0] , \dut.vectors[1] , \dut.vectors[2] ;
  wire [3*WIDTH-1:0] vectors = {\dut.vectors[2] , \dut.vectors[1] , \dut.vectors[0] };
  wire [4:0] past_end = \dut.read_q + count;
  always @* if (started) begin
    assert (count <= DEPTH);
    assert (\dut.u_count.count_q == count);
    assert (\dut.read_q < DEPTH);
    assert (\dut.write_q == ((past_end >= DEPTH) ? past_end - DEPTH : past_end));
  end

  genvar v;
  generate
    for (v = 0; v < DEPTH; v = v + 1) begin : gen_vector
      wire [4:0] age = (v >= \dut.read_q ) ? v - \dut.read_q : v + DEPTH - \dut.read_q ;
      always @* if (started & (age < count)) assert (vectors[v*WIDTH+:WIDTH] == queue[age*WIDTH+:WIDTH]);
    end
  endgenerate

  always @* cover (started & read & write | (DEPTH == 1));
  reg [2:0] reads = 3'd0;
  always @(posedge clk) if (read & rst_n) reads <= reads + 3'd1;
  always @* cover (reads == DEPTH);

endmodule

`default_nettype wire
