// SPDX-License-Identifier: Apache-2.0
//
// Behavioural crossbar with its sample and hold and the transfer function of its ADCs. For simulation only.
//
// Function    At the first clock edge of a sample: v = sum of drive * cell for each conversion column, and the code that
//             its ADC gives it. held_codes are the codes of the selected capacitors at the mux position, one an ADC,
//             code_min subtracted; the reference column has an ADC of its own, the last one.
// Drive       A code of ROW_BITS bits a row; with PWM_CYCLES > 0 a pulse, whose cycles are counted and divided by
//             PWM_CYCLES.
// Cells       Signed numbers in units of 2^-FRACTION as bit planes in 32-bit words, the top plane negative where
//             CELL_SIGNED, loaded at time 0 from cells_<TILE>.hex in the current directory: word
//             (column * CELL_PLANES + plane) * CHUNKS + chunk holds the rows 32 * chunk to 32 * chunk + 31. Digits x are
//             cells that nobody knows: in a simulator of four states, codes of samples that drive them are x.
// Programming PROGRAM: a pulse of w cycles moves the cells of program_row in the columns of program_column by w times
//             their gain, up (program_set) or down, and is answered in the cycle after it; gains and stuck cells are a
//             function of the seed in program.hex (seed, stuck on, stuck off) and the cell's place alone.
// Violation   Programming pins that change from one cycle before a pulse to one cycle after it: the first time prints a
//             line that begins with "chip fault:"; such a pulse moves nothing.
// Devices     THRESHOLDS: every ADC has its own map, from thresholds_<TILE>.hex. NOISE_SCALE: read noise in units of
//             2^-FRACTION, a function of the seed in noise_seed.hex and the place of the conversion alone. Samples with
//             verify high belong to no vector: they are numbered apart, from 2^63 on.
// Speed       Everything is computed at the sample, with word-wide counts; between samples only the mux is evaluated.
`default_nettype none

module rtlgen_crossbar #(
  parameter                TILE         = 0,
  parameter                COLUMN_TILES = 1,
  parameter                ROWS         = 64,
  parameter                ROW_BITS     = 1,
  parameter signed [63:0]  PWM_CYCLES   = 0,
  parameter                DRIVE_PLANES = 1,   // bits of what is driven on a row: ROW_BITS, or of its counted cycles
  parameter                CELL_PLANES  = 2,
  parameter                CELL_SIGNED  = 0,
  parameter                FRACTION     = 0,
  parameter                PAIR         = 0,   // 1: a conversion column is a pair, read as first minus second
  parameter                LANES        = 8,
  parameter                POSITIONS    = 8,   // conversion columns of a lane
  parameter                REFERENCE    = 0,   // 1: one more column, with an ADC of its own
  parameter [31:0]         REFERENCE_NUMBER = 0, // its conversion column number; lanes that are not in use count too
  parameter                MUX_BITS     = 3,
  parameter                BANKS        = 2,   // hold capacitors of a column
  parameter                CODE_BITS    = 8,
  parameter signed [63:0]  CODE_MIN     = 0,
  parameter signed [63:0]  STEP_256     = 256, // units of 1/256
  parameter signed [63:0]  ZERO_256     = 0,
  parameter                ROUNDING     = 0,   // 0 floor, 1 half up, 2 half even, 3 half away, 4 ceiling minus one
  parameter                THRESHOLDS   = 0,
  parameter signed [63:0]  NOISE_SCALE  = 0,
  parameter                PHASES       = 4,
  parameter                ROW_GROUPS   = 1,
  parameter                PROGRAM      = 0,   // 1: pulses move cells
  parameter signed [63:0]  LARGEST_CELL = 3,
  parameter                PHYSICAL     = 64,  // physical columns; with REFERENCE the last one is the reference column
  parameter                INDEX_BITS   = 6    // bits of a row's number
) (
  input  wire                                   clk,
  input  wire                                   rst_n,
  input  wire [ROWS*ROW_BITS-1:0]               row,
  input  wire                                   drive,
  input  wire                                   sample,
  input  wire                                   sample_bank,
  input  wire                                   convert_bank,
  input  wire [MUX_BITS-1:0]                    mux,
  input  wire                                   verify,
  input  wire                                   program_pulse,
  input  wire                                   program_set,
  input  wire [INDEX_BITS-1:0]                  program_row,
  input  wire [PHYSICAL-1:0]                    program_column,
  output wire [(LANES+REFERENCE)*CODE_BITS-1:0] held_codes
);

  localparam CHUNKS    = (ROWS + 31) / 32;
  localparam CONVERTED = LANES * POSITIONS + REFERENCE;
  localparam WIRES     = (PAIR != 0) ? 2 : 1;
  localparam CODES     = 1 << CODE_BITS;
  localparam MAPS      = (THRESHOLDS != 0) ? (LANES + REFERENCE) * (CODES - 1) : 1;

  reg [31:0]          cells [0:CONVERTED*WIRES*CELL_PLANES*CHUNKS-1];
  reg [CODE_BITS-1:0] held  [0:BANKS*CONVERTED-1];
  reg [31:0]          drives [0:DRIVE_PLANES*CHUNKS-1];
  reg signed [63:0]   maps [0:MAPS-1];
  reg [63:0]          seed [0:0];

  // What a cell holds below the resolution of its planes, in units of 2^-12: word column * ROWS + row.
  localparam WIRED  = CONVERTED * WIRES;
  localparam RESTS  = (PROGRAM != 0) ? WIRED * ROWS : 1;
  localparam FINER  = 12 - FRACTION;
  reg [11:0]          rests [0:RESTS-1];
  reg [63:0]          answer [0:2];  // seed, stuck on, stuck off

  reg [8*32-1:0] image;
  integer        cell_index;
  initial begin
    $sformat(image, "cells_%0d.hex", TILE);
    $readmemh(image, cells);
    if (THRESHOLDS != 0) begin
      $sformat(image, "thresholds_%0d.hex", TILE);
      $readmemh(image, maps);
    end
    if (NOISE_SCALE != 64'sd0) $readmemh("noise_seed.hex", seed);
    if (PROGRAM != 0) begin
      $readmemh("program.hex", answer);
      for (cell_index = 0; cell_index < RESTS; cell_index = cell_index + 1) rests[cell_index] = 12'd0;
    end
  end

  function [31:0] ones;
    input [31:0] bits;
    reg [31:0] fields;
    begin
      fields = bits - ((bits >> 1) & 32'h5555_5555);
      fields = (fields & 32'h3333_3333) + ((fields >> 2) & 32'h3333_3333);
      fields = (fields + (fields >> 4)) & 32'h0F0F_0F0F;
      fields = fields + (fields >> 8);
      fields = fields + (fields >> 16);
      ones   = fields & 32'h0000_003F;
    end
  endfunction

  // ---- ADCs: t = (v - zero) / step, code = clamp(round(t)), code_min subtracted; or the number of thresholds reached.

  function [CODE_BITS-1:0] convert;
    input signed [63:0] value;
    reg signed [63:0] step;
    reg signed [63:0] numerator;
    reg signed [63:0] quotient;
    reg signed [63:0] twice;
    begin
      step      = STEP_256 <<< FRACTION;
      numerator = value * 64'sd256 - (ZERO_256 <<< FRACTION);
      quotient  = numerator / step;
      if (quotient * step > numerator) quotient = quotient - 64'sd1;
      twice = (numerator - quotient * step) * 64'sd2;
      case (ROUNDING)
        1: if (twice >= step) quotient = quotient + 64'sd1;
        2: if (twice > step || (twice == step && quotient[0])) quotient = quotient + 64'sd1;
        3: if (twice > step || (twice == step && numerator > 64'sd0)) quotient = quotient + 64'sd1;
        4: if (twice == 64'sd0) quotient = quotient - 64'sd1;
        default: ;
      endcase
      quotient = quotient - CODE_MIN;
      if (quotient < 64'sd0) quotient = 64'sd0;
      if (quotient >= CODES) quotient = CODES - 64'sd1;
      convert = quotient[CODE_BITS-1:0];
    end
  endfunction

  // Ascending thresholds: halving finds how many are reached.
  function [CODE_BITS-1:0] reached;
    input signed [63:0] value;
    input [31:0] first;
    integer bit_index;
    reg [CODE_BITS-1:0] trial;
    begin
      reached = {CODE_BITS{1'b0}};
      for (bit_index = CODE_BITS - 1; bit_index >= 0; bit_index = bit_index - 1) begin
        trial              = reached;
        trial[bit_index]   = 1'b1;
        reached[bit_index] = value >= maps[first+{{(32 - CODE_BITS) {1'b0}}, trial}-32'd1];
      end
    end
  endfunction

  // ---- Read noise: a counter-based generator over the place of the conversion.

  function [63:0] mix;
    input [63:0] state;
    reg [63:0] z;
    begin
      z   = state + 64'h9E37_79B9_7F4A_7C15;
      z   = (z ^ (z >> 30)) * 64'hBF58_476D_1CE4_E5B9;
      z   = (z ^ (z >> 27)) * 64'h94D0_49BB_1331_11EB;
      mix = z ^ (z >> 31);
    end
  endfunction

  function signed [63:0] noise;
    input [63:0] hash;
    reg signed [63:0] sum;
    begin
      sum   = $signed({48'd0, hash[15:0]}) + $signed({48'd0, hash[31:16]}) + $signed({48'd0, hash[47:32]})
        + $signed({48'd0, hash[63:48]}) - 64'sd131070;
      noise = (sum * NOISE_SCALE + 64'sd32768) >>> 16;
    end
  endfunction

  reg [63:0] vector;
  reg [63:0] phase;
  reg [63:0] group;
  reg [62:0] reads;  // samples with verify high

  // ---- A pulse moves a cell. Its state is a level in units of 2^-12, from 0 to the largest cell.

  function signed [63:0] moved;
    input signed [63:0] state;
    input signed [63:0] cycles;
    input               set;
    input [63:0]        hash;
    reg signed [63:0] by;
    begin
      by = cycles * $signed(64'd1024 + ((((hash >> (set ? 0 : 16)) & 64'hFFFF) * 64'd3073) >> 16));
      moved = set ? state + by : state - by;
      if (moved < 64'sd0) moved = 64'sd0;
      if (moved > (LARGEST_CELL <<< 12)) moved = LARGEST_CELL <<< 12;
      if (((hash >> 32) & 64'hFFFF) < answer[1] + answer[2]) moved = state;  // stuck
    end
  endfunction

  integer                 p, q, at, plane;
  reg signed [63:0]       width;    // cycles of the pulse so far
  reg signed [63:0]       state;
  reg [63:0]              line;     // hash of the word line
  reg [31:0]              word;
  reg                     unstable, reported;
  reg                     set_before;
  reg [INDEX_BITS-1:0]    row_before;
  reg [PHYSICAL-1:0]      column_before;
  wire [31:0]             program_line = {{(32 - INDEX_BITS) {1'b0}}, program_row};
  localparam signed [63:0] FINER_MASK  = (64'sd1 <<< FINER) - 64'sd1;
  localparam [63:0]       TILE_NUMBER = TILE;

  // ---- The sample.

  localparam [63:0] TILE_ROW    = TILE / COLUMN_TILES;
  localparam [63:0] TILE_COLUMN = TILE % COLUMN_TILES;

  integer             c, b, d, k, w;
  reg  [31:0]         count;
  reg  [31:0]         carry;
  reg  [31:0]         toggled;
  reg  signed [63:0]  weighted;
  reg  signed [63:0]  value;
  reg  [63:0]         place;
  reg                 sampled;   // an earlier cycle of this sample computed it
  reg                 counting;  // PWM: this is not the first driven cycle of the step

  wire [CHUNKS*32*ROW_BITS-1:0] padded_row;
  generate
    if (CHUNKS * 32 == ROWS) begin : gen_whole
      assign padded_row = row;
    end else begin : gen_padded
      assign padded_row = {{((CHUNKS * 32 - ROWS) * ROW_BITS) {1'b0}}, row};
    end
  endgenerate

  // Blocking writes, because a non-blocking write to an array in a long loop is refused by the simulator. No race:
  // the controller never converts the capacitors that it samples.
  // verilator lint_off BLKSEQ
  always @(posedge clk) begin
    // Pulse widths: a counter a row, as bit planes.
    if (PWM_CYCLES != 64'sd0 && drive && !sample) begin
      for (k = 0; k < CHUNKS; k = k + 1) begin
        carry = padded_row[k*32+:32];
        for (d = 0; d < DRIVE_PLANES; d = d + 1) begin
          toggled                = counting ? drives[d*CHUNKS+k] : 32'd0;
          drives[d*CHUNKS+k] = toggled ^ carry;
          carry                  = toggled & carry;
        end
      end
      counting = 1'b1;
    end

    // A pulse has ended: its pins still stand.
    if (PROGRAM != 0 && rst_n) begin
      if (program_pulse || width != 64'sd0) begin
        if (program_set !== set_before || program_row !== row_before || program_column !== column_before) unstable = 1'b1;
        if (unstable && !reported) begin
          $display("chip fault: tile %0d, crossbar: the programming pins change at a pulse", TILE);
          reported = 1'b1;
        end
      end
      if (program_pulse) begin
        width = width + 64'sd1;
      end else if (width != 64'sd0) begin
        line = mix(mix(mix(answer[0]) ^ TILE_NUMBER) ^ {32'd0, program_line});
        for (p = 0; p < WIRED; p = p + 1) begin
          q = (p < LANES * POSITIONS * WIRES) ? p : PHYSICAL - 1;
          if (program_column[q] && !unstable && program_line < ROWS) begin
            at    = p * CELL_PLANES * CHUNKS + program_line / 32;
            state = 64'sd0;
            for (plane = 0; plane < CELL_PLANES; plane = plane + 1) begin
              word = cells[at+plane*CHUNKS] >> program_line[4:0];
              if (word[0] && CELL_SIGNED != 0 && plane == CELL_PLANES - 1) state = state - (64'sd1 <<< plane);
              else if (word[0]) state = state + (64'sd1 <<< plane);
            end
            state = (state <<< FINER) + $signed({52'd0, rests[p*ROWS+program_line]});
            state = moved(state, width, program_set, mix(line ^ {32'd0, q}));
            word                         = state[31:0] & FINER_MASK[31:0];
            rests[p*ROWS+program_line] = word[11:0];
            state                        = state >>> FINER;
            for (plane = 0; plane < CELL_PLANES; plane = plane + 1) begin
              word                     = cells[at+plane*CHUNKS];
              word[program_line[4:0]]  = state[plane];
              cells[at+plane*CHUNKS] = word;
            end
          end
        end
        width    = 64'sd0;
        unstable = 1'b0;
      end
    end
    if (PROGRAM != 0) begin
      set_before    = program_set;
      row_before    = program_row;
      column_before = program_column;
    end

    if (sample && !sampled) begin
      // Nothing was driven: no pulse was counted either.
      if (PWM_CYCLES != 64'sd0 && !counting) for (k = 0; k < DRIVE_PLANES * CHUNKS; k = k + 1) drives[k] = 32'd0;
      if (PWM_CYCLES == 64'sd0) begin
        for (k = 0; k < CHUNKS; k = k + 1) begin
          if (ROW_BITS == 1) begin
            drives[k] = padded_row[k*32+:32];
          end else begin
            for (d = 0; d < ROW_BITS; d = d + 1) begin
              for (w = 0; w < 32; w = w + 1) carry[w] = padded_row[(k*32+w)*ROW_BITS+d];
              drives[d*CHUNKS+k] = carry;
            end
          end
        end
      end
      place = 64'd0;
      if (NOISE_SCALE != 64'sd0)
        place = mix(mix(mix(mix(mix(mix(seed[0]) ^ (verify ? {1'b1, reads} : vector)) ^ TILE_ROW) ^ TILE_COLUMN)
          ^ (verify ? 64'd0 : phase)) ^ (verify ? 64'd0 : group));
      for (c = 0; c < CONVERTED; c = c + 1) begin
        value = 64'sd0;
        for (w = 0; w < WIRES; w = w + 1) begin
          for (b = 0; b < CELL_PLANES; b = b + 1) begin
            weighted = 64'sd0;
            for (d = 0; d < DRIVE_PLANES; d = d + 1) begin
              count = 32'd0;
              for (k = 0; k < CHUNKS; k = k + 1)
                count = count + ones(drives[d*CHUNKS+k] & cells[((c*WIRES+w)*CELL_PLANES+b)*CHUNKS+k]);
              weighted = weighted + ($signed({32'd0, count}) <<< d);
            end
            if ((w == 1) ^ (CELL_SIGNED != 0 && b == CELL_PLANES - 1)) value = value - (weighted <<< b);
            else value = value + (weighted <<< b);
          end
        end
        if (PWM_CYCLES != 64'sd0) value = value / ((PWM_CYCLES != 64'sd0) ? PWM_CYCLES : 64'sd1);
        if (NOISE_SCALE != 64'sd0) value = value + noise(mix(place ^ {32'd0, (c < LANES * POSITIONS) ? c : REFERENCE_NUMBER}));
        held[(sample_bank ? CONVERTED : 0)+c] =
          (THRESHOLDS != 0) ? reached(value, ((c < LANES * POSITIONS) ? c / POSITIONS : LANES) * (CODES - 1)) : convert(value);
      end
      if (verify) reads = reads + 63'd1;
      else group = group + 64'd1;
      if (group == ROW_GROUPS) begin
        group = 64'd0;
        phase = phase + 64'd1;
        if (phase == PHASES) begin
          phase  = 64'd0;
          vector = vector + 64'd1;
        end
      end
    end
    sampled = sample;
    if (sample) counting = 1'b0;

    if (!rst_n) begin
      vector   = 64'd0;
      phase    = 64'd0;
      group    = 64'd0;
      reads    = 63'd0;
      sampled  = 1'b0;
      counting = 1'b0;
      width    = 64'sd0;
      unstable = 1'b0;
      reported = 1'b0;
    end
  end
  // verilator lint_on BLKSEQ

  genvar l;
  generate
    for (l = 0; l < LANES; l = l + 1) begin : gen_lane
      assign held_codes[l*CODE_BITS+:CODE_BITS] =
        held[(convert_bank ? CONVERTED : 0) + l*POSITIONS + {{(32 - MUX_BITS) {1'b0}}, mux}];
    end
    if (REFERENCE != 0) begin : gen_reference
      assign held_codes[LANES*CODE_BITS+:CODE_BITS] = held[(convert_bank ? CONVERTED : 0) + LANES*POSITIONS];
    end
  endgenerate

endmodule

`default_nettype wire
