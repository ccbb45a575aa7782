// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_array_sweep: one step is asked for, and every conversion column shown once, in order, with its code.
//
// Assumed     The contract: start only while no sweep runs; the tile takes the step while it is asked for, and then gives as many sets of codes as
//             there are mux positions, in any cycles; lanes stand meanwhile, 1 to LANES. The tile may make the sweep wait as long as it likes.
// Proved      A step is asked for from the cycle after start until it is taken, and never else. After the last codes the columns come mux position by
//             mux position, in each the lanes in use ascending, the reference column last in the first one, each with its number and the
//             code that the tile gave; done comes once, POSITIONS * (lanes + 1) + REFERENCE + 1 cycles after the last codes.
`default_nettype none

module array_sweep_formal #(
  parameter REFERENCE = 1,
  parameter POSITIONS = 2
) (
  input wire       clk,
  input wire       start,
  input wire [1:0] lanes,
  input wire       step_take,
  input wire       code_valid,
  input wire [5:0] codes_in
);

  localparam LANES            = 2;
  localparam REFERENCE_NUMBER = 7;

  reg rst_n = 1'b0;
  always @(posedge clk) rst_n <= 1'b1;

  wire       done, step, column_valid, column_is_reference;
  wire [2:0] column_number;
  wire [1:0] column_code;

  rtlgen_array_sweep #(
    .CODE_BITS       (2),
    .LANES           (LANES),
    .REFERENCE       (REFERENCE),
    .COLUMNS_PER_ADC (3),
    .POSITIONS       (POSITIONS),
    .LANE_BITS       (2),
    .NUMBER_BITS     (3),
    .REFERENCE_NUMBER(REFERENCE_NUMBER)
  ) dut (
    .clk                (clk),
    .rst_n              (rst_n),
    .start              (start),
    .lanes              (lanes),
    .done               (done),
    .step               (step),
    .step_take          (step_take),
    .code_valid         (code_valid),
    .codes              (codes_in[2*(LANES+REFERENCE)-1:0]),
    .column_valid       (column_valid),
    .column_is_reference(column_is_reference),
    .column_number      (column_number),
    .column_code        (column_code)
  );

  // Where the sweep is: asked for, taken, codes that came, cycles since the last of them.
  reg        running = 1'b0, asks = 1'b0;
  reg [2:0]  sets    = 3'd0;
  reg        shows   = 1'b0;
  reg [4:0]  since   = 5'd0;
  reg [11:0] kept;                // codes by position and lane
  reg [1:0]  kept_reference;
  reg [1:0]  lanes_past;
  wire       last_set = code_valid & (sets == POSITIONS - 1);
  wire [4:0] end_at   = POSITIONS * (lanes + 1) + REFERENCE + 1;
  wire       ends     = shows & (since == end_at);

  always @(posedge clk) begin
    lanes_past <= lanes;
    if (!rst_n) begin
      running <= 1'b0;
      asks    <= 1'b0;
      shows   <= 1'b0;
      sets    <= 3'd0;
    end else begin
      running <= start | (running & !ends);
      asks    <= start | (asks & !step_take);
      if (code_valid) sets <= last_set ? 3'd0 : sets + 3'd1;
      shows <= last_set | (shows & !ends);
      since <= last_set ? 5'd1 : since + 5'd1;
      if (code_valid) kept[sets*4+:4] <= codes_in[3:0];
      if (code_valid & (sets == 3'd0)) kept_reference <= codes_in[5:4];
    end
  end

  always @* assume (!start | (rst_n & !running));
  always @* assume (!step_take | (rst_n & step));
  always @* assume (!code_valid | (rst_n & running & !asks & !shows));
  always @* assume ((lanes >= 1) & (lanes <= LANES));
  always @* if (running) assume (lanes == lanes_past);

  // The columns by cycle: position p begins with a cycle without one, at 1 + p * (lanes + 1), after the first later by REFERENCE.
  reg [4:0] from;
  reg       wanted, wanted_reference;
  reg [2:0] wanted_number;
  reg [1:0] wanted_code;
  integer   p, l;
  always @* begin
    wanted           = 1'b0;
    wanted_reference = 1'b0;
    wanted_number    = 3'd0;
    wanted_code      = 2'd0;
    for (p = 0; p < POSITIONS; p = p + 1) begin
      from = 5'd1 + p * (lanes + 5'd1) + ((p > 0) ? REFERENCE : 0);
      for (l = 0; l < LANES; l = l + 1)
        if ((l < lanes) & (since == from + l + 1)) begin
          wanted        = 1'b1;
          wanted_number = 3 * l + p;
          wanted_code   = kept[p*4+l*2+:2];
        end
    end
    if ((REFERENCE != 0) & (since == lanes + 5'd2)) begin
      wanted           = 1'b1;
      wanted_reference = 1'b1;
      wanted_number    = REFERENCE_NUMBER;
      wanted_code      = kept_reference;
    end
  end

  always @* if (rst_n) begin
    assert (step == asks);
    assert (done == ends);
    assert (column_valid == (shows & wanted));
    if (shows & wanted) begin
      assert (column_is_reference == wanted_reference);
      assert (column_number == wanted_number);
      assert (column_code == wanted_code);
    end
  end

  always @* cover (ends & (lanes == 2));
  always @* cover (ends & (lanes == 1));

endmodule

`default_nettype wire
