// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_programmer: control §4, which cells are pulsed, when, and for how long.
//
// Assumed     The contract: start only while no command runs; after sweep_start a sweep shows both columns, in order, in any cycles, and ends in a cycle
//             after the last one; targets, limit, tolerance and widths stand during a command (widths 1 to 2, limit 1 to 2).
// Proved      No pulse without a command, nor in reset. Pulses follow a sweep: the set pulse of exactly the cells whose code is below the ideal
//             one by more than the tolerance, set_width cycles; then the reset pulse of exactly those above it, reset_width cycles; one that
//             no cell wants is left out. Columns and kind stand from one cycle before a pulse to one cycle after it. After a sweep without a
//             wish, or after limit rounds of pulses, the command is done, failed telling which; nothing but a sweep makes it wait longer than a
//             bound. pulses, reads and failures count cells, sweeps and cells left.
`default_nettype none

module programmer_formal #(
  parameter COLUMNS = 2
) (
  input wire        clk,
  input wire        rst_n,
  input wire        start,
  input wire [1:0]  targets,
  input wire [1:0]  set_width,
  input wire [1:0]  reset_width,
  input wire [1:0]  limit,
  input wire [1:0]  tolerance,
  input wire        sweep_done,
  input wire        column_valid,
  input wire [1:0]  column_code
);

  // Ideal codes of targets 0 and 1.
  localparam [3:0] EXPECTED = {2'd2, 2'd1};

  wire               done, failed, sweep_start, pulse, is_set;
  wire [COLUMNS-1:0] cells;
  wire [31:0]        pulses, reads, failures;
  wire               unused_valid;
  wire [11:0]        unused_row;
  wire [12:0]        unused_column;
  wire [15:0]        unused_code, unused_tile;
  reg  [1:0]         column = 2'd0;  // of the sweep

  rtlgen_programmer #(
    .CODE_BITS       (2),
    .FIELD_BITS      (1),
    .PAIR            (0),
    .COLUMNS         (COLUMNS),
    .COLUMN_BITS     (1),
    .REFERENCE_COLUMN(1),
    .WORDS           (1),
    .WORD_BITS       (1),
    .NUMBER_BITS     (1),
    .QUEUE           (2),
    .ENTRIES         (2),
    .EXPECTED        (EXPECTED)
  ) dut (
    .clk                (clk),
    .rst_n              (rst_n),
    .keep_rst_n         (rst_n),
    .clear              (1'b0),
    .start              (start),
    .word_only          (1'b0),
    .word               (1'b0),
    .tile               (16'd0),
    .row                (12'd0),
    .set_width          ({6'd0, set_width}),
    .reset_width        ({6'd0, reset_width}),
    .limit              ({14'd0, limit}),
    .tolerance          ({10'd0, tolerance}),
    .done               (done),
    .failed             (failed),
    .target_write       (start),
    .target_index       (1'b0),
    .target_value       ({30'd0, targets}),
    .target_lanes       (4'b1111),
    .sweep_start        (sweep_start),
    .sweep_done         (sweep_done),
    .column_valid       (column_valid),
    .column_is_reference(1'b0),
    .column_number      (column[0]),
    .column_code        (column_code),
    .pulse              (pulse),
    .is_set             (is_set),
    .column             (cells),
    .pulses             (pulses),
    .reads              (reads),
    .failures           (failures),
    .failure_valid      (unused_valid),
    .failure_row        (unused_row),
    .failure_column     (unused_column),
    .failure_code       (unused_code),
    .failure_tile       (unused_tile),
    .failure_pop        (1'b0)
  );

  reg        started = 1'b0, running = 1'b0, sweeping = 1'b0;
  reg [1:0]  round   = 2'd0;              // rounds of pulses that have begun
  reg [1:0]  wants_set = 2'b00, wants_reset = 2'b00;
  reg        set_given = 1'b0, reset_given = 1'b0;  // since the sweep
  reg [9:0]  settings;
  reg [1:0]  aims;
  reg [4:0]  idle = 5'd0;                 // cycles since the command or the last sweep
  reg        pulse_past = 1'b0, before_past = 1'b0;
  reg [COLUMNS:0] pins_past;
  reg [2:0]  long = 3'd0;                 // cycles of the pulse so far
  reg [31:0] cells_count = 32'd0, reads_count = 32'd0;

  wire signed [3:0] ideal = aims[column[0]] ? 4'sd2 : 4'sd1;
  wire signed [3:0] error = {2'b00, column_code} - ideal;
  wire signed [3:0] slack = {2'b00, tolerance};
  wire              first_cycle = pulse & !pulse_past;
  wire              last_cycle  = !pulse & pulse_past;

  always @(posedge clk) begin
    started    <= 1'b1;
    settings   <= {set_width, reset_width, limit, tolerance, 2'd0};
    pulse_past <= pulse & rst_n;
    pins_past  <= {is_set, cells};
    long       <= pulse ? long + 3'd1 : 3'd0;
    if (!rst_n) begin
      running     <= 1'b0;
      sweeping    <= 1'b0;
      cells_count <= 32'd0;
      reads_count <= 32'd0;
    end else begin
      running  <= start | (running & !done);
      sweeping <= sweep_start | (sweeping & !sweep_done);
      column   <= sweep_start ? 2'd0 : column + {1'b0, column_valid};
      idle     <= (start | sweep_done | sweep_start) ? 5'd0 : (idle == 5'd31) ? idle : idle + {4'd0, running & !sweeping};
      if (start) aims <= targets;
      if (start) round <= 2'd0;
      if (sweep_start) begin
        wants_set   <= 2'b00;
        wants_reset <= 2'b00;
        set_given   <= 1'b0;
        reset_given <= 1'b0;
        reads_count <= reads_count + 32'd1;
      end
      if (column_valid & (error < -slack)) wants_set[column[0]] <= 1'b1;
      if (column_valid & (error > slack)) wants_reset[column[0]] <= 1'b1;
      if (first_cycle & is_set) set_given <= 1'b1;
      if (first_cycle & !is_set) reset_given <= 1'b1;
      if (first_cycle & !set_given & !reset_given) round <= round + 2'd1;
      if (first_cycle) cells_count <= cells_count + {31'd0, cells[0]} + {31'd0, cells[1]};
    end
  end

  always @* if (!started) assume (!rst_n);
  always @* assume (!start | (rst_n & !running));
  always @* assume (!column_valid | (rst_n & sweeping & !sweep_done & (column < COLUMNS)));
  always @* assume (!sweep_done | (rst_n & sweeping & (column == COLUMNS)));
  always @* assume ((set_width >= 1) & (set_width <= 2) & (reset_width >= 1) & (reset_width <= 2) & (limit >= 1) & (limit <= 2));
  always @* if (running) assume ({set_width, reset_width, limit, tolerance, 2'd0} == settings);

  always @* if (!rst_n) assert (!pulse);
  always @* if (started & rst_n) begin
    if (pulse) begin
      assert (running & !sweeping);
      assert (cells == (is_set ? wants_set : wants_reset));
      assert (cells != 0);
      assert (pins_past == {is_set, cells});
      assert (long < (is_set ? set_width : reset_width));
      assert (round <= limit);
    end
    if (first_cycle) assert (is_set ? !set_given & !reset_given : !reset_given & (set_given | (wants_set == 0)));
    if (last_cycle) assert ((long == (pins_past[COLUMNS] ? set_width : reset_width)) & (pins_past == {is_set, cells}));
    if (sweep_start) assert (running & !sweeping);
    // The next sweep, or the end: everything that was wanted was given.
    if (sweep_start & (round != 0)) assert ((set_given | (wants_set == 0)) & (reset_given | (wants_reset == 0)));
    if (done) assert (running & !sweeping);
    if (done) assert (failed == ((wants_set | wants_reset) != 0));
    if (done & failed) assert (!set_given & !reset_given & (round == limit));
    assert (idle <= 5'd12);
    if (!pulse & !first_cycle & (idle == 0)) assert (reads == reads_count);
    if (done) assert (pulses == cells_count);
  end

  always @* cover (done & !failed & (round == 1));
  always @* cover (done & failed);
  always @* cover (pulse & !is_set & set_given & (round == 1));

endmodule

`default_nettype wire
