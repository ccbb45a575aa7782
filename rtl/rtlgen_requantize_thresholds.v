// SPDX-License-Identifier: Apache-2.0
//
// Requantizer, mode thresholds: q = clamp(LO_CODE + the number of thresholds that y reaches).
//
// Function    The thresholds of an output ascend, so that halving finds the number: two stages a bit, highest first. A
//             bit's memory holds only the thresholds that this bit can ask for.
// Latency     2 * OUT_BITS + 1 cycles: read and compare each bit, then clamp. Throughput one output a cycle.
// Write       address[31] selects thresholds; address[29:0] = output * 2^OUT_BITS + index of the threshold; data its
//             low 32 bits, byte by byte where lanes says so. With address[30] set data holds the bits above those instead, kept for the next write.
// Reset       None; all of it is data.
`default_nettype none

module rtlgen_requantize_thresholds #(
  parameter Y_BITS     = 20,  // thresholds have one more, so that one can lie above every y
  parameter OUT_BITS   = 4,
  parameter OUT_SIGNED = 0,
  parameter OUTPUTS    = 16,  // of this requantizer; PER_TENSOR: 1
  parameter FIRST      = 0,
  parameter PER_TENSOR = 0,
  parameter INDEX_BITS = 4,
  parameter BAKED      = 0,
  parameter [OUTPUTS*((1<<OUT_BITS)-1)*(Y_BITS+1)-1:0] VALUES = 0,  // output by output, lowest threshold lowest
  parameter WORK_BITS = 12,
  parameter signed [WORK_BITS-1:0] LO = 0,
  parameter signed [WORK_BITS-1:0] HI = 15
) (
  input  wire                  clk,
  input  wire                  write,
  input  wire [31:0]           address,  // coverage: off [29:23,19:16] (kinds are below 8; larger arrays repeat what smaller ones do)
  input  wire [31:0]           data,
  input  wire [3:0]            lanes,  // which bytes of data count
  input  wire [INDEX_BITS-1:0] index,  // output whose y this is
  input  wire [Y_BITS-1:0]     y,
  output wire [OUT_BITS-1:0]   q
);

  localparam         BITS        = Y_BITS + 1;
  localparam         THRESHOLDS  = (1 << OUT_BITS) - 1;
  localparam integer OUTPUT_BASE = FIRST;
  localparam integer COUNT       = OUTPUTS;

  // ---- The write, decoded once.

  wire [29:0]         place    = address[29:0];  // coverage: off [29:23,19:16] (kinds are below 8; larger arrays repeat what smaller ones do)
  wire [29:0]         relative = (place >> OUT_BITS) - OUTPUT_BASE[29:0];
  wire [OUT_BITS-1:0] number   = place[OUT_BITS-1:0] + {{(OUT_BITS - 1) {1'b0}}, 1'b1};  // 1 to 2^OUT_BITS - 1
  wire                hit      = write & address[31] & !address[30] & (relative < COUNT[29:0]);
  wire [BITS-1:0]     threshold;

  generate
    if (BITS <= 32) begin : gen_one_word
      wire unused = &{1'b0, data};
      assign threshold = data[BITS-1:0];
    end else begin : gen_two_words
      reg [31:0] upper_q;
      genvar u;
      for (u = 0; u < 4; u = u + 1) begin : gen_upper
        always @(posedge clk) if (write & address[31] & address[30] & lanes[u]) upper_q[8*u+:8] <= data[8*u+:8];
      end
      wire [63:0] both = {upper_q, data};
      wire unused = &{1'b0, both};
      assign threshold = both[BITS-1:0];
    end
  endgenerate

  // ---- One bit after the other: prefix is the part of the number that is known.

  genvar s;
  generate
    for (s = 0; s < OUT_BITS; s = s + 1) begin : gen_bit
      // Before this bit: s bits known, the threshold in question is number (prefix, 1, 0...0).
      localparam BELOW = OUT_BITS - 1 - s;
      localparam DEPTH = OUTPUTS << s;
      localparam SLOT_BITS = (DEPTH > 1) ? $clog2(DEPTH) : 1;

      wire [Y_BITS-1:0]     y_in;
      wire [INDEX_BITS-1:0] index_in;
      wire [OUT_BITS-1:0]   known_in;  // upper s bits, zeros below
      if (s == 0) begin : gen_first
        assign y_in     = y;
        assign index_in = index;
        assign known_in = {OUT_BITS{1'b0}};
      end else begin : gen_later
        assign y_in     = gen_bit[s-1].y_q;
        assign index_in = gen_bit[s-1].index_q;
        assign known_in = gen_bit[s-1].known_q;
      end

      wire [31:0] output_in = (PER_TENSOR != 0) ? 32'd0 : {{(32 - INDEX_BITS) {1'b0}}, index_in};
      wire [31:0] known_32  = {{(32 - OUT_BITS) {1'b0}}, known_in};

      reg [BITS-1:0]       threshold_q;
      reg [Y_BITS-1:0]     y_read_q;
      reg [INDEX_BITS-1:0] index_read_q;
      reg [OUT_BITS-1:0]   known_read_q;

      if (BAKED != 0) begin : gen_baked
        wire [31:0] slot = output_in * THRESHOLDS + (known_32 | (32'd1 << BELOW)) - 32'd1;
        always @(posedge clk) threshold_q <= VALUES[slot*BITS+:BITS];
      end else begin : gen_runtime
        reg  [BITS-1:0] thresholds [0:DEPTH-1];
        wire [31:0]     number_32  = {{(32 - OUT_BITS) {1'b0}}, number};
        wire            mine       = (number_32 & ((32'd2 << BELOW) - 32'd1)) == (32'd1 << BELOW);
        wire [31:0]     write_slot = ({2'd0, relative} << s) + (number_32 >> (BELOW + 1));
        wire [31:0]     read_slot  = (output_in << s) + (known_32 >> (BELOW + 1));
        wire            unused     = &{1'b0, write_slot, read_slot};
        genvar b;
        for (b = 0; b < 4; b = b + 1) begin : gen_byte
          if (8 * b + 8 <= BITS) begin : gen_whole
            always @(posedge clk) if (hit & mine & lanes[b]) thresholds[write_slot[SLOT_BITS-1:0]][8*b+:8] <= threshold[8*b+:8];
          end else if (8 * b < BITS) begin : gen_part
            always @(posedge clk)
              if (hit & mine & lanes[b]) thresholds[write_slot[SLOT_BITS-1:0]][BITS-1:8*b] <= threshold[BITS-1:8*b];
          end else begin : gen_none
            wire unused_lane = &{1'b0, lanes[b]};
          end
        end
        if (BITS > 32) begin : gen_above
          always @(posedge clk) if (hit & mine) thresholds[write_slot[SLOT_BITS-1:0]][BITS-1:32] <= threshold[BITS-1:32];
        end
        always @(posedge clk) threshold_q <= thresholds[read_slot[SLOT_BITS-1:0]];
      end

      always @(posedge clk) begin
        y_read_q     <= y_in;
        index_read_q <= index_in;
        known_read_q <= known_in;
      end

      wire signed [BITS-1:0] y_wide    = {y_read_q[Y_BITS-1], y_read_q};
      wire signed [BITS-1:0] compared  = threshold_q;
      wire                   is_reached = y_wide >= compared;

      reg [Y_BITS-1:0]     y_q;
      reg [INDEX_BITS-1:0] index_q;
      reg [OUT_BITS-1:0]   known_q;
      always @(posedge clk) begin
        y_q     <= y_read_q;
        index_q <= index_read_q;
        known_q <= known_read_q | ({{(OUT_BITS - 1) {1'b0}}, is_reached} << BELOW);
      end
    end

    if (BAKED != 0) begin : gen_unused_write
      wire unused = &{1'b0, hit, threshold, number, lanes};
    end
  endgenerate

  wire unused_end = &{1'b0, gen_bit[OUT_BITS-1].y_q, gen_bit[OUT_BITS-1].index_q};  // coverage: off (constant: names what is not used)

  // ---- The least output of the format, and the clamp of the activation.

  wire [OUT_BITS-1:0]  reached_number = gen_bit[OUT_BITS-1].known_q;
  wire [WORK_BITS-1:0] moved = {{(WORK_BITS - OUT_BITS) {1'b0}}, reached_number}
    - ((OUT_SIGNED != 0) ? {{(WORK_BITS - 1) {1'b0}}, 1'b1} << (OUT_BITS - 1) : {WORK_BITS{1'b0}});

  wire [OUT_BITS-1:0] clamped;
  rtlgen_clamp #(
    .IN_BITS (WORK_BITS),
    .OUT_BITS(OUT_BITS),
    .LO      (LO),
    .HI      (HI)
  ) u_clamp (
    .value(moved),
    .q    (clamped)
  );

  reg [OUT_BITS-1:0] q_q;
  always @(posedge clk) q_q <= clamped;
  assign q = q_q;

endmodule

`default_nettype wire
