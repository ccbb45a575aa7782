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
        return new TensorFiles
        {
            Weights = Find("weights"),
            Inputs = Find("inputs"),
            Bias = Find("bias"),
            Multiplier = Find("multiplier"),
            Shift = Find("shift"),
            Thresholds = Find("thresholds"),
            Table = Find("table"),
            Cells = Find("cells"),
            AdcThresholds = Find("adc_thresholds"),
            AdcOffsets = Find("adc_offsets"),
            NoiseSeed = noiseSeed,
        };
    }

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
