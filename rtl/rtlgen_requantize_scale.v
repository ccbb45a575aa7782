// SPDX-License-Identifier: Apache-2.0
//
// Requantizer, multiplier modes half_even and tflite_single: one exact product, one rounding.
//
// Function    q = clamp(round(y * multiplier / 2^(31 - shift + FRACTION_BITS)) + ZERO_POINT), y clamped to int32
//             before with INT32 = 1.
// Latency     9 cycles: clamp, shift amount, 3 of the multiplier, register, rounding shift, add, clamp.
// Throughput  One output a cycle. No reset: data.
`default_nettype none

module rtlgen_requantize_scale #(
  parameter                       Y_BITS        = 34,
  parameter                       FRACTION_BITS = 0,
  parameter                       INT32         = 0,
  parameter                       ROUNDING      = 2,   // see rtlgen_round_shift
  parameter                       OUT_BITS      = 8,
  parameter                       WORK_BITS     = 70,  // above Y_BITS + 32 and OUT_BITS by 2 and 3 at least
  parameter signed [WORK_BITS-1:0] ZERO_POINT   = 0,
  parameter signed [WORK_BITS-1:0] LO           = -128,
  parameter signed [WORK_BITS-1:0] HI           = 127
) (
  input  wire                clk,
  input  wire                rst_n,
  input  wire [Y_BITS-1:0]   y,
  input  wire [31:0]         multiplier,
  input  wire [5:0]          shift,      // two's complement, -31 to 30
  output wire [OUT_BITS-1:0] q
);

  localparam A_BITS = (INT32 != 0) ? 32 : Y_BITS;
  localparam P_BITS = A_BITS + 32;

  wire [A_BITS-1:0] operand;
  generate
    if (INT32 != 0) begin : gen_int32
      wire unused_overflow;
      rtlgen_clamp_int32 #(
        .IN_BITS(Y_BITS)
      ) u_int32 (
        .value   (y),
        .clamped (operand),
        .overflow(unused_overflow)
      );
    end else begin : gen_plain
      assign operand = y;
    end
  endgenerate

  // 31 - shift + FRACTION_BITS: 1 to 70.
  localparam integer BASE = 31 + FRACTION_BITS;

  reg [A_BITS-1:0] operand_q, operand_2_q;
  reg [31:0]       multiplier_q, multiplier_2_q;
  reg [5:0]        shift_q;
  reg [6:0]        right_q;

  always @(posedge clk) begin
    operand_q      <= operand;
    multiplier_q   <= multiplier;
    shift_q        <= shift;
    operand_2_q    <= operand_q;
    multiplier_2_q <= multiplier_q;
    right_q        <= BASE[6:0] - {shift_q[5], shift_q};
  end

  wire [P_BITS-1:0] product;
  rtlgen_multiply #(
    .A_BITS(A_BITS),
    .B_BITS(32)
  ) u_multiply (
    .clk    (clk),
    .a      (operand_2_q),
    .b      (multiplier_2_q),
    .product(product)
  );

  wire [6:0] right_late;
  rtlgen_delay #(
    .WIDTH (7),
    .CYCLES(4),
    .RESET (0)
  ) u_right (
    .clk  (clk),
    .rst_n(rst_n),
    .in   (right_q),
    .out  (right_late)
  );

  reg [P_BITS-1:0] product_q;
  always @(posedge clk) product_q <= product;

  rtlgen_round_clamp #(
    .IN_BITS   (P_BITS),
    .SHIFT_BITS(7),
    .ROUNDING  (ROUNDING),
    .OUT_BITS  (OUT_BITS),
    .WORK_BITS (WORK_BITS),
    .ZERO_POINT(ZERO_POINT),
    .LO        (LO),
    .HI        (HI)
  ) u_end (
    .clk  (clk),
    .value(product_q),
    .shift(right_late),
    .q    (q)
  );

endmodule

`default_nettype wire
