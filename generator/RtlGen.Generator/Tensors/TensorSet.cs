// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.Design;

namespace RtlGen.Tensors;

/// <summary>The tensors that were given, not yet checked against a configuration; null: not given.</summary>
public sealed record TensorSet
{
    public NpyArray? Weights { get; init; }

    public NpyArray? Inputs { get; init; }

    public NpyArray? Bias { get; init; }

    public NpyArray? Multiplier { get; init; }

    public NpyArray? Shift { get; init; }

    public NpyArray? Thresholds { get; init; }

    public NpyArray? Table { get; init; }

    public NpyArray? Cells { get; init; }

    public NpyArray? AdcThresholds { get; init; }

    public NpyArray? AdcOffsets { get; init; }

    public ulong? NoiseSeed { get; init; }

    /// <summary>Everything that a layer computes with, inputs and noise seed included.</summary>
    public static TensorSet Of(RtlConfiguration configuration, LayerParameters parameters, Tensor inputs) => new()
    {
        Weights = Named("weights", parameters.Weights),
        Inputs = Named("inputs", inputs),
        Bias = Named("bias", parameters.Bias),
        Multiplier = parameters.Multiplier is { } multiplier ? new NpyArray(multiplier, HasSingles(configuration.Output), "multiplier") : null,
        Shift = Named("shift", parameters.Shift),
        Thresholds = Named("thresholds", parameters.Thresholds),
        Table = Named("table", parameters.Table),
        Cells = Named("cells", parameters.Cells),
        AdcThresholds = Named("adc_thresholds", parameters.AdcThresholds),
        AdcOffsets = Named("adc_offsets", parameters.AdcOffsets),
        NoiseSeed = configuration.Analog.Noise > 0 ? parameters.NoiseSeed : null,
    };

    /// <summary>The contract's name of every tensor.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["weights", "inputs", "bias", "multiplier", "shift", "thresholds", "table", "cells", "adc_thresholds", "adc_offsets"];

    /// <summary>The same with another tensor under one of <see cref="Names"/>; null: without it.</summary>
    public TensorSet With(string name, NpyArray? array) => name switch
    {
        "weights" => this with { Weights = array },
        "inputs" => this with { Inputs = array },
        "bias" => this with { Bias = array },
        "multiplier" => this with { Multiplier = array },
        "shift" => this with { Shift = array },
        "thresholds" => this with { Thresholds = array },
        "table" => this with { Table = array },
        "cells" => this with { Cells = array },
        "adc_thresholds" => this with { AdcThresholds = array },
        "adc_offsets" => this with { AdcOffsets = array },
        _ => throw new ArgumentException($"there is no tensor '{name}'", nameof(name)),
    };

    /// <summary>Each tensor that was given with the name of its file in the contract.</summary>
    public IEnumerable<(string Name, NpyArray Array)> Given()
    {
        (string Name, NpyArray? Array)[] all =
        [
            ("weights", Weights), ("inputs", Inputs), ("bias", Bias), ("multiplier", Multiplier), ("shift", Shift),
            ("thresholds", Thresholds), ("table", Table), ("cells", Cells), ("adc_thresholds", AdcThresholds),
            ("adc_offsets", AdcOffsets),
        ];
        return all.Where(t => t.Array is not null).Select(t => (t.Name, t.Array!));
    }

    /// <summary>Writes each tensor into a folder under its name, and the noise seed as text.</summary>
    public void WriteTo(string folder)
    {
        foreach ((string name, NpyArray array) in Given())
        {
            NpyFile.Write(Path.Combine(folder, name + ".npy"), array);
        }

        if (NoiseSeed is ulong seed)
        {
            File.WriteAllText(Path.Combine(folder, "noise_seed"), $"{seed}\n");
        }
    }

    private static bool HasSingles(OutputOptions output) => output is { Requantize: Requantize.Multiplier, Rounding: OutputRounding.Float32 };

    private static NpyArray? Named(string name, Tensor? tensor) => tensor is null ? null : NpyArray.OfIntegers(tensor, name);
}
