// SPDX-License-Identifier: Apache-2.0
//
// Requantizer, multiplier mode float32: what IEEE single arithmetic computes, in integer logic.
//
// Function    y clamped to int32 and rounded to single; times multiplier, a positive normal single, rounded to single;
//             rounded to an integer; every rounding to nearest, ties to even. Products below the normal range round to
//             0 either way; those above it are clamped either way.
// Latency     10 cycles: clamp, magnitude, normalise, round, 2 of the product, round, shift, round and add, clamp.
// Throughput  One output a cycle. No reset: data.
`default_nettype none

module rtlgen_requantize_float32 #(
  parameter                       Y_BITS     = 34,
  parameter                       OUT_BITS   = 8,
  parameter                       WORK_BITS  = 40,  // at least 40
  parameter signed [WORK_BITS-1:0] ZERO_POINT = 0,
  parameter signed [WORK_BITS-1:0] LO         = -128,
  parameter signed [WORK_BITS-1:0] HI         = 127
) (
  input  wire                clk,
  input  wire                rst_n,
  input  wire [Y_BITS-1:0]   y,
  input  wire [31:0]         multiplier,  // IEEE single
  output wire [OUT_BITS-1:0] q
);

  // ---- 1: int32.

  wire [31:0] clamped_y;
  wire        unused_overflow;
  rtlgen_clamp_int32 #(
    .IN_BITS(Y_BITS)
  ) u_int32 (
    .value   (y),
    .clamped (clamped_y),
    .overflow(unused_overflow)
  );

  reg [31:0] y_q;
  always @(posedge clk) y_q <= clamped_y;

  // ---- 2: sign and magnitude.

  reg [31:0] magnitude_q;
  always @(posedge clk) magnitude_q <= y_q[31] ? -y_q : y_q;

  wire sign_late;  // beside the rounded product of stage 8
  rtlgen_delay #(
    .WIDTH (1),
    .CYCLES(7),
    .RESET (0)
  ) u_sign (
    .clk  (clk),
    .rst_n(rst_n),
    .in   (y_q[31]),
    .out  (sign_late)
  );

  // ---- 3: leading one to bit 31; the magnitude is normal * 2^-zeros.

  wire [31:0] shift_16 = (magnitude_q[31:16] == 16'd0) ? magnitude_q << 16 : magnitude_q;
  wire [31:0] shift_8  = (shift_16[31:24] == 8'd0) ? shift_16 << 8 : shift_16;
  wire [31:0] shift_4  = (shift_8[31:28] == 4'd0) ? shift_8 << 4 : shift_8;
  wire [31:0] shift_2  = (shift_4[31:30] == 2'd0) ? shift_4 << 2 : shift_4;
  wire [31:0] shift_1  = !shift_2[31] ? shift_2 << 1 : shift_2;
  wire [4:0]  zeros    = {
    magnitude_q[31:16] == 16'd0, shift_16[31:24] == 8'd0, shift_8[31:28] == 4'd0, shift_4[31:30] == 2'd0, !shift_2[31]
  };

  reg [31:0] normal_q;
  reg [4:0]  zeros_q;
  always @(posedge clk) begin
    normal_q <= shift_1;
    zeros_q  <= zeros;
  end

  // ---- 4: 24 significant bits. significand * 2^exponent; the carry of 2^24 leaves 2^23 and one more.

  wire        a_up      = normal_q[7] & ((normal_q[6:0] != 7'd0) | normal_q[8]);
  wire [24:0] a_rounded = {1'b0, normal_q[31:8]} + {24'd0, a_up};

  reg [23:0]       a_q;
  reg signed [9:0] a_exponent_q;
  always @(posedge clk) begin
    a_q          <= a_rounded[24] ? a_rounded[24:1] : a_rounded[23:0];
    a_exponent_q <= 10'sd8 - $signed({5'd0, zeros_q}) + $signed({9'd0, a_rounded[24]});
  end

  wire [30:0] multiplier_late;
  rtlgen_delay #(
    .WIDTH (31),
    .CYCLES(4),
    .RESET (0)
  ) u_multiplier (
    .clk  (clk),
    .rst_n(rst_n),
    .in   (multiplier[30:0]),
    .out  (multiplier_late)
  );

  // ---- 5, 6: product of the significands, 46 or 47 bits after the leading one.

  wire [23:0] b = {1'b1, multiplier_late[22:0]};

  reg [35:0]        low_q;
  reg [35:0]        high_q;
  reg signed [9:0]  exponent_5_q;
  reg [47:0]        product_q;
  reg signed [9:0]  exponent_6_q;
  always @(posedge clk) begin
    low_q        <= {12'd0, a_q} * {24'd0, b[11:0]};
    high_q       <= {12'd0, a_q} * {24'd0, b[23:12]};
    exponent_5_q <= a_exponent_q + $signed({2'd0, multiplier_late[30:23]}) - 10'sd150;
    product_q    <= {12'd0, low_q} + {high_q, 12'd0};
    exponent_6_q <= exponent_5_q;
  end

  // ---- 7: 24 significant bits again. A zero stays zero.

  wire        tall      = product_q[47];
  wire [23:0] kept      = tall ? product_q[47:24] : product_q[46:23];
  wire        half      = tall ? product_q[23] : product_q[22];
  wire        sticky    = (product_q[21:0] != 22'd0) | (tall & product_q[22]);
  wire        p_up      = half & (sticky | kept[0]);
  wire [24:0] p_rounded = {1'b0, kept} + {24'd0, p_up};

  reg [23:0]       p_q;
  reg signed [9:0] p_exponent_q;
  always @(posedge clk) begin
    p_q          <= p_rounded[24] ? p_rounded[24:1] : p_rounded[23:0];
    p_exponent_q <= exponent_6_q + 10'sd23 + $signed({9'd0, tall}) + $signed({9'd0, p_rounded[24]});
  end

  // ---- 8: to an integer. Left of 2^35 everything is clamped; right of 2^-1 everything is 0.

  localparam signed [9:0] LARGEST_LEFT  = 10'sd12;
  localparam signed [9:0] LARGEST_RIGHT = 10'sd26;

  wire              is_left      = !p_exponent_q[9];
  wire signed [9:0] right_wanted = -p_exponent_q;
  wire [3:0]        left         = (p_exponent_q > LARGEST_LEFT) ? LARGEST_LEFT[3:0] : p_exponent_q[3:0];
  wire [4:0]        right        = is_left ? 5'd0 : (right_wanted > LARGEST_RIGHT) ? LARGEST_RIGHT[4:0] : right_wanted[4:0];
  wire [35:0]       shifted_left = {12'd0, p_q} << left;
  wire [24:0]       quotient;
  wire              increment;
  rtlgen_round_shift #(
    .BITS      (25),
    .SHIFT_BITS(5),
    .ROUNDING  (2)
  ) u_round (
    .value    ({1'b0, p_q}),
    .shift    (right),
    .quotient (quotient),
    .increment(increment)
  );

  reg [35:0] integer_q;
  reg        increment_q;
  always @(posedge clk) begin
    integer_q   <= is_left ? shifted_left : {11'd0, quotient};
    increment_q <= increment & !is_left;
  end

  // ---- 9: round, sign, zero point. 10: clamp.

  wire [WORK_BITS-1:0] rounded = {{(WORK_BITS - 36) {1'b0}}, integer_q} + {{(WORK_BITS - 1) {1'b0}}, increment_q};

  reg [WORK_BITS-1:0] moved_q;
  reg [OUT_BITS-1:0]  q_q;

  wire [OUT_BITS-1:0] clamped;
  rtlgen_clamp #(
    .IN_BITS (WORK_BITS),
    .OUT_BITS(OUT_BITS),
    .LO      (LO),
    .HI      (HI)
  ) u_clamp (
    .value(moved_q),
    .q    (clamped)
  );

  always @(posedge clk) begin
    moved_q <= sign_late ? ZERO_POINT - rounded : ZERO_POINT + rounded;
    q_q     <= clamped;
  end

  assign q = q_q;

  wire unused = &{1'b0, multiplier[31], right_wanted[9:5]};  // coverage: off (constant: names what is not used)

endmodule

`default_nettype wire
