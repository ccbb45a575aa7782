// SPDX-License-Identifier: Apache-2.0
using RtlGen.Diagnostics;
using RtlGen.Tensors;

namespace RtlGen.Chain;

/// <summary>One layer of a chain.</summary>
/// <param name="Name">For people.</param>
/// <param name="Configuration">Path of its configuration.</param>
/// <param name="Tensors">Its parameters; no inputs.</param>
/// <param name="ExpectedY">Recorded y [batch, N] of somebody else's implementation; null: none.</param>
/// <param name="ExpectedOutputs">Recorded q [batch, N]; null: none.</param>
public sealed record ChainLayer(string Name, string Configuration, TensorFiles Tensors, string? ExpectedY, string? ExpectedOutputs);

/// <summary>Layers of which each takes what the one before it gave: <c>network.yaml</c> and the files that it names.</summary>
/// <param name="Name">For people.</param>
/// <param name="Inputs">Path of the inputs of the first layer, [batch, K].</param>
/// <param name="Labels">Path of the right classes, [batch]; null: nothing is classified.</param>
/// <param name="Scale">Path of what turns the last layer's outputs into logits, [N] of float32; null: they are logits.</param>
/// <param name="RecordedCorrect">How many of the batch the recorded implementation classified correctly.</param>
/// <param name="Layers">In order.</param>
public sealed record LayerChain(
    string Name, string Inputs, string? Labels, string? Scale, int? RecordedCorrect, IReadOnlyList<ChainLayer> Layers)
{
    /// <summary>Name of the file in its folder.</summary>
    public const string FileName = "network.yaml";

    /// <summary>Reads a description; the paths in it count from its folder.</summary>
    /// <exception cref="BadInputException">It cannot be read, or says something else than a chain.</exception>
    public static LayerChain Read(string path)
    {
        ChainFile root = ChainFile.Read(path);
        root.Allow("name", "inputs", "labels", "scale", "correct", "layers");
        return new LayerChain(
            root.Required("name"),
            root.RequiredPath("inputs"),
            root.Path("labels"),
            root.Path("scale"),
            root.Number("correct"),
            [.. root.Mappings("layers").Select(ReadLayer)]);
    }

    private static ChainLayer ReadLayer(ChainFile layer)
    {
        layer.Allow("name", "config", "weights", "bias", "multiplier", "shift", "thresholds", "table", "expected");
        ChainFile? expected = layer.Mapping("expected");
        expected?.Allow("y", "q");
        TensorFiles tensors = new()
        {
            Weights = layer.RequiredPath("weights"),
            Bias = layer.Path("bias"),
            Multiplier = layer.Path("multiplier"),
            Shift = layer.Path("shift"),
            Thresholds = layer.Path("thresholds"),
            Table = layer.Path("table"),
        };
        return new ChainLayer(layer.Required("name"), layer.RequiredPath("config"), tensors, expected?.Path("y"), expected?.Path("q"));
    }
}
