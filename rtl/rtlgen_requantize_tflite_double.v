// SPDX-License-Identifier: Apache-2.0
//
// Requantizer, multiplier mode tflite_double: gemmlowp's MultiplyByQuantizedMultiplier, then zero point and clamp.
//
// Function    y clamped to int32, shifted left by max(shift, 0) modulo 2^32, saturating rounding doubling high multiply
//             by multiplier, rounding right shift by max(-shift, 0) with ties away from zero.
// Latency     9 cycles: clamp, shift, 3 of the multiplier, high half, rounding shift, add, clamp.
// Throughput  One output a cycle. No reset: data.
`default_nettype none

module rtlgen_requantize_tflite_double #(
  parameter                       Y_BITS     = 34,
  parameter                       OUT_BITS   = 8,
  parameter                       WORK_BITS  = 35,  // above 32 and OUT_BITS by 3 at least
  parameter signed [WORK_BITS-1:0] ZERO_POINT = 0,
  parameter signed [WORK_BITS-1:0] LO         = -128,
  parameter signed [WORK_BITS-1:0] HI         = 127
) (
  input  wire                clk,
  input  wire                rst_n,
  input  wire [Y_BITS-1:0]   y,
  input  wire [31:0]         multiplier,
  input  wire [5:0]          shift,      // two's complement, -31 to 30
  output wire [OUT_BITS-1:0] q
);

  wire [31:0] clamped_y;
  wire        unused_overflow;
  rtlgen_clamp_int32 #(
    .IN_BITS(Y_BITS)
  ) u_int32 (
    .value   (y),
    .clamped (clamped_y),
    .overflow(unused_overflow)
  );

  wire       shift_negative = shift[5];
  wire [4:0] left           = shift_negative ? 5'd0 : shift[4:0];
  wire [5:0] negated        = -shift;
  wire [4:0] right          = shift_negative ? negated[4:0] : 5'd0;

  reg [31:0] y_q, multiplier_q, shifted_q, multiplier_2_q;
  reg [4:0]  left_q;

  always @(posedge clk) begin
    y_q            <= clamped_y;
    left_q         <= left;
    multiplier_q   <= multiplier;
    shifted_q      <= y_q << left_q;
    multiplier_2_q <= multiplier_q;
  end

  wire [63:0] product;
  rtlgen_multiply #(
    .A_BITS(32),
    .B_BITS(32)
  ) u_multiply (
    .clk    (clk),
    .a      (shifted_q),
    .b      (multiplier_2_q),
    .product(product)
  );

  wire [4:0] right_late;
  rtlgen_delay #(
    .WIDTH (5),
    .CYCLES(6),
    .RESET (0)
  ) u_right (
    .clk  (clk),
    .rst_n(rst_n),
    .in   (right),
    .out  (right_late)
  );

  // (product + 2^30) >> 31 is gemmlowp's rounding for both signs; only INT_MIN squared does not fit.
  wire [63:0] rounded = product + 64'h0000_0000_4000_0000;
  reg  [31:0] high_q;
  always @(posedge clk) high_q <= (rounded[63:62] == 2'b01) ? 32'h7FFF_FFFF : rounded[62:31];

  rtlgen_round_clamp #(
    .IN_BITS   (32),
    .SHIFT_BITS(5),
    .ROUNDING  (3),
    .OUT_BITS  (OUT_BITS),
    .WORK_BITS (WORK_BITS),
    .ZERO_POINT(ZERO_POINT),
    .LO        (LO),
    .HI        (HI)
  ) u_end (
    .clk  (clk),
    .value(high_q),
    .shift(right_late),
    .q    (q)
  );

  wire unused = &{1'b0, rounded[30:0], negated[5]};  // coverage: off (constant: names what is not used)

endmodule

`default_nettype wire
