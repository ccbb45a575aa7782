// SPDX-License-Identifier: Apache-2.0
//
// Delay line: tags that travel beside pipelined data.
//
// Function    out is in, CYCLES cycles later; CYCLES = 0 is a wire.
// Reset       With RESET = 1 every stage is cleared (control state); with RESET = 0 none is (data).
`default_nettype none

module rtlgen_delay #(
  parameter WIDTH  = 1,
  parameter CYCLES = 1,
  parameter RESET  = 1
) (
  input  wire             clk,
  input  wire             rst_n,
  input  wire [WIDTH-1:0] in,
  output wire [WIDTH-1:0] out
);

  generate
    if (CYCLES == 0) begin : gen_wire
      wire unused = &{1'b0, clk, rst_n};
      assign out = in;
    end else if (CYCLES == 1) begin : gen_one
      reg [WIDTH-1:0] stage_q;
      assign out = stage_q;
      if (RESET != 0) begin : gen_reset
        always @(posedge clk) begin
          if (!rst_n) stage_q <= {WIDTH{1'b0}};
          else        stage_q <= in;
        end
      end else begin : gen_plain
        wire unused = &{1'b0, rst_n};
        always @(posedge clk) stage_q <= in;
      end
    end else begin : gen_stages
      // Oldest stage in the top bits.
      reg [WIDTH*CYCLES-1:0] stages_q;
      assign out = stages_q[WIDTH*CYCLES-1 -: WIDTH];
      if (RESET != 0) begin : gen_reset
        always @(posedge clk) begin
          if (!rst_n) stages_q <= {(WIDTH * CYCLES) {1'b0}};
          else        stages_q <= {stages_q[WIDTH*(CYCLES-1)-1:0], in};
        end
      end else begin : gen_plain
        wire unused = &{1'b0, rst_n};
        always @(posedge clk) stages_q <= {stages_q[WIDTH*(CYCLES-1)-1:0], in};
      end
    end
  endgenerate

endmodule

`default_nettype wire
