// SPDX-License-Identifier: Apache-2.0
//
// Word lines of the digital twin of a macro: what drives them is kept at the sample, in place of hold capacitors.
//
// Function    A sample keeps the slices that the rows are driven with; held shows those of convert_bank as bit planes,
//             plane d in the bits d * ROWS to d * ROWS + ROWS - 1.
//             UNIT = 0: row carries the slices themselves. UNIT > 0: pulses that start together and last UNIT cycles for
//             each unit of their slice; they are looked at once a unit, from the first driven cycle of the step on.
// Latency     1 cycle from the sample.
// Reset       No pulse is being counted; slices are data.
`default_nettype none

module rtlgen_twin_rows #(
  parameter ROWS       = 64,
  parameter SLICE_BITS = 1,  // bits of a slice; on the pins too, where there are no pulses
  parameter UNIT       = 0,
  parameter BANKS      = 2   // 1, or 2 with double sample and hold
) (
  input  wire                                              clk,
  input  wire                                              rst_n,
  input  wire [((UNIT > 0) ? ROWS : ROWS*SLICE_BITS)-1:0]  row,
  input  wire                                              drive,
  input  wire                                              sample,
  input  wire                                              sample_bank,
  input  wire                                              convert_bank,
  output wire [ROWS*SLICE_BITS-1:0]                        held
);

  wire [ROWS*SLICE_BITS-1:0] slices;  // of the step that is driven, as bit planes

  genvar r, d;
  generate
    if (UNIT == 0) begin : gen_codes
      for (d = 0; d < SLICE_BITS; d = d + 1) begin : gen_plane
        for (r = 0; r < ROWS; r = r + 1) begin : gen_row
          assign slices[d*ROWS+r] = row[r*SLICE_BITS+d];
        end
      end
      wire unused = &{1'b0, rst_n, drive};
    end else begin : gen_pulses
      localparam         COUNT_BITS = (UNIT > 1) ? $clog2(UNIT) : 1;
      localparam integer FINAL      = UNIT - 1;

      reg                       running_q;  // a cycle of this step was driven before
      reg [COUNT_BITS-1:0]      count_q;    // cycles of the unit that have passed
      reg [ROWS*SLICE_BITS-1:0] slices_q;

      wire driven     = drive & !sample;
      wire unit_start = !running_q | (count_q == {COUNT_BITS{1'b0}});
      wire unit_end   = count_q == FINAL[COUNT_BITS-1:0];

      always @(posedge clk) begin
        if (!rst_n) begin
          running_q <= 1'b0;
          count_q   <= {COUNT_BITS{1'b0}};
        end else begin
          running_q <= driven;
          count_q   <= (driven & !unit_end) ? count_q + 1'b1 : {COUNT_BITS{1'b0}};
        end
      end

      // A counter a row, as bit planes; the first unit starts it.
      reg [ROWS*SLICE_BITS-1:0] next;
      reg [ROWS-1:0]            carry;
      integer p;
      always @* begin
        next  = running_q ? slices_q : {(ROWS * SLICE_BITS) {1'b0}};
        carry = row;
        for (p = 0; p < SLICE_BITS; p = p + 1) begin
          {carry, next[p*ROWS+:ROWS]} = {carry & next[p*ROWS+:ROWS], carry ^ next[p*ROWS+:ROWS]};
        end
      end
      always @(posedge clk) if (driven & unit_start) slices_q <= next;

      assign slices = slices_q;
    end

    if (BANKS == 1) begin : gen_one_bank
      reg [ROWS*SLICE_BITS-1:0] held_q;
      always @(posedge clk) if (sample) held_q <= slices;
      assign held = held_q;
      wire unused_banks = &{1'b0, sample_bank, convert_bank};
    end else begin : gen_two_banks
      reg [ROWS*SLICE_BITS-1:0] held_0_q;
      reg [ROWS*SLICE_BITS-1:0] held_1_q;
      always @(posedge clk) begin
        if (sample & !sample_bank) held_0_q <= slices;
        if (sample & sample_bank) held_1_q <= slices;
      end
      assign held = convert_bank ? held_1_q : held_0_q;
    end
  endgenerate

endmodule

`default_nettype wire
