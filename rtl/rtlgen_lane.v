// SPDX-License-Identifier: Apache-2.0
//
// Lane: the datapath behind one ADC, or behind the LANES ADCs that share an output.
//
// Function    Slice combine: z = sum over an output's parts of coefficient * code. Shift-add: one read, shift, add and
//             write of the output's accumulator for each activation step, in the order of the phases. The first step
//             writes 0 + z, so that no accumulator is ever cleared.
// Latency     2 cycles from the code of an output's last part to the cycle in which its sum can be read.
// Throughput  One code of every ADC a cycle. Steps are at least 2 cycles apart, which is what the read needs to see
//             the write of the step before.
// Read        A second port with a register: the sum of read_address in the cycle after.
// Overflow    0: the width holds every sum. 1: clamped after the shift and after the addition, 2: wrapped; either sets
//             the flag that is kept beside the sum.
// Reset       Only the valid bit; sums and codes are data.
`default_nettype none

module rtlgen_lane #(
  parameter CODE_BITS     = 8,
  parameter CODE_SIGNED   = 0,   // 1: codes are two's complement; their offset by the lowest code is undone here
  parameter LANES         = 1,
  parameter POSITIONS     = 2,   // mux positions of one output
  parameter POSITION_BITS = 1,
  parameter DEPTH         = 8,   // accumulators: banks * outputs of the lane
  parameter ADDRESS_BITS  = 3,
  parameter SHIFT_BITS    = 1,
  parameter COMBINED_BITS = 12,  // of z
  parameter SUM_BITS      = 16,  // of an accumulator
  parameter OVERFLOW      = 0,
  parameter REFERENCE     = 0,   // 1: every output owes the reference column's code << REFERENCE_SHIFT
  parameter REFERENCE_SHIFT = 3,
  // For part l * POSITIONS + m, at mux position m of lane l: its coefficient is (negative ? -1 : 1) << shift, or 0.
  parameter [LANES*POSITIONS*5-1:0] PART_SHIFT    = {5'd2, 5'd0},
  parameter [LANES*POSITIONS-1:0]   PART_NEGATIVE = 2'b00,
  parameter [LANES*POSITIONS-1:0]   PART_USED     = 2'b11
) (
  input  wire                        clk,
  input  wire                        rst_n,
  input  wire [LANES*CODE_BITS-1:0]  code,
  input  wire                        code_valid,
  input  wire [POSITION_BITS-1:0]    code_position,
  input  wire                        code_first_part,
  input  wire                        code_last_part,
  input  wire [ADDRESS_BITS-1:0]     code_address,
  input  wire                        code_first_step,
  input  wire [SHIFT_BITS-1:0]       code_shift,
  input  wire                        code_negative,
  input  wire [CODE_BITS-1:0]        reference_code,   // this step's code of the reference column
  input  wire                        read,
  input  wire [ADDRESS_BITS-1:0]     read_address,
  output wire [SUM_BITS-1:0]         read_sum,
  output wire                        read_overflow
);

  // ---- Slice combine.

  localparam EXTRA_BITS = COMBINED_BITS - CODE_BITS;

  // Coefficient * code at one mux position, summed over the lanes: constant shifts, selected by the position.
  function [COMBINED_BITS-1:0] parts;
    input [LANES*CODE_BITS-1:0] codes;
    input [POSITION_BITS-1:0] position;
    integer l, m;
    reg [CODE_BITS-1:0] raw;
    reg [COMBINED_BITS-1:0] extended;
    reg [COMBINED_BITS-1:0] magnitude;
    reg negative;
    begin
      parts = {COMBINED_BITS{1'b0}};
      for (l = 0; l < LANES; l = l + 1) begin
        raw       = codes[l*CODE_BITS+:CODE_BITS];
        extended  = (CODE_SIGNED != 0) ? {{EXTRA_BITS{!raw[CODE_BITS-1]}}, raw ^ {1'b1, {(CODE_BITS - 1) {1'b0}}}}
                                       : {{EXTRA_BITS{1'b0}}, raw};
        magnitude = {COMBINED_BITS{1'b0}};
        negative  = 1'b0;
        for (m = 0; m < POSITIONS; m = m + 1) begin
          if (PART_USED[l*POSITIONS+m]) begin
            magnitude = magnitude
              | ((extended << PART_SHIFT[(l*POSITIONS+m)*5+:5]) & {COMBINED_BITS{position == m[POSITION_BITS-1:0]}});
            negative = negative | (PART_NEGATIVE[l*POSITIONS+m] & (position == m[POSITION_BITS-1:0]));
          end
        end
        parts = parts + (negative ? -magnitude : magnitude);
      end
    end
  endfunction

  reg [COMBINED_BITS-1:0] combined_q;

  wire [COMBINED_BITS-1:0] start;
  generate
    if (REFERENCE != 0) begin : gen_reference
      wire [COMBINED_BITS-1:0] extended;
      if (CODE_SIGNED != 0) begin : gen_signed
        assign extended = {{EXTRA_BITS{!reference_code[CODE_BITS-1]}}, reference_code ^ {1'b1, {(CODE_BITS - 1) {1'b0}}}};
      end else begin : gen_unsigned
        assign extended = {{EXTRA_BITS{1'b0}}, reference_code};
      end
      assign start = -(extended << REFERENCE_SHIFT);
    end else begin : gen_no_reference
      wire unused = &{1'b0, reference_code};
      assign start = {COMBINED_BITS{1'b0}};
    end
  endgenerate

  always @(posedge clk) begin
    if (code_valid) combined_q <= (code_first_part ? start : combined_q) + parts(code, code_position);
  end

  // ---- Shift-add. The old sum is read while the last part is combined.

  reg [SUM_BITS:0] sums [0:DEPTH-1];  // overflow flag, sum
  reg [SUM_BITS:0] old_q;

  reg                    add_q;
  reg [ADDRESS_BITS-1:0] address_q;
  reg                    first_q;
  reg [SHIFT_BITS-1:0]   shift_q;
  reg                    negative_q;

  wire output_end = code_valid & code_last_part;

  always @(posedge clk) begin
    if (!rst_n) add_q <= 1'b0;
    else        add_q <= output_end;
  end

  always @(posedge clk) begin
    if (output_end) begin
      old_q      <= sums[code_address];
      address_q  <= code_address;
      first_q    <= code_first_step;
      shift_q    <= code_shift;
      negative_q <= code_negative;
    end
  end

  wire [SUM_BITS-1:0] sum;
  wire                overflow;

  wire [SUM_BITS-1:0] old          = first_q ? {SUM_BITS{1'b0}} : old_q[SUM_BITS-1:0];
  wire                old_overflow = !first_q & old_q[SUM_BITS];

  generate
    if (OVERFLOW == 0) begin : gen_exact
      wire [SUM_BITS-1:0] addend;
      if (SUM_BITS > COMBINED_BITS) begin : gen_extend
        assign addend = {{(SUM_BITS - COMBINED_BITS) {combined_q[COMBINED_BITS-1]}}, combined_q};
      end else begin : gen_cut
        // z has a spare bit where the accumulator is as narrow as it.
        assign addend = combined_q[SUM_BITS-1:0];
        wire unused = &{1'b0, combined_q};
      end
      wire [SUM_BITS-1:0] shifted = old << shift_q;
      assign sum      = negative_q ? shifted - addend : shifted + addend;
      assign overflow = old_overflow;
    end else begin : gen_bounded
      wire overflow_now;
      rtlgen_bounded_shift_add #(
        .SUM_BITS     (SUM_BITS),
        .COMBINED_BITS(COMBINED_BITS),
        .SHIFT_BITS   (SHIFT_BITS),
        .SATURATE     (OVERFLOW == 1)
      ) u_shift_add (
        .old     (old),
        .shift   (shift_q),
        .combined(combined_q),
        .negative(negative_q),
        .sum     (sum),
        .overflow(overflow_now)
      );
      assign overflow = old_overflow | overflow_now;
    end
  endgenerate

  always @(posedge clk) begin
    if (add_q) sums[address_q] <= {overflow, sum};
  end

  // ---- Readout.

  reg [SUM_BITS:0] read_q;
  always @(posedge clk) begin
    if (read) read_q <= sums[read_address];
  end

  assign read_sum      = read_q[SUM_BITS-1:0];
  assign read_overflow = read_q[SUM_BITS];

endmodule

`default_nettype wire
