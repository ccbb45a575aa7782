// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_calibrator: control §6, the offset and the failure of every column.
//
// Assumed     The contract: start only while no command runs; after sweep_start a sweep shows COLUMNS columns in any cycles, the same order both times,
//             and ends in a cycle after the last one; expected and tolerance stand.
// Proved      Two sweeps, the second one alone with reference_rows. Each column of the second one gives one offset_write, two cycles later, with its
//             number: e0 if the first code is inside the range, else e1 if the second one is, else 0. A column fails without either, or when
//             both are inside and |e0 - e1| is above the tolerance: failures counts it and failed tells of it beside done. done comes once.
`default_nettype none

module calibrator_formal #(
  parameter COLUMNS = 2
) (
  input wire        clk,
  input wire        start,
  input wire [11:0] expected,
  input wire [11:0] tolerance,
  input wire        sweep_done,
  input wire        column_valid,
  input wire [1:0]  column_code
);

  localparam ZERO = 1;

  reg rst_n = 1'b0;
  always @(posedge clk) rst_n <= 1'b1;

  wire        done, failed, reference_rows, sweep_start, offset_write;
  wire [1:0]  offset_number;
  wire [2:0]  offset;
  wire [31:0] failures;
  reg  [1:0]  column = 2'd0;  // of the sweep; as its number in reverse
  wire [1:0]  column_number = ~column;

  rtlgen_calibrator #(
    .CODE_BITS  (2),
    .NUMBER_BITS(2),
    .DEPTH      (COLUMNS),
    .ZERO_CODE  (ZERO)
  ) dut (
    .clk           (clk),
    .rst_n         (rst_n),
    .keep_rst_n    (rst_n),
    .clear         (1'b0),
    .start         (start),
    .expected      (expected),
    .tolerance     (tolerance),
    .done          (done),
    .failed        (failed),
    .reference_rows(reference_rows),
    .sweep_start   (sweep_start),
    .sweep_done    (sweep_done),
    .column_valid  (column_valid),
    .column_number (column_number),
    .column_code   (column_code),
    .offset_write  (offset_write),
    .offset_number (offset_number),
    .offset        (offset),
    .failures      (failures)
  );

  reg        running = 1'b0, sweeping = 1'b0;
  reg [1:0]  sweeps  = 2'd0;  // begun in this command
  reg [3:0]  idle    = 4'd0;  // cycles since the command began or a sweep ended
  reg [3:0]  firsts;
  reg [11:0] expected_past, tolerance_past;
  reg        any_failed;
  reg [31:0] count = 32'd0;

  wire signed [15:0] first  = {14'd0, firsts[column[0]*2+:2]};
  wire signed [15:0] second = {14'd0, column_code};
  wire signed [15:0] e0     = first - ZERO;
  wire signed [15:0] e1     = second - {4'd0, expected};
  wire signed [15:0] apart  = (e0 > e1) ? e0 - e1 : e1 - e0;
  wire               in_0   = (first > 0) & (first < 3);
  wire               in_1   = (second > 0) & (second < 3);
  wire               fails  = (!in_0 & !in_1) | (in_0 & in_1 & (apart > {4'd0, tolerance}));
  wire signed [15:0] wanted = in_0 ? e0 : in_1 ? e1 : 16'sd0;
  wire               judged = column_valid & (sweeps == 2'd2);

  reg [1:0] writes = 2'b00;
  reg [3:0] numbers;
  reg [5:0] offsets;
  always @(posedge clk) begin
    expected_past  <= expected;
    tolerance_past <= tolerance;
    writes         <= {writes, judged & rst_n};
    numbers        <= {numbers, column_number};
    offsets        <= {offsets, wanted[2:0]};
    if (!rst_n) begin
      running  <= 1'b0;
      sweeping <= 1'b0;
    end else begin
      running  <= start | (running & !done);
      sweeping <= sweep_start | (sweeping & !sweep_done);
      if (start) sweeps <= 2'd0;
      else if (sweep_start) sweeps <= sweeps + 2'd1;
      column <= sweep_start ? 2'd0 : column + {1'b0, column_valid};
      idle   <= (start | sweep_done | sweep_start) ? 4'd0 : idle + {3'd0, running & !sweeping};
      if (column_valid & (sweeps == 2'd1)) firsts[column[0]*2+:2] <= column_code;
      if (start) any_failed <= 1'b0;
      else if (judged & fails) any_failed <= 1'b1;
      if (judged & fails) count <= count + 32'd1;
    end
  end

  always @* assume (!start | (rst_n & !running));
  always @* assume (!column_valid | (rst_n & sweeping & !sweep_done & (column < COLUMNS)));
  always @* assume (!sweep_done | (rst_n & sweeping & (column == COLUMNS)));
  always @* if (running) assume ({expected, tolerance} == {expected_past, tolerance_past});

  always @* if (rst_n) begin
    if (sweep_start) assert (running & !sweeping & (sweeps < 2));
    if (sweeping) assert (reference_rows == (sweeps == 2'd2));
    if (!running) assert (!reference_rows);
    assert (offset_write == writes[1]);
    if (offset_write) assert (offset_number == numbers[3:2]);
    if (offset_write) assert (offset == offsets[5:3]);
    if (done) assert (running & !sweeping & (sweeps == 2'd2) & (writes == 2'b00));
    if (done) assert (failed == any_failed);
    if (writes == 2'b00) assert (failures == count);
    assert (idle <= 4);  // nothing waits but for a sweep
  end

  always @* cover (done & failed);
  always @* cover (done & !failed);
  always @* cover (offset_write & (offset == 3'b110));

endmodule

`default_nettype wire
