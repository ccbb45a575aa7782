// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_readout: a vector that is finished and has room is read whole, once, and its bank handed back once.
//
// Assumed     Nothing: vectors and room may come and go in any cycle. Reset may strike at any time.
// Proved      start is high exactly when a vector is ready, there is room, and no read is under way that does not end in this cycle: no
//             deadlock and no bubble. From the cycle after, READOUT reads follow each other, first and last marked, index counting from 0,
//             slot index % SLOTS of group index / SLOTS, of one bank; each vector takes the next bank. The bank is handed back once, at read
//             RELEASE_INDEX.
`default_nettype none

module readout_formal #(
  parameter READOUT       = 6,
  parameter INDEX_BITS    = 3,
  parameter SLOTS         = 2,
  parameter SLOT_BITS     = 1,
  parameter GROUP_BITS    = 2,
  parameter BANKS         = 3,
  parameter BANK_BITS     = 2,
  parameter ADDRESS_BITS  = 3,
  parameter RELEASE_INDEX = 2
) (
  input wire clk,
  input wire rst_n,
  input wire vector_ready,
  input wire room
);

  wire                    start, read, read_first, read_last, bank_release;
  wire [INDEX_BITS-1:0]   read_index;
  wire [GROUP_BITS-1:0]   read_group;
  wire [BANK_BITS-1:0]    read_bank;
  wire [ADDRESS_BITS-1:0] read_address;

  rtlgen_readout #(
    .READOUT      (READOUT),
    .INDEX_BITS   (INDEX_BITS),
    .SLOTS        (SLOTS),
    .SLOT_BITS    (SLOT_BITS),
    .GROUP_BITS   (GROUP_BITS),
    .BANKS        (BANKS),
    .BANK_BITS    (BANK_BITS),
    .ADDRESS_BITS (ADDRESS_BITS),
    .RELEASE_INDEX(RELEASE_INDEX)
  ) dut (
    .clk         (clk),
    .rst_n       (rst_n),
    .vector_ready(vector_ready),
    .room        (room),
    .start       (start),
    .read        (read),
    .read_first  (read_first),
    .read_last   (read_last),
    .read_index  (read_index),
    .read_group  (read_group),
    .read_bank   (read_bank),
    .read_address(read_address),
    .bank_release(bank_release)
  );

  reg       started = 1'b0;
  reg       reading = 1'b0;
  reg [3:0] index   = 4'd0;
  reg [3:0] bank    = 4'd0;
  wire      ends    = reading & (index == READOUT - 1);

  always @(posedge clk) begin
    started <= 1'b1;
    if (!rst_n) begin
      reading <= 1'b0;
      index   <= 4'd0;
      bank    <= 4'd0;
    end else begin
      reading <= start | (reading & !ends);
      if (reading) index <= ends ? 4'd0 : index + 4'd1;
      if (ends) bank <= (bank == BANKS - 1) ? 4'd0 : bank + 4'd1;
    end
  end

  always @* if (!started) assume (!rst_n);

  always @* if (started) begin
    assert (start == (vector_ready & room & (!reading | ends)));
    assert (read == reading);
    assert (read_first == (reading & (index == 0)));
    assert (read_last == ends);
    assert (bank_release == (reading & (index == RELEASE_INDEX)));
    assert (read_bank == bank);
    if (reading) begin
      assert (read_index == index);
      assert (read_group == index / SLOTS);
      assert (read_address == bank * SLOTS + index % SLOTS);
    end
    // For the induction.
    assert (index < READOUT);
    assert (bank < BANKS);
    assert (reading | (index == 0));
    assert (read_index == index);
    assert (read_group == index / SLOTS);
    assert (read_address == bank * SLOTS + index % SLOTS);
  end

  always @* cover (ends & start & (bank == 1));
  always @* cover (vector_ready & reading & !start & (READOUT > 1) | (READOUT == 1));

endmodule

`default_nettype wire
