// SPDX-License-Identifier: Apache-2.0
//
// Input encoder: one input value to the slices of its phases, in their order in time.
//
// Function    Combinational. The slice of the first phase lies highest. A slice that is narrower than DAC_BITS is
//             zero-extended. Encodings:
//             0 unsigned      slices of the value
//             1 two's complement  the sign bit as a phase of its own, then slices of the lower bits
//             2 offset        slices of the value + 2^(VALUE_BITS-1)
//             3 differential  for each slice: of max(value, 0), then of max(-value, 0)
//             4 bipolar       the one bit; 1 stands for +1
`default_nettype none

module rtlgen_input_encoder #(
  parameter VALUE_BITS = 4,  // bits of an input
  parameter DAC_BITS   = 1,  // bits of a slice
  parameter PHASES     = 4,
  parameter ENCODING   = 0
) (
  input  wire [VALUE_BITS-1:0]      value,
  output wire [PHASES*DAC_BITS-1:0] slices
);

  genvar p;
  generate
    if (ENCODING == 1) begin : gen_twos_complement
      localparam LOW_BITS = (PHASES - 1) * DAC_BITS;
      wire [DAC_BITS-1:0] sign;
      wire [LOW_BITS-1:0] low;
      if (DAC_BITS == 1) begin : gen_sign_bit
        assign sign = value[VALUE_BITS-1];
      end else begin : gen_sign_slice
        assign sign = {{(DAC_BITS - 1) {1'b0}}, value[VALUE_BITS-1]};
      end
      if (LOW_BITS == VALUE_BITS - 1) begin : gen_even
        assign low = value[VALUE_BITS-2:0];
      end else begin : gen_uneven
        assign low = {{(LOW_BITS - VALUE_BITS + 1) {1'b0}}, value[VALUE_BITS-2:0]};
      end
      assign slices = {sign, low};
    end else if (ENCODING == 3) begin : gen_differential
      // Pairs of phases: positive above negative.
      localparam LOW_BITS = (PHASES / 2) * DAC_BITS;
      wire [VALUE_BITS-1:0] negated  = -value;
      wire                  negative = value[VALUE_BITS-1];
      wire [LOW_BITS-1:0]   above;
      wire [LOW_BITS-1:0]   below;
      if (LOW_BITS == VALUE_BITS - 1) begin : gen_even
        assign above = negative ? {LOW_BITS{1'b0}} : value[VALUE_BITS-2:0];
        assign below = negative ? negated[VALUE_BITS-2:0] : {LOW_BITS{1'b0}};
      end else begin : gen_uneven
        localparam PAD_BITS = LOW_BITS - VALUE_BITS + 1;
        assign above = negative ? {LOW_BITS{1'b0}} : {{PAD_BITS{1'b0}}, value[VALUE_BITS-2:0]};
        assign below = negative ? {{PAD_BITS{1'b0}}, negated[VALUE_BITS-2:0]} : {LOW_BITS{1'b0}};
      end
      for (p = 0; p < PHASES / 2; p = p + 1) begin : gen_slice
        assign slices[(2*p+1)*DAC_BITS+:DAC_BITS] = above[p*DAC_BITS+:DAC_BITS];
        assign slices[2*p*DAC_BITS+:DAC_BITS]     = below[p*DAC_BITS+:DAC_BITS];
      end
      wire unused = negated[VALUE_BITS-1];
    end else begin : gen_unsigned
      wire [VALUE_BITS-1:0] driven;
      if (ENCODING == 2) begin : gen_offset
        assign driven = {!value[VALUE_BITS-1], value[VALUE_BITS-2:0]};
      end else begin : gen_plain
        assign driven = value;
      end
      if (PHASES * DAC_BITS == VALUE_BITS) begin : gen_even
        assign slices = driven;
      end else begin : gen_uneven
        assign slices = {{(PHASES * DAC_BITS - VALUE_BITS) {1'b0}}, driven};
      end
    end
  endgenerate

endmodule

`default_nettype wire
