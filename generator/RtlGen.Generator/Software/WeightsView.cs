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
        Dictionary<string, LoadView> loads = new DriverView(design).Loads.ToDictionary(l => l.Function, StringComparer.Ordinal);
        List<ArrayView> arrays = [Array("weights", $"{Name}_weight", "The weights, [K][N].", parameters.Weights.Data)];
        List<CallView> calls = [];
        foreach (ParameterImage image in ParameterImage.Of(design, parameters))
        {
            if (string.Equals(image.Name, "weight_sums", StringComparison.Ordinal))
            {
                calls.Add(Call("set_weight_sums", "weights"));
                continue;
            }

            LoadView? load = loads.GetValueOrDefault(image.Name);
            arrays.Add(Array(image.Name, load?.Type ?? "int64_t", $"{load?.Meaning ?? "The thresholds, output by output"}.", image.Values));
            calls.Add(Call($"set_{image.Name}", image.Name));
        }

        (Arrays, Calls) = (arrays, calls);
    }

    public string Version { get; } = ToolVersion.Text;

    public string Name => _design.Name;

    public string Macro => CLanguage.Macro(_design);

    public bool HasProgramming => _design.HasProgramming;

    public IReadOnlyList<ArrayView> Arrays { get; }

    public IReadOnlyList<CallView> Calls { get; }

    private ArrayView Array(string array, string type, string meaning, IReadOnlyList<long> values) =>
        new(Name, array, type, values.Count, meaning, CLanguage.Values(values, string.Equals(type, "uint32_t", StringComparison.Ordinal)));

    private CallView Call(string function, string array) => new(Name, Macro, function, array);
}
