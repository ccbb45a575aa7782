// SPDX-License-Identifier: Apache-2.0
//
// Readout: reads a finished vector out of all lanes, one output a cycle for every requantizer.
//
// Function    Starts when every tile has finished the vector and the output buffer has room for all of it; never
//             stalls once started. Lane groups and their outputs are stepped through in order, the same in the block
//             of each requantizer.
// Cycles      READOUT cycles a vector, back to back without a gap. The first read is in the cycle after the decision.
// Release     The bank is handed back at read RELEASE_INDEX: so early that the next vector's first write just misses
//             the last read.
// Reset       Idle, bank 0.
`default_nettype none

module rtlgen_readout #(
  parameter READOUT       = 16,  // outputs of the busiest requantizer
  parameter INDEX_BITS    = 4,
  parameter SLOTS         = 4,   // outputs of a lane group
  parameter SLOT_BITS     = 2,
  parameter GROUP_BITS    = 2,
  parameter BANKS         = 2,
  parameter BANK_BITS     = 1,
  parameter ADDRESS_BITS  = 3,
  parameter RELEASE_INDEX = 0
) (
  input  wire                    clk,
  input  wire                    rst_n,
  input  wire                    vector_ready,  // every tile has finished the next vector
  input  wire                    room,          // the output buffer can take it
  output wire                    start,         // the vector and the room are taken
  output wire                    read,
  output wire                    read_first,
  output wire                    read_last,
  output wire [INDEX_BITS-1:0]   read_index,
  output wire [GROUP_BITS-1:0]   read_group,
  output wire [BANK_BITS-1:0]    read_bank,
  output wire [ADDRESS_BITS-1:0] read_address,
  output wire                    bank_release
);

  localparam integer FINAL_INDEX = READOUT - 1;
  localparam integer FINAL_SLOT  = SLOTS - 1;
  localparam integer FINAL_BANK  = BANKS - 1;
  localparam integer RELEASE     = RELEASE_INDEX;
  localparam integer STRIDE      = SLOTS;

  reg                    busy_q;
  reg [INDEX_BITS-1:0]   index_q;
  reg [SLOT_BITS-1:0]    slot_q;
  reg [GROUP_BITS-1:0]   group_q;
  reg [BANK_BITS-1:0]    bank_q;

  wire last      = index_q == FINAL_INDEX[INDEX_BITS-1:0];
  wire slot_last = slot_q == FINAL_SLOT[SLOT_BITS-1:0];

  assign start        = vector_ready & room & (!busy_q | last);
  assign read         = busy_q;
  assign read_first   = busy_q & (index_q == {INDEX_BITS{1'b0}});
  assign read_last    = busy_q & last;
  assign read_index   = index_q;
  assign read_group   = group_q;
  assign read_bank    = bank_q;
  assign bank_release = busy_q & (index_q == RELEASE[INDEX_BITS-1:0]);

  // bank * SLOTS + slot; widened so that neither operand is cut.
  localparam WIDE_BITS = ADDRESS_BITS + BANK_BITS + SLOT_BITS;
  wire [WIDE_BITS-1:0] address = {{(WIDE_BITS - BANK_BITS) {1'b0}}, bank_q} * STRIDE[WIDE_BITS-1:0]
    + {{(WIDE_BITS - SLOT_BITS) {1'b0}}, slot_q};
  assign read_address = address[ADDRESS_BITS-1:0];
  wire unused = &{1'b0, address[WIDE_BITS-1:ADDRESS_BITS]};  // coverage: off (constant: names what is not used)

  always @(posedge clk) begin
    if (!rst_n) begin
      busy_q  <= 1'b0;
      index_q <= {INDEX_BITS{1'b0}};
      slot_q  <= {SLOT_BITS{1'b0}};
      group_q <= {GROUP_BITS{1'b0}};
      bank_q  <= {BANK_BITS{1'b0}};
    end else begin
      busy_q <= start | (busy_q & !last);
      if (busy_q) begin
        index_q <= last ? {INDEX_BITS{1'b0}} : index_q + 1'b1;
        slot_q  <= (last | slot_last) ? {SLOT_BITS{1'b0}} : slot_q + 1'b1;
        group_q <= last ? {GROUP_BITS{1'b0}} : slot_last ? group_q + 1'b1 : group_q;
        if (last) bank_q <= (bank_q == FINAL_BANK[BANK_BITS-1:0]) ? {BANK_BITS{1'b0}} : bank_q + 1'b1;
      end
    end
  end

endmodule

`default_nettype wire
