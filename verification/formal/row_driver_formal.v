// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_row_driver and rtlgen_row_select: which rows are driven with what.
//
// Assumed     Nothing. Reset may strike at any time.
// Proved      After a load the rows of the step's group stand at their slices and all others at 0 (BIPOLAR: of an input's two rows the first
//             for +1, the second for -1); with service the rows of the mask at SERVICE_VALUE. They stand until the next load, and
//             are 0 after release and reset; a load wins over a release. Rows that hold no input are never driven. The mask holds no row, one, or
//             those below a number, and stands while no command runs.
`default_nettype none

module row_driver_formal #(
  parameter INPUTS              = 3,
  parameter ROWS                = 4,
  parameter DAC_BITS            = 2,
  parameter BIPOLAR             = 0,
  parameter ROWS_PER_ACTIVATION = 2,
  parameter ROW_GROUPS          = 2
) (
  input wire                       clk,
  input wire                       rst_n,
  input wire [INPUTS*DAC_BITS-1:0] slices,
  input wire [1:0]                 group,
  input wire                       service,
  input wire                       load,
  input wire                       release_rows,
  input wire                       enable,
  input wire [1:0]                 mode,
  input wire [3:0]                 number
);

  localparam SERVICE_VALUE = (1 << DAC_BITS) - 1;
  localparam USED          = (BIPOLAR != 0) ? 2 * INPUTS : INPUTS;

  wire [ROWS*DAC_BITS-1:0] next_row, row;
  wire [ROWS-1:0]          mask;

  rtlgen_row_select #(
    .ROWS       (ROWS),
    .NUMBER_BITS(4)
  ) dut_select (
    .clk   (clk),
    .enable(enable),
    .mode  (mode),
    .number(number),
    .mask  (mask)
  );
  rtlgen_row_driver #(
    .INPUTS             (INPUTS),
    .ROWS               (ROWS),
    .DAC_BITS           (DAC_BITS),
    .BIPOLAR            (BIPOLAR),
    .ROWS_PER_ACTIVATION(ROWS_PER_ACTIVATION),
    .ROW_GROUPS         (ROW_GROUPS),
    .GROUP_BITS         (2),
    .SERVICE_VALUE      (SERVICE_VALUE)
  ) dut (
    .clk         (clk),
    .rst_n       (rst_n),
    .slices      (slices),
    .group       (group),
    .service     (service),
    .service_mask(mask),
    .load        (load),
    .release_rows(release_rows),
    .next_row    (next_row),
    .row         (row)
  );

  always @* assume (group < ROW_GROUPS);
  always @* assume (number <= ROWS);

  integer                  r;
  reg [ROWS*DAC_BITS-1:0]  wanted_next, wanted;
  reg [ROWS-1:0]           wanted_mask;
  reg                      known = 1'b0, known_mask = 1'b0;
  always @* begin
    wanted_next = {ROWS*DAC_BITS{1'b0}};
    for (r = 0; r < USED; r = r + 1) begin
      if (service) begin
        if (mask[r]) wanted_next[r*DAC_BITS+:DAC_BITS] = SERVICE_VALUE;
      end else if (r / ROWS_PER_ACTIVATION == group) begin
        if (BIPOLAR != 0) wanted_next[r] = (r % 2 == 0) ? slices[r/2] : !slices[r/2];
        else wanted_next[r*DAC_BITS+:DAC_BITS] = slices[r*DAC_BITS+:DAC_BITS];
      end
    end
  end

  always @(posedge clk) begin
    if (!rst_n) begin
      known  <= 1'b1;
      wanted <= {ROWS*DAC_BITS{1'b0}};
    end else if (load) wanted <= wanted_next;
    else if (release_rows) wanted <= {ROWS*DAC_BITS{1'b0}};
    if (enable) begin
      known_mask <= 1'b1;
      for (r = 0; r < ROWS; r = r + 1) wanted_mask[r] <= (mode == 2'd1) ? r == number : (mode == 2'd2) ? r < number : 1'b0;
    end
  end

  always @* assert (next_row == wanted_next);
  always @* if (known) assert (row == wanted);
  always @* if (known_mask) assert (mask == wanted_mask);
  always @* cover (known & (row != 0) & load & service & (mask != 0));

endmodule

`default_nettype wire
