// SPDX-License-Identifier: Apache-2.0
//
// Serial DAC interface of a tile: discrete converter chips of CHANNELS channels, one data pin a chip.
//
// Function    After load every chip gets a frame for each of its channels, channel 0 first, all chips in step; then
//             dac_load_n is low for LOAD_CYCLES cycles, and all rows change when it rises. Row r is channel r % CHANNELS of
//             chip r / CHANNELS; channels without a row get code 0.
// Frame       Most significant bit first: COMMAND, the channel's number in ADDRESS_BITS bits, the code and zeros in
//             DATA_BITS bits, TRAILING_BITS zeros. dac_sync_n is low for the frame and high for one bit after it.
// Bit         CLOCK_DIVIDER cycles before and as many after the edge that the chips sample at; data changes between bits
//             only. The clock rests as it is before that edge: low, or high with CLOCK_FALLING.
// Cycles      CHANNELS * (frame + 1) * 2 * CLOCK_DIVIDER + LOAD_CYCLES, the first one after load. row must stand as long.
// Reset       All pins at rest.
`default_nettype none

module rtlgen_dac_serial #(
  parameter        ROWS          = 20,
  parameter        CODE_BITS     = 4,
  parameter        CHANNELS      = 8,
  parameter        COMMAND_BITS  = 1,
  parameter [15:0] COMMAND       = 16'd0,
  parameter        ADDRESS_BITS  = 3,
  parameter        DATA_BITS     = 8,   // at least CODE_BITS
  parameter        TRAILING_BITS = 4,
  parameter        CLOCK_DIVIDER = 2,   // cycles of half a bit
  parameter        CLOCK_FALLING = 0,   // 1: chips sample at the falling edge
  parameter        LOAD_CYCLES   = 1
) (
  input  wire                                   clk,
  input  wire                                   rst_n,
  input  wire                                   load,      // the row driver loads at this clock edge
  input  wire [ROWS*CODE_BITS-1:0]              next_row,  // what it loads
  input  wire [ROWS*CODE_BITS-1:0]              row,       // codes of the step that is driven
  output wire                                   dac_clock,
  output wire                                   dac_sync_n,
  output wire [(ROWS+CHANNELS-1)/CHANNELS-1:0]  dac_data,
  output wire                                   dac_load_n
);

  localparam CHIPS        = (ROWS + CHANNELS - 1) / CHANNELS;
  localparam PREFIX       = COMMAND_BITS + ADDRESS_BITS;
  localparam FRAME        = PREFIX + DATA_BITS + TRAILING_BITS;
  localparam WORD         = FRAME + 1;   // with the bit in which dac_sync_n is high
  localparam LONGEST      = (LOAD_CYCLES > CLOCK_DIVIDER) ? LOAD_CYCLES : CLOCK_DIVIDER;
  localparam COUNT_BITS   = (LONGEST > 1) ? $clog2(LONGEST) : 1;
  localparam BIT_BITS     = $clog2(WORD);
  localparam CHANNEL_BITS = (CHANNELS > 1) ? $clog2(CHANNELS) : 1;

  localparam integer FINAL_HALF    = CLOCK_DIVIDER - 1;
  localparam integer FINAL_LOAD    = LOAD_CYCLES - 1;
  localparam integer FINAL_BIT     = FRAME;
  localparam integer FINAL_CHANNEL = CHANNELS - 1;

  localparam [1:0] IDLE = 2'd0, TRANSFER = 2'd1, LOAD = 2'd2;

  reg [1:0]              state_q;
  reg [COUNT_BITS-1:0]   count_q;    // cycles of half a bit, or of the load strobe
  reg                    half_q;     // past the sampling edge
  reg [BIT_BITS-1:0]     bit_q;
  reg [CHANNEL_BITS-1:0] channel_q;
  reg                    clock_q;
  reg                    sync_q;
  reg                    load_q;

  wire half_end     = state_q == TRANSFER & count_q == FINAL_HALF[COUNT_BITS-1:0];
  wire bit_end      = half_end & half_q;
  wire frame_end    = bit_end & bit_q == FINAL_BIT[BIT_BITS-1:0];
  wire transfer_end = frame_end & channel_q == FINAL_CHANNEL[CHANNEL_BITS-1:0];
  wire load_end     = state_q == LOAD & count_q == FINAL_LOAD[COUNT_BITS-1:0];

  wire [BIT_BITS-1:0]     bit_next     = (load | frame_end) ? {BIT_BITS{1'b0}} : bit_q + 1'b1;
  wire [CHANNEL_BITS-1:0] channel_next = (load | transfer_end) ? {CHANNEL_BITS{1'b0}} : frame_end ? channel_q + 1'b1 : channel_q;

  assign dac_clock  = clock_q;
  assign dac_sync_n = !sync_q;
  assign dac_load_n = !load_q;

  always @(posedge clk) begin
    if (!rst_n) begin
      state_q   <= IDLE;
      count_q   <= {COUNT_BITS{1'b0}};
      half_q    <= 1'b0;
      bit_q     <= {BIT_BITS{1'b0}};
      channel_q <= {CHANNEL_BITS{1'b0}};
      clock_q   <= CLOCK_FALLING != 0;
      sync_q    <= 1'b0;
      load_q    <= 1'b0;
    end else begin
      if (load) state_q <= TRANSFER;
      else if (transfer_end) state_q <= LOAD;
      else if (load_end) state_q <= IDLE;

      if (load | half_end | load_end) count_q <= {COUNT_BITS{1'b0}};
      else if (state_q != IDLE) count_q <= count_q + 1'b1;

      if (load) half_q <= 1'b0;
      else if (half_end) half_q <= !half_q;
      if (load | bit_end) begin
        bit_q     <= bit_next;
        channel_q <= channel_next;
        sync_q    <= bit_next != FINAL_BIT[BIT_BITS-1:0] & !transfer_end;
      end

      // One edge within each bit of a frame, and back between the bits.
      if (load | bit_end) clock_q <= CLOCK_FALLING != 0;
      else if (half_end & sync_q) clock_q <= CLOCK_FALLING == 0;

      load_q <= transfer_end | (load_q & !load_end);
    end
  end

  // ---- Frames. The command and the address are the same for all chips.

  localparam [127:0] COMMAND_WORD = {112'd0, COMMAND} << (WORD - COMMAND_BITS);

  wire [WORD-1:0]     prefix = COMMAND_WORD[WORD-1:0] | ({{(WORD - CHANNEL_BITS) {1'b0}}, channel_next} << (WORD - PREFIX));
  wire [BIT_BITS-1:0] place  = FINAL_BIT[BIT_BITS-1:0] - bit_next;

  wire [ROWS*CODE_BITS-1:0] codes;
  generate
    if (PREFIX == 0) begin : gen_code_first
      // The first bit of a transfer is a code's.
      assign codes = load ? next_row : row;
    end else begin : gen_prefix_first
      wire unused = &{1'b0, next_row};
      assign codes = row;
    end
  endgenerate

  localparam PADDED = CHIPS * CHANNELS * CODE_BITS;

  wire [PADDED-1:0] padded;
  generate
    if (CHIPS * CHANNELS == ROWS) begin : gen_whole
      assign padded = codes;
    end else begin : gen_padded
      assign padded = {{((CHIPS * CHANNELS - ROWS) * CODE_BITS) {1'b0}}, codes};
    end
  endgenerate

  localparam         CHIP_BITS   = CHANNELS * CODE_BITS;
  localparam         INDEX_BITS  = $clog2(CHIP_BITS + 1) + CHANNEL_BITS;
  localparam integer CODE_STRIDE = CODE_BITS;

  wire [INDEX_BITS-1:0] first = {{(INDEX_BITS - CHANNEL_BITS) {1'b0}}, channel_next} * CODE_STRIDE[INDEX_BITS-1:0];

  genvar c;
  generate
    for (c = 0; c < CHIPS; c = c + 1) begin : gen_chip
      wire [CHIP_BITS-1:0] here = padded[c*CHIP_BITS+:CHIP_BITS] >> first;
      wire [WORD-1:0]      word = prefix | ({{(WORD - CODE_BITS) {1'b0}}, here[CODE_BITS-1:0]} << (WORD - PREFIX - CODE_BITS));
      reg                  data_q;
      always @(posedge clk) begin
        if (load | bit_end) data_q <= word[place];
      end
      assign dac_data[c] = data_q;
      wire unused = &{1'b0, here};
    end
  endgenerate

endmodule

`default_nettype wire
