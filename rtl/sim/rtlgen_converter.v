// SPDX-License-Identifier: Apache-2.0
//
// Timing of an external ADC. For simulation only.
//
// Function    done is high in cycle T of a conversion, start being high in its first, for one cycle.
// Times       T is CYCLES; with VARYING for conversion n of the ADC, counted from 0 at reset,
//             FEWEST + h mod (CYCLES - FEWEST + 1), where h = mix(mix(mix(mix(seed) ^ TILE) ^ NUMBER) ^ n), mix is the
//             finaliser of SplitMix64, and the seed is the first word in conversion_seed.hex in the current directory. Its
//             second word is the number of a conversion that ADC 0 of tile 0 never ends; all ones: there is none.
`default_nettype none

module rtlgen_converter #(
  parameter [63:0] TILE    = 64'd0,
  parameter [63:0] NUMBER  = 64'd0,  // of the ADC in its tile
  parameter [63:0] FEWEST  = 64'd1,
  parameter [63:0] CYCLES  = 64'd20,
  parameter        VARYING = 0
) (
  input  wire clk,
  input  wire rst_n,
  input  wire start,
  output wire done
);

  reg [63:0] left_q;  // cycles of the running conversion, this one included; 0: none runs

  wire [63:0] cycles;

  assign done = start ? cycles == 64'd1 : left_q == 64'd1;

  always @(posedge clk) begin
    if (!rst_n) left_q <= 64'd0;
    else if (start) left_q <= cycles - 64'd1;
    else if (left_q != 64'd0) left_q <= left_q - 64'd1;
  end

  generate
    if (VARYING == 0) begin : gen_fixed
      assign cycles = CYCLES;
    end else begin : gen_varying
      localparam [63:0] CHOICES = CYCLES - FEWEST + 64'd1;

      reg [63:0] seed [0:1];
      reg [63:0] number_q;
      reg [63:0] cycles_q;  // of the conversion that starts next

      initial $readmemh("conversion_seed.hex", seed);

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

      function [63:0] drawn;
        input [63:0] number;
        drawn = (TILE == 64'd0 && NUMBER == 64'd0 && number == seed[1]) ? 64'hFFFF_FFFF_FFFF_FFFF
          : FEWEST + mix(mix(mix(mix(seed[0]) ^ TILE) ^ NUMBER) ^ number) % CHOICES;
      endfunction

      assign cycles = cycles_q;

      always @(posedge clk) begin
        if (!rst_n) begin
          number_q <= 64'd0;
          cycles_q <= drawn(64'd0);
        end else if (start) begin
          number_q <= number_q + 64'd1;
          cycles_q <= drawn(number_q + 64'd1);
        end
      end
    end
  endgenerate

endmodule

`default_nettype wire
