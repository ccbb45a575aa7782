// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_serializer, and with it for rtlgen_input_encoder: a vector's steps in their order in time.
//
// Assumed     The contract: load only while ready, step_take only while step_valid; inputs are values that the encoding has.
//             Reset may strike at any time.
// Proved      ready is high when no vector is held, and when the last step of one is taken: no deadlock and no bubble. From the cycle
//             after the load, every step of the vector is offered until it is taken, once, phase by phase and in each group by group, first and
//             last marked, with the slices of every input, the phase's sign, and the phase's shift in its first group and none after.
//             The slices are those of the contract (§4), for each encoding.
`default_nettype none

module serializer_formal #(
  parameter ENCODING   = 0,
  parameter INPUTS     = 2,
  parameter VALUE_BITS = 3,
  parameter DAC_BITS   = 2,
  parameter PHASES     = 2,
  parameter ROW_GROUPS = 2,
  parameter GROUP_BITS = 1
) (
  input wire                         clk,
  input wire                         rst_n,
  input wire [INPUTS*VALUE_BITS-1:0] values,
  input wire                         load,
  input wire                         step_take
);

  localparam [PHASES*4-1:0] PHASE_SHIFT    = 16'h2130;
  localparam [PHASES-1:0]   PHASE_NEGATIVE = 4'b0101;

  wire                       ready, step_valid, step_first, step_last, step_negative;
  wire [INPUTS*DAC_BITS-1:0] step_slices;
  wire [GROUP_BITS-1:0]      step_group;
  wire [1:0]                 step_shift;

  rtlgen_serializer #(
    .INPUTS        (INPUTS),
    .VALUE_BITS    (VALUE_BITS),
    .DAC_BITS      (DAC_BITS),
    .PHASES        (PHASES),
    .ROW_GROUPS    (ROW_GROUPS),
    .ENCODING      (ENCODING),
    .SHIFT_BITS    (2),
    .PHASE_SHIFT   (PHASE_SHIFT),
    .PHASE_NEGATIVE(PHASE_NEGATIVE),
    .GROUP_BITS    (GROUP_BITS)
  ) dut (
    .clk          (clk),
    .rst_n        (rst_n),
    .values       (values),
    .load         (load),
    .ready        (ready),
    .step_valid   (step_valid),
    .step_take    (step_take),
    .step_slices  (step_slices),
    .step_group   (step_group),
    .step_first   (step_first),
    .step_last    (step_last),
    .step_shift   (step_shift),
    .step_negative(step_negative)
  );

  reg                         started = 1'b0;
  reg                         holds   = 1'b0;
  reg [3:0]                   phase   = 4'd0, group = 4'd0;
  reg [INPUTS*VALUE_BITS-1:0] vector;
  wire                        group_ends = group == ROW_GROUPS - 1;
  wire                        ends       = step_take & group_ends & (phase == PHASES - 1);

  always @(posedge clk) begin
    started <= 1'b1;
    if (!rst_n) begin
      holds <= 1'b0;
      phase <= 4'd0;
      group <= 4'd0;
    end else begin
      holds <= load | (holds & !ends);
      if (step_take) begin
        group <= group_ends ? 4'd0 : group + 4'd1;
        if (group_ends) phase <= (phase == PHASES - 1) ? 4'd0 : phase + 4'd1;
      end
    end
    if (load) vector <= values;
  end

  always @* if (!started) assume (!rst_n);
  always @* assume (!load | ready);
  always @* assume (!step_take | step_valid);

  always @* if (started) begin
    assert (ready == (!holds | ends));
    assert (step_valid == holds);
    if (holds) begin
      assert (step_group == group);
      assert (step_first == ((phase == 0) & (group == 0)));
      assert (step_last == ((phase == PHASES - 1) & group_ends));
      assert (step_shift == ((group == 0) ? PHASE_SHIFT[phase*4+:2] : 2'd0));
      assert (step_negative == PHASE_NEGATIVE[phase]);
    end
    // For the induction.
    assert (phase < PHASES);
    assert (group < ROW_GROUPS);
    assert (holds | (phase == 0 & group == 0));
    assert (step_group == group);
  end

  (* hierconn *) wire [((PHASES > 1) ? $clog2(PHASES) : 1)-1:0] \dut.phase_q ;
  always @* if (started) assert (\dut.phase_q == phase);

  // The slice of an input in a phase, by the contract: the number that is cut, and which of its slices from below.
  wire [INPUTS*PHASES*DAC_BITS-1:0] wanted;  // the first phase highest
  genvar k, p;
  generate
    for (k = 0; k < INPUTS; k = k + 1) begin : gen_input
      localparam SIGNED = ENCODING == 1 | ENCODING == 2 | ENCODING == 3;
      wire signed [15:0] x = {{(16 - VALUE_BITS) {SIGNED & vector[(k+1)*VALUE_BITS-1]}}, vector[k*VALUE_BITS+:VALUE_BITS]};
      if (ENCODING == 3) begin : gen_symmetric
        always @* if (load) assume (values[k*VALUE_BITS+:VALUE_BITS] != (1 << (VALUE_BITS - 1)));
        always @* if (holds) assert (x != -(1 << (VALUE_BITS - 1)));
      end

      for (p = 0; p < PHASES; p = p + 1) begin : gen_phase
        reg [15:0] cut;
        reg [3:0]  slice;
        always @* begin
          cut   = x;
          slice = PHASES - 1 - p;
          if (ENCODING == 1) cut = (p == 0) ? ((x < 0) ? 1 << ((PHASES - 1) * DAC_BITS) : 0) : (x < 0) ? x + (1 << (VALUE_BITS - 1)) : x;
          if (ENCODING == 2) cut = x + (1 << (VALUE_BITS - 1));
          if (ENCODING == 3) cut = (p % 2 == 0) ? ((x > 0) ? x : 0) : ((x < 0) ? -x : 0);
          if (ENCODING == 3) slice = (PHASES - 1 - p) / 2;
        end
        wire [15:0] part = (cut >> (slice * DAC_BITS)) & ((1 << DAC_BITS) - 1);
        assign wanted[(k*PHASES+PHASES-1-p)*DAC_BITS+:DAC_BITS] = part[DAC_BITS-1:0];
        always @* if (started & holds & (phase == p)) assert (step_slices[k*DAC_BITS+:DAC_BITS] == part);
      end
    end
  endgenerate

  // For the induction: what is driven later stands below what is driven now.
  (* hierconn *) wire [INPUTS*PHASES*DAC_BITS-1:0] \dut.slices_q ;
  always @* if (started & holds) assert (\dut.slices_q == wanted << (phase * DAC_BITS));

  always @* cover (started & ends & load);
  always @* cover (started & holds & !step_take & step_last);

endmodule

`default_nettype wire
