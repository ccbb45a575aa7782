// SPDX-License-Identifier: Apache-2.0
//
// Row driver for one-bit pulses: the word-line registers of a tile.
//
// Function    Loads the slices of a step; only the rows of the step's group are driven. release clears all rows.
// Latency     1 cycle: rows change in the cycle after load or release.
// Reset       No row is driven.
`default_nettype none

module rtlgen_row_driver #(
  parameter INPUTS              = 64,   // inputs of the tile, one row each
  parameter ROWS                = 64,   // word lines of the macro; those above INPUTS are never driven
  parameter ROWS_PER_ACTIVATION = 64,
  parameter GROUP_BITS          = 1
) (
  input  wire                  clk,
  input  wire                  rst_n,
  input  wire [INPUTS-1:0]     slices,
  input  wire [GROUP_BITS-1:0] group,
  input  wire                  load,
  input  wire                  release_rows,
  output wire [ROWS-1:0]       row
);

  wire [INPUTS-1:0] selected;
  reg  [INPUTS-1:0] row_q;

  genvar r;
  generate
    if (INPUTS <= ROWS_PER_ACTIVATION) begin : gen_one_group
      wire unused = &{1'b0, group};
      assign selected = slices;
    end else begin : gen_groups
      for (r = 0; r < INPUTS; r = r + 1) begin : gen_row
        localparam integer GROUP = r / ROWS_PER_ACTIVATION;
        assign selected[r] = slices[r] & (group == GROUP[GROUP_BITS-1:0]);
      end
    end

    if (INPUTS == ROWS) begin : gen_all
      assign row = row_q;
    end else begin : gen_some
      assign row = {{(ROWS - INPUTS) {1'b0}}, row_q};
    end
  endgenerate

  always @(posedge clk) begin
    if (!rst_n) row_q <= {INPUTS{1'b0}};
    else if (load) row_q <= selected;
    else if (release_rows) row_q <= {INPUTS{1'b0}};
  end

endmodule

`default_nettype wire
