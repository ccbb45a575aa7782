// SPDX-License-Identifier: Apache-2.0
//
// Sequencer of a tile: two decoupled machines over the sample-and-hold capacitors.
//
// Function    The front machine drives, settles and samples one activation step after the other; the back machine
//             steps the lanes through their mux positions and converts. A vector's first step waits for a free bank of
//             accumulators; after that nothing waits for the outside, because a held sample cannot.
// Cycles      Steady state of a step, with C = MUX_POSITIONS * CONVERSION_CYCLES:
//             none   drive + C
//             single max(drive, C) + sample
//             double max(drive + sample, C)
//             where drive is drive_count + 1, driving and settling, and sample is sample_count + 1.
//             Each start sees the completions of the same cycle, so that no cycle is lost between them.
// Tags        A step's tag travels with its sample. code_* name the conversion whose last cycle this is.
// Reset       Both machines idle, all banks free.
`default_nettype none

module rtlgen_sequencer #(
  parameter SAMPLE_AND_HOLD   = 2,   // 0 none, 1 single, 2 double
  parameter COUNT_BITS        = 2,   // of drive_count and sample_count
  parameter CONVERSION_CYCLES = 8,
  parameter EXTERNAL          = 0,   // 1: a conversion ends with conversion_done, not after CONVERSION_CYCLES
  parameter POSITIONS         = 2,   // mux positions of one output
  parameter SLOTS             = 4,   // outputs of a lane
  parameter MUX_BITS          = 3,
  parameter POSITION_BITS     = 1,
  parameter BANKS             = 2,   // banks of accumulators
  parameter BANK_BITS         = 1,
  parameter ADDRESS_BITS      = 3,   // of an accumulator: bank * SLOTS + slot
  parameter SHIFT_BITS        = 1
) (
  input  wire                     clk,
  input  wire                     rst_n,

  // Change between vectors only.
  input  wire [COUNT_BITS-1:0]    drive_count,
  input  wire [COUNT_BITS-1:0]    sample_count,    // not looked at without sample and hold

  // From the serializer; the row driver loads when a step is taken.
  input  wire                     step_valid,
  input  wire                     step_first,
  input  wire                     step_last,
  input  wire [SHIFT_BITS-1:0]    step_shift,
  input  wire                     step_negative,
  output wire                     step_take,
  output wire [BANK_BITS-1:0]     step_bank,       // accumulator bank of the step that is taken
  output wire                     release_rows,    // no step follows at once

  input  wire                     bank_release,    // a bank of accumulators will have been read in time

  // To the macro.
  output wire                     drive,
  output wire                     sample,
  output wire                     sample_bank,
  output wire                     convert_bank,
  output wire [MUX_BITS-1:0]      mux,

  // To and from the ADC interfaces.
  input  wire                     conversion_done,
  output wire                     converting,
  output wire                     conversion_last, // last cycle of a conversion

  // Tag of the conversion that ends in this cycle.
  output wire                     code_valid,
  output wire [POSITION_BITS-1:0] code_position,
  output wire                     code_first_part,
  output wire                     code_last_part,
  output wire [ADDRESS_BITS-1:0]  code_address,
  output wire                     code_first_step,
  output wire [SHIFT_BITS-1:0]    code_shift,
  output wire                     code_negative,
  output wire                     code_vector_end  // last conversion of the vector
);

  localparam NONE = 0;
  localparam DOUBLE = 2;

  localparam [1:0] IDLE = 2'd0, DRIVE = 2'd1, HOLD = 2'd2, SAMPLE = 2'd3;

  // ---- Credit: banks of accumulators that a new vector may use.

  localparam         CREDIT_BITS = $clog2(BANKS + 1);
  localparam integer ALL_BANKS   = BANKS;
  localparam integer FINAL_BANK  = BANKS - 1;

  reg [CREDIT_BITS-1:0] credit_q;
  reg [BANK_BITS-1:0]   bank_q;      // bank of the vector whose step is offered

  wire vector_start = step_take & step_first;
  wire vector_taken = step_take & step_last;

  always @(posedge clk) begin
    if (!rst_n) begin
      credit_q <= ALL_BANKS[CREDIT_BITS-1:0];
      bank_q   <= {BANK_BITS{1'b0}};
    end else begin
      if (vector_start & !bank_release)      credit_q <= credit_q - 1'b1;
      else if (!vector_start & bank_release) credit_q <= credit_q + 1'b1;
      if (vector_taken) bank_q <= (bank_q == FINAL_BANK[BANK_BITS-1:0]) ? {BANK_BITS{1'b0}} : bank_q + 1'b1;
    end
  end

  // ---- Front machine.

  reg [1:0]            front_q;
  reg [COUNT_BITS-1:0] count_q;      // cycles left after this one
  reg                  sample_bank_q;
  reg [1:0]            full_q;       // banks that hold a sample not yet converted

  wire convert_end;
  wire convert_bank_next;

  wire counted      = count_q == {COUNT_BITS{1'b0}};
  wire driven       = (front_q == DRIVE & counted) | front_q == HOLD;
  wire sampled      = (SAMPLE_AND_HOLD == NONE) ? (front_q == DRIVE & counted) : (front_q == SAMPLE & counted);
  wire bank_is_free = !full_q[sample_bank_q] | (convert_end & (convert_bank == sample_bank_q));
  wire front_done   = (SAMPLE_AND_HOLD == NONE) ? (front_q == HOLD & convert_end) : sampled;
  wire front_free   = front_q == IDLE | front_done;
  wire has_credit   = credit_q != {CREDIT_BITS{1'b0}};

  assign step_take    = front_free & step_valid & (!step_first | has_credit);
  assign release_rows = front_done & !step_take;
  assign step_bank    = bank_q;
  assign drive        = front_q != IDLE;
  assign sample       = (SAMPLE_AND_HOLD == NONE) ? sampled : (front_q == SAMPLE);
  assign sample_bank  = sample_bank_q;

  always @(posedge clk) begin
    if (!rst_n) begin
      front_q       <= IDLE;
      count_q       <= {COUNT_BITS{1'b0}};
      sample_bank_q <= 1'b0;
    end else begin
      if (step_take) begin
        front_q <= DRIVE;
        count_q <= drive_count;
      end else if (front_done) begin
        front_q <= IDLE;
      end else if (driven & SAMPLE_AND_HOLD == NONE) begin
        front_q <= HOLD;
      end else if (driven & bank_is_free) begin
        front_q <= SAMPLE;
        count_q <= sample_count;
      end else if (driven) begin
        front_q <= HOLD;
      end else if (front_q != IDLE) begin
        count_q <= count_q - 1'b1;
      end
      if (sampled & SAMPLE_AND_HOLD == DOUBLE) sample_bank_q <= !sample_bank_q;
    end
  end

  // ---- The step's tag: beside the rows, then beside the sample.

  localparam TAG_BITS = BANK_BITS + SHIFT_BITS + 3;

  reg [TAG_BITS-1:0] driven_tag_q;
  reg [TAG_BITS-1:0] held_tag_0_q;
  reg [TAG_BITS-1:0] held_tag_1_q;

  always @(posedge clk) begin
    if (step_take) driven_tag_q <= {bank_q, step_shift, step_negative, step_first, step_last};
    if (sampled & !sample_bank_q) held_tag_0_q <= driven_tag_q;
    if (sampled & sample_bank_q) held_tag_1_q <= driven_tag_q;
  end

  // ---- Back machine.

  localparam         CYCLE_BITS     = (CONVERSION_CYCLES > 1) ? $clog2(CONVERSION_CYCLES) : 1;
  localparam         SLOT_BITS      = (SLOTS > 1) ? $clog2(SLOTS) : 1;
  localparam integer FINAL_CYCLE    = CONVERSION_CYCLES - 1;
  localparam integer FINAL_POSITION = POSITIONS - 1;
  localparam integer FINAL_SLOT     = SLOTS - 1;
  localparam integer SLOT_STRIDE    = SLOTS;

  reg                     active_q;
  reg                     convert_bank_q;
  reg [CYCLE_BITS-1:0]    cycle_q;
  reg [MUX_BITS-1:0]      mux_q;
  reg [POSITION_BITS-1:0] position_q;
  reg [SLOT_BITS-1:0]     slot_q;
  reg [ADDRESS_BITS-1:0]  address_q;

  wire position_last = position_q == FINAL_POSITION[POSITION_BITS-1:0];
  wire slot_last     = slot_q == FINAL_SLOT[SLOT_BITS-1:0];
  wire mux_last      = position_last & slot_last;

  assign converting        = active_q;
  assign conversion_last   = active_q & ((EXTERNAL != 0) ? conversion_done : cycle_q == FINAL_CYCLE[CYCLE_BITS-1:0]);
  assign convert_end       = conversion_last & mux_last;
  assign convert_bank      = convert_bank_q;
  assign convert_bank_next = convert_bank_q ^ (convert_end & SAMPLE_AND_HOLD == DOUBLE);
  assign mux               = mux_q;

  // A sample that ends in this cycle counts as held.
  wire held_next  = full_q[convert_bank_next] & !(convert_end & SAMPLE_AND_HOLD != DOUBLE);
  wire start_next = held_next | (sampled & (sample_bank_q == convert_bank_next));
  wire start      = start_next & (!active_q | convert_end);

  // The tag of the step that starts; the one that is being sampled has not reached its register yet.
  wire                 tag_is_driven = sampled & (sample_bank_q == convert_bank_next);
  wire [TAG_BITS-1:0]  start_tag     = tag_is_driven ? driven_tag_q : convert_bank_next ? held_tag_1_q : held_tag_0_q;
  wire [BANK_BITS-1:0] start_bank    = start_tag[TAG_BITS-1-:BANK_BITS];

  reg [TAG_BITS-1:0] tag_q;

  wire [ADDRESS_BITS-1:0] start_address;
  generate
    if (BANKS * SLOTS == BANKS && ADDRESS_BITS == BANK_BITS) begin : gen_one_slot
      assign start_address = start_bank;
    end else begin : gen_slots
      assign start_address = {{(ADDRESS_BITS - BANK_BITS) {1'b0}}, start_bank} * SLOT_STRIDE[ADDRESS_BITS-1:0];
    end
  endgenerate

  always @(posedge clk) begin
    if (!rst_n) begin
      active_q       <= 1'b0;
      convert_bank_q <= 1'b0;
      full_q         <= 2'b00;
      cycle_q        <= {CYCLE_BITS{1'b0}};
      mux_q          <= {MUX_BITS{1'b0}};
      position_q     <= {POSITION_BITS{1'b0}};
      slot_q         <= {SLOT_BITS{1'b0}};
    end else begin
      active_q       <= start | (active_q & !convert_end);
      convert_bank_q <= convert_bank_next;

      // A bank is full from its sample to the end of its conversions.
      full_q[0] <= (sampled & !sample_bank_q) | (full_q[0] & !(convert_end & !convert_bank_q));
      full_q[1] <= (sampled & sample_bank_q) | (full_q[1] & !(convert_end & convert_bank_q));

      if (active_q) cycle_q <= conversion_last ? {CYCLE_BITS{1'b0}} : cycle_q + 1'b1;
      if (conversion_last) begin
        mux_q      <= mux_last ? {MUX_BITS{1'b0}} : mux_q + 1'b1;
        position_q <= position_last ? {POSITION_BITS{1'b0}} : position_q + 1'b1;
        if (position_last) slot_q <= slot_last ? {SLOT_BITS{1'b0}} : slot_q + 1'b1;
      end
    end
  end

  always @(posedge clk) begin
    if (start) begin
      tag_q     <= start_tag;
      address_q <= start_address;
    end else if (conversion_last & position_last) begin
      address_q <= address_q + 1'b1;
    end
  end

  wire tag_last = tag_q[0];

  assign code_valid      = conversion_last;
  assign code_position   = position_q;
  assign code_first_part = position_q == {POSITION_BITS{1'b0}};
  assign code_last_part  = position_last;
  assign code_address    = address_q;
  assign code_first_step = tag_q[1];
  assign code_negative   = tag_q[2];
  assign code_shift      = tag_q[3+:SHIFT_BITS];
  assign code_vector_end = convert_end & tag_last;

  wire unused = &{1'b0, tag_q[TAG_BITS-1-:BANK_BITS], conversion_done};  // coverage: off (constant: names what is not used)

endmodule

`default_nettype wire
