// SPDX-License-Identifier: Apache-2.0
//
// Four registers behind the AXI4-Lite front: what scripts/register_cost.sh measures.
//
// Function    Four 32-bit registers that can be written, byte by byte, and read. Every access is right.
// Latency     As rtlgen_axi4_lite; a write shows in the next cycle.
// Throughput  One write and one read a cycle.
// Reset       The registers are 0.
`default_nettype none

module four_registers (
  input  wire        clk,
  input  wire        rst_n,
  input  wire [3:0]  s_axi_awaddr,
  input  wire [2:0]  s_axi_awprot,
  input  wire        s_axi_awvalid,
  output wire        s_axi_awready,
  input  wire [31:0] s_axi_wdata,
  input  wire [3:0]  s_axi_wstrb,
  input  wire        s_axi_wvalid,
  output wire        s_axi_wready,
  output wire [1:0]  s_axi_bresp,
  output wire        s_axi_bvalid,
  input  wire        s_axi_bready,
  input  wire [3:0]  s_axi_araddr,
  input  wire [2:0]  s_axi_arprot,
  input  wire        s_axi_arvalid,
  output wire        s_axi_arready,
  output wire [31:0] s_axi_rdata,
  output wire [1:0]  s_axi_rresp,
  output wire        s_axi_rvalid,
  input  wire        s_axi_rready
);

  wire        write;
  wire [3:2]  write_address;
  wire [31:0] write_data;
  wire [3:0]  write_strobe;
  wire        read;
  wire [3:2]  read_address;
  reg  [31:0] read_data;

  rtlgen_axi4_lite #(
    .ADDRESS_BITS(4)
  ) u_bus (
    .clk          (clk),
    .rst_n        (rst_n),
    .s_axi_awaddr (s_axi_awaddr),
    .s_axi_awprot (s_axi_awprot),
    .s_axi_awvalid(s_axi_awvalid),
    .s_axi_awready(s_axi_awready),
    .s_axi_wdata  (s_axi_wdata),
    .s_axi_wstrb  (s_axi_wstrb),
    .s_axi_wvalid (s_axi_wvalid),
    .s_axi_wready (s_axi_wready),
    .s_axi_bresp  (s_axi_bresp),
    .s_axi_bvalid (s_axi_bvalid),
    .s_axi_bready (s_axi_bready),
    .s_axi_araddr (s_axi_araddr),
    .s_axi_arprot (s_axi_arprot),
    .s_axi_arvalid(s_axi_arvalid),
    .s_axi_arready(s_axi_arready),
    .s_axi_rdata  (s_axi_rdata),
    .s_axi_rresp  (s_axi_rresp),
    .s_axi_rvalid (s_axi_rvalid),
    .s_axi_rready (s_axi_rready),
    .write        (write),
    .write_address(write_address),
    .write_data   (write_data),
    .write_strobe (write_strobe),
    .write_error  (1'b0),
    .read         (read),
    .read_address (read_address),
    .read_data    (read_data),
    .read_error   (1'b0)
  );

  reg [31:0] register_0_q, register_1_q, register_2_q, register_3_q;

  genvar b;
  generate
    for (b = 0; b < 4; b = b + 1) begin : gen_byte
      always @(posedge clk) begin
        if (!rst_n) begin
          register_0_q[8*b+:8] <= 8'd0;
          register_1_q[8*b+:8] <= 8'd0;
          register_2_q[8*b+:8] <= 8'd0;
          register_3_q[8*b+:8] <= 8'd0;
        end else if (write & write_strobe[b]) begin
          case (write_address)
            2'd0:    register_0_q[8*b+:8] <= write_data[8*b+:8];
            2'd1:    register_1_q[8*b+:8] <= write_data[8*b+:8];
            2'd2:    register_2_q[8*b+:8] <= write_data[8*b+:8];
            default: register_3_q[8*b+:8] <= write_data[8*b+:8];
          endcase
        end
      end
    end
  endgenerate

  always @* begin
    case (read_address)
      2'd0:    read_data = register_0_q;
      2'd1:    read_data = register_1_q;
      2'd2:    read_data = register_2_q;
      default: read_data = register_3_q;
    endcase
  end

  wire unused = &{1'b0, read};

endmodule

`default_nettype wire
