// SPDX-License-Identifier: Apache-2.0
//
// Proof for rtlgen_axi4_lite: each request is carried out once, in order, and answered once, with what the register file said.
//
// Assumed     A master that keeps to the protocol: what is offered stays, unchanged, until it is taken. Addresses and data of
//             writes come in any order and distance, answers are taken whenever the master likes. Reset may strike at any
//             time and lasts two cycles or more. The register file may answer anything in any cycle.
// Proved      Every valid stays until it is taken, and its payload with it. Every pair of an accepted address and accepted
//             data is one write with both, in order, and nothing else is one; one response answers each write with its error,
//             in the next cycle unless an earlier one still stands; each accepted read is carried out once, in order, as soon as
//             R has room, and answered in the next cycle with its data and error. With answers taken at once, a write whose
//             address and data are offered is carried out within LIMIT cycles, and an offered read is accepted within LIMIT;
//             a master that offers both and takes answers in every cycle has a write and a read in each from the third on.
// Shown       Writes and reads in consecutive cycles.
`default_nettype none

module axi4_lite_formal #(
  parameter ADDRESS_BITS = 4,
  parameter LIMIT        = 4
) (
  input wire                    clk,
  input wire                    rst_n,
  input wire [ADDRESS_BITS-1:0] awaddr,
  input wire                    awvalid,
  input wire [31:0]             wdata,
  input wire [3:0]              wstrb,
  input wire                    wvalid,
  input wire                    bready,
  input wire [ADDRESS_BITS-1:0] araddr,
  input wire                    arvalid,
  input wire                    rready,
  input wire                    write_error,
  input wire [31:0]             read_data,
  input wire                    read_error
);

  wire                    awready, wready, bvalid, arready, rvalid;
  wire [1:0]              bresp, rresp;
  wire [31:0]             rdata, write_data;
  wire [3:0]              write_strobe;
  wire                    write, read;
  wire [ADDRESS_BITS-1:2] write_address, read_address, spare;
  wire [1:0]              second;
  wire                    held, waiting;

  rtlgen_axi4_lite #(
    .ADDRESS_BITS(ADDRESS_BITS)
  ) dut (
    .clk          (clk),
    .rst_n        (rst_n),
    .s_axi_awaddr (awaddr),
    .s_axi_awprot (3'd0),
    .s_axi_awvalid(awvalid),
    .s_axi_awready(awready),
    .s_axi_wdata  (wdata),
    .s_axi_wstrb  (wstrb),
    .s_axi_wvalid (wvalid),
    .s_axi_wready (wready),
    .s_axi_bresp  (bresp),
    .s_axi_bvalid (bvalid),
    .s_axi_bready (bready),
    .s_axi_araddr (araddr),
    .s_axi_arprot (3'd0),
    .s_axi_arvalid(arvalid),
    .s_axi_arready(arready),
    .s_axi_rdata  (rdata),
    .s_axi_rresp  (rresp),
    .s_axi_rvalid (rvalid),
    .s_axi_rready (rready),
    .write        (write),
    .write_address(write_address),
    .write_data   (write_data),
    .write_strobe (write_strobe),
    .write_error  (write_error),
    .read         (read),
    .read_address (read_address),
    .read_data    (read_data),
    .read_error   (read_error),
    .formal_spare  (spare),
    .formal_held   (held),
    .formal_second (second),
    .formal_waiting(waiting)
  );

  // The past cycle.
  reg started = 1'b0;
  reg alive   = 1'b0;  // the past cycle was not in reset
  reg settled = 1'b0;  // the past two cycles were in reset
  reg [ADDRESS_BITS-1:0] awaddr_past, araddr_past;
  reg [31:0] wdata_past, rdata_past;
  reg [3:0]  wstrb_past;
  reg [1:0]  bresp_past, rresp_past;
  reg        aw_waits = 1'b0, w_waits = 1'b0, b_waits = 1'b0, ar_waits = 1'b0, r_waits = 1'b0;
  always @(posedge clk) begin
    started     <= 1'b1;
    alive       <= rst_n;
    settled     <= started & !alive & !rst_n;
    awaddr_past <= awaddr;
    araddr_past <= araddr;
    wdata_past  <= wdata;
    wstrb_past  <= wstrb;
    bresp_past  <= bresp;
    rdata_past  <= rdata;
    rresp_past  <= rresp;
    aw_waits    <= rst_n & awvalid & !awready;
    w_waits     <= rst_n & wvalid & !wready;
    b_waits     <= rst_n & bvalid & !bready;
    ar_waits    <= rst_n & arvalid & !arready;
    r_waits     <= rst_n & rvalid & !rready;
  end

  always @* if (!alive & !settled) assume (!rst_n);
  always @* if (aw_waits & rst_n) assume (awvalid & (awaddr == awaddr_past));
  always @* if (w_waits & rst_n) assume (wvalid & (wdata == wdata_past) & (wstrb == wstrb_past));
  always @* if (ar_waits & rst_n) assume (arvalid & (araddr == araddr_past));

  always @* if (b_waits) assert (bvalid & (bresp == bresp_past));
  always @* if (r_waits) assert (rvalid & (rdata == rdata_past) & (rresp == rresp_past));
  always @* if (settled) assert (!bvalid & !rvalid);

  wire live = started & rst_n;
  wire aw   = live & awvalid & awready;
  wire w    = live & wvalid & wready;
  wire b    = live & bvalid & bready;
  wire ar   = live & arvalid & arready;
  wire r    = live & rvalid & rready;

  // Addresses accepted and not written yet, data likewise, errors not answered yet: the oldest lowest.
  reg [1:0] addresses = 2'd0, responses = 2'd0;
  reg [2*ADDRESS_BITS-1:0] address_list;
  reg [1:0]                error_list;
  always @* if (live) begin
    // Data is taken only when its address waits: so it is written in the same cycle.
    assert (write == w);
    if (w) assert (addresses != 2'd0);
    if (w) assert (write_address == address_list[ADDRESS_BITS-1:2]);
    if (w) assert (write_data == wdata);
    if (w) assert (write_strobe == wstrb);
    assert (bvalid == (responses != 2'd0));
    if (bvalid) assert (bresp == {error_list[0], 1'b0});
    assert (addresses <= 2'd2);
    assert (responses <= 2'd2);
    assert (!(aw & (addresses == 2'd2)));
    assert (!(w & (responses == 2'd2)));
  end
  always @* if (started & !rst_n) assert (!write & !read);

  wire [1:0]                addresses_left = addresses - {1'b0, w};
  wire [1:0]                responses_left = responses - {1'b0, b};
  wire [2*ADDRESS_BITS-1:0] address_rest   = w ? address_list >> ADDRESS_BITS : address_list;
  wire [1:0]                error_rest     = b ? error_list >> 1 : error_list;
  always @(posedge clk) begin
    if (!rst_n) begin
      addresses <= 2'd0;
      responses <= 2'd0;
    end else begin
      addresses <= addresses_left + {1'b0, aw};
      responses <= responses_left + {1'b0, w};
    end
    address_list <= address_rest;
    if (aw & addresses_left == 2'd0) address_list[ADDRESS_BITS-1:0] <= awaddr;
    if (aw & addresses_left == 2'd1) address_list[2*ADDRESS_BITS-1:ADDRESS_BITS] <= awaddr;
    error_list <= error_rest;
    if (w & responses_left == 2'd0) error_list[0] <= write_error;
    if (w & responses_left == 2'd1) error_list[1] <= write_error;
  end

  // Reads: addresses accepted and not read yet, and what was read and not answered yet.
  reg                    pending  = 1'b0;
  reg                    answered = 1'b0;
  reg [ADDRESS_BITS-1:0] pending_address;
  reg [32:0]             answer;
  always @* if (live) begin
    if (read) assert (pending | ar);
    if (read) assert (read_address == (pending ? pending_address[ADDRESS_BITS-1:2] : araddr[ADDRESS_BITS-1:2]));
    if (read) assert (!answered | r);
    assert (!(pending & ar));
    assert (rvalid == answered);
    if (rvalid) assert ({rresp, rdata} == {answer[32], 1'b0, answer[31:0]});
  end
  always @(posedge clk) begin
    pending  <= rst_n & (pending | ar) & !read;
    answered <= rst_n & (read | (answered & !r));
    if (ar) pending_address <= araddr;
    if (read) answer <= {read_error, read_data};
  end

  // Progress, while the master takes answers at once.
  reg [3:0] write_wait = 4'd0, read_wait = 4'd0;
  always @(posedge clk) begin
    write_wait <= (rst_n & bready & (awvalid | addresses != 2'd0) & wvalid & !w) ? write_wait + 4'd1 : 4'd0;
    read_wait  <= (rst_n & rready & arvalid & !ar) ? read_wait + 4'd1 : 4'd0;
  end
  always @* begin
    assert (write_wait < LIMIT);
    assert (read_wait < LIMIT);
  end
  // What keeps the module busy from the third cycle on: one write and one read a cycle, without a gap.
  reg [1:0] write_flow = 2'd0, read_flow = 2'd0;
  wire      write_flows = rst_n & awvalid & wvalid & bready;
  wire      read_flows  = rst_n & arvalid & rready;
  always @(posedge clk) begin
    write_flow <= !write_flows ? 2'd0 : write_flow == 2'd2 ? 2'd2 : write_flow + 2'd1;
    read_flow  <= !read_flows ? 2'd0 : read_flow == 2'd2 ? 2'd2 : read_flow + 2'd1;
  end
  always @* if (started & write_flows & (write_flow == 2'd2)) assert (w);
  always @* if (started & read_flows & (read_flow == 2'd2)) assert (read);
  // What was read is on offer in the next cycle, what was accepted is read as soon as R has room.
  always @* if (live & (pending | ar) & (!answered | r)) assert (read);

  // How the module keeps what is under way, for the induction.
  always @* if (live) begin
    assert (addresses == {1'b0, wready} + {1'b0, held});
    assert (!wready | (responses != 2'd2));
    if (wready) assert (write_address == address_list[ADDRESS_BITS-1:2]);
    if (held & !wready) assert (spare == address_list[ADDRESS_BITS-1:2]);
    if (held & wready) assert (spare == address_list[2*ADDRESS_BITS-1:ADDRESS_BITS+2]);
    assert (second[0] == (responses == 2'd2));
    if (second[0]) assert (second[1] == error_list[1]);
    if (pending) assert (!arready & answered & (read_address == pending_address[ADDRESS_BITS-1:2]));
    assert (waiting == pending);
    assert (arready | answered | !pending);
  end

  // Back to back, after a reset.
  reg [2:0] writes = 3'd0, reads = 3'd0;  // of the last cycles
  always @(posedge clk) begin
    writes <= {3{rst_n}} & {writes[1:0], w};
    reads  <= {3{rst_n}} & {reads[1:0], read};
  end
  always @* cover ((writes == 3'd7) & w & (reads == 3'd7) & read);
  always @* cover (b & (responses == 2'd2) & (error_list == 2'd2));
  always @* cover (r & pending);
  always @* cover (w & (addresses == 2'd2));

endmodule

`default_nettype wire
