// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Tests.CoSimulation;

/// <summary>A layer of one tile, behavioural and slow but right: tests of the co-simulation run it in place of generated RTL.</summary>
internal static class FakeLayerVerilog
{
    /// <summary>The simulation top; its sizes go in place of the line <c>// LOCALPARAMS</c>.</summary>
    public const string Text =
        """
        module fake_sim (
          clk, rst_n, s_tdata, s_tvalid, s_tready, s_tlast, m_tdata, m_tvalid, m_tready, m_tlast,
          param_write, param_address, param_data, packet_error,
          tap_code_valid, tap_code, tap_acc_valid, tap_acc, tap_y_valid, tap_y, tap_flag
        );
          // LOCALPARAMS
          localparam IN_BEATS = (K * XB + S - 1) / S, OUT_BEATS = (N * OB + S - 1) / S;
          localparam [1:0] TAKE = 0, COMPUTE = 1, READ = 2, SEND = 3;
          input clk, rst_n;
          input [S-1:0] s_tdata;
          input s_tvalid, s_tlast, m_tready, param_write;
          output s_tready, m_tvalid, m_tlast;
          output [S-1:0] m_tdata;
          input [31:0] param_address, param_data;
          output reg packet_error;
          output reg tap_code_valid;
          output reg [LANES*BA-1:0] tap_code;
          output reg tap_acc_valid;
          output reg [A-1:0] tap_acc;
          output reg tap_y_valid;
          output reg [YB-1:0] tap_y;
          output reg tap_flag;

          reg [K*BW-1:0] weights [0:N-1];   // w + 2^(BW-1) of each input
          initial $readmemh("cells_0.hex", weights);

          reg [31:0] bias [0:N-1];
          reg [IN_BEATS*S-1:0] x;
          integer beat;
          reg [1:0] state;
          integer phase, mux, t;
          reg [A-1:0] acc [0:N-1];
          reg [31:0] owed;
          reg [OUT_BEATS*S-1:0] result;
          integer k, l, n, part;
          reg [A-1:0] sum;
          reg [63:0] y;

          assign s_tready = state == TAKE;
          assign m_tvalid = state == SEND;
          assign m_tlast = beat == OUT_BEATS - 1;
          assign m_tdata = result[beat*S +: S];

          // Sums over loops are blocking; nothing outside of this block reads them.
          /* verilator lint_off BLKSEQ */
          // Integers and untyped parameters are 32 bits wide: what is cut off is never there in the sizes that tests use.
          /* verilator lint_off WIDTH */
          always @(posedge clk) begin
            packet_error <= 0;
            tap_code_valid <= 0;
            tap_acc_valid <= 0;
            tap_y_valid <= 0;
            if (param_write && param_address[31:20] == 0) bias[param_address[7:0]] <= param_data;
            if (!rst_n) begin
              state <= TAKE;
              beat <= 0;
            end else case (state)
              TAKE: if (s_tvalid) begin
                if (beat < IN_BEATS) x[beat*S +: S] <= s_tdata;
                beat <= beat + 1;
                if (s_tlast) begin
                  beat <= 0;
                  if (beat == IN_BEATS - 1) begin
                    state <= COMPUTE;
                    phase <= 0;
                    mux <= 0;
                  end else packet_error <= 1;
                end
              end
              COMPUTE: begin
                for (l = 0; l < LANES; l = l + 1) begin
                  n = l * (C / BW) + mux / BW;
                  part = mux % BW;
                  sum = 0;
                  if (n < N) begin
                    for (k = 0; k < K; k = k + 1) sum = sum + (x[k*XB + (BX - 1 - phase)] & weights[n][k*BW + part]);
                    acc[n] <= (part == 0 ? (phase == 0 ? 0 : acc[n] << 1) : acc[n]) + (sum << part);
                  end
                  tap_code[l*BA +: BA] <= sum;
                end
                tap_code_valid <= 1;
                mux <= mux + 1;
                if (mux == C - 1) begin
                  mux <= 0;
                  phase <= phase + 1;
                  if (phase == BX - 1) begin
                    state <= READ;
                    t <= 0;
                    owed = 0;
                    for (k = 0; k < K; k = k + 1) owed = owed + (x[k*XB +: XB] << (BW - 1));
                  end
                end
              end
              READ: begin
                tap_acc_valid <= 1;
                tap_acc <= acc[t];
                y = {{(64-A){acc[t][A-1]}}, acc[t]} - owed + {{32{bias[t][31]}}, bias[t]};
                tap_y_valid <= 1;
                tap_y <= y;
                tap_flag <= 0;
                result[t*OB +: OB] <= y;
                t <= t + 1;
                if (t == N - 1) begin
                  state <= SEND;
                  beat <= 0;
                end
              end
              SEND: if (m_tready) begin
                beat <= beat + 1;
                if (m_tlast) begin
                  beat <= 0;
                  state <= TAKE;
                end
              end
            endcase
          end
        endmodule

        """;
}
