// SPDX-License-Identifier: Apache-2.0
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
}
