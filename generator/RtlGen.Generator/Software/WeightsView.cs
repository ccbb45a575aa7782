// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;
using RtlGen.Emission;

namespace RtlGen.Software;

/// <summary>An array of the image.</summary>
internal sealed record ArrayView(string Name, string Array, string Type, long Length, string Meaning, string Values);

/// <summary>A function of the driver that takes an array of the image.</summary>
internal sealed record CallView(string Name, string Macro, string Function, string Array);

/// <summary>What the image of weights and parameters places.</summary>
internal sealed class WeightsView
{
    private readonly LayerDesign _design;

    public WeightsView(LayerDesign design, LayerParameters parameters)
    {
        _design = design;
        DriverView driver = new(design);
        ParameterWords words = new(design, parameters);
        List<ArrayView> arrays = [Array("weights", $"{Name}_weight", "The weights, [K][N].", parameters.Weights.Data)];
        List<CallView> calls = [];
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
            arrays.Add(Array(load.Function, load.Type, $"{load.Meaning}.", [.. Enumerable.Range(0, driver.WordsOf(load)).Select(word)]));
            calls.Add(Call($"set_{load.Function}", load.Function));
        }

        if (driver.HasWeightSums)
        {
            calls.Add(Call("set_weight_sums", "weights"));
        }

        if (driver.HasThresholds)
        {
            LayoutView layout = new(design);
            long[] thresholds = [.. Enumerable.Range(0, layout.ThresholdOutputs).SelectMany(words.Thresholds)];
            arrays.Add(Array("thresholds", "int64_t", "The thresholds, output by output.", thresholds));
            calls.Add(Call("set_thresholds", "thresholds"));
        }

        (Arrays, Calls) = (arrays, calls);
    }

    public string Version { get; } = ToolVersion.Text;

    public string Name => _design.Name;

    public string Macro => CLanguage.Macro(_design);

    public bool HasProgramming => _design.HasProgramming;

    public IReadOnlyList<ArrayView> Arrays { get; }

    public IReadOnlyList<CallView> Calls { get; }

    private ArrayView Array(string array, string type, string meaning, long[] values) =>
        new(Name, array, type, values.Length, meaning, CLanguage.Values(values, string.Equals(type, "uint32_t", StringComparison.Ordinal)));

    private CallView Call(string function, string array) => new(Name, Macro, function, array);
}
