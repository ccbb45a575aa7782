// SPDX-License-Identifier: Apache-2.0
using RtlGen.Emission;

namespace RtlGen.Fpga;

/// <summary>What the templates of an FPGA project place.</summary>
internal sealed class FpgaView(FpgaContent content, IReadOnlyList<string> sources)
{
    public string Version { get; } = ToolVersion.Text;

    public string Name => content.Design.Name;

    public int Inputs => content.Design.Grid.Inputs;

    public int Outputs => content.Design.Grid.Outputs;

    public bool ManyTiles => content.Design.Grid.Count > 1;

    public int Divisor => FpgaBoard.DivisorOf(content.Baud);

    public int Baud => content.Baud;

    public int Megahertz { get; } = FpgaBoard.ClockFrequency / 1_000_000;

    public int StreamBits => content.Design.InputStream.StreamBits;

    public int StreamMsb => StreamBits - 1;

    public int InputBeats => content.Design.InputStream.Beats;

    public int InputFrameBytes => HostFrame.Length(content.Design.InputStream);

    public int OutputFrameBytes => HostFrame.Length(content.Design.OutputStream);

    public int Vectors => content.Inputs.Shape[0];

    /// <summary>As many as a simulation of the routed device computes in a minute or so.</summary>
    public int RoutedVectors => Math.Min(4, Vectors);

    public int IdleLimit => content.Design.Schedule.IdleBound;

    public int Interval => content.Design.Schedule.Interval;

    public int InputElementBits => content.Design.InputStream.ElementBits;

    public int OutputElementBits => content.Design.OutputStream.ElementBits;

    /// <summary>The Verilog of the top, seen from the project's folder.</summary>
    public IReadOnlyList<string> Sources => sources;

    public string SourceList => string.Join(' ', sources);
}
