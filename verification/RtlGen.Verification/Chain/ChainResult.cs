// SPDX-License-Identifier: Apache-2.0
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Tensors;

namespace RtlGen.Chain;

/// <summary>What the RTL of one layer did.</summary>
/// <param name="Layer">Which.</param>
/// <param name="Design">Its design.</param>
/// <param name="Verdict">Against the golden model, tap by tap.</param>
/// <param name="Recorded">Against what another implementation recorded.</param>
/// <param name="Outputs">[batch, N], from the output stream of the RTL; the next layer's inputs.</param>
/// <param name="Bundle">Folder of its bundle; null: none was asked for.</param>
public sealed record ChainLayerResult(
    ChainLayer Layer,
    LayerDesign Design,
    LayerVerdict Verdict,
    IReadOnlyList<RecordedComparison> Recorded,
    Tensor Outputs,
    string? Bundle)
{
    public bool Passes => Verdict.Passes && Recorded.All(r => r.Differing == 0);
}

/// <summary>What a whole chain did.</summary>
/// <param name="Chain">Which.</param>
/// <param name="Layers">In order.</param>
/// <param name="Classification">Null without labels.</param>
/// <param name="Time">From reading the configurations to the last bundle.</param>
public sealed record ChainResult(
    LayerChain Chain, IReadOnlyList<ChainLayerResult> Layers, Classification? Classification, TimeSpan Time)
{
    /// <summary>Vectors of the batch.</summary>
    public int Vectors => Layers[0].Outputs.Shape[0];

    /// <summary>True when every comparison holds.</summary>
    public bool Passes => Layers.All(l => l.Passes) && Classification is not { Agrees: false };
}
