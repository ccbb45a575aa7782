// SPDX-License-Identifier: Apache-2.0
//
// Counter of things that are there: finished vectors, free places.
//
// Function    Rises with add, falls with remove, keeps with both. The user never removes from zero nor adds past
//             LIMIT.
// Reset       START.
`default_nettype none

module rtlgen_counter #(
  parameter LIMIT = 2,
  parameter START = 0
) (
  input  wire clk,
  input  wire rst_n,
  input  wire add,
  input  wire remove,
  output wire some
);

  localparam         BITS  = $clog2(LIMIT + 1);
  localparam integer FIRST = START;

  reg [BITS-1:0] count_q;  // coverage: off [15:5] (no layer holds 32 vectors at a time)

  assign some = count_q != {BITS{1'b0}};

  always @(posedge clk) begin
    if (!rst_n) count_q <= FIRST[BITS-1:0];
    else if (add & !remove) count_q <= count_q + 1'b1;
    else if (!add & remove) count_q <= count_q - 1'b1;
  end

endmodule

`default_nettype wire
