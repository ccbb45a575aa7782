// SPDX-License-Identifier: Apache-2.0
//
// Calibrator: measures the ADCs of one tile and gives each conversion column its digital offset.
//
// Function    Two sweeps, uncorrected: without any row, then with the reference rows. A code at an end of the range says
//             nothing. The offset of a column is the error of the first reading, else of the second, else 0; a column
//             without either, or whose errors differ by more than the tolerance, counts as failed.
// Latency     offset_write comes two cycles after the column of the second sweep.
// Reset       Idle. keep_rst_n: failures 0.
`default_nettype none

module rtlgen_calibrator #(
  parameter CODE_BITS   = 8,
  parameter NUMBER_BITS = 8,    // of a conversion column
  parameter DEPTH       = 128,  // conversion columns of the fullest tile
  parameter [CODE_BITS-1:0] ZERO_CODE = 0  // ideal code of 0, the lowest code being 0
) (
  input  wire                   clk,
  input  wire                   rst_n,       // ends a command
  input  wire                   keep_rst_n,  // of the counter
  input  wire                   clear,
  input  wire                   start,
  input  wire [11:0]            expected,    // ideal code of the reference rows
  input  wire [11:0]            tolerance,
  output wire                   done,
  output wire                   failed,      // beside done
  output wire                   reference_rows,  // they are driven, not none

  output wire                   sweep_start,
  input  wire                   sweep_done,
  input  wire                   column_valid,
  input  wire [NUMBER_BITS-1:0] column_number,
  input  wire [CODE_BITS-1:0]   column_code,

  output wire                   offset_write,
  output wire [NUMBER_BITS-1:0] offset_number,
  output wire [CODE_BITS:0]     offset,      // two's complement
  output wire [31:0]            failures  // coverage: off [31:12] (2^12 and more take minutes to simulate)
);

  localparam [2:0] IDLE = 3'd0, SWEEP_ZERO = 3'd1, ZERO = 3'd2, SWEEP_REFERENCE = 3'd3, REFERENCE = 3'd4, DONE = 3'd5;

  localparam INDEX_BITS = (DEPTH > 1) ? $clog2(DEPTH) : 1;

  reg [2:0]            state_q;
  reg [1:0]            drain_q;
  reg [INDEX_BITS-1:0] index_q;   // columns in the order of the sweep
  reg                  failed_q;

  assign sweep_start    = state_q == SWEEP_ZERO | state_q == SWEEP_REFERENCE;
  assign reference_rows = state_q == SWEEP_REFERENCE | state_q == REFERENCE;
  assign done           = state_q == DONE;
  assign failed         = failed_q;

  // ---- The first codes.

  reg [CODE_BITS-1:0] firsts [0:DEPTH-1];
  always @(posedge clk) if (state_q == ZERO & column_valid) firsts[index_q] <= column_code;

  reg                   valid_q;
  reg [CODE_BITS-1:0]   first_q;
  reg [CODE_BITS-1:0]   second_q;
  reg [NUMBER_BITS-1:0] number_q;

  always @(posedge clk) begin
    if (!rst_n) valid_q <= 1'b0;
    else        valid_q <= state_q == REFERENCE & column_valid;
  end

  always @(posedge clk) begin
    first_q  <= firsts[index_q];
    second_q <= column_code;
    number_q <= column_number;
  end

  // ---- Errors. One bit more than a code holds every difference.

  localparam WIDE = (CODE_BITS + 2 > 14) ? CODE_BITS + 2 : 14;

  wire [WIDE-1:0] first_error  = {{(WIDE - CODE_BITS) {1'b0}}, first_q} - {{(WIDE - CODE_BITS) {1'b0}}, ZERO_CODE};
  wire [WIDE-1:0] second_error = {{(WIDE - CODE_BITS) {1'b0}}, second_q} - {{(WIDE - 12) {1'b0}}, expected};
  wire [WIDE-1:0] difference   = first_error - second_error;
  wire [WIDE-1:0] distance     = difference[WIDE-1] ? -difference : difference;
  wire            first_inside  = |first_q & !(&first_q);
  wire            second_inside = |second_q & !(&second_q);
  wire            column_fails  = (!first_inside & !second_inside)
                                | (first_inside & second_inside & (distance > {{(WIDE - 12) {1'b0}}, tolerance}));
  wire [WIDE-1:0] error = first_inside ? first_error : second_inside ? second_error : {WIDE{1'b0}};
  wire            unused = &{1'b0, error};  // coverage: off (constant: names what is not used)

  reg                   write_q;
  reg [NUMBER_BITS-1:0] write_number_q;
  reg [CODE_BITS:0]     offset_q;
  reg [31:0]            failures_q;  // coverage: off [31:12] (2^12 and more take minutes to simulate)

  assign offset_write  = write_q;
  assign offset_number = write_number_q;
  assign offset        = offset_q;
  assign failures      = failures_q;

  always @(posedge clk) begin
    write_number_q <= number_q;
    offset_q       <= error[CODE_BITS:0];
  end

  always @(posedge clk) begin
    if (!rst_n) begin
      state_q    <= IDLE;
      drain_q    <= 2'b00;
      index_q    <= {INDEX_BITS{1'b0}};
      write_q    <= 1'b0;
      failed_q   <= 1'b0;
    end else begin
      write_q <= valid_q;
      drain_q <= {drain_q[0], sweep_done};
      if (sweep_start) index_q <= {INDEX_BITS{1'b0}};
      else if (column_valid) index_q <= index_q + 1'b1;
      if (start) failed_q <= 1'b0;
      else if (valid_q & column_fails) failed_q <= 1'b1;
      case (state_q)
        IDLE:            if (start) state_q <= SWEEP_ZERO;
        SWEEP_ZERO:      state_q <= ZERO;
        ZERO:            if (drain_q[1]) state_q <= SWEEP_REFERENCE;
        SWEEP_REFERENCE: state_q <= REFERENCE;
        REFERENCE:       if (drain_q[1]) state_q <= DONE;
        default:         state_q <= IDLE;
      endcase
    end
  end

  always @(posedge clk) begin
    if (!keep_rst_n | clear) failures_q <= 32'd0;
    else if (valid_q & column_fails) failures_q <= failures_q + 32'd1;
  end

endmodule

`default_nettype wire
