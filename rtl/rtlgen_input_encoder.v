// SPDX-License-Identifier: Apache-2.0
//
// Input encoder: one input value to the slices of its phases, in their order in time.
//
// Function    Combinational. The slice of the first phase lies highest. A slice that is narrower than DAC_BITS is
//             zero-extended.
`default_nettype none

module rtlgen_input_encoder #(
  parameter VALUE_BITS = 4,  // bits of an input
  parameter DAC_BITS   = 1,  // bits of a slice
  parameter PHASES     = 4,
  parameter ENCODING   = 0   // 0 unsigned, 1 two's complement: sign phase first
) (
  input  wire [VALUE_BITS-1:0]        value,
  output wire [PHASES*DAC_BITS-1:0]   slices
);

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
    end else if (PHASES * DAC_BITS == VALUE_BITS) begin : gen_even
      assign slices = value;
    end else begin : gen_uneven
      assign slices = {{(PHASES * DAC_BITS - VALUE_BITS) {1'b0}}, value};
    end
  endgenerate

endmodule

`default_nettype wire
