// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_requantize_tflite_double: contract §7, gemmlowp's MultiplyByQuantizedMultiplier, at full width.
//
// Assumed     shift is -31 to 30. rtlgen_multiply gives the exact product (multiply_formal), which two int32 can have: -2^62 + 2^31 to 2^62,
//             the last one only of two INT_MIN.
// Proved      Two cycles after y, multiplier and shift the multiplier has y, clamped to int32 and shifted left by max(shift, 0) modulo
//             2^32, and multiplier as operands. For any product that it gives, four cycles later q is clamp(result + ZERO_POINT), the result
//             being computed as gemmlowp writes it: a nudge and a division towards zero, then the rounding division by
//             2^max(-shift, 0) with a remainder and a threshold. Any state is looked at, so any product.
`default_nettype none

module requantize_tflite_double_formal #(
  parameter Y_BITS   = 34,
  parameter OUT_BITS = 8,
  parameter ZERO     = 3,
  parameter OPERANDS = 1,  // prove what goes into the multiplier
  parameter RESULT = 1     // prove what becomes of the product
) (
  input wire              clk,
  input wire              rst_n,
  input wire [Y_BITS-1:0] y,
  input wire [31:0]       multiplier,
  input wire [5:0]        shift
);

  localparam WIDE      = 72;
  localparam WORK_BITS = 40;
  localparam LO        = -(1 << (OUT_BITS - 1));
  localparam HI        = (1 << (OUT_BITS - 1)) - 1;
  `include "rounding.vh"

  wire [OUT_BITS-1:0] q;

  (* keep *) rtlgen_requantize_tflite_double #(
    .Y_BITS    (Y_BITS),
    .OUT_BITS  (OUT_BITS),
    .WORK_BITS (WORK_BITS),
    .ZERO_POINT(ZERO),
    .LO        (LO),
    .HI        (HI)
  ) dut (
    .clk       (clk),
    .rst_n     (rst_n),
    .y         (y),
    .multiplier(multiplier),
    .shift     (shift),
    .q         (q)
  );

  (* hierconn *) wire [31:0] \dut.u_multiply.a ;
  (* hierconn *) wire [31:0] \dut.u_multiply.b ;
  (* hierconn *) wire [63:0] \dut.u_multiply.product ;
  (* hierconn *) wire [4:0]  \dut.right_late ;

  always @* assume (shift != 6'b100000);

  reg [7:0] age = 8'd0;
  always @(posedge clk) age <= {age, 1'b1};

  // What goes into the multiplier, and how far right its product has to go.
  wire signed [WIDE-1:0] y_wide = {{(WIDE - Y_BITS) {y[Y_BITS-1]}}, y};
  wire signed [WIDE-1:0] a      = clamped(y_wide, -72'sd2147483648, 72'sd2147483647);
  wire signed [6:0]      s      = {shift[5], shift};
  wire [6:0]             left   = (s > 0) ? s : 7'd0;
  wire [6:0]             right  = (s < 0) ? -s : 7'd0;
  wire [WIDE-1:0]        a_left = a << left;
  reg  [63:0]            operands, multipliers;
  reg  [41:0]            rights;
  always @(posedge clk) begin
    operands    <= {operands, a_left[31:0]};
    multipliers <= {multipliers, multiplier};
    rights      <= {rights, right};
  end
  always @* if ((OPERANDS != 0) & age[1] & !age[2]) assert (\dut.u_multiply.a == operands[63:32]);
  always @* if ((OPERANDS != 0) & age[1] & !age[2]) assert (\dut.u_multiply.b == multipliers[63:32]);
  always @* if ((OPERANDS != 0) & age[5] & !age[6]) assert (\dut.right_late == rights[41:35]);

  // What becomes of a product: of the one that stands there at first.
  localparam signed [WIDE-1:0] TWO_30 = 72'sd1 << 30, TWO_62 = 72'sd1 << 62;
  reg [63:0] product;
  always @(posedge clk) product <= \dut.u_multiply.product ;
  wire signed [WIDE-1:0] ab = {{(WIDE - 64) {product[63]}}, product};
  always @* if (age[0] & !age[1]) assume ((ab <= TWO_62) & (ab >= 2 * TWO_30 - TWO_62));

  wire signed [WIDE-1:0] nudged    = ab + ((ab >= 0) ? TWO_30 : 1 - TWO_30);
  wire signed [WIDE-1:0] divided   = (nudged >= 0) ? nudged >>> 31 : -((-nudged) >>> 31);
  wire signed [WIDE-1:0] high      = (ab == TWO_62) ? 72'sd2147483647 : divided;
  wire signed [WIDE-1:0] mask      = (72'sd1 << \dut.right_late ) - 72'sd1;
  wire signed [WIDE-1:0] remainder = high & mask;
  wire signed [WIDE-1:0] threshold = (mask >>> 1) + ((high < 0) ? 72'sd1 : 72'sd0);
  wire signed [WIDE-1:0] result    = (high >>> \dut.right_late ) + ((remainder > threshold) ? 72'sd1 : 72'sd0);
  wire [WIDE-1:0]        wanted    = clamped(result + ZERO, LO, HI);
  reg [3*OUT_BITS-1:0]   past;
  always @(posedge clk) past <= {past, wanted[OUT_BITS-1:0]};
  always @* if ((RESULT != 0) & age[3] & !age[4]) assert (q == past[2*OUT_BITS+:OUT_BITS]);
  always @* cover (age[3] & !age[4] & (q == HI[OUT_BITS-1:0]));

endmodule

`default_nettype wire
