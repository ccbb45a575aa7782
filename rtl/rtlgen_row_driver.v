// SPDX-License-Identifier: Apache-2.0
//
// Row driver: the word-line registers of a tile, one slice a row.
//
// Function    Loads the slices of a step; only the rows of the step's group are driven. release_rows clears all rows.
//             service: the rows of service_mask instead, with SERVICE_VALUE.
//             BIPOLAR: an input has two rows, of which the first is driven for +1 and the second for -1.
// Latency     1 cycle: rows change in the cycle after load or release.
// Reset       No row is driven.
`default_nettype none

module rtlgen_row_driver #(
  parameter INPUTS              = 64,   // inputs of the tile
  parameter ROWS                = 64,   // word lines of the macro; those that hold no input are never driven
  parameter DAC_BITS            = 1,    // bits of a slice
  parameter BIPOLAR             = 0,
  parameter ROWS_PER_ACTIVATION = 64,
  parameter ROW_GROUPS          = 1,    // of the layer's fullest tile: a smaller one sits out the last groups
  parameter GROUP_BITS          = 1,
  parameter [DAC_BITS-1:0] SERVICE_VALUE = {DAC_BITS{1'b1}}
) (
  input  wire                       clk,
  input  wire                       rst_n,
  input  wire [INPUTS*DAC_BITS-1:0] slices,
  input  wire [GROUP_BITS-1:0]      group,
  input  wire                       service,
  input  wire [ROWS-1:0]            service_mask,
  input  wire                       load,
  input  wire                       release_rows,
  output wire [ROWS*DAC_BITS-1:0]   next_row,     // what load loads
  output wire [ROWS*DAC_BITS-1:0]   row
);

  localparam USED_ROWS = (BIPOLAR != 0) ? 2 * INPUTS : INPUTS;
  localparam USED_BITS = USED_ROWS * DAC_BITS;

  wire [USED_BITS-1:0] wanted;
  wire [USED_BITS-1:0] selected;
  wire [USED_BITS-1:0] driven;   // of a service step
  reg  [USED_BITS-1:0] row_q;

  genvar r;
  generate
    if (BIPOLAR != 0) begin : gen_bipolar
      for (r = 0; r < INPUTS; r = r + 1) begin : gen_input
        assign wanted[2*r]   = slices[r];
        assign wanted[2*r+1] = !slices[r];
      end
    end else begin : gen_plain
      assign wanted = slices;
    end

    if (ROW_GROUPS == 1) begin : gen_one_group
      wire unused = &{1'b0, group};
      assign selected = wanted;
    end else begin : gen_groups
      for (r = 0; r < USED_ROWS; r = r + 1) begin : gen_row
        localparam integer GROUP = r / ROWS_PER_ACTIVATION;
        assign selected[r*DAC_BITS+:DAC_BITS] =
          wanted[r*DAC_BITS+:DAC_BITS] & {DAC_BITS{group == GROUP[GROUP_BITS-1:0]}};
      end
    end

    if (DAC_BITS == 1) begin : gen_service_bits
      assign driven = service_mask[USED_ROWS-1:0] & {USED_ROWS{SERVICE_VALUE}};
    end else begin : gen_service_codes
      for (r = 0; r < USED_ROWS; r = r + 1) begin : gen_row
        assign driven[r*DAC_BITS+:DAC_BITS] = SERVICE_VALUE & {DAC_BITS{service_mask[r]}};
      end
    end

    if (USED_ROWS == ROWS) begin : gen_all
      assign row      = row_q;
      assign next_row = service ? driven : selected;
    end else begin : gen_some
      wire unused_mask = &{1'b0, service_mask};
      assign next_row = {{((ROWS - USED_ROWS) * DAC_BITS) {1'b0}}, service ? driven : selected};
      assign row      = {{((ROWS - USED_ROWS) * DAC_BITS) {1'b0}}, row_q};
    end
  endgenerate

  always @(posedge clk) begin
    if (!rst_n) row_q <= {USED_BITS{1'b0}};
    else if (load) row_q <= service ? driven : selected;
    else if (release_rows) row_q <= {USED_BITS{1'b0}};
  end

endmodule

`default_nettype wire
