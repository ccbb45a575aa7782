// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.Tensors;

namespace RtlGen.Regression.Drawing;

/// <summary>A configuration's text with tensors that fit it.</summary>
/// <param name="Yaml">The text of the configuration.</param>
/// <param name="Tensors">Everything that it computes with, inputs included.</param>
public sealed record RandomCase(string Yaml, TensorSet Tensors)
{
    /// <summary>Reads the configuration and checks the tensors, as a command does.</summary>
    public LayerTensors Load() => LayerTensors.Check(Read(), Tensors);

    public LoadedConfiguration Read() => ConfigurationReader.Parse(Yaml, "random.yaml");

    /// <summary>Writes <c>config.yaml</c> and the tensors under the contract's names, for a command line to take.</summary>
    public void WriteTo(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "config.yaml"), Yaml);
        Tensors.WriteTo(folder);
    }
}

/// <summary>What a random case may be.</summary>
public sealed record DrawOptions
{
    /// <summary>False: only what hardware is generated for now. True: the whole contract.</summary>
    public bool WholeContract { get; init; }

    /// <summary>True: <c>adc.range: lossless</c> with an automatic accumulator, ideal cells, and no noise.</summary>
    public bool Lossless { get; init; }

    /// <summary>Tiles of a layer in each direction at most.</summary>
    public int MostTiles { get; init; } = 3;

    /// <summary>Physical rows at most.</summary>
    public int MostRows { get; init; } = 40;

    /// <summary>Outputs of a tile at most.</summary>
    public int MostOutputsOfTile { get; init; } = 12;

    /// <summary>Vectors at most.</summary>
    public int MostVectors { get; init; } = 5;

    /// <summary>Exactly so many vectors; null: any number up to <see cref="MostVectors"/>.</summary>
    public int? Vectors { get; init; }

    /// <summary>What is asked of keys.</summary>
    public KeyWishes Wishes { get; init; } = KeyWishes.None;
}
