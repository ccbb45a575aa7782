// SPDX-License-Identifier: Apache-2.0
//
// Timing of an external ADC. For simulation only.
//
// Function    done is high in the cycle CYCLES - 1 cycles after start, for one cycle.
`default_nettype none

module rtlgen_converter #(
  parameter CYCLES = 20
) (
  input  wire clk,
  input  wire rst_n,
  input  wire start,
  output wire done
);

  generate
    if (CYCLES == 1) begin : gen_at_once
      wire unused = &{1'b0, clk, rst_n};
      assign done = start;
    end else begin : gen_later
      reg [CYCLES-2:0] passed_q;
      assign done = passed_q[CYCLES-2];
      if (CYCLES == 2) begin : gen_one
        always @(posedge clk) passed_q <= rst_n & start;
      end else begin : gen_more
        always @(posedge clk) begin
          if (!rst_n) passed_q <= {(CYCLES - 1) {1'b0}};
          else        passed_q <= {passed_q[CYCLES-3:0], start};
        end
      end
    end
  endgenerate

endmodule

`default_nettype wire
