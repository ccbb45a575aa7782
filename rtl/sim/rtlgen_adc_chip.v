// SPDX-License-Identifier: Apache-2.0
//
// A discrete ADC with a serial output, and what its data sheet forbids. For simulation only.
//
// Function    Samples its input when convert_start rises and is ready when rtlgen_converter says so.
//             data then shows LEADING_BITS bits, the code, most significant bit first, and TRAILING_BITS bits, the next one
//             after each falling edge of clock, followed by what chain_in brings. Bits beside the code are ones. busy is high from convert_start until the data is ready.
// Delay       After a falling edge data is wrong for as long as half a clock period allows: all of it but the last cycle.
// Checks      The input stands still for ACQUIRE_CYCLES cycles before convert_start rises; convert_start is low for that
//             long after the half period that ends a readout; no half period of the clock is shorter than CLOCK_DIVIDER
//             cycles; no clock comes before the data is ready or between conversions; convert_start falls with clock
//             number CLOCKS, neither sooner nor later.
// Violation   The first one prints a line that begins with "chip fault:"; from then on every code is wrong.
`default_nettype none

module rtlgen_adc_chip #(
  parameter TILE           = 0,   // for the message, as NUMBER
  parameter NUMBER         = 0,
  parameter BITS           = 8,
  parameter LEADING_BITS   = 4,
  parameter TRAILING_BITS  = 0,
  parameter CLOCKS         = 24,  // of the whole chain
  parameter CLOCK_DIVIDER  = 2,
  parameter ACQUIRE_CYCLES = 1,
  parameter READY_CYCLES   = 20,
  parameter FEWEST_CYCLES  = 2,  // of the ready time, with VARYING
  parameter VARYING        = 0
) (
  input  wire            clk,
  input  wire            rst_n,
  input  wire [BITS-1:0] held,  // code of what stands at the analog input
  input  wire            convert_start,
  input  wire            clock,
  input  wire            chain_in,
  output wire            chain_out,
  output wire            data,
  output wire            busy
);

  localparam         FRAME = LEADING_BITS + BITS + TRAILING_BITS;
  localparam integer QUIET = CLOCK_DIVIDER + ACQUIRE_CYCLES;

  reg             convert_q;
  reg             clock_q;
  reg [BITS-1:0]  held_q;
  reg [FRAME-1:0] shift_q;
  reg             broken_q;

  // Cycles since something happened, the first cycle being 1; large when it is long ago.
  integer since_held;
  integer since_fall;     // of convert_start
  integer since_edge;     // of clock
  integer since_falling;  // edge of clock
  integer clocks;         // rising edges in this conversion

  wire rise     = convert_start & !convert_q;
  wire fall     = !convert_start & convert_q;
  wire rising   = clock & !clock_q;
  wire falling  = !clock & clock_q;
  wire selected = convert_start | convert_q;

  reg  ready_q;
  wire converted;
  wire ready = convert_start & (converted | ready_q);

  localparam [63:0] TILE_NUMBER  = TILE;
  localparam [63:0] ADC_NUMBER   = NUMBER;
  localparam [63:0] FEWEST_READY = FEWEST_CYCLES;
  localparam [63:0] MOST_READY   = READY_CYCLES;

  rtlgen_converter #(
    .TILE   (TILE_NUMBER),
    .NUMBER (ADC_NUMBER),
    .FEWEST (FEWEST_READY),
    .CYCLES (MOST_READY),
    .VARYING(VARYING)
  ) u_converter (
    .clk  (clk),
    .rst_n(rst_n),
    .start(rise),
    .done (converted)
  );

  wire [FRAME:0]   shifted = {shift_q, chain_in};
  wire [FRAME-1:0] current = (falling & selected) ? shifted[FRAME-1:0] : shift_q;
  wire             unused  = &{1'b0, shifted[FRAME]};

  wire delayed = (falling ? 0 : since_falling) < CLOCK_DIVIDER - 1;

  assign busy      = convert_start & !ready;
  assign data      = current[FRAME-1] ^ delayed ^ !ready;
  assign chain_out = shift_q[FRAME-1];

  // ---- What is forbidden.

  wire moved    = rise & (held !== held_q | since_held < ACQUIRE_CYCLES);
  wire hasty    = rise & since_fall < QUIET;
  wire short    = (rising | falling) & since_edge < CLOCK_DIVIDER;
  wire early    = rising & convert_start & !ready;
  wire stray    = rising & !selected;
  wire too_few  = fall & (rising ? clocks + 1 : clocks) != CLOCKS;
  wire too_many = rising & convert_start & clocks >= CLOCKS;
  wire violated = moved | hasty | short | early | stray | too_few | too_many;

  wire [BITS-1:0]  sampled = held ^ {BITS{broken_q | violated}};
  wire [FRAME-1:0] frame;
  assign frame[TRAILING_BITS+:BITS] = sampled;
  generate
    if (LEADING_BITS > 0) begin : gen_leading
      assign frame[FRAME-1-:LEADING_BITS] = {LEADING_BITS{1'b1}};
    end
    if (TRAILING_BITS > 0) begin : gen_trailing
      assign frame[TRAILING_BITS-1:0] = {TRAILING_BITS{1'b1}};
    end
  endgenerate

  always @(posedge clk) begin
    if (rst_n & violated & !broken_q) begin
      $display("chip fault: tile %0d, ADC %0d: %0s", TILE, NUMBER,
        moved    ? "a conversion starts before its input was acquired" :
        hasty    ? "a conversion starts too soon after the last one" :
        short    ? "half a period of the clock is too short" :
        early    ? "the clock comes before the data is ready" :
        stray    ? "the clock comes between conversions" :
        too_few  ? "a readout of wrong length" : "a readout that is too long");
    end
  end

  always @(posedge clk) begin
    convert_q <= convert_start;
    clock_q   <= clock;
    held_q    <= held;
    if (!rst_n) begin
      convert_q     <= 1'b0;
      clock_q       <= 1'b0;
      broken_q      <= 1'b0;
      shift_q       <= {FRAME{1'b0}};
      since_held    <= 0;
      since_fall    <= QUIET;
      ready_q       <= 1'b0;
      since_edge    <= CLOCK_DIVIDER;
      since_falling <= CLOCK_DIVIDER;
      clocks        <= 0;
    end else begin
      broken_q <= broken_q | violated;

      // Bounded, so that they never wrap around.
      since_held    <= (held !== held_q) ? 1 : (since_held < ACQUIRE_CYCLES) ? since_held + 1 : since_held;
      since_fall    <= fall ? 1 : (since_fall < QUIET) ? since_fall + 1 : since_fall;
      ready_q       <= ready;
      since_edge    <= (rising | falling) ? 1 : (since_edge < CLOCK_DIVIDER) ? since_edge + 1 : since_edge;
      since_falling <= falling ? 1 : (since_falling < CLOCK_DIVIDER) ? since_falling + 1 : since_falling;

      clocks <= rise ? 0 : rising ? clocks + 1 : clocks;
      shift_q <= rise ? frame : current;
    end
  end

endmodule

`default_nettype wire
