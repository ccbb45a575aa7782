// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_skid_buffer: every beat comes out once, in order, and unchanged.
//
// Assumed     A producer that keeps an offered beat until it is taken. The consumer may do anything. Reset may strike at any time.
// Proved      An offered beat stays, with its data, until it is taken. What comes out is what went in, in order; the buffer
//             holds one beat at most, and then takes none; an empty one offers exactly what is offered to it.
`default_nettype none

module skid_buffer_formal #(
  parameter WIDTH = 9
) (
  input wire             clk,
  input wire             rst_n,
  input wire [WIDTH-1:0] in_data,
  input wire             in_valid,
  input wire             out_ready
);

  wire             in_ready, out_valid;
  wire [WIDTH-1:0] out_data;

  rtlgen_skid_buffer #(
    .WIDTH(WIDTH)
  ) dut (
    .clk      (clk),
    .rst_n    (rst_n),
    .in_data  (in_data),
    .in_valid (in_valid),
    .in_ready (in_ready),
    .out_data (out_data),
    .out_valid(out_valid),
    .out_ready(out_ready)
  );

  reg             started = 1'b0;
  reg             waits_in = 1'b0, waits_out = 1'b0;
  reg [WIDTH-1:0] in_past, out_past;
  reg             held = 1'b0;  // a beat that went in and has not come out
  reg [WIDTH-1:0] held_data;
  wire            in  = rst_n & in_valid & in_ready;
  wire            out = rst_n & out_valid & out_ready;
  always @(posedge clk) begin
    started   <= 1'b1;
    waits_in  <= rst_n & in_valid & !in_ready;
    waits_out <= rst_n & out_valid & !out_ready;
    in_past   <= in_data;
    out_past  <= out_data;
    held      <= rst_n & (held ? !out | in : in & !out);
    if (in & !(out & !held)) held_data <= in_data;
  end

  always @* if (!started) assume (!rst_n);
  always @* if (waits_in & rst_n) assume (in_valid & (in_data == in_past));

  always @* if (waits_out & rst_n) assert (out_valid & (out_data == out_past));
  always @* if (started) assert (!(held & in_ready));
  always @* if (started) assert (held | in_ready);
  always @* if (started) assert (out_valid == (held | in_valid));
  always @* if (out_valid & started) assert (out_data == (held ? held_data : in_data));

  reg [2:0] passed = 3'd0;
  always @(posedge clk) passed <= {3{rst_n}} & {passed[1:0], in & out};
  always @* cover (passed == 3'd7);
  always @* cover (held & out & in_valid);

endmodule

`default_nettype wire
