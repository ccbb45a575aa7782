// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_sequencer: a tile's controller, against a count of everything that it must do.
//
// Assumed     The contract: drive_count and sample_count stand; the serializer offers the steps of vectors one after the other, each STEPS
//             long, and keeps an offered step until it is taken; a bank of accumulators is handed back only after its vector was converted.
//             With EXTERNAL a conversion ends when conversion_done says so, of which nothing is assumed but, for the bound, PATIENCE.
// Proved      Rows    Every step is driven for drive_count + 1 cycles before its sample begins; drive is high from the cycle after
//                     the step is taken to the end of its sample (without sample and hold: of its conversions); the next step is
//                     taken no sooner.
//             Sample  One for each step, in the order of the steps, sample_count + 1 cycles long, never of a bank that holds a
//                     sample whose conversions have not ended.
//             Convert Never before the sample: only while a sample that is whole waits, of the bank that holds it, which is converted
//                     once, at all mux positions from 0 up, each CONVERSION_CYCLES long or to conversion_done. mux and bank stand during
//                     a conversion.
//             Tags    A conversion is told with its position, first and last part, and the accumulator, sign, shift, first step and
//                     vector end of the step that was sampled for it.
//             Credit  No more vectors are under way than there are banks; a bank is in use by one vector.
//             No deadlock: a step that is offered while a bank is free is taken within BOUND cycles.
//             Every state of both machines is reached.
`default_nettype none

module sequencer_formal #(
  parameter SAMPLE_AND_HOLD   = 2,
  parameter CONVERSION_CYCLES = 2,
  parameter EXTERNAL          = 0,
  parameter POSITIONS         = 2,
  parameter SLOTS             = 1,
  parameter STEPS             = 2,
  parameter BANKS             = 2
) (
  input wire       clk,
  input wire [1:0] drive_count,
  input wire [1:0] sample_count,
  input wire       step_valid,
  input wire       step_shift,
  input wire       step_negative,
  input wire       bank_release,
  input wire       conversion_done
);

  localparam MUX_BITS      = (POSITIONS * SLOTS > 1) ? $clog2(POSITIONS * SLOTS) : 1;
  localparam POSITION_BITS = (POSITIONS > 1) ? $clog2(POSITIONS) : 1;
  localparam ADDRESS_BITS  = (BANKS * SLOTS > 1) ? $clog2(BANKS * SLOTS) : 1;
  localparam MUXES         = POSITIONS * SLOTS;
  localparam HOLDS         = (SAMPLE_AND_HOLD == 2) ? 2 : 1;
  localparam PATIENCE      = (EXTERNAL != 0) ? 3 : CONVERSION_CYCLES;
  // Both machines once, one after the other.
  localparam BOUND         = 4 + 4 + 2 * MUXES * PATIENCE;

  reg rst_n = 1'b0;
  always @(posedge clk) rst_n <= 1'b1;

  wire                     taken, step_bank, release_rows, drive, sampling_now, sample_bank, convert_bank;
  // Before reset has struck outputs say anything.
  wire                     step_take = taken & rst_n;
  wire                     sample    = sampling_now & rst_n;
  wire [MUX_BITS-1:0]      mux;
  wire                     ended;
  wire                     code_vector_end = ended & rst_n;
  wire                     converting, conversion_last, code_valid, code_first_part, code_last_part;
  wire [POSITION_BITS-1:0] code_position;
  wire [ADDRESS_BITS-1:0]  code_address;
  wire                     code_first_step, code_shift, code_negative;

  // ---- The serializer: where in its vector the step on offer stands.

  reg [2:0] offered = 3'd0;
  reg       waits   = 1'b0;
  reg [1:0] step_past;
  always @(posedge clk) begin
    if (step_take) offered <= (offered == STEPS - 1) ? 3'd0 : offered + 3'd1;
    waits     <= step_valid & !step_take;
    step_past <= {step_shift, step_negative};
  end
  always @* if (!rst_n) assume (!step_valid & !bank_release);
  always @* if (waits) assume (step_valid & ({step_shift, step_negative} == step_past));
  wire step_first = offered == 0;
  wire step_last  = offered == STEPS - 1;

  reg       started = 1'b0;
  reg [3:0] counts_past;
  always @(posedge clk) begin
    started     <= 1'b1;
    counts_past <= {drive_count, sample_count};
  end
  always @* if (started) assume ({drive_count, sample_count} == counts_past);

  rtlgen_sequencer #(
    .SAMPLE_AND_HOLD  (SAMPLE_AND_HOLD),
    .COUNT_BITS       (2),
    .CONVERSION_CYCLES(CONVERSION_CYCLES),
    .EXTERNAL         (EXTERNAL),
    .POSITIONS        (POSITIONS),
    .SLOTS            (SLOTS),
    .MUX_BITS         (MUX_BITS),
    .POSITION_BITS    (POSITION_BITS),
    .BANKS            (BANKS),
    .BANK_BITS        (1),
    .ADDRESS_BITS     (ADDRESS_BITS),
    .SHIFT_BITS       (1)
  ) dut (
    .clk            (clk),
    .rst_n          (rst_n),
    .drive_count    (drive_count),
    .sample_count   (sample_count),
    .step_valid     (step_valid),
    .step_first     (step_first),
    .step_last      (step_last),
    .step_shift     (step_shift),
    .step_negative  (step_negative),
    .step_take      (taken),
    .step_bank      (step_bank),
    .release_rows   (release_rows),
    .bank_release   (bank_release),
    .drive          (drive),
    .sample         (sampling_now),
    .sample_bank    (sample_bank),
    .convert_bank   (convert_bank),
    .mux            (mux),
    .conversion_done(conversion_done),
    .converting     (converting),
    .conversion_last(conversion_last),
    .code_valid     (code_valid),
    .code_position  (code_position),
    .code_first_part(code_first_part),
    .code_last_part (code_last_part),
    .code_address   (code_address),
    .code_first_step(code_first_step),
    .code_shift     (code_shift),
    .code_negative  (code_negative),
    .code_vector_end(ended)
  );

  // ---- Vectors: which bank of accumulators each takes, and how many are under way.

  reg [1:0] under_way = 2'd0;  // started, their bank not handed back
  reg [1:0] converted = 2'd0;  // of them: wholly converted
  reg       bank      = 1'b0;
  wire      begins    = step_take & step_first;
  always @(posedge clk) begin
    under_way <= under_way + (begins ? 2'd1 : 2'd0) - (bank_release ? 2'd1 : 2'd0);
    converted <= converted + (code_vector_end ? 2'd1 : 2'd0) - (bank_release ? 2'd1 : 2'd0);
    if (step_take & step_last) bank <= (bank == BANKS - 1) ? 1'b0 : bank + 1'b1;
  end
  always @* if (bank_release) assume (converted != 2'd0);

  // ---- Rows and samples: the step that is driven.

  wire [4:0] tag_taken = {bank, step_shift, step_negative, step_first, step_last};
  reg        driving   = 1'b0;  // a step was taken and is not done with the rows
  reg [2:0]  age       = 3'd0;  // cycles that it has been driven, this one counted, to drive_count + 2
  reg [4:0]  tag_driven;
  reg        sampling  = 1'b0;  // its sample was under way in the cycle before and goes on
  reg [2:0]  sampled   = 3'd0;  // cycles of it
  reg        next_hold = 1'b0;  // capacitors that the next sample goes to
  reg [1:0]  held      = 2'b00; // samples that are whole and not converted
  reg [4:0]  tag_0, tag_1;

  wire       is_none     = SAMPLE_AND_HOLD == 0;
  wire       sample_ends = sample & (is_none | (sampled == sample_count));
  wire       converted_all;     // the last conversion of a sample ends
  wire       rows_end    = is_none ? converted_all : sample_ends;

  always @(posedge clk) begin
    driving  <= step_take | (driving & !rows_end);
    age      <= step_take ? 3'd1 : (age > drive_count + 3'd1) ? age : age + 3'd1;
    if (step_take) tag_driven <= tag_taken;
    sampling <= sample & !sample_ends;
    sampled  <= (sample & !sample_ends) ? sampled + 3'd1 : 3'd0;
    if (sample_ends & (HOLDS == 2)) next_hold <= !next_hold;
  end

  // ---- Conversions.

  reg       busy   = 1'b0;  // a conversion is under way in this cycle
  reg       hold   = 1'b0;  // of these capacitors
  reg [2:0] at     = 3'd0;  // mux position
  reg [2:0] cycle  = 3'd0;
  wire      ends   = busy & ((EXTERNAL != 0) ? conversion_done : (cycle == CONVERSION_CYCLES - 1));
  assign converted_all = ends & (at == MUXES - 1);

  always @(posedge clk) begin
    held[0] <= (sample_ends & !next_hold) | (held[0] & !(converted_all & !hold));
    held[1] <= (sample_ends & next_hold) | (held[1] & !(converted_all & hold));
    if (sample_ends & !next_hold) tag_0 <= tag_driven;
    if (sample_ends & next_hold) tag_1 <= tag_driven;
    if (busy) cycle <= ends ? 3'd0 : cycle + 3'd1;
    if (ends) at <= (at == MUXES - 1) ? 3'd0 : at + 3'd1;
    if (converted_all & (HOLDS == 2)) hold <= !hold;
  end
  // Conversions start in the cycle after the sample, or after those of the sample before.
  wire       hold_next = hold ^ (converted_all & (HOLDS == 2));
  wire [1:0] held_next = {(sample_ends & next_hold) | (held[1] & !(converted_all & hold)),
                          (sample_ends & !next_hold) | (held[0] & !(converted_all & !hold))};
  always @(posedge clk) busy <= (busy & !converted_all) | held_next[hold_next];

  wire [4:0] tag = hold ? tag_1 : tag_0;
  // With EXTERNAL a conversion takes PATIENCE cycles at most.
  generate
    if (EXTERNAL != 0) begin : gen_patience
      always @* if (busy & (cycle == PATIENCE - 1)) assume (conversion_done);
    end
  endgenerate

  always @* if (rst_n) begin
    // Rows.
    assert (drive == driving);
    assert (!step_take | !driving | rows_end);
    assert (release_rows == (driving & rows_end & !step_take));
    // Samples.
    if (sample) begin
      assert (driving & (age == drive_count + (is_none ? 3'd1 : 3'd2)));
      assert (sample_bank == next_hold);
      assert (!held[next_hold]);
    end
    if (sampling) assert (sample);
    assert (sampled <= sample_count);
    // Conversions.
    assert (converting == busy);
    assert (conversion_last == ends);
    assert (code_valid == ends);
    if (busy) begin
      assert (held[hold]);
      assert (convert_bank == hold);
      assert (mux == at);
      assert (code_position == at % POSITIONS);
      assert (code_first_part == (at % POSITIONS == 0));
      assert (code_last_part == (at % POSITIONS == POSITIONS - 1));
      assert (code_address == tag[4] * SLOTS + at / POSITIONS);
      assert ({code_shift, code_negative, code_first_step} == tag[3:1]);
    end
    assert (code_vector_end == (converted_all & tag[0]));
    // Credit.
    assert (under_way <= BANKS);
    assert (converted <= under_way);
    if (begins) assert (under_way < BANKS);
    assert (step_bank == bank);
  end

  // ---- For the induction: the module stands as it is counted here.

  localparam CYCLE_BITS  = (CONVERSION_CYCLES > 1) ? $clog2(CONVERSION_CYCLES) : 1;
  localparam CREDIT_BITS = $clog2(BANKS + 1);

  (* hierconn *) wire [1:0]             \dut.front_q ;
  (* hierconn *) wire [1:0]             \dut.count_q ;
  (* hierconn *) wire [1:0]             \dut.full_q ;
  (* hierconn *) wire                   \dut.active_q ;
  (* hierconn *) wire                   \dut.convert_bank_q ;
  (* hierconn *) wire                   \dut.sample_bank_q ;
  (* hierconn *) wire [CYCLE_BITS-1:0]  \dut.cycle_q ;
  (* hierconn *) wire [4:0]             \dut.driven_tag_q ;
  (* hierconn *) wire [4:0]             \dut.held_tag_0_q ;
  (* hierconn *) wire [4:0]             \dut.held_tag_1_q ;
  (* hierconn *) wire [4:0]             \dut.tag_q ;
  (* hierconn *) wire [CREDIT_BITS-1:0] \dut.credit_q ;
  (* hierconn *) wire [MUX_BITS-1:0]    \dut.mux_q ;
  (* hierconn *) wire                   \dut.slot_q ;
  localparam [1:0] IDLE = 2'd0, DRIVE = 2'd1, HOLD = 2'd2, SAMPLE = 2'd3;
  wire in_drive = driving & (age <= drive_count + 3'd1);

  reg [3:0] vectors_now;
  always @* begin
    vectors_now = {2'd0, converted};
    if (offered != 3'd0) vectors_now = vectors_now + 4'd1;
    if (driving & tag_driven[0] & !(is_none & !in_drive)) vectors_now = vectors_now + 4'd1;
    if (held[0] & tag_0[0]) vectors_now = vectors_now + 4'd1;
    if (held[1] & tag_1[0]) vectors_now = vectors_now + 4'd1;
  end

  always @* if (rst_n) begin
    assert ((\dut.front_q == IDLE) == !driving);
    assert ((\dut.front_q == DRIVE) == in_drive);
    assert (!driving | ((age != 0) & (age <= drive_count + 3'd2)));
    if (in_drive) assert (\dut.count_q == drive_count + 3'd1 - age);
    if (\dut.front_q == SAMPLE) assert (!is_none & (\dut.count_q == sample_count - sampled) & (sampled <= sample_count));
    if (sampling) assert (\dut.front_q == SAMPLE);
    if (!sampling) assert (sampled == 3'd0);
    if (is_none) assert (busy == (\dut.front_q == HOLD));
    if (\dut.front_q == SAMPLE) assert (!held[next_hold]);
    if (HOLDS == 1) assert (!next_hold & !hold & !held[1]);
    if (HOLDS == 2) assert ((next_hold == hold) == (held[0] == held[1]));
    assert (\dut.full_q == held);
    assert (\dut.active_q == busy);
    assert (busy == (held != 2'b00));
    assert (busy == held[hold]);
    assert (\dut.convert_bank_q == hold);
    assert (\dut.sample_bank_q == next_hold);
    assert (at < MUXES);
    assert (busy | ((at == 3'd0) & (cycle == 3'd0)));
    assert (cycle < PATIENCE);
    if (EXTERNAL == 0) assert (\dut.cycle_q == cycle);
    assert (\dut.mux_q == at);
    assert (\dut.slot_q == at / POSITIONS);
    assert (code_position == at % POSITIONS);
    if (driving) assert (\dut.driven_tag_q == tag_driven);
    if (held[0]) assert (\dut.held_tag_0_q == tag_0);
    if (held[1]) assert (\dut.held_tag_1_q == tag_1);
    if (busy) assert (\dut.tag_q == tag);
    assert (\dut.credit_q == BANKS - under_way);
    assert (offered < STEPS);
    // Vectors under way and not converted: the one that is being taken, and those whose last step is driven or held.
    assert ({2'd0, under_way} == vectors_now);
  end

  // ---- No deadlock: the cycles that a step has waited, and those that it may still have to, stay within the bound.

  reg [5:0]  waiting = 6'd0;
  wire       eligible = step_valid & (!step_first | (under_way < BANKS));
  wire [5:0] converting_left = (busy ? (MUXES - at) * PATIENCE - cycle : 0) + ((held == 2'b11) ? MUXES * PATIENCE : 0);
  wire [5:0] rows_left       = !driving ? 6'd0 : (in_drive ? drive_count + 3'd2 - age : 6'd0)
                               + (is_none ? (in_drive ? MUXES * PATIENCE : 0) : sample_count + 3'd1 - sampled);
  always @(posedge clk) waiting <= (rst_n & eligible & !step_take) ? waiting + 6'd1 : 6'd0;
  always @* if (rst_n & eligible) assert (step_take | (waiting + rows_left + converting_left <= BOUND));
  always @* assert (waiting <= BOUND);

  always @* if (rst_n) begin
    cover (!driving & busy | is_none);
    cover ((\dut.front_q == DRIVE) & (busy | is_none));
    cover (((\dut.front_q == HOLD) & busy) | (!is_none & (CONVERSION_CYCLES * MUXES <= 2)));
    cover ((\dut.front_q == SAMPLE) | is_none);
    cover (sample & busy | (HOLDS == 1));
    cover (code_vector_end & (converted != 2'd0) | (CONVERSION_CYCLES * MUXES > 2));
    cover (begins & (under_way == BANKS - 1));
  end

endmodule

`default_nettype wire
