// SPDX-License-Identifier: Apache-2.0
using RtlGen.Diagnostics;

namespace RtlGen.Tensors;

/// <summary>The tensors that were given on the command line, by path (contract §11); null: not given.</summary>
public sealed record TensorFiles
{
    public string? Weights { get; init; }

    public string? Inputs { get; init; }

    public string? Bias { get; init; }

    public string? Multiplier { get; init; }

    public string? Shift { get; init; }

    public string? Thresholds { get; init; }

    public string? Table { get; init; }

    public string? Cells { get; init; }

    public string? AdcThresholds { get; init; }

    public string? AdcOffsets { get; init; }

    public ulong? NoiseSeed { get; init; }

    /// <summary>The files that a folder holds under the contract's names: <c>weights.npy</c> … <c>adc_offsets.npy</c>.</summary>
    public static TensorFiles InFolder(string folder, ulong? noiseSeed = null)
    {
        string? Find(string name) => Path.Combine(folder, name + ".npy") is var path && File.Exists(path) ? path : null;
        return Of(Find, noiseSeed);
    }

    /// <summary>The files that somebody finds by the contract's names.</summary>
    /// <param name="find">Path of a tensor's file; null: there is none.</param>
    /// <param name="noiseSeed">Null: not given.</param>
    public static TensorFiles Of(Func<string, string?> find, ulong? noiseSeed = null) => new()
    {
        Weights = find("weights"),
        Inputs = find("inputs"),
        Bias = find("bias"),
        Multiplier = find("multiplier"),
        Shift = find("shift"),
        Thresholds = find("thresholds"),
        Table = find("table"),
        Cells = find("cells"),
        AdcThresholds = find("adc_thresholds"),
        AdcOffsets = find("adc_offsets"),
        NoiseSeed = noiseSeed,
    };

    /// <summary>Reads them all; what cannot be read is null in the result and a diagnostic in the bag.</summary>
    public TensorSet Read(DiagnosticBag bag)
    {
        NpyArray? ReadOne(string? path)
        {
            try
            {
                return path is null ? null : NpyFile.Read(path);
            }
            catch (BadInputException e)
            {
                foreach (Diagnostic diagnostic in e.Diagnostics)
                {
                    bag.Add(diagnostic);
                }

                return null;
            }
        }

        return new TensorSet
        {
            Weights = ReadOne(Weights),
            Inputs = ReadOne(Inputs),
            Bias = ReadOne(Bias),
            Multiplier = ReadOne(Multiplier),
            Shift = ReadOne(Shift),
            Thresholds = ReadOne(Thresholds),
            Table = ReadOne(Table),
            Cells = ReadOne(Cells),
            AdcThresholds = ReadOne(AdcThresholds),
            AdcOffsets = ReadOne(AdcOffsets),
            NoiseSeed = NoiseSeed,
        };
    }
}
