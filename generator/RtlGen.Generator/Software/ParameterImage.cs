// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;
using RtlGen.Emission;

namespace RtlGen.Software;

/// <summary>The numbers that one of the driver's <c>set_…</c> functions takes.</summary>
/// <param name="Name">Of the function: <c>bias</c>, <c>multiplier</c>, <c>shift</c>, <c>table</c>, <c>offsets</c>, <c>weight_sums</c> (which takes the weights), <c>thresholds</c>.</param>
/// <param name="Values">In the order of the function's argument; what was not given is 0.</param>
public sealed record ParameterImage(string Name, IReadOnlyList<long> Values)
{
    /// <summary>Everything that has to be set before the first vector; nothing for baked parameters without offsets.</summary>
    public static IReadOnlyList<ParameterImage> Of(LayerDesign design, LayerParameters parameters)
    {
        DriverView driver = new(design);
        ParameterWords words = new(design, parameters);
        List<ParameterImage> images = [];
        foreach (LoadView load in driver.Loads)
        {
            Func<int, long> word = load.Function switch
            {
                "bias" => words.Bias,
                "multiplier" => words.Multiplier,
                "shift" => words.Shift,
                "table" => words.TableEntry,
                _ => n => parameters.AdcOffsets?.Data[n] ?? 0,
            };
            images.Add(new(load.Function, [.. Enumerable.Range(0, driver.WordsOf(load)).Select(word)]));
        }

        if (driver.HasWeightSums)
        {
            images.Add(new("weight_sums", parameters.Weights.Data));
        }

        if (driver.HasThresholds)
        {
            images.Add(new("thresholds", [.. Enumerable.Range(0, new LayoutView(design).ThresholdOutputs).SelectMany(words.Thresholds)]));
        }

        return images;
    }
}
