// SPDX-License-Identifier: Apache-2.0
//
// APB4 front: turns the bus's accesses into writes and reads of a register file.
//
// Function    A write happens in the access cycle, its error is pslverr at once. A read happens in the setup cycle before
//             it; its data and error are registers. pready is always high, pprot is ignored.
// Latency     An access takes two cycles.
// Throughput  One access every two cycles.
// Reset       Nothing is written or read meanwhile.
`default_nettype none

module rtlgen_apb #(
  parameter ADDRESS_BITS = 12  // bits of a byte address, 3 or more
) (
  input  wire                    clk,
  input  wire                    rst_n,
  // The bus.
  input  wire [ADDRESS_BITS-1:0] s_apb_paddr,
  input  wire [2:0]              s_apb_pprot,
  input  wire                    s_apb_psel,
  input  wire                    s_apb_penable,
  input  wire                    s_apb_pwrite,
  input  wire [31:0]             s_apb_pwdata,
  input  wire [3:0]              s_apb_pstrb,
  output wire                    s_apb_pready,  // coverage: off (always 1)
  output wire [31:0]             s_apb_prdata,
  output wire                    s_apb_pslverr,
  // The register file.
  output wire                    write,
  output wire [ADDRESS_BITS-1:2] write_address,
  output wire [31:0]             write_data,
  output wire [3:0]              write_strobe,
  input  wire                    write_error,    // of this cycle's write
  output wire                    read,
  output wire [ADDRESS_BITS-1:2] read_address,
  input  wire [31:0]             read_data,      // of this cycle's read
  input  wire                    read_error      // of this cycle's read
);

  reg [31:0] data_q;
  reg        error_q;  // of a read

  assign write         = rst_n & s_apb_psel & s_apb_penable & s_apb_pwrite;
  assign write_address = s_apb_paddr[ADDRESS_BITS-1:2];
  assign write_data    = s_apb_pwdata;
  assign write_strobe  = s_apb_pstrb;
  assign read          = rst_n & s_apb_psel & !s_apb_penable & !s_apb_pwrite;
  assign read_address  = s_apb_paddr[ADDRESS_BITS-1:2];

  assign s_apb_pready  = 1'b1;
  assign s_apb_prdata  = data_q;
  assign s_apb_pslverr = error_q | (write & write_error);

  always @(posedge clk) begin
    if (!rst_n) error_q <= 1'b0;
    else        error_q <= read & read_error;
  end

  always @(posedge clk) begin
    if (read) data_q <= read_data;
  end

  wire unused = &{1'b0, s_apb_pprot, s_apb_paddr[1:0]};  // coverage: off (constant: names what is not used)

endmodule

`default_nettype wire
