// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_offset_correction, and with it for rtlgen_parameters: control §6.
//
// Assumed     Nothing: writes of any kind, address and lanes may come in any cycle.
// Proved      From any offsets: code is clamp(raw - offset, 0, highest code) of the cycle before, raw itself with raw_only; the offset is
//             the one of the ADC and of the mux position that came RAW_LATENCY cycles before its raw code. An offset changes when it is
//             written, byte by byte as lanes say, from the cycle after on; a write of another kind or number changes none.
`default_nettype none

module offset_correction_formal #(
  parameter BITS        = 3,
  parameter REFERENCE   = 1,
  parameter RAW_LATENCY = 2
) (
  input wire                clk,
  input wire                rst_n,
  input wire                write,
  input wire [31:0]         address,
  input wire [31:0]         data,
  input wire [3:0]          lanes,
  input wire                raw_only,
  input wire                position,
  input wire [3*BITS-1:0]   raw
);

  // Two ADCs of two positions each, and with REFERENCE a third one with one.
  localparam ADCS  = 2 + REFERENCE;
  localparam FIRST = 3;
  localparam OFFSETS = 4 + REFERENCE;
  localparam AT_REFERENCE = 7;

  wire [ADCS*BITS-1:0] code;

  rtlgen_offset_correction #(
    .BITS            (BITS),
    .ADCS            (ADCS),
    .REFERENCE       (REFERENCE),
    .POSITIONS       (2),
    .POSITION_BITS   (1),
    .RAW_LATENCY     (RAW_LATENCY),
    .FIRST           (FIRST),
    .REFERENCE_NUMBER(AT_REFERENCE)
  ) dut (
    .clk     (clk),
    .rst_n   (rst_n),
    .write   (write),
    .address (address),
    .data    (data),
    .lanes   (lanes),
    .raw_only(raw_only),
    .position(position),
    .raw     (raw[ADCS*BITS-1:0]),
    .code    (code)
  );

  reg [OFFSETS*(BITS+1)-1:0] offsets;
  integer                    i, b;
  always @(posedge clk) begin
    for (i = 0; i < OFFSETS; i = i + 1)
      if (write & (address == {12'd5, 20'd0} + FIRST + ((i == 4) ? AT_REFERENCE : i)))
        for (b = 0; b < BITS + 1; b = b + 1) if (lanes[b/8]) offsets[i*(BITS+1)+b] <= data[b];
  end

  // The offset is read a cycle before it is used.
  reg [3:0]                  positions;
  reg [OFFSETS*(BITS+1)-1:0] offsets_past;
  reg [4:0]                  age = 5'd0;
  always @(posedge clk) begin
    positions    <= {positions, position};
    offsets_past <= offsets;
    age          <= {age, 1'b1};
  end
  wire at = positions[RAW_LATENCY-1];

  genvar a;
  generate
    for (a = 0; a < ADCS; a = a + 1) begin : gen_adc
      wire [3:0]         number     = (a == 2) ? 4'd4 : 2 * a + at;
      wire [BITS:0]      offset     = offsets_past[number*(BITS+1)+:BITS+1];
      wire signed [31:0] corrected  = {{(32 - BITS) {1'b0}}, raw[a*BITS+:BITS]} - (raw_only ? 32'd0 : {{(31 - BITS) {offset[BITS]}}, offset});
      wire signed [31:0] clamped    = (corrected < 0) ? 0 : (corrected > (1 << BITS) - 1) ? (1 << BITS) - 1 : corrected;
      reg [BITS-1:0]     wanted;
      always @(posedge clk) wanted <= clamped[BITS-1:0];
      always @* if (age[RAW_LATENCY]) assert (code[a*BITS+:BITS] == wanted);
      always @* cover (age[RAW_LATENCY+1] & (code[a*BITS+:BITS] != 0) & (corrected < 0));
    end
  endgenerate

  // The offsets at first are what the memories hold; they stay the same.
  (* hierconn *) wire [BITS:0] \dut.gen_adc[0].u_offset.genblk1.gen_runtime.values[0] , \dut.gen_adc[0].u_offset.genblk1.gen_runtime.values[1] ;
  (* hierconn *) wire [BITS:0] \dut.gen_adc[1].u_offset.genblk1.gen_runtime.values[0] , \dut.gen_adc[1].u_offset.genblk1.gen_runtime.values[1] ;
  (* hierconn, optional *) wire [BITS:0] \dut.gen_adc[2].u_offset.genblk1.gen_runtime.values[0] ;
  wire [5*(BITS+1)-1:0] memories = {
    \dut.gen_adc[2].u_offset.genblk1.gen_runtime.values[0] ,
    \dut.gen_adc[1].u_offset.genblk1.gen_runtime.values[1] , \dut.gen_adc[1].u_offset.genblk1.gen_runtime.values[0] ,
    \dut.gen_adc[0].u_offset.genblk1.gen_runtime.values[1] , \dut.gen_adc[0].u_offset.genblk1.gen_runtime.values[0]
  };
  always @* if (!age[0]) assume (memories[OFFSETS*(BITS+1)-1:0] == offsets);
  always @* if (age[0]) assert (memories[OFFSETS*(BITS+1)-1:0] == offsets);

endmodule

`default_nettype wire
