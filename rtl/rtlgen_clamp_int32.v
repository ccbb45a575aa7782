// SPDX-License-Identifier: Apache-2.0
//
// Clamp to int32, combinational, with the overflow flag of the requantizers that compute in 32 bits.
`default_nettype none

module rtlgen_clamp_int32 #(
  parameter IN_BITS = 34
) (
  input  wire [IN_BITS-1:0] value,
  output wire [31:0]        clamped,
  output wire               overflow
);

  generate
    if (IN_BITS < 32) begin : gen_extend
      assign clamped  = {{(32 - IN_BITS) {value[IN_BITS-1]}}, value};
      assign overflow = 1'b0;
    end else begin : gen_clamp
      assign overflow = value[IN_BITS-1:31] != {(IN_BITS - 31) {value[IN_BITS-1]}};
      assign clamped  = overflow ? {value[IN_BITS-1], {31{!value[IN_BITS-1]}}} : value[31:0];
    end
  endgenerate

endmodule

`default_nettype wire
