// SPDX-License-Identifier: Apache-2.0
//
// Programmer: brings the cells of one row to their targets with rounds of read, judge and pulse.
//
// Function    Each round sweeps the row's conversion columns, compares every code with the ideal code of the target, and
//             pulses all cells that want a set pulse together, then all that want a reset pulse. It ends when no cell
//             wants one, or after limit rounds of pulses: the cells that still want one are failures.
// Targets     One row's cells in fields of FIELD_BITS, physical column 0 lowest.
// Pairs       Codes are of positive minus negative cell; the negative one is pulsed, the other way round, when its target is
//             above 0, else the positive one. With a set pulse of one goes a reset pulse of the other if its target is 0.
// Queue       The first 16 failures since clear.
// Pulse       row and column stand from one cycle before pulse to one cycle after it.
// Reset       Idle, without a pulse; column and is_set stand for a cycle more, as after any pulse. keep_rst_n: counters 0, queue empty.
`default_nettype none

module rtlgen_programmer #(
  parameter CODE_BITS        = 8,
  parameter FIELD_BITS       = 2,    // 1, 2, 4 or 8
  parameter PAIR             = 0,    // 1: a conversion column is a pair of cells
  parameter COLUMNS          = 64,   // physical columns, the reference column included
  parameter COLUMN_BITS      = 6,
  parameter REFERENCE_COLUMN = 64,   // physical column of the reference column, where there is one
  parameter WORDS            = 4,    // that hold a row's targets
  parameter WORD_BITS        = 2,
  parameter NUMBER_BITS      = 6,    // of a conversion column
  parameter QUEUE            = 16,
  // Ideal codes, the lowest code being 0, by target; of a pair by difference of targets, the most negative one first.
  parameter ENTRIES          = 4,
  parameter [ENTRIES*CODE_BITS-1:0] EXPECTED = 0
) (
  input  wire                   clk,
  input  wire                   rst_n,       // ends a command
  input  wire                   keep_rst_n,  // of counters and queue
  input  wire                   clear,       // counters and queue

  input  wire                   start,
  input  wire                   word_only,   // only the columns of one word
  input  wire [WORD_BITS-1:0]   word,
  input  wire [15:0]            tile,
  input  wire [11:0]            row,
  input  wire [7:0]             set_width,
  input  wire [7:0]             reset_width,
  input  wire [15:0]            limit,
  input  wire [11:0]            tolerance,
  output wire                   done,
  output wire                   failed,      // beside done

  input  wire                   target_write,
  input  wire [WORD_BITS-1:0]   target_index,
  input  wire [31:0]            target_value,
  input  wire [3:0]             target_lanes,

  output wire                   sweep_start,
  input  wire                   sweep_done,
  input  wire                   column_valid,
  input  wire                   column_is_reference,
  input  wire [NUMBER_BITS-1:0] column_number,
  input  wire [CODE_BITS-1:0]   column_code,

  output wire                   pulse,
  output wire                   is_set,
  output wire [COLUMNS-1:0]     column,

  output wire [31:0]            pulses,  // coverage: off [31:16] (2^16 and more take minutes to simulate)
  output wire [31:0]            reads,  // coverage: off [31:12] (2^12 and more take minutes to simulate)
  output wire [31:0]            failures,  // coverage: off [31:12] (2^12 and more take minutes to simulate)
  output wire                   failure_valid,
  output wire [11:0]            failure_row,  // coverage: off [11:8] (larger arrays repeat what smaller ones do)
  output wire [12:0]            failure_column,  // coverage: off [12:8] (larger arrays repeat what smaller ones do)
  output wire [15:0]            failure_code,  // coverage: off [15:12] (codes have 12 bits at most)
  output wire [15:0]            failure_tile,  // coverage: off [15:8] (larger arrays repeat what smaller ones do)
  input  wire                   failure_pop
);

  localparam         FIELDS         = 32 / FIELD_BITS;
  localparam         PLACE_BITS     = $clog2(FIELDS);
  localparam         ENTRY_BITS     = FIELD_BITS + PAIR;
  localparam integer REFERENCE_AT   = REFERENCE_COLUMN;
  localparam integer MOST_NEGATIVE  = (1 << FIELD_BITS) - 1;
  localparam         FULL_BITS      = PLACE_BITS + WORD_BITS;  // of a physical column as word and place

  // ---- Stage 0: where the column's target stands.

  wire [FULL_BITS-1:0] physical;
  wire [FULL_BITS+NUMBER_BITS:0] wide_number = {{(FULL_BITS + 1) {1'b0}}, column_number};
  assign physical = column_is_reference ? REFERENCE_AT[FULL_BITS-1:0]
                  : (PAIR != 0) ? {wide_number[FULL_BITS-2:0], 1'b0} : wide_number[FULL_BITS-1:0];
  wire unused_number = &{1'b0, wide_number};  // coverage: off (constant: names what is not used)

  reg [31:0] targets [0:WORDS-1];

  genvar b;
  generate
    for (b = 0; b < 4; b = b + 1) begin : gen_byte
      always @(posedge clk) if (target_write & target_lanes[b]) targets[target_index][8*b+:8] <= target_value[8*b+:8];
    end
  endgenerate

  wire [WORD_BITS-1:0] physical_word = physical[FULL_BITS-1:PLACE_BITS];
  wire                 in_word       = !word_only | (physical_word == word);

  // ---- Stage 1: the word.

  reg                 read_valid_q;
  reg                 read_reference_q;
  reg [31:0]          read_word_q;
  reg [FULL_BITS-1:0] read_physical_q;
  reg [CODE_BITS-1:0] read_code_q;

  always @(posedge clk) begin
    if (!rst_n) read_valid_q <= 1'b0;
    else        read_valid_q <= column_valid & in_word;
  end

  always @(posedge clk) begin
    if (column_valid) begin
      read_word_q      <= targets[physical_word];
      read_physical_q  <= physical;
      read_code_q      <= column_code;
      read_reference_q <= column_is_reference;
    end
  end

  wire [31:0]           placed   = read_word_q >> (read_physical_q[PLACE_BITS-1:0] * FIELD_BITS);
  wire [FIELD_BITS-1:0] target   = placed[FIELD_BITS-1:0];
  wire [FIELD_BITS-1:0] opposite;  // of a pair: the negative cell's target
  wire [ENTRY_BITS-1:0] entry;
  wire                  unused_placed = &{1'b0, placed};  // coverage: off (constant: names what is not used)

  generate
    if (PAIR != 0) begin : gen_pair
      assign opposite = read_reference_q ? {FIELD_BITS{1'b0}} : placed[2*FIELD_BITS-1:FIELD_BITS];
      assign entry    = {1'b0, target} - {1'b0, opposite} + MOST_NEGATIVE[ENTRY_BITS-1:0];
    end else begin : gen_single
      wire unused = &{1'b0, read_reference_q, MOST_NEGATIVE[0]};
      assign opposite = {FIELD_BITS{1'b0}};
      assign entry    = target;
    end
  endgenerate

  // ---- Stage 2: the ideal code.

  reg                   judge_valid_q;
  reg                   judge_single_q;    // no pair
  reg                   judge_positive_q;  // its target is not 0
  reg                   judge_negative_q;
  reg [CODE_BITS-1:0]   judge_expected_q;
  reg [CODE_BITS-1:0]   judge_code_q;
  reg [COLUMN_BITS-1:0] judge_cell_q;      // physical column; of a pair the positive one's

  wire [31:0] entry_32    = {{(32 - ENTRY_BITS) {1'b0}}, entry};  // coverage: off [31:9] (an entry has 9 bits at most)
  wire        unused_cell = &{1'b0, read_physical_q, entry_32};  // coverage: off (constant: names what is not used)

  always @(posedge clk) begin
    if (!rst_n) judge_valid_q <= 1'b0;
    else        judge_valid_q <= read_valid_q;
  end

  always @(posedge clk) if (read_valid_q) begin
    judge_expected_q <= EXPECTED[entry_32*CODE_BITS+:CODE_BITS];
    judge_single_q   <= PAIR == 0 | read_reference_q;
    judge_positive_q <= target != {FIELD_BITS{1'b0}};
    judge_negative_q <= opposite != {FIELD_BITS{1'b0}};
    judge_code_q     <= read_code_q;
    judge_cell_q     <= read_physical_q[COLUMN_BITS-1:0];
  end

  // ---- Stage 3: the judgement.

  localparam [COLUMNS-1:0] FIRST_COLUMN = 1;

  localparam DIFFERENCE_BITS = (CODE_BITS > 12) ? CODE_BITS : 12;

  wire                       is_low    = judge_code_q < judge_expected_q;
  wire [CODE_BITS-1:0]       distance  = is_low ? judge_expected_q - judge_code_q : judge_code_q - judge_expected_q;
  wire [DIFFERENCE_BITS-1:0] distance_wide;
  generate
    if (DIFFERENCE_BITS > CODE_BITS) begin : gen_extend
      assign distance_wide = {{(DIFFERENCE_BITS - CODE_BITS) {1'b0}}, distance};
    end else begin : gen_same
      assign distance_wide = distance;
    end
  endgenerate
  wire is_wrong  = judge_valid_q & (distance_wide > tolerance);
  wire too_low   = is_wrong & is_low;
  wire too_high  = is_wrong & !is_low;
  // At most one cell of a pair is set, and one reset.
  wire treats_negative = !judge_single_q & judge_negative_q;
  wire sets_positive   = too_low & !treats_negative;
  wire resets_positive = too_high & (!treats_negative | !judge_positive_q);
  wire sets_negative   = too_high & treats_negative;
  wire resets_negative = too_low & !judge_single_q;

  wire [COLUMN_BITS-1:0] positive_cell = judge_cell_q;
  wire [COLUMN_BITS-1:0] negative_cell = judge_cell_q | {{(COLUMN_BITS - 1) {1'b0}}, 1'b1};

  // ---- Rounds.

  localparam [2:0] IDLE = 3'd0, READ = 3'd1, JUDGE = 3'd2, BEFORE = 3'd3, PULSE = 3'd4, AFTER = 3'd5, DONE = 3'd6;

  reg [2:0]         state_q;
  reg [15:0]        round_q;
  reg [7:0]         left_q;         // cycles of the pulse after this one
  reg               setting_q;      // the pulse at hand is a set pulse
  reg               failed_q;
  reg [COLUMNS-1:0] set_cells_q;
  reg [COLUMNS-1:0] reset_cells_q;
  reg [COLUMNS-1:0] column_q;
  reg [15:0]        set_count_q;
  reg [15:0]        reset_count_q;
  reg [1:0]         drain_q;        // the judgement of the last columns

  wire any_set     = set_count_q != 16'd0;
  wire any_reset   = reset_count_q != 16'd0;
  wire final_round = round_q == limit;
  wire judged      = state_q == JUDGE & drain_q[1];

  assign sweep_start = state_q == READ;
  assign done        = state_q == DONE;
  assign failed      = failed_q;
  // Never in reset: what a register holds at power-up must not reach the cells.
  assign pulse       = state_q == PULSE & rst_n;
  assign is_set      = setting_q;
  assign column      = column_q;

  always @(posedge clk) begin
    if (!rst_n) begin
      state_q <= IDLE;
      drain_q <= 2'b00;
    end else begin
      drain_q <= {drain_q[0], sweep_done};
      case (state_q)
        IDLE: begin
          column_q  <= {COLUMNS{1'b0}};
          setting_q <= 1'b0;
          if (start) begin
            state_q  <= READ;
            round_q  <= 16'd0;
            failed_q <= 1'b0;
          end
        end
        READ: state_q <= JUDGE;
        JUDGE: if (judged) begin
          if (!any_set & !any_reset) begin
            state_q <= DONE;
          end else if (final_round) begin
            state_q  <= DONE;
            failed_q <= 1'b1;
          end else begin
            state_q   <= BEFORE;
            round_q   <= round_q + 16'd1;
            setting_q <= any_set;
            column_q  <= any_set ? set_cells_q : reset_cells_q;
            left_q    <= any_set ? set_width : reset_width;
          end
        end
        BEFORE: begin
          state_q <= PULSE;
          left_q  <= left_q - 8'd1;
        end
        PULSE: begin
          left_q <= left_q - 8'd1;
          if (left_q == 8'd0) state_q <= AFTER;
        end
        AFTER: begin
          if (setting_q & any_reset) begin
            state_q   <= BEFORE;
            setting_q <= 1'b0;
            column_q  <= reset_cells_q;
            left_q    <= reset_width;
          end else begin
            state_q  <= READ;
            column_q <= {COLUMNS{1'b0}};
          end
        end
        default: state_q <= IDLE;
      endcase
    end
  end

  always @(posedge clk) begin
    if (state_q == READ) begin
      set_cells_q   <= {COLUMNS{1'b0}};
      reset_cells_q <= {COLUMNS{1'b0}};
      set_count_q   <= 16'd0;
      reset_count_q <= 16'd0;
    end else begin
      // One set and one reset cell at most; an index beyond the last column is never used.
      if (sets_positive | sets_negative)
        set_cells_q <= set_cells_q | (FIRST_COLUMN << (sets_negative ? negative_cell : positive_cell));
      if (resets_positive | resets_negative)
        reset_cells_q <= reset_cells_q | (FIRST_COLUMN << (resets_negative ? negative_cell : positive_cell));
      if (sets_positive | sets_negative) set_count_q <= set_count_q + 16'd1;
      if (resets_positive | resets_negative) reset_count_q <= reset_count_q + 16'd1;
    end
  end

  // ---- Counters and the queue of failures.

  wire fails = is_wrong & final_round;

  reg [31:0] pulses_q;  // coverage: off [31:16] (2^16 and more take minutes to simulate)
  reg [31:0] reads_q;  // coverage: off [31:12] (2^12 and more take minutes to simulate)
  reg [31:0] failures_q;  // coverage: off [31:12] (2^12 and more take minutes to simulate)

  assign pulses   = pulses_q;
  assign reads    = reads_q;
  assign failures = failures_q;

  always @(posedge clk) begin
    if (!keep_rst_n | clear) begin
      pulses_q   <= 32'd0;
      reads_q    <= 32'd0;
      failures_q <= 32'd0;
    end else begin
      if (state_q == BEFORE) pulses_q <= pulses_q + {16'd0, setting_q ? set_count_q : reset_count_q};
      if (state_q == READ) reads_q <= reads_q + 32'd1;
      if (fails) failures_q <= failures_q + 32'd1;
    end
  end

  localparam         COUNT_BITS = $clog2(QUEUE + 1);
  localparam integer ALL        = QUEUE;
  localparam         ENTRY_WIDTH = 16 + 12 + COLUMN_BITS + CODE_BITS;

  reg [COUNT_BITS-1:0] queued_q;

  wire                   push = fails & (queued_q != ALL[COUNT_BITS-1:0]);
  wire                   pop  = failure_pop & failure_valid;
  wire [ENTRY_WIDTH-1:0] oldest;

  always @(posedge clk) begin
    if (!keep_rst_n | clear) queued_q <= {COUNT_BITS{1'b0}};
    else if (push & !pop) queued_q <= queued_q + 1'b1;
    else if (!push & pop) queued_q <= queued_q - 1'b1;
  end

  rtlgen_vector_buffer #(
    .WIDTH(ENTRY_WIDTH),
    .DEPTH(QUEUE)
  ) u_queue (
    .clk  (clk),
    .rst_n(keep_rst_n & !clear),
    .write(push),
    .in   ({tile, row, judge_negative_q ? negative_cell : positive_cell, judge_code_q}),
    .some (failure_valid),
    .read (pop),
    .out  (oldest)
  );

  wire [ENTRY_WIDTH-1:0] shown = failure_valid ? oldest : {ENTRY_WIDTH{1'b0}};
  assign failure_tile   = shown[ENTRY_WIDTH-1-:16];
  assign failure_row    = shown[ENTRY_WIDTH-17-:12];
  assign failure_column = {{(13 - COLUMN_BITS) {1'b0}}, shown[CODE_BITS+:COLUMN_BITS]};
  assign failure_code   = {{(16 - CODE_BITS) {1'b0}}, shown[CODE_BITS-1:0]};

endmodule

`default_nettype wire
