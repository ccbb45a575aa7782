// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_requantize_float32: contract §7, what IEEE single arithmetic gives, in three parts at full width.
//
// Assumed     The multiplier is a positive normal single. In the middle part, the product of two significands of 24 bits, the multiplier's has
//             free bits where FREE has them and zeros elsewhere. a_rounded, p_rounded and rounded are what the roundings to 24 places and
//             to an integer give, ties to even: there is exactly one such number each.
// Proved      Four cycles after y its magnitude, clamped to int32 and rounded to 24 places, stands as significand and exponent, the
//             multiplier beside it; two cycles later their product and the sum of their exponents; and for any product that two
//             significands can have, four cycles later q is clamp(rounded + ZERO_POINT), the product being rounded to 24 places before
//             it is rounded to an integer and given its sign. Any state is looked at, so any operands and any product.
`default_nettype none

module requantize_float32_formal #(
  parameter        Y_BITS   = 34,
  parameter        OUT_BITS = 8,
  parameter        ZERO     = 3,
  parameter        PART     = 0,         // 0 operands, 1 product, 2 result
  parameter [22:0] FREE     = 23'h40_1001
) (
  input wire              clk,
  input wire              rst_n,
  input wire [Y_BITS-1:0] y,
  input wire [31:0]       multiplier,
  input wire [32:0]       a_rounded,
  input wire [24:0]       p_rounded,
  input wire [48:0]       rounded
);

  localparam WIDE = 112;
  localparam LO   = -(1 << (OUT_BITS - 1));
  localparam HI   = (1 << (OUT_BITS - 1)) - 1;
  `include "rounding.vh"

  wire [OUT_BITS-1:0] q;

  (* keep *) rtlgen_requantize_float32 #(
    .Y_BITS    (Y_BITS),
    .OUT_BITS  (OUT_BITS),
    .WORK_BITS (40),
    .ZERO_POINT(ZERO),
    .LO        (LO),
    .HI        (HI)
  ) dut (
    .clk       (clk),
    .rst_n     (rst_n),
    .y         (y),
    .multiplier(multiplier),
    .q         (q)
  );

  (* hierconn *) wire [23:0] \dut.a_q ;
  (* hierconn *) wire [9:0]  \dut.a_exponent_q ;
  (* hierconn *) wire [30:0] \dut.multiplier_late ;
  (* hierconn *) wire [47:0] \dut.product_q ;
  (* hierconn *) wire [9:0]  \dut.exponent_6_q ;
  (* hierconn *) wire        \dut.sign_late ;

  reg [8:0] age = 9'd0;
  always @(posedge clk) age <= {age, 1'b1};

  // Places that a number has above 24: they are rounded away.
  function [7:0] excess;
    input [47:0] magnitude;
    integer i;
    begin
      excess = 8'd0;
      for (i = 24; i < 48; i = i + 1) if (magnitude[i]) excess = i - 23;
    end
  endfunction

  // ---- Operands.

  wire signed [WIDE-1:0] y_wide    = {{(WIDE - Y_BITS) {y[Y_BITS-1]}}, y};
  wire signed [WIDE-1:0] a         = clamped(y_wide, -112'sd2147483648, 112'sd2147483647);
  wire signed [WIDE-1:0] magnitude = (a < 0) ? -a : a;
  wire [7:0]             a_excess  = excess(magnitude[47:0]);
  wire signed [WIDE-1:0] a_single  = {{(WIDE - 33) {1'b0}}, a_rounded} << a_excess;
  always @* if ((PART == 0) & !age[0]) assume (is_rounded(magnitude, a_excess, {{(WIDE - 33) {1'b0}}, a_rounded}, 2));

  reg [4*33-1:0] singles;
  reg [4*31-1:0] multipliers;
  reg [7:0]      signs;
  always @(posedge clk) begin
    singles     <= {singles, a_single[32:0]};
    multipliers <= {multipliers, multiplier[30:0]};
    signs       <= {signs, a < 0};
  end

  wire [9:0]      places = \dut.a_exponent_q + 10'd23;  // the exponent of the lowest place is -23 at least
  wire [WIDE-1:0] a_here = {{(WIDE - 24) {1'b0}}, \dut.a_q } << places;
  always @* if ((PART == 0) & age[3] & !age[4]) begin
    assert (places <= 32);
    assert (a_here == {{(WIDE - 56) {1'b0}}, singles[3*33+:33], 23'd0});
    assert (\dut.a_q [23] | (\dut.a_q == 24'd0));
    assert (\dut.multiplier_late == multipliers[3*31+:31]);
  end
  always @* if ((PART == 0) & age[7] & !age[8]) assert (\dut.sign_late == signs[7]);

  // ---- The product of the operands that stand there at first.

  always @* if ((PART == 1) & !age[0]) assume ((\dut.multiplier_late [22:0] & ~FREE) == 23'd0);
  always @* if ((PART == 1) & !age[0]) assume ((\dut.multiplier_late [30:23] != 8'd0) & (\dut.multiplier_late [30:23] != 8'd255));
  reg [47:0]  product;
  integer     i;
  always @* begin
    product = {1'b0, \dut.a_q , 23'd0};
    for (i = 0; i < 23; i = i + 1) if (FREE[i] & \dut.multiplier_late [i]) product = product + ({24'd0, \dut.a_q } << i);
  end
  reg [95:0] products;
  reg [19:0] exponents;
  always @(posedge clk) begin
    products  <= {products, product};
    exponents <= {exponents, \dut.a_exponent_q + {2'd0, \dut.multiplier_late [30:23]} - 10'd150};
  end
  always @* if ((PART == 1) & age[1] & !age[2]) begin
    assert (\dut.product_q == products[95:48]);
    assert (\dut.exponent_6_q == exponents[19:10]);
  end

  // ---- What becomes of the product that stands there at first: it is 0, or has 47 or 48 places, 2^48 - 2^25 + 1 being the largest.

  wire [47:0]       p        = \dut.product_q ;
  wire signed [9:0] exponent = \dut.exponent_6_q ;
  always @* if ((PART == 2) & !age[0]) begin
    assume ((p == 48'd0) | p[47] | p[46]);
    assume (p <= 48'hFFFF_FE00_0001);
    assume ((exponent >= -172) & (exponent <= 113));
    assume (is_rounded({{(WIDE - 48) {1'b0}}, p}, excess(p), {{(WIDE - 25) {1'b0}}, p_rounded}, 2));
  end
  wire signed [WIDE-1:0] p_single = {{(WIDE - 25) {1'b0}}, p_rounded} << excess(p);
  // Left of the point every product but 0 is past all outputs; more than 60 places right of it nothing is left.
  wire [7:0]             right    = (exponent >= 0) ? 8'd0 : (exponent < -60) ? 8'd60 : -exponent;
  wire signed [WIDE-1:0] r        = {{(WIDE - 49) {1'b0}}, rounded};
  always @* if ((PART == 2) & !age[0]) assume (is_rounded(p_single, right, r, 2));

  reg signed [WIDE-1:0] r_1, r_2;
  always @(posedge clk) begin
    r_1 <= r;
    r_2 <= r_1;
  end
  wire [WIDE-1:0]      wanted = clamped(\dut.sign_late ? ZERO - r_2 : ZERO + r_2, LO, HI);
  reg [2*OUT_BITS-1:0] past;
  always @(posedge clk) past <= {past, wanted[OUT_BITS-1:0]};
  always @* if ((PART == 2) & age[3] & !age[4]) assert (q == past[OUT_BITS+:OUT_BITS]);
  always @* if (PART == 0) cover (age[7] & \dut.sign_late & (\dut.a_q == 24'hFFFFFF));
  always @* if (PART == 1) cover (age[1] & (\dut.product_q [47:40] == 8'h80));
  always @* if (PART == 2) cover (age[3] & !age[4] & (q == HI[OUT_BITS-1:0]));

endmodule

`default_nettype wire
