// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;

namespace RtlGen.Tensors;

/// <summary>What a configuration does with one tensor of its parameters.</summary>
/// <param name="Name">The contract's name of the tensor; its option is the same with dashes.</param>
/// <param name="Get">The tensor in a set.</param>
/// <param name="Path">Its file among the files given.</param>
/// <param name="IsUsed">The configuration has a use for it.</param>
/// <param name="IsRequired">The layer does not compute without it.</param>
/// <param name="Reason">Which keys say so.</param>
internal sealed record TensorUse(
    string Name,
    Func<TensorSet, NpyArray?> Get,
    Func<TensorFiles, string?> Path,
    bool IsUsed,
    bool IsRequired,
    string Reason)
{
    /// <summary>Every tensor but weights, inputs, cells and ADC thresholds, which any configuration takes.</summary>
    public static IReadOnlyList<TensorUse> Of(RtlConfiguration configuration)
    {
        OutputOptions output = configuration.Output;
        string requantize = $"'output.requantize' is {ConfigurationNames.Of(output.Requantize)}";
        bool multiplies = output.Requantize == Requantize.Multiplier;
        if (multiplies)
        {
            requantize += $" with rounding {ConfigurationNames.Of(output.Rounding)}";
        }

        bool shifts = output.Requantize == Requantize.Shift || (multiplies && output.Rounding != OutputRounding.Float32);
        bool compares = output.Requantize == Requantize.Thresholds;
        bool looksUp = output.Activation == Activation.Table;
        return
        [
            new("bias", s => s.Bias, f => f.Bias, output.BiasBits > 0, false, $"'output.bias_bits' is {output.BiasBits}"),
            new("multiplier", s => s.Multiplier, f => f.Multiplier, multiplies, multiplies, requantize),
            new("shift", s => s.Shift, f => f.Shift, shifts, shifts, requantize),
            new("thresholds", s => s.Thresholds, f => f.Thresholds, compares, compares, requantize),
            new("adc_offsets", s => s.AdcOffsets, f => f.AdcOffsets, configuration.Adc.OffsetCorrection, false, "'adc.offset_correction' is false"),
            new("table", s => s.Table, f => f.Table, looksUp, looksUp, $"'output.activation' is {ConfigurationNames.Of(output.Activation)}"),
        ];
    }
}
