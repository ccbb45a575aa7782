// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_adc_external: every conversion ends in time, with the data of each ADC's first done.
//
// Assumed     converting does not fall before conversion_done. ADCs may do anything: be done late, never, again, or while
//             nothing was started.
// Proved      start is high in a conversion's first cycle and no other; a conversion ends when every ADC has been done since
//             its start, after CYCLES cycles at the latest and FEWEST_CYCLES (1 or 2) at the soonest; it is never done outside of a conversion; timeout follows a
//             conversion that was given up and no other; in the cycle after a conversion's last one, and until the next
//             begins, code is the data of each ADC's first done, or of the last cycle where there was none.
`default_nettype none

module adc_external_formal #(
  parameter BITS   = 2,
  parameter ADCS   = 2,
  parameter CYCLES = 4,
  parameter FEWEST_CYCLES = 1
) (
  input wire                 clk,
  input wire                 converting,
  input wire [ADCS-1:0]      done,
  input wire [ADCS*BITS-1:0] data
);

  reg rst_n = 1'b0;
  always @(posedge clk) rst_n <= 1'b1;

  wire                 conversion_done, start, timeout;
  wire [ADCS*BITS-1:0] code;

  rtlgen_adc_external #(
    .BITS  (BITS),
    .ADCS  (ADCS),
    .CYCLES(CYCLES),
    .FEWEST_CYCLES(FEWEST_CYCLES)
  ) dut (
    .clk            (clk),
    .rst_n          (rst_n),
    .converting     (converting),
    .conversion_done(conversion_done),
    .start          (start),
    .done           (done),
    .data           (data),
    .code           (code),
    .timeout        (timeout)
  );

  // The conversion that runs, and what its ADCs have said since its start.
  reg                 running = 1'b0;  // not in its first cycle
  reg [7:0]           cycle_q = 8'd0;
  reg [ADCS-1:0]      seen    = {ADCS{1'b0}};
  reg [ADCS*BITS-1:0] first_data;
  wire                in_time = (seen | done) == {ADCS{1'b1}};
  wire                final_cycle = cycle_q == CYCLES - 1;

  reg                 ended  = 1'b0;   // a conversion has ended and none has begun since
  reg                 ended_now = 1'b0;
  reg                 given_up = 1'b0;
  always @(posedge clk) if (rst_n) begin
    running   <= converting & !conversion_done;
    cycle_q   <= (converting & !conversion_done) ? cycle_q + 8'd1 : 8'd0;
    seen      <= (converting & !conversion_done) ? seen | done : {ADCS{1'b0}};
    ended     <= (converting & conversion_done) | (ended & !converting);
    ended_now <= converting & conversion_done;
    given_up  <= converting & final_cycle & !in_time;
  end

  always @* if (!rst_n) assume (!converting);
  always @* if (running) assume (converting);

  always @* if (rst_n) begin
    assert (start == (converting & !running));
    assert (conversion_done == (converting & ((in_time & (FEWEST_CYCLES == 1 | running)) | final_cycle)));
    assert (cycle_q < CYCLES);
    assert (running == (cycle_q != 8'd0));
    assert (timeout == given_up);
    assert (!timeout | ended_now);
    assert (running | (seen == {ADCS{1'b0}}));
  end

  genvar a;
  generate
    for (a = 0; a < ADCS; a = a + 1) begin : gen_adc
      always @(posedge clk) if (converting & !seen[a]) first_data[a*BITS+:BITS] <= data[a*BITS+:BITS];
      always @* if (ended | (running & seen[a])) assert (code[a*BITS+:BITS] == first_data[a*BITS+:BITS]);
    end
  endgenerate

  always @* cover (timeout & converting);
  always @* cover (ended_now & !timeout & converting);

endmodule

`default_nettype wire
