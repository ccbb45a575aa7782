// SPDX-License-Identifier: Apache-2.0
//
// Phase serializer: holds one vector of a tile and offers its activation steps in their order in time.
//
// Function    Steps run phase by phase, row group by row group within a phase. Taking the last step frees the
//             serializer in the same cycle, so that the next vector can be loaded without a gap.
// Latency     A step is offered in the cycle after the load.
// Throughput  One step a cycle.
// Reset       Empties the serializer.
`default_nettype none

module rtlgen_serializer #(
  parameter                INPUTS         = 64,       // inputs of the tile
  parameter                VALUE_BITS     = 4,
  parameter                DAC_BITS       = 1,
  parameter                PHASES         = 4,
  parameter                ROW_GROUPS     = 1,
  parameter                ENCODING       = 0,        // see rtlgen_input_encoder
  parameter                SHIFT_BITS     = 1,        // bits of a phase's shift
  parameter [PHASES*4-1:0] PHASE_SHIFT    = 16'h1110, // shift before each phase, first phase lowest
  parameter [PHASES-1:0]   PHASE_NEGATIVE = 4'b0000,  // sign of each phase's coefficient
  parameter                GROUP_BITS     = 1
) (
  input  wire                         clk,
  input  wire                         rst_n,
  input  wire [INPUTS*VALUE_BITS-1:0] values,
  input  wire                         load,         // only while ready
  output wire                         ready,
  output wire                         step_valid,
  input  wire                         step_take,    // only while step_valid
  output wire [INPUTS*DAC_BITS-1:0]   step_slices,
  output wire [GROUP_BITS-1:0]        step_group,
  output wire                         step_first,   // first step of the vector
  output wire                         step_last,    // last step of the vector
  output wire [SHIFT_BITS-1:0]        step_shift,   // left shift of the accumulators before this step
  output wire                         step_negative
);

  localparam         PHASE_BITS  = (PHASES > 1) ? $clog2(PHASES) : 1;
  localparam integer FINAL_PHASE = PHASES - 1;
  localparam integer FINAL_GROUP = ROW_GROUPS - 1;

  reg                  valid_q;
  reg [PHASE_BITS-1:0] phase_q;
  reg [GROUP_BITS-1:0] group_q;

  wire group_first = group_q == {GROUP_BITS{1'b0}};
  wire group_last  = group_q == FINAL_GROUP[GROUP_BITS-1:0];
  wire phase_first = phase_q == {PHASE_BITS{1'b0}};
  wire phase_last  = phase_q == FINAL_PHASE[PHASE_BITS-1:0];

  assign step_valid = valid_q;
  assign step_group = group_q;
  assign step_first = phase_first & group_first;
  assign step_last  = phase_last & group_last;
  assign ready      = !valid_q | (step_take & step_last);

  always @(posedge clk) begin
    if (!rst_n) begin
      valid_q <= 1'b0;
      phase_q <= {PHASE_BITS{1'b0}};
      group_q <= {GROUP_BITS{1'b0}};
    end else begin
      valid_q <= load | (valid_q & !(step_take & step_last));
      if (step_take) begin
        group_q <= group_last ? {GROUP_BITS{1'b0}} : group_q + 1'b1;
        if (group_last) phase_q <= phase_last ? {PHASE_BITS{1'b0}} : phase_q + 1'b1;
      end
    end
  end

  // The tag of the phase. A vector's first group of a phase brings the accumulators to the phase's weight.
  wire [3:0] phase_shift;
  generate
    if (PHASES == 1) begin : gen_one_phase
      assign phase_shift   = PHASE_SHIFT;
      assign step_negative = PHASE_NEGATIVE;
    end else begin : gen_phases
      assign phase_shift   = PHASE_SHIFT[{phase_q, 2'b00}+:4];
      assign step_negative = PHASE_NEGATIVE[phase_q];
    end
  endgenerate
  assign step_shift    = group_first ? phase_shift[SHIFT_BITS-1:0] : {SHIFT_BITS{1'b0}};

  wire next_phase = step_take & group_last & !step_last;

  // All inputs shift as one word: what crosses from one input into the next enters at its low end and
  // is gone before it could reach the slice that is driven.
  localparam SLICES_BITS = PHASES * DAC_BITS;

  wire [INPUTS*SLICES_BITS-1:0] slices;
  reg  [INPUTS*SLICES_BITS-1:0] slices_q;

  genvar k;
  generate
    if (SHIFT_BITS < 4) begin : gen_unused_shift
      wire unused = &{1'b0, phase_shift[3:SHIFT_BITS]};
    end

    for (k = 0; k < INPUTS; k = k + 1) begin : gen_input
      rtlgen_input_encoder #(
        .VALUE_BITS(VALUE_BITS),
        .DAC_BITS  (DAC_BITS),
        .PHASES    (PHASES),
        .ENCODING  (ENCODING)
      ) u_encoder (
        .value (values[k*VALUE_BITS+:VALUE_BITS]),
        .slices(slices[k*SLICES_BITS+:SLICES_BITS])
      );

      assign step_slices[k*DAC_BITS+:DAC_BITS] = slices_q[(k+1)*SLICES_BITS-1-:DAC_BITS];
    end

    if (PHASES == 1) begin : gen_single
      wire unused = &{1'b0, next_phase};
      always @(posedge clk) if (load) slices_q <= slices;
    end else begin : gen_shift
      always @(posedge clk) begin
        if (load) slices_q <= slices;
        else if (next_phase) slices_q <= {slices_q[INPUTS*SLICES_BITS-DAC_BITS-1:0], {DAC_BITS{1'b0}}};
      end
    end
  endgenerate

endmodule

`default_nettype wire
