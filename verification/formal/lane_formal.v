// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_lane: contract §6.1 and §6.2, from codes to accumulators.
//
// Assumed     The contract: the parts of an output come mux position by mux position from 0 on, the last one marked, the first one of an output marked,
//             address and tags standing meanwhile; two steps of the same output are at least 2 cycles apart; an accumulator is read
//             when the last code of its output was 2 cycles ago at least. Reset may strike at any time.
// Proved      An accumulator that is read shows, a cycle later, what the steps of its output made of it: z is the sum over the parts and
//             lanes of coefficient times code (the lowest code added where codes are signed), minus the reference column's share; the first
//             step leaves 0 + z, every other one bound(bound(old << shift) +/- z), with the flag of a changed value. From any accumulators.
`default_nettype none

module lane_formal #(
  parameter CODE_SIGNED = 0,
  parameter LANES       = 1,
  parameter OVERFLOW    = 0,
  parameter REFERENCE   = 0,
  parameter SUM_BITS    = 9
) (
  input wire               clk,
  input wire               rst_n,
  input wire [LANES*2-1:0] code,
  input wire               code_valid,
  input wire               code_address,
  input wire               code_first_step,
  input wire               code_shift,
  input wire               code_negative,
  input wire [1:0]         reference_code,
  input wire               read,
  input wire               read_address
);

  localparam WIDE      = 24;
  localparam POSITIONS = 2;
  `include "rounding.vh"

  // Coefficients 1 and -4 of the first lane's parts, 0 and 2 of a second lane's.
  localparam [LANES*10-1:0] PART_SHIFT    = {5'd1, 5'd0, 5'd2, 5'd0};
  localparam [LANES*2-1:0]  PART_NEGATIVE = 4'b0010;
  localparam [LANES*2-1:0]  PART_USED     = 4'b1011;

  wire [SUM_BITS-1:0] read_sum;
  wire                read_overflow;
  reg                 position = 1'b0;

  rtlgen_lane #(
    .CODE_BITS      (2),
    .CODE_SIGNED    (CODE_SIGNED),
    .LANES          (LANES),
    .POSITIONS      (POSITIONS),
    .POSITION_BITS  (1),
    .DEPTH          (2),
    .ADDRESS_BITS   (1),
    .SHIFT_BITS     (1),
    .COMBINED_BITS  (7),
    .SUM_BITS       (SUM_BITS),
    .OVERFLOW       (OVERFLOW),
    .REFERENCE      (REFERENCE),
    .REFERENCE_SHIFT(1),
    .PART_SHIFT     (PART_SHIFT),
    .PART_NEGATIVE  (PART_NEGATIVE),
    .PART_USED      (PART_USED)
  ) dut (
    .clk            (clk),
    .rst_n          (rst_n),
    .code           (code),
    .code_valid     (code_valid),
    .code_position  (position),
    .code_first_part(position == 1'b0),
    .code_last_part (position == POSITIONS - 1),
    .code_address   (code_address),
    .code_first_step(code_first_step),
    .code_shift     (code_shift),
    .code_negative  (code_negative),
    .reference_code (reference_code),
    .read           (read),
    .read_address   (read_address),
    .read_sum       (read_sum),
    .read_overflow  (read_overflow)
  );

  reg       started = 1'b0, known = 1'b0;  // known: reset has struck

  reg [5:0] tags_past;
  always @(posedge clk) begin
    started   <= 1'b1;
    known     <= started;
    tags_past <= {code_address, code_first_step, code_shift, code_negative, reference_code};
    if (!rst_n) position <= 1'b0;
    else if (code_valid) position <= position + 1'b1;
  end
  always @* if (!started) assume (!rst_n);
  always @* if (!known) assume (!code_valid & !read);
  always @* if (!rst_n) assume (!code_valid & !read);
  always @* if (position != 1'b0) assume ({code_address, code_first_step, code_shift, code_negative, reference_code} == tags_past);

  // ---- z as an integer.

  localparam signed [WIDE-1:0] LOWEST = (CODE_SIGNED != 0) ? -2 : 0;
  wire signed [WIDE-1:0] code_0 = {22'd0, code[1:0]} + LOWEST;
  wire signed [WIDE-1:0] code_1 = {22'd0, code[LANES*2-1-:2]} + LOWEST;
  wire signed [WIDE-1:0] code_r = {22'd0, reference_code} + LOWEST;
  wire signed [WIDE-1:0] part   = ((position == 1'b0) ? code_0 : -4 * code_0) + ((LANES == 2) ? ((position == 1'b0) ? 0 : 2 * code_1) : 0);
  reg  signed [WIDE-1:0] z_q;
  wire signed [WIDE-1:0] z      = part + ((position == 1'b0) ? ((REFERENCE != 0) ? -2 * code_r : 0) : z_q);
  always @(posedge clk) if (code_valid) z_q <= z;

  // ---- Both accumulators as integers; the step of an output counts from the cycle after its last code on.

  wire signed [WIDE-1:0] largest  = (24'sd1 << (SUM_BITS - 1)) - 24'sd1;
  wire signed [WIDE-1:0] smallest = -(24'sd1 << (SUM_BITS - 1));
  function signed [WIDE-1:0] bounded;
    input signed [WIDE-1:0] v;
    bounded = (OVERFLOW == 1) ? clamped(v, smallest, largest) : ((v - smallest) & ((24'sd1 << SUM_BITS) - 24'sd1)) + smallest;
  endfunction

  reg                     step   = 1'b0;  // a step of address is to be counted in this cycle
  reg                     at, first, negative, shift;
  reg signed [WIDE-1:0]   z_step;
  reg signed [WIDE-1:0]   sum_0, sum_1;
  reg                     flag_0, flag_1;
  wire signed [WIDE-1:0]  old      = first ? 24'sd0 : at ? sum_1 : sum_0;
  wire signed [WIDE-1:0]  shifted  = bounded(old <<< shift);
  wire signed [WIDE-1:0]  added    = negative ? shifted - z_step : shifted + z_step;
  wire                    flag     = (!first & (at ? flag_1 : flag_0)) | ((OVERFLOW != 0) & ((shifted != (old <<< shift)) | (bounded(added) != added)));
  wire                    ends     = code_valid & (position == POSITIONS - 1);
  always @(posedge clk) begin
    step     <= rst_n & ends;
    at       <= code_address;
    first    <= code_first_step;
    negative <= code_negative;
    shift    <= code_shift;
    z_step   <= z;
    if (step & !at & rst_n) {flag_0, sum_0} <= {flag, bounded(added)};
    if (step & at & rst_n) {flag_1, sum_1} <= {flag, bounded(added)};
  end

  // Without bounds the accumulators are wide enough, by the configuration.
  generate
    if (OVERFLOW == 0) begin : gen_exact
      always @* if (step) assume ((added <= largest) & (added >= smallest) & (shifted == (old <<< shift)));
    end
  endgenerate
  always @* if (step) assume (!(ends & (code_address == at)));
  always @* if (step | ends) assume (!read | (read_address != (ends ? code_address : at)) & (read_address != (step ? at : code_address)));
  always @* if (step & !rst_n) assume (1'b0);  // a step that reset cuts off leaves anything

  reg read_past = 1'b0, read_at;
  reg signed [WIDE-1:0] sum_past;
  reg                   flag_past;
  always @(posedge clk) begin
    read_past <= read;
    sum_past  <= read_address ? sum_1 : sum_0;
    flag_past <= read_address ? flag_1 : flag_0;
  end
  wire signed [WIDE-1:0] sum_read = {{(WIDE - SUM_BITS) {read_sum[SUM_BITS-1]}}, read_sum};
  always @* if (read_past) assert (sum_read == sum_past);
  always @* if (read_past) assert (read_overflow == flag_past);

  // For the induction, and for the accumulators at first: both are the same.
  (* hierconn *) wire [SUM_BITS:0] \dut.sums[0] , \dut.sums[1] ;
  (* hierconn *) wire [6:0]        \dut.combined_q ;
  (* hierconn *) wire              \dut.add_q , \dut.address_q , \dut.first_q , \dut.shift_q , \dut.negative_q ;
  (* hierconn *) wire [SUM_BITS:0] \dut.old_q ;
  wire signed [WIDE-1:0] memory_0 = {{(WIDE - SUM_BITS) {\dut.sums[0] [SUM_BITS-1]}}, \dut.sums[0] [SUM_BITS-1:0]};
  wire signed [WIDE-1:0] memory_1 = {{(WIDE - SUM_BITS) {\dut.sums[1] [SUM_BITS-1]}}, \dut.sums[1] [SUM_BITS-1:0]};
  wire signed [WIDE-1:0] z_here   = {{(WIDE - 7) {\dut.combined_q [6]}}, \dut.combined_q };
  wire same = (memory_0 == sum_0) & (memory_1 == sum_1) & (\dut.sums[0] [SUM_BITS] == flag_0) & (\dut.sums[1] [SUM_BITS] == flag_1);
  always @* if (!known) assume (same);
  always @* if (known) assert (same);
  always @* if (known & (position != 1'b0)) assert ((z_here == z_q) & (z_q <= 20) & (z_q >= -20));
  always @* if (known & step) begin
    assert ((z_here == z_step) & (z_step <= 50) & (z_step >= -50));
    assert ({\dut.address_q , \dut.first_q , \dut.shift_q , \dut.negative_q } == {at, first, shift, negative});
    if (!first) assert (\dut.old_q == (at ? \dut.sums[1] : \dut.sums[0] ));
  end
  always @* if (known) assert (\dut.add_q == step);

  always @* cover (read_past & rst_n & (sum_past == -3) & !step);
  reg [1:0] steps = 2'd0;
  always @(posedge clk) if (step & !first & shift & (steps != 2'd3)) steps <= steps + 2'd1;
  always @* cover (read_past & (steps == 2'd2) & (read_overflow | (OVERFLOW == 0)));

endmodule

`default_nettype wire
