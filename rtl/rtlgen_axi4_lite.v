// SPDX-License-Identifier: Apache-2.0
//
// AXI4-Lite front: turns the bus's five channels into writes and reads of a register file.
//
// Function    Addresses of writes are taken ahead of their data, data is taken when an address waits for it and its
//             response has a place to go: data pass straight to the register file and are never stored. A read that arrives
//             in the cycle in which R stalls leaves its address behind, not its data. AW pauses for a cycle after one in which
//             the address before it had to stay, AR after one in which R stalled. Errors of the register file become
//             SLVERR. Responses keep the order of their requests; reads and writes are not ordered among each other.
//             awprot and arprot are ignored. All ready, valid and response outputs and rdata are registers.
// Latency     B: 2 cycles after AW, 1 cycle after W where that is later. R: 1 cycle after AR.
// Throughput  One write and one read a cycle.
// Reset       At least two cycles. Forgets what was accepted; nothing is written or read meanwhile, and no response is offered
//             from the third cycle on.
`default_nettype none

module rtlgen_axi4_lite #(
  parameter ADDRESS_BITS = 12  // bits of a byte address, 3 or more
) (
  input  wire                    clk,
  input  wire                    rst_n,
  // The bus.
  input  wire [ADDRESS_BITS-1:0] s_axi_awaddr,
  input  wire [2:0]              s_axi_awprot,
  input  wire                    s_axi_awvalid,
  output wire                    s_axi_awready,
  input  wire [31:0]             s_axi_wdata,
  input  wire [3:0]              s_axi_wstrb,
  input  wire                    s_axi_wvalid,
  output wire                    s_axi_wready,
  output wire [1:0]              s_axi_bresp,  // coverage: off [0] (OKAY is 00, SLVERR is 10)
  output wire                    s_axi_bvalid,
  input  wire                    s_axi_bready,
  input  wire [ADDRESS_BITS-1:0] s_axi_araddr,
  input  wire [2:0]              s_axi_arprot,
  input  wire                    s_axi_arvalid,
  output wire                    s_axi_arready,
  output wire [31:0]             s_axi_rdata,
  output wire [1:0]              s_axi_rresp,  // coverage: off [0] (OKAY is 00, SLVERR is 10)
  output wire                    s_axi_rvalid,
  input  wire                    s_axi_rready,
  // The register file: a write and a read may happen in the same cycle.
  output wire                    write,
  output wire [ADDRESS_BITS-1:2] write_address,
  output wire [31:0]             write_data,
  output wire [3:0]              write_strobe,
  input  wire                    write_error,    // of this cycle's write
  output wire                    read,
  output wire [ADDRESS_BITS-1:2] read_address,
  input  wire [31:0]             read_data,      // of this cycle's read
  input  wire                    read_error      // of this cycle's read
`ifdef FORMAL
  ,
  // What no other port shows at once: the spare address and whether it is one, the second response, whether a read waits.
  output wire [ADDRESS_BITS-1:2] formal_spare,
  output wire                    formal_held,
  output wire [1:0]              formal_second,
  output wire                    formal_waiting
`endif
);

  // Writes. W sees the address in the head. The head takes the next one, from AW or from the spare place, in a cycle in which
  // its own leaves and B does not stall: so there is at most one response when data comes. In any other cycle an address from
  // AW stays in the spare place, and no more are taken.
  reg                    awready_q;     // the head could take an address in the past cycle: the spare place is empty
  reg                    held_q;        // the spare place is taken, while awready_q is low
  reg [ADDRESS_BITS-1:2] spare_q;
  reg                    wready_q;      // the head holds an address
  reg [ADDRESS_BITS-1:2] head_q;
  // Responses: the first on offer, the second behind it.
  reg                    bvalid_q;
  reg                    error_q;
  reg                    written_q;
  reg                    last_error_q;  // of the last write

  // A write in the past cycle or a second response then, and awready_q low since B stalled: one has not moved up.
  wire second  = written_q & !awready_q;
  wire written = second | (wready_q & s_axi_wvalid);
  wire stall   = rst_n & bvalid_q & !s_axi_bready;
  wire leave   = !rst_n | !wready_q | s_axi_wvalid;
  wire offered = rst_n & (awready_q ? s_axi_awvalid : held_q);

  assign write         = rst_n & wready_q & s_axi_wvalid;
  assign write_address = head_q;
  assign write_data    = s_axi_wdata;
  assign write_strobe  = s_axi_wstrb;

  assign s_axi_awready = awready_q;
  assign s_axi_wready  = wready_q;
  assign s_axi_bvalid  = bvalid_q;
  assign s_axi_bresp   = {error_q, 1'b0};

  // Written so that each becomes a flip-flop with set or reset by the stall.
  always @(posedge clk) begin
    if (stall) awready_q <= 1'b0;
    else       awready_q <= leave;
  end

  always @(posedge clk) begin
    if (leave) begin
      if (stall) wready_q <= 1'b0;
      else       wready_q <= offered;
    end
  end

  // In the first cycle of reset, data may still become a response; in the second there is none.
  always @(posedge clk) begin
    written_q <= written;
    if (stall) bvalid_q <= 1'b1;
    else       bvalid_q <= written;
  end

  always @(posedge clk) begin
    if (!rst_n)      error_q <= 1'b0;
    else if (!stall) error_q <= second ? last_error_q : write_error;
  end

  // No write comes while a second response is held.
  always @(posedge clk) begin
    if (wready_q) last_error_q <= write_error;
  end

  always @(posedge clk) begin
    held_q <= offered;
    if (awready_q) spare_q <= s_axi_awaddr[ADDRESS_BITS-1:2];
    // While B stalls, what comes here is no address yet.
    if (leave) head_q <= awready_q ? s_axi_awaddr[ADDRESS_BITS-1:2] : spare_q;
  end

  // Reads. The place for an address that R has no room for.
  reg                    arready_q;  // R did not stall in the past cycle: the place is empty
  reg                    waiting_q;  // the place is taken, while arready_q is low
  reg [ADDRESS_BITS-1:2] waiting_address_q;
  reg                    rvalid_q;
  reg [31:0]             rdata_q;
  reg                    rerror_q;

  wire requested = arready_q ? s_axi_arvalid : waiting_q;
  wire advance   = !rst_n | !rvalid_q | s_axi_rready;

  assign read         = rst_n & requested & advance;
  assign read_address = arready_q ? s_axi_araddr[ADDRESS_BITS-1:2] : waiting_address_q;

  assign s_axi_arready = arready_q;
  assign s_axi_rvalid  = rvalid_q;
  assign s_axi_rdata   = rdata_q;
  assign s_axi_rresp   = {rerror_q, 1'b0};

  always @(posedge clk) begin
    arready_q <= advance;
    if (arready_q) begin
      waiting_q         <= s_axi_arvalid;
      waiting_address_q <= s_axi_araddr[ADDRESS_BITS-1:2];
    end
  end

  always @(posedge clk) begin
    if (!rst_n) begin
      rvalid_q <= 1'b0;
      rerror_q <= 1'b0;
    end else if (advance) begin
      rvalid_q <= requested;
      rerror_q <= read_error;
    end
  end

  always @(posedge clk) begin
    if (advance) rdata_q <= read_data;
  end

`ifdef FORMAL
  assign formal_spare   = spare_q;
  assign formal_held    = !awready_q & held_q;
  assign formal_second  = {last_error_q, second};
  assign formal_waiting = !arready_q & waiting_q;
`endif

  wire unused = &{1'b0, s_axi_awprot, s_axi_arprot, s_axi_awaddr[1:0], s_axi_araddr[1:0]};  // coverage: off (constant: names what is not used)

endmodule

`default_nettype wire
