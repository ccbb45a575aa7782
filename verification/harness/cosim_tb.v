// SPDX-License-Identifier: Apache-2.0
//
// Drives the simulation top of one layer through one pass in a four-state simulator and writes down what its taps said:
// the same job as cosim.cpp, in plain Verilog-2005.
//
// Macros:   TOP, and the widths STREAM_BITS CODE_VALID_BITS CODE_BITS ACC_BITS Y_BITS FLAG_BITS; AXI4_LITE or APB and
//           ADDRESS_BITS where there is a bus
// Plusargs: beats=FILE (hex TDATA and TLAST a line)  params=FILE (hex address and data a line)  out=FILE
//           codes=0|1 (whether tap_code is written down)
//           beats_in=N params_in=N beats_out=N reset_cycles=N idle_bound=N drain=N max_records=N
//           counters=FILE (hex address a line) counters_in=N: registers to read at the end
//           in_stall=PERCENT out_stall=PERCENT stall_seed=N, and for waves dump=FILE from=CYCLE to=CYCLE
//
// Output, one record a line, first its kind and cycle, then the port's bits in binary (x and z show):
//   a  input beat accepted          b  output beat accepted: cycle since when it was valid, tlast, tdata
//   c  tap_code_valid, tap_code     s  tap_acc        y  tap_y, tap_flag       e  packet_error
//   v  breach of AXI4-Stream: 0 valid fell, 1 payload changed, 2 a valid, ready or error is unknown
//   k  counter read at the end, its address in place of the cycle; 0 and 1: stalls at the input and output pins
//   end  cycles, status: 0 complete, 1 hung, 2 too many records
//
// Cycle 0 is the first cycle of reset. Inputs change with the clock low, outputs are read just before it rises.

`timescale 1ns / 1ps
`default_nettype none

module cosim_tb;
  reg clk;
  reg rst_n;
  reg [`STREAM_BITS-1:0] s_tdata;
  reg s_tvalid;
  wire s_tready;
  reg s_tlast;
  wire [`STREAM_BITS-1:0] m_tdata;
  wire m_tvalid;
  reg m_tready;
  wire m_tlast;
  reg [31:0] param_address;
  reg [31:0] param_data;
`ifdef AXI4_LITE
  reg awvalid, wvalid;
  reg arvalid;
  wire awready, wready, bvalid, arready, rvalid;
  wire [1:0] bresp, rresp;
  wire [31:0] rdata;
`elsif APB
  reg psel, penable, pwrite;
  wire pready, pslverr;
  wire [31:0] prdata;
`else
  reg param_write;
`endif
  wire packet_error;
  wire [`CODE_VALID_BITS-1:0] tap_code_valid;
  wire [`CODE_BITS-1:0] tap_code;
  wire tap_acc_valid;
  wire [`ACC_BITS-1:0] tap_acc;
  wire tap_y_valid;
  wire [`Y_BITS-1:0] tap_y;
  wire [`FLAG_BITS-1:0] tap_flag;

  `TOP dut (
    .clk(clk), .rst_n(rst_n),
    .s_tdata(s_tdata), .s_tvalid(s_tvalid), .s_tready(s_tready), .s_tlast(s_tlast),
    .m_tdata(m_tdata), .m_tvalid(m_tvalid), .m_tready(m_tready), .m_tlast(m_tlast),
`ifdef AXI4_LITE
    .s_axi_awaddr(param_address[`ADDRESS_BITS-1:0]), .s_axi_awprot(3'd0), .s_axi_awvalid(awvalid), .s_axi_awready(awready),
    .s_axi_wdata(param_data), .s_axi_wstrb(4'hf), .s_axi_wvalid(wvalid), .s_axi_wready(wready),
    .s_axi_bresp(bresp), .s_axi_bvalid(bvalid), .s_axi_bready(1'b1),
    .s_axi_araddr(param_address[`ADDRESS_BITS-1:0]), .s_axi_arprot(3'd0), .s_axi_arvalid(arvalid), .s_axi_arready(arready),
    .s_axi_rdata(rdata), .s_axi_rresp(rresp), .s_axi_rvalid(rvalid), .s_axi_rready(1'b1),
`elsif APB
    .s_apb_paddr(param_address[`ADDRESS_BITS-1:0]), .s_apb_pprot(3'd0), .s_apb_psel(psel), .s_apb_penable(penable),
    .s_apb_pwrite(pwrite), .s_apb_prdata(prdata), .s_apb_pwdata(param_data), .s_apb_pstrb(4'hf), .s_apb_pready(pready), .s_apb_pslverr(pslverr),
`else
    .param_write(param_write), .param_address(param_address), .param_data(param_data),
`endif
    .packet_error(packet_error),
    .tap_code_valid(tap_code_valid), .tap_code(tap_code),
    .tap_acc_valid(tap_acc_valid), .tap_acc(tap_acc),
    .tap_y_valid(tap_y_valid), .tap_y(tap_y), .tap_flag(tap_flag)
  );

  reg [1023:0] name;
  integer beats, params, out, counters, counters_in;
  reg [31:0] stalls_in, stalls_out;
  integer beats_in, params_in, beats_out, reset_cycles, idle_bound, drain, max_records, codes;
  integer in_stall, out_stall, stall_seed, dump, from, to;
  integer cycle, next, received, valid_since, limit, records, violations, got, i, status;
  reg presenting, pending, held, drained, active, running;
  reg [`STREAM_BITS:0] held_beat;
  reg [`STREAM_BITS-1:0] next_data;
  reg next_last;
  reg [31:0] in_random, out_random;

  function [31:0] xorshift;
    input [31:0] value;
    reg [31:0] v;
    begin
      v = value;
      v = v ^ (v << 13);
      v = v ^ (v >> 17);
      xorshift = v ^ (v << 5);
    end
  endfunction

  task record;
    begin
      records = records + 1;
      active = 1'b1;
      if (records > max_records) begin
        status = 2;
        running = 1'b0;
      end
    end
  endtask

  task violate;
    input integer kind;
    begin
      violations = violations + 1;
      if (violations <= 1000) $fdisplay(out, "v %0d %0d", cycle, kind);
    end
  endtask

  // The half cycles around the rising edge: half(0) settles the inputs, half(1) takes the edge.
  task low;
    begin
      clk = 1'b0;
      if (dump != 0 && cycle == from) begin
        $dumpfile(name);
        $dumpvars(0, cosim_tb);
      end
      #5;
    end
  endtask

  task high;
    begin
      clk = 1'b1;
      #5;
      cycle = cycle + 1;
    end
  endtask

  // One write before the first vector; refused or unanswered, it ends the simulation.
  task rest;
    begin
`ifdef AXI4_LITE
      awvalid = 1'b0;
      wvalid = 1'b0;
      arvalid = 1'b0;
`elsif APB
      psel = 1'b0;
      penable = 1'b0;
      pwrite = 1'b1;
`else
      param_write = 1'b0;
`endif
    end
  endtask

  task refuse;
    begin
      $display("cosim_tb: the access to %h was refused or never answered (a write of %h before the first vector, or a read after the last)", param_address, param_data);
      $fclose(out);
      $finish;
    end
  endtask

  reg answered, address_taken, data_taken;
  integer waited;
`ifdef APB
  // One transfer in the direction of pwrite; answer is what was read.
  reg [31:0] answer;
  task transfer;
    begin
      psel = 1'b1;
      low;
      high;
      penable = 1'b1;
      while (!answered && waited < 1000) begin
        low;
        if (pready === 1'b1) begin
          answered = 1'b1;
          answer = prdata;
          if (pslverr !== 1'b0) waited = 1000;
        end
        high;
        waited = waited + 1;
      end
      rest;
    end
  endtask
`endif

  task write;
    begin
      answered = 1'b0;
      waited = 0;
`ifdef AXI4_LITE
      awvalid = 1'b1;
      wvalid = 1'b1;
      while (!answered && waited < 1000) begin
        low;
        if (bvalid === 1'b1) begin
          answered = 1'b1;
          if (bresp !== 2'b00) waited = 1000;
        end
        address_taken = awready === 1'b1;
        data_taken = wready === 1'b1;
        high;
        if (address_taken) awvalid = 1'b0;
        if (data_taken) wvalid = 1'b0;
        waited = waited + 1;
      end
`elsif APB
      transfer;
`else
      param_write = 1'b1;
      low;
      high;
      answered = 1'b1;
`endif
      if (!answered || waited > 1000) refuse;
    end
  endtask

  // A counter, read when everything is over.
  task read_counter;
    begin
      answered = 1'b0;
      waited = 0;
`ifdef AXI4_LITE
      arvalid = 1'b1;
      while (!answered && waited < 1000) begin
        low;
        address_taken = arready === 1'b1;
        if (rvalid === 1'b1) begin
          answered = 1'b1;
          if (rresp !== 2'b00) waited = 1000;
          $fdisplay(out, "k %0d %b", param_address, rdata);
        end
        high;
        if (address_taken) arvalid = 1'b0;
        waited = waited + 1;
      end
`elsif APB
      pwrite = 1'b0;
      transfer;
      if (answered) $fdisplay(out, "k %0d %b", param_address, answer);
`endif
      if (!answered || waited > 1000) refuse;
    end
  endtask

  initial begin
    if (!$value$plusargs("counters_in=%d", counters_in)) counters_in = 0;
    stalls_in = 0;
    stalls_out = 0;
    if (!$value$plusargs("beats_in=%d", beats_in)) beats_in = 0;
    if (!$value$plusargs("params_in=%d", params_in)) params_in = 0;
    if (!$value$plusargs("beats_out=%d", beats_out)) beats_out = 0;
    if (!$value$plusargs("reset_cycles=%d", reset_cycles)) reset_cycles = 8;
    if (!$value$plusargs("idle_bound=%d", idle_bound)) idle_bound = 100000;
    if (!$value$plusargs("drain=%d", drain)) drain = 1000;
    if (!$value$plusargs("max_records=%d", max_records)) max_records = 100000000;
    if (!$value$plusargs("codes=%d", codes)) codes = 1;
    if (!$value$plusargs("in_stall=%d", in_stall)) in_stall = 0;
    if (!$value$plusargs("out_stall=%d", out_stall)) out_stall = 0;
    if (!$value$plusargs("stall_seed=%d", stall_seed)) stall_seed = 1;
    if (!$value$plusargs("from=%d", from)) from = 0;
    if (!$value$plusargs("to=%d", to)) to = 0;
    if (!$value$plusargs("beats=%s", name)) name = "beats.txt";
    beats = $fopen(name, "r");
    if (!$value$plusargs("params=%s", name)) name = "params.txt";
    params = $fopen(name, "r");
    if (!$value$plusargs("out=%s", name)) name = "records.txt";
    out = $fopen(name, "w");
    if (beats == 0 || params == 0 || out == 0) begin
      $display("cosim_tb: cannot open beats, params or out");
      $finish;
    end
    dump = $value$plusargs("dump=%s", name) ? 1 : 0;
    in_random = 32'h2545F491 ^ (stall_seed * 32'h9E3779B1);
    out_random = 32'h6C078965 ^ (stall_seed * 32'h85EBCA77);
    if (in_random == 0) in_random = 1;
    if (out_random == 0) out_random = 1;

    cycle = 0;
    next = 0;
    received = 0;
    records = 0;
    violations = 0;
    status = 0;
    presenting = 1'b0;
    pending = 1'b0;
    held = 1'b0;
    running = 1'b1;
    drained = beats_out == 0;

    rst_n = 1'b0;
    s_tdata = {`STREAM_BITS{1'b0}};
    s_tvalid = 1'b0;
    s_tlast = 1'b0;
    m_tready = 1'b0;
    rest;
    param_address = 32'd0;
    param_data = 32'd0;
    for (i = 0; i < reset_cycles; i = i + 1) begin
      low;
      high;
    end
    rst_n = 1'b1;
    low;
    high;
    for (i = 0; i < params_in; i = i + 1) begin
      got = $fscanf(params, "%h %h\n", param_address, param_data);
      write;
    end
    rest;
    low;
    high;

    m_tready = 1'b1;
    limit = cycle + (drained ? drain : idle_bound);
    while (running) begin
      if (!presenting) begin
        in_random = xorshift(in_random);
        if (next < beats_in && !(in_random % 100 < in_stall)) begin
          got = $fscanf(beats, "%h %b\n", next_data, next_last);
          presenting = 1'b1;
          s_tvalid = 1'b1;
          s_tdata = next_data;
          s_tlast = next_last;
        end else begin
          // What lies on the bus without valid must not matter.
          s_tvalid = 1'b0;
          s_tdata = {`STREAM_BITS{1'bx}};
          s_tlast = 1'bx;
        end
      end
      if (out_stall != 0) begin
        out_random = xorshift(out_random);
        m_tready = !(out_random % 100 < out_stall);
      end
      low;

      active = 1'b0;
      if ((^{s_tready, m_tvalid, tap_code_valid, tap_acc_valid, tap_y_valid, packet_error}) === 1'bx) violate(2);
      if (presenting && s_tready !== 1'b1) stalls_in = stalls_in + 1;
      if (m_tvalid === 1'b1 && !m_tready) stalls_out = stalls_out + 1;
      if (presenting && s_tready === 1'b1) begin
        $fdisplay(out, "a %0d", cycle);
        record;
        next = next + 1;
        presenting = 1'b0;
      end
      if (m_tvalid === 1'b1) begin
        if (!pending) begin
          pending = 1'b1;
          valid_since = cycle;
          active = 1'b1;
        end
        if (held && held_beat !== {m_tlast, m_tdata}) violate(1);
        held = 1'b0;
        if (m_tready) begin
          $fdisplay(out, "b %0d %0d %b %b", cycle, valid_since, m_tlast, m_tdata);
          record;
          pending = 1'b0;
          received = received + 1;
          if (received == beats_out) begin
            drained = 1'b1;
            limit = cycle + drain;
          end
        end else begin
          held = 1'b1;
          held_beat = {m_tlast, m_tdata};
        end
      end else if (held) begin
        violate(0);
        pending = 1'b0;
        held = 1'b0;
      end
      if (|tap_code_valid === 1'b1) begin
        if (codes != 0) begin
          $fdisplay(out, "c %0d %b %b", cycle, tap_code_valid, tap_code);
          record;
        end
        active = 1'b1;
      end
      if (tap_acc_valid === 1'b1) begin
        $fdisplay(out, "s %0d %b", cycle, tap_acc);
        record;
      end
      if (tap_y_valid === 1'b1) begin
        $fdisplay(out, "y %0d %b %b", cycle, tap_y, tap_flag);
        record;
      end
      if (packet_error === 1'b1) begin
        $fdisplay(out, "e %0d", cycle);
        record;
      end
      if (active && !drained) limit = cycle + idle_bound;

      high;
      if (cycle > limit) begin
        running = 1'b0;
        if (!drained) status = 1;
      end
      if (dump != 0 && cycle > to) running = 1'b0;
    end
    if (counters_in != 0 && dump == 0) begin
      s_tvalid = 1'b0;
      $fdisplay(out, "k 0 %b", stalls_in);
      $fdisplay(out, "k 1 %b", stalls_out);
      if (!$value$plusargs("counters=%s", name)) name = "counters.txt";
      counters = $fopen(name, "r");
      for (i = 0; i < counters_in; i = i + 1) begin
        got = $fscanf(counters, "%h\n", param_address);
        read_counter;
      end
    end
    $fdisplay(out, "end %0d %0d", cycle, status);
    $fclose(out);
    $finish;
  end
endmodule

`default_nettype wire
