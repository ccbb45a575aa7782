// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;
using RtlGen.Tensors;

namespace RtlGen.Fpga;

/// <summary>What an FPGA project is made of. The golden outputs come from the caller, who has the golden model.</summary>
public sealed record FpgaContent
{
    public required LayerDesign Design { get; init; }

    /// <summary>What the twin's cells hold, and the baked parameters.</summary>
    public required LayerParameters Parameters { get; init; }

    /// <summary>[batch, K], at least one vector.</summary>
    public required Tensor Inputs { get; init; }

    /// <summary>[batch, N]: the golden outputs of <see cref="Inputs"/>.</summary>
    public required Tensor Outputs { get; init; }

    /// <summary>Bits a second on the serial line, one of <see cref="FpgaBoard.BaudRates"/>.</summary>
    public int Baud { get; init; } = FpgaBoard.DefaultBaud;
}
