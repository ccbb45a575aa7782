// SPDX-License-Identifier: Apache-2.0
//
// Serial ADC interface of a tile: discrete converter chips, CHAIN of them in a row on each data pin.
//
// Function    A conversion acquires for ACQUIRE_CYCLES, raises convert_start for all ADCs, waits until their data is
//             ready, and reads the chains in step: the ADC nearest to the pin first, each LEADING_BITS bits, its code,
//             most significant bit first, and TRAILING_BITS bits. convert_start stays high until the last bit was sampled.
// Bit         adc_clock low for CLOCK_DIVIDER cycles, then high for CLOCK_DIVIDER cycles; adc_data is sampled at the rising
//             edge and changes after the falling one. The clock rests low.
// Ready       BUSY = 0: READY_CYCLES after convert_start. BUSY = 1: when every adc_busy has been high and low again, seen
//             through two registers because chips have a clock of their own; where one has not after READY_CYCLES,
//             timeout pulses and the chains are read all the same.
// Cycles      ACQUIRE_CYCLES + READY_CYCLES + CHAIN * (LEADING_BITS + BITS + TRAILING_BITS) * 2 * CLOCK_DIVIDER, with BUSY
//             the ready time that it was instead of READY_CYCLES, and 2 more. conversion_done is high in the last one.
// Latency     code is valid in the cycle after the conversion's last one, for one cycle at least.
// Codes       Unsigned, 0 for the ADC's lowest code.
// Reset       No conversion; convert_start and adc_clock low.
`default_nettype none

module rtlgen_adc_serial #(
  parameter BITS           = 8,
  parameter ADCS           = 5,   // ADC a is number a % CHAIN of the chain on pin a / CHAIN; the last chain may be shorter
  parameter CHAIN          = 2,
  parameter LEADING_BITS   = 4,
  parameter TRAILING_BITS  = 0,
  parameter CLOCK_DIVIDER  = 2,   // cycles of half a bit
  parameter ACQUIRE_CYCLES = 1,   // from the step of the multiplexer to convert_start, at least 1
  parameter READY_CYCLES   = 20,  // from convert_start to data ready, the longest time with BUSY
  parameter BUSY           = 0
) (
  input  wire                              clk,
  input  wire                              rst_n,
  input  wire                              converting,
  output wire                              conversion_done,
  output wire                              convert_start,
  output wire                              adc_clock,
  input  wire [(ADCS+CHAIN-1)/CHAIN-1:0]   adc_busy,
  input  wire [(ADCS+CHAIN-1)/CHAIN-1:0]   adc_data,
  output wire [ADCS*BITS-1:0]              code,
  output wire                              timeout
);

  localparam PINS         = (ADCS + CHAIN - 1) / CHAIN;
  localparam SYNCHRONIZER = (BUSY != 0) ? 2 : 0;
  localparam USED         = LEADING_BITS + BITS;
  localparam FRAME        = USED + TRAILING_BITS;
  localparam LONGER       = (ACQUIRE_CYCLES > READY_CYCLES + SYNCHRONIZER) ? ACQUIRE_CYCLES : READY_CYCLES + SYNCHRONIZER;
  localparam LONGEST      = (LONGER > CLOCK_DIVIDER) ? LONGER : CLOCK_DIVIDER;
  localparam COUNT_BITS   = (LONGEST > 1) ? $clog2(LONGEST) : 1;
  localparam BIT_BITS     = (FRAME > 1) ? $clog2(FRAME) : 1;
  localparam CHAIN_BITS   = (CHAIN > 1) ? $clog2(CHAIN) : 1;

  localparam integer FINAL_ACQUIRE = ACQUIRE_CYCLES - 1;
  localparam integer FINAL_READY   = READY_CYCLES + SYNCHRONIZER - 1;
  localparam integer FINAL_HALF    = CLOCK_DIVIDER - 1;
  localparam integer FINAL_BIT     = FRAME - 1;
  localparam integer FINAL_ADC     = CHAIN - 1;

  localparam [1:0] ACQUIRE = 2'd0, READY = 2'd1, SHIFT = 2'd2;

  reg [1:0]            state_q;
  reg [COUNT_BITS-1:0] count_q;  // cycles of the acquisition, of the ready time, or of half a bit
  reg                  clock_q;
  reg [BIT_BITS-1:0]   bit_q;    // bit of the frame
  reg [CHAIN_BITS-1:0] adc_q;    // ADC of the chain
  reg                  convert_q;
  reg                  timeout_q;

  wire all_ready;

  wire acquired  = state_q == ACQUIRE & converting & count_q == FINAL_ACQUIRE[COUNT_BITS-1:0];
  wire waited    = state_q == READY & count_q == FINAL_READY[COUNT_BITS-1:0];
  wire ready     = (BUSY != 0) ? state_q == READY & (all_ready | waited) : waited;
  wire late      = (BUSY != 0) & waited & !all_ready;
  wire half_end  = state_q == SHIFT & count_q == FINAL_HALF[COUNT_BITS-1:0];
  wire sample    = half_end & !clock_q;
  wire bit_end   = half_end & clock_q;
  wire frame_end = bit_q == FINAL_BIT[BIT_BITS-1:0];
  wire last_bit  = frame_end & adc_q == FINAL_ADC[CHAIN_BITS-1:0];

  assign conversion_done = bit_end & last_bit;
  assign convert_start   = convert_q;
  assign adc_clock       = clock_q;
  assign timeout         = timeout_q;

  always @(posedge clk) begin
    if (!rst_n) begin
      state_q   <= ACQUIRE;
      count_q   <= {COUNT_BITS{1'b0}};
      clock_q   <= 1'b0;
      bit_q     <= {BIT_BITS{1'b0}};
      adc_q     <= {CHAIN_BITS{1'b0}};
      convert_q <= 1'b0;
      timeout_q <= 1'b0;
    end else begin
      timeout_q <= late;
      if (acquired) state_q <= READY;
      else if (ready) state_q <= SHIFT;
      else if (conversion_done) state_q <= ACQUIRE;
      if (acquired | ready | half_end) count_q <= {COUNT_BITS{1'b0}};
      else if (converting) count_q <= count_q + 1'b1;
      if (half_end) clock_q <= !clock_q;
      if (bit_end) begin
        bit_q <= frame_end ? {BIT_BITS{1'b0}} : bit_q + 1'b1;
        if (frame_end) adc_q <= last_bit ? {CHAIN_BITS{1'b0}} : adc_q + 1'b1;
      end
      if (acquired) convert_q <= 1'b1;
      else if (sample & last_bit) convert_q <= 1'b0;
    end
  end

  // ---- Busy pins: two registers against metastability, then a pulse is waited for.

  generate
    if (BUSY != 0) begin : gen_busy
      reg [PINS-1:0] first_q;
      reg [PINS-1:0] busy_q;
      reg [PINS-1:0] seen_q;  // was busy in this conversion
      assign all_ready = &(seen_q & ~busy_q);
      always @(posedge clk) begin
        if (!rst_n) begin
          first_q <= {PINS{1'b0}};
          busy_q  <= {PINS{1'b0}};
          seen_q  <= {PINS{1'b0}};
        end else begin
          first_q <= adc_busy;
          busy_q  <= first_q;
          seen_q  <= (state_q == READY) ? seen_q | busy_q : {PINS{1'b0}};
        end
      end
    end else begin : gen_fixed
      wire unused = &{1'b0, adc_busy};
      assign all_ready = 1'b0;
    end
  endgenerate

  // ---- Codes: a frame goes through the register of its ADC, so that the leading bits fall out at the top. The trailing
  // bits stay out of it.

  localparam integer AFTER_CODE = USED;

  wire taken;
  generate
    if (TRAILING_BITS == 0) begin : gen_all_bits
      assign taken = sample;
    end else begin : gen_first_bits
      assign taken = sample & bit_q < AFTER_CODE[BIT_BITS-1:0];
    end
  endgenerate

  genvar a;
  generate
    for (a = 0; a < ADCS; a = a + 1) begin : gen_adc
      localparam integer NUMBER = a % CHAIN;
      reg [BITS-1:0] code_q;
      wire [BITS:0]  shifted = {code_q, adc_data[a/CHAIN]};
      always @(posedge clk) begin
        if (taken & adc_q == NUMBER[CHAIN_BITS-1:0]) code_q <= shifted[BITS-1:0];
      end
      assign code[a*BITS+:BITS] = code_q;
      wire unused = &{1'b0, shifted[BITS]};
    end
  endgenerate

endmodule

`default_nettype wire
