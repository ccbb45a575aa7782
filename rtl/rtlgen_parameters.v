// SPDX-License-Identifier: Apache-2.0
//
// Parameters of one requantizer's outputs: a memory behind the write port, or constants.
//
// Function    out is the parameter of output FIRST + index. A write whose address names this KIND and one of the
//             outputs changes it, byte by byte where lanes says so; others are ignored. PER_TENSOR: one value serves all outputs.
// Latency     1 cycle from index to out.
// Reset       None: parameters are written before the first vector, or BAKED.
`default_nettype none

module rtlgen_parameters #(
  parameter                    BITS       = 32,
  parameter                    DEPTH      = 16,  // values that this memory holds
  parameter                    INDEX_BITS = 4,
  parameter                    PER_TENSOR = 0,
  parameter [11:0]             KIND       = 12'd0,
  parameter                    FIRST      = 0,
  parameter                    BAKED      = 0,
  parameter [DEPTH*BITS-1:0]   VALUES     = {DEPTH*BITS{1'b0}}  // output FIRST lowest
) (
  input  wire                  clk,
  input  wire                  write,
  input  wire [31:0]           address,  // KIND in the upper 12 bits, output below  // coverage: off [29:23,19:10] (kinds are below 8; larger arrays repeat what smaller ones do)
  input  wire [31:0]           data,
  input  wire [3:0]            lanes,    // which bytes of data count
  input  wire [INDEX_BITS-1:0] index,
  output wire [BITS-1:0]       out
);

  localparam         SLOT_BITS = (DEPTH > 1) ? $clog2(DEPTH) : 1;
  localparam integer COUNT     = DEPTH;
  localparam integer OFFSET    = FIRST;

  reg [BITS-1:0] out_q;
  assign out = out_q;

  generate
    if (PER_TENSOR != 0 && BAKED != 0) begin : gen_constant
      wire unused = &{1'b0, write, address, data, lanes, index};
      always @(posedge clk) out_q <= VALUES[BITS-1:0];
    end else if (BAKED != 0) begin : gen_baked
      wire unused = &{1'b0, write, address, data, lanes};
      wire [31:0] slot = {{(32 - INDEX_BITS) {1'b0}}, index};
      always @(posedge clk) out_q <= VALUES[slot*BITS+:BITS];
    end else begin : gen_runtime
      reg  [BITS-1:0] values [0:DEPTH-1];
      wire [19:0]     relative = address[19:0] - OFFSET[19:0];
      wire            hit      = write & (address[31:20] == KIND) & (relative < COUNT[19:0]);

      genvar b;
      for (b = 0; b < 4; b = b + 1) begin : gen_byte
        if (8 * b + 8 <= BITS) begin : gen_whole
          always @(posedge clk) if (hit & lanes[b]) values[relative[SLOT_BITS-1:0]][8*b+:8] <= data[8*b+:8];
        end else if (8 * b < BITS) begin : gen_part
          always @(posedge clk) if (hit & lanes[b]) values[relative[SLOT_BITS-1:0]][BITS-1:8*b] <= data[BITS-1:8*b];
        end else begin : gen_none
          wire unused = &{1'b0, lanes[b]};
        end
      end

      if (PER_TENSOR != 0) begin : gen_one
        wire unused = &{1'b0, index};
        always @(posedge clk) out_q <= values[0];
      end else if (INDEX_BITS > SLOT_BITS) begin : gen_cut
        wire unused = &{1'b0, index};
        always @(posedge clk) out_q <= values[index[SLOT_BITS-1:0]];
      end else if (INDEX_BITS < SLOT_BITS) begin : gen_extend
        always @(posedge clk) out_q <= values[{{(SLOT_BITS - INDEX_BITS) {1'b0}}, index}];
      end else begin : gen_all
        always @(posedge clk) out_q <= values[index];
      end

      if (BITS < 32) begin : gen_unused
        wire unused = &{1'b0, data[31:BITS]};
      end
    end
  endgenerate

endmodule

`default_nettype wire
