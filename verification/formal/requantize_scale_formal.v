// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_requantize_scale: contract §7, multiplier modes half_even and tflite_single, at full width.
//
// Assumed     shift is -31 to 30. rtlgen_multiply gives the exact product (multiply_formal). rounded is what the contract calls the product
//             divided by 2^(31 - shift + F) and rounded: there is exactly one such number.
// Proved      Two cycles after y, multiplier and shift the multiplier has y (clamped to int32 with INT32) and multiplier as operands; for
//             any product that it gives, four cycles later q is clamp(rounded + ZERO_POINT), rounded with the shift that came
//             with the operands. Any state is looked at, so any product.
`default_nettype none

module requantize_scale_formal #(
  parameter Y_BITS        = 34,
  parameter FRACTION_BITS = 2,
  parameter INT32         = 0,
  parameter ROUNDING      = 2,
  parameter OUT_BITS      = 8,
  parameter ZERO          = 3,
  parameter OPERANDS      = 1,  // prove what goes into the multiplier
  parameter RESULT        = 1   // prove what becomes of the product
) (
  input wire              clk,
  input wire              rst_n,
  input wire [Y_BITS-1:0] y,
  input wire [31:0]       multiplier,
  input wire [5:0]        shift,
  input wire [71:0]       rounded
);

  localparam A_BITS    = (INT32 != 0) ? 32 : Y_BITS;
  localparam P_BITS    = A_BITS + 32;
  localparam WIDE      = 160;
  localparam WORK_BITS = 72;
  localparam LO        = -(1 << (OUT_BITS - 1));
  localparam HI        = (1 << (OUT_BITS - 1)) - 1;
  `include "rounding.vh"

  wire [OUT_BITS-1:0] q;

  (* keep *) rtlgen_requantize_scale #(
    .Y_BITS       (Y_BITS),
    .FRACTION_BITS(FRACTION_BITS),
    .INT32        (INT32),
    .ROUNDING     (ROUNDING),
    .OUT_BITS     (OUT_BITS),
    .WORK_BITS    (WORK_BITS),
    .ZERO_POINT   (ZERO),
    .LO           (LO),
    .HI           (HI)
  ) dut (
    .clk       (clk),
    .rst_n     (rst_n),
    .y         (y),
    .multiplier(multiplier),
    .shift     (shift),
    .q         (q)
  );

  (* hierconn *) wire [A_BITS-1:0] \dut.u_multiply.a ;
  (* hierconn *) wire [31:0]       \dut.u_multiply.b ;
  (* hierconn *) wire [P_BITS-1:0] \dut.u_multiply.product ;
  (* hierconn *) wire [6:0]        \dut.right_late ;

  always @* assume (shift != 6'b100000);

  reg [7:0] age = 8'd0;
  always @(posedge clk) age <= {age, 1'b1};

  // What goes into the multiplier, and how far right its product has to go.
  wire signed [WIDE-1:0] y_wide  = {{(WIDE - Y_BITS) {y[Y_BITS-1]}}, y};
  wire signed [WIDE-1:0] operand = (INT32 != 0) ? clamped(y_wide, -160'sd2147483648, 160'sd2147483647) : y_wide;
  wire [7:0]             right   = 31 + FRACTION_BITS - {{3{shift[5]}}, shift};
  reg  [2*WIDE-1:0]      operands;
  reg  [63:0]            multipliers;
  reg  [47:0]            rights;
  always @(posedge clk) begin
    operands    <= {operands, operand};
    multipliers <= {multipliers, multiplier};
    rights      <= {rights, right};
  end
  wire signed [WIDE-1:0] a_wide = {{(WIDE - A_BITS) {\dut.u_multiply.a [A_BITS-1]}}, \dut.u_multiply.a };
  always @* if ((OPERANDS != 0) & age[1] & !age[2]) assert (a_wide == operands[WIDE+:WIDE]);
  always @* if ((OPERANDS != 0) & age[1] & !age[2]) assert (\dut.u_multiply.b == multipliers[63:32]);
  always @* if ((OPERANDS != 0) & age[5] & !age[6]) assert (\dut.right_late == rights[47:40]);

  // What becomes of a product: of the one that stands there at first.
  reg [P_BITS-1:0] product;
  always @(posedge clk) product <= \dut.u_multiply.product ;
  wire signed [WIDE-1:0] p = {{(WIDE - P_BITS) {product[P_BITS-1]}}, product};
  wire signed [WIDE-1:0] r = {{(WIDE - 72) {rounded[71]}}, rounded};
  always @* if (age[0] & !age[1]) begin
    assume (is_rounded(p, {1'b0, \dut.right_late }, r, ROUNDING));
    assume ((\dut.right_late > 0) & (\dut.right_late <= 62 + FRACTION_BITS));
  end
  wire [WIDE-1:0]      wanted = clamped(r + ZERO, LO, HI);
  reg [3*OUT_BITS-1:0] past;
  always @(posedge clk) past <= {past, wanted[OUT_BITS-1:0]};
  always @* if ((RESULT != 0) & age[3] & !age[4]) assert (q == past[2*OUT_BITS+:OUT_BITS]);
  always @* cover (age[3] & !age[4] & (q == HI[OUT_BITS-1:0]));

endmodule

`default_nettype wire
