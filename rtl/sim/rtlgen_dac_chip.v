// SPDX-License-Identifier: Apache-2.0
//
// A discrete DAC with several channels and a serial input, and what its data sheet forbids. For simulation only.
//
// Function    Shifts data in at the sampling edges of clock while sync_n is low. The frame goes to the input register of
//             the channel that it addresses when sync_n rises; all channels take over their input registers when load_n
//             rises. codes are what the channels put out.
// Checks      data stands still for CLOCK_DIVIDER cycles on either side of a sampling edge; no half period of the clock is
//             shorter; a frame has exactly the bits that it should have, the command COMMAND, and an address of a channel;
//             sync_n is high for a whole period between frames; load_n falls between frames, after a frame for every
//             channel, and is low for LOAD_CYCLES cycles; the rows are not in use before their load.
// Violation   The first one prints a line that begins with "chip fault:"; from then on every code is wrong.
`default_nettype none

module rtlgen_dac_chip #(
  parameter        TILE          = 0,   // for the message, as NUMBER
  parameter        NUMBER        = 0,
  parameter        CODE_BITS     = 4,
  parameter        CHANNELS      = 8,
  parameter        COMMAND_BITS  = 1,
  parameter [15:0] COMMAND       = 16'd0,
  parameter        ADDRESS_BITS  = 3,
  parameter        DATA_BITS     = 8,
  parameter        TRAILING_BITS = 4,
  parameter        CLOCK_DIVIDER = 2,
  parameter        CLOCK_FALLING = 0,   // 1: samples at the falling edge
  parameter        LOAD_CYCLES   = 1
) (
  input  wire                          clk,
  input  wire                          rst_n,
  input  wire                          clock,
  input  wire                          sync_n,
  input  wire                          data,
  input  wire                          load_n,
  input  wire                          used,   // what the rows drive is looked at
  output wire [CHANNELS*CODE_BITS-1:0] codes
);

  localparam         FRAME       = COMMAND_BITS + ADDRESS_BITS + DATA_BITS + TRAILING_BITS;
  localparam         EDGE        = CLOCK_FALLING == 0;
  localparam integer PERIOD      = 2 * CLOCK_DIVIDER;
  localparam [127:0] ADDRESSES   = (128'd1 << ADDRESS_BITS) - 128'd1;
  localparam [127:0] COMMANDS    = (128'd1 << COMMAND_BITS) - 128'd1;

  reg                          clock_q;
  reg                          sync_q;     // low active, as the pin
  reg                          data_q;
  reg                          load_q;     // low active, as the pin
  reg [127:0]                  shift_q;
  reg [CHANNELS*CODE_BITS-1:0] input_q;
  reg [CHANNELS*CODE_BITS-1:0] codes_q;
  reg [CHANNELS-1:0]           written_q;  // since the last load
  reg                          broken_q;

  // Cycles since something happened, the first cycle being 1; large when it is long ago.
  integer since_data;    // changed
  integer since_sample;
  integer since_edge;    // of clock
  integer since_frame;   // ended
  integer since_load;    // began
  integer bits;          // of this frame

  wire edges     = clock != clock_q;
  wire sampling  = edges & clock == EDGE & !sync_n;
  wire changed   = data !== data_q;
  wire frame_on  = !sync_n & sync_q;
  wire frame_off = sync_n & !sync_q;
  wire load_on   = !load_n & load_q;
  wire load_off  = load_n & !load_q;

  // ---- The frame's fields.

  wire [127:0] code_field    = shift_q >> (TRAILING_BITS + DATA_BITS - CODE_BITS);
  wire [127:0] address_field = (shift_q >> (TRAILING_BITS + DATA_BITS)) & ADDRESSES;
  wire [31:0]  address       = address_field[31:0];
  wire [127:0] command_field = (shift_q >> (TRAILING_BITS + DATA_BITS + ADDRESS_BITS)) & COMMANDS;
  wire         unused        = &{1'b0, code_field, address_field};

  // ---- What is forbidden.

  wire unstable   = sampling & (changed | since_data < CLOCK_DIVIDER) | changed & !sync_n & since_sample < CLOCK_DIVIDER;
  wire narrow     = edges & since_edge < CLOCK_DIVIDER;
  wire wrong_size = frame_off & bits != FRAME;
  wire wrong_word = frame_off & (command_field != {112'd0, COMMAND} | address >= CHANNELS);
  wire crowded    = frame_on & since_frame < PERIOD;
  wire misplaced  = !load_n & !sync_n;
  wire incomplete = load_on & !(&written_q);
  wire brief      = load_off & since_load < LOAD_CYCLES;
  wire too_soon   = used & (!sync_n | !load_n | (|written_q & !load_off));
  wire violated   = unstable | narrow | wrong_size | wrong_word | crowded | misplaced | incomplete | brief | too_soon;

  always @(posedge clk) begin
    if (rst_n & violated & !broken_q) begin
      $display("chip fault: tile %0d, DAC chip %0d: %0s", TILE, NUMBER,
        narrow     ? "half a period of the clock is too short" :
        unstable   ? "data changes at a sampling edge" :
        wrong_size ? "a frame of wrong length" :
        wrong_word ? "a frame with a wrong command or address" :
        crowded    ? "a frame begins too soon after the last one" :
        misplaced  ? "the load strobe comes within a frame" :
        incomplete ? "the load strobe comes before every channel was written" :
        brief      ? "the load strobe is too short" : "the rows are used before they are loaded");
    end
  end

  // The new codes from the very cycle in which the load strobe has ended.
  assign codes = (load_off ? input_q : codes_q) ^ {CHANNELS * CODE_BITS{broken_q | violated}};

  integer k;

  always @(posedge clk) begin
    clock_q <= clock;
    sync_q  <= sync_n;
    data_q  <= data;
    load_q  <= load_n;
    if (!rst_n) begin
      clock_q      <= CLOCK_FALLING != 0;
      sync_q       <= 1'b1;
      load_q       <= 1'b1;
      shift_q      <= 128'd0;
      input_q      <= {CHANNELS * CODE_BITS{1'b0}};
      codes_q      <= {CHANNELS * CODE_BITS{1'b0}};
      written_q    <= {CHANNELS{1'b0}};
      broken_q     <= 1'b0;
      since_data   <= 0;
      since_sample <= CLOCK_DIVIDER;
      since_edge   <= CLOCK_DIVIDER;
      since_frame  <= PERIOD;
      since_load   <= 0;
      bits         <= 0;
    end else begin
      broken_q <= broken_q | violated;

      // Bounded, so that they never wrap around.
      since_data   <= changed ? 1 : (since_data < CLOCK_DIVIDER) ? since_data + 1 : since_data;
      since_sample <= sampling ? 1 : (since_sample < CLOCK_DIVIDER) ? since_sample + 1 : since_sample;
      since_edge   <= edges ? 1 : (since_edge < CLOCK_DIVIDER) ? since_edge + 1 : since_edge;
      since_frame  <= frame_off ? 1 : (since_frame < PERIOD) ? since_frame + 1 : since_frame;
      since_load   <= load_on ? 1 : (since_load < LOAD_CYCLES) ? since_load + 1 : since_load;

      bits <= (frame_on ? 0 : bits) + (sampling ? 1 : 0);
      if (sampling) shift_q <= {shift_q[126:0], data};
      for (k = 0; k < CHANNELS; k = k + 1) begin
        if (frame_off & address == k) begin
          input_q[k*CODE_BITS+:CODE_BITS] <= code_field[CODE_BITS-1:0];
          written_q[k]                    <= 1'b1;
        end
      end
      if (load_off) begin
        codes_q   <= input_q;
        written_q <= {CHANNELS{1'b0}};
      end
    end
  end

endmodule

`default_nettype wire
