// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_apb: each access is carried out once and answered, in its second cycle, with what the register file said.
//
// Assumed     A master that keeps to the protocol: an access is a setup cycle and an access cycle with the same address, kind,
//             data and strobes; setup may follow at once. The register file may answer anything in any cycle. Reset may strike
//             at any time; in it no access is begun.
// Proved      The slave never waits. A write access is one write, in its access cycle, with its address, data and strobes, and
//             pslverr is its error; a read access is one read with its address, and pslverr and prdata are its error and data;
//             nothing is written or read otherwise, and pslverr is low.
`default_nettype none

module apb_formal #(
  parameter ADDRESS_BITS = 4
) (
  input wire                    clk,
  input wire                    rst_n,
  input wire [ADDRESS_BITS-1:0] paddr,
  input wire                    psel,
  input wire                    penable,
  input wire                    pwrite,
  input wire [31:0]             pwdata,
  input wire [3:0]              pstrb,
  input wire                    write_error,
  input wire [31:0]             read_data,
  input wire                    read_error
);

  wire                    pready, pslverr, write, read;
  wire [31:0]             prdata, write_data;
  wire [3:0]              write_strobe;
  wire [ADDRESS_BITS-1:2] write_address, read_address;

  rtlgen_apb #(
    .ADDRESS_BITS(ADDRESS_BITS)
  ) dut (
    .clk          (clk),
    .rst_n        (rst_n),
    .s_apb_paddr  (paddr),
    .s_apb_pprot  (3'd0),
    .s_apb_psel   (psel),
    .s_apb_penable(penable),
    .s_apb_pwrite (pwrite),
    .s_apb_pwdata (pwdata),
    .s_apb_pstrb  (pstrb),
    .s_apb_pready (pready),
    .s_apb_prdata (prdata),
    .s_apb_pslverr(pslverr),
    .write        (write),
    .write_address(write_address),
    .write_data   (write_data),
    .write_strobe (write_strobe),
    .write_error  (write_error),
    .read         (read),
    .read_address (read_address),
    .read_data    (read_data),
    .read_error   (read_error)
  );

  reg                       started = 1'b0;
  reg                       setup   = 1'b0;  // the past cycle was one
  reg [ADDRESS_BITS+36:0]   request_past;
  reg                       read_seen = 1'b0;
  reg [ADDRESS_BITS-1:2]    read_address_past;
  reg [31:0]                data_past;
  reg                       error_past;
  wire [ADDRESS_BITS+36:0]  request = {paddr, pwrite, pwdata, pstrb};
  wire                      access  = setup & rst_n;
  always @(posedge clk) begin
    started           <= 1'b1;
    setup             <= rst_n & psel & !penable;
    request_past      <= request;
    read_seen         <= read;
    read_address_past <= read_address;
    data_past         <= read_data;
    error_past        <= read_error;
  end

  always @* if (!started) assume (!rst_n);
  always @* if (rst_n & setup) assume (psel & penable & (request == request_past));
  always @* if (!setup | !rst_n) assume (!penable);

  always @* assert (pready);
  always @* if (started) assert (write == (access & pwrite));
  always @* if (write) assert ((write_address == paddr[ADDRESS_BITS-1:2]) & (write_data == pwdata) & (write_strobe == pstrb));
  // Of an access: one read, in its setup cycle.
  always @* if (started) assert (!read | (rst_n & psel & !penable & !pwrite));
  always @* if (access & !pwrite) assert (read_seen & (read_address_past == paddr[ADDRESS_BITS-1:2]));
  always @* if (access & !pwrite) assert ((prdata == data_past) & (pslverr == error_past));
  always @* if (access & pwrite) assert (pslverr == write_error);
  always @* if (started & rst_n & !access) assert (!pslverr);

  reg write_past = 1'b0;
  reg read_past  = 1'b0;
  always @(posedge clk) begin
    write_past <= write;
    read_past  <= read;
  end
  always @* cover (write_past & read & pslverr == 1'b0);
  always @* cover (read_past & access & pslverr);
  always @* cover (write & pslverr);

endmodule

`default_nettype wire
