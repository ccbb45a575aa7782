// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using RtlGen.Design;
using RtlGen.Devices;
using RtlGen.Tensors;

namespace RtlGen.Reporting;

/// <summary>What <c>cells</c> has to say about a file of devices.</summary>
/// <param name="Name">The contract's name of the tensor.</param>
/// <param name="Unit">Unit of the deviations: levels, or codes.</param>
/// <param name="File">Where it was written.</param>
/// <param name="Tensor">Its content.</param>
/// <param name="Statistics">Its deviations.</param>
/// <param name="StepsPerUnit">Steps of the fixed point in a unit without fraction bits.</param>
public sealed record DrawnDevices(string Name, string Unit, string File, Tensor Tensor, DeviationStatistics Statistics, double StepsPerUnit)
{
    /// <summary>One sentence.</summary>
    public string Summary =>
        $"{Name} {TensorIndex.Shape(Tensor.Shape)} written to {File}: {Statistics.Changed} of {Statistics.Count} differ from ideal, "
        + $"deviation in {Unit} {Statistics.RootMeanSquare:F4} rms, {Statistics.Mean:F4} mean, {Statistics.Largest:F4} at most";

    /// <summary>Where the fixed point loses what was drawn: how much, and the remedy; null where it keeps it.</summary>
    public string? Warning(LayerDesign design)
    {
        if (!Statistics.IsRoundedAway)
        {
            return null;
        }

        int bits = design.Configuration.Analog.FractionBits;
        int wanted = Statistics.FractionBitsWanted(StepsPerUnit);
        string remedy = wanted > bits ? $"set it to {wanted}" : "the deviations are too small for any fixed point";
        return $"'analog.fraction_bits' of {bits} rounds the drawn {Name} off: of a deviation of {Statistics.RootMeanSquare:G3} {Unit} rms "
            + $"rounding changes {Statistics.RootMeanSquareLost:G3} {Unit} rms; {remedy}";
    }

    /// <summary>The figures for programs, as members of an object.</summary>
    public void Write(Utf8JsonWriter json, LayerDesign design)
    {
        json.WriteString("tensor", Name);
        json.WriteString("file", File);
        json.WriteString("unit", Unit);
        json.WriteNumber("devices", Statistics.Count);
        json.WriteNumber("changed", Statistics.Changed);
        json.WriteNumber("rms_deviation", Statistics.RootMeanSquare);
        json.WriteNumber("mean_deviation", Statistics.Mean);
        json.WriteNumber("max_abs_deviation", Statistics.Largest);
        json.WriteNumber("rms_rounding", Statistics.RootMeanSquareLost);
        json.WriteString("warning", Warning(design));
    }
}
