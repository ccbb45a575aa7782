// SPDX-License-Identifier: Apache-2.0
using RtlGen.Diagnostics;

namespace RtlGen.Configuration;

/// <summary>
/// What the contract allows and the golden model computes, but no hardware is generated for yet. When a
/// feature is built, its line here goes.
/// </summary>
public static class FeatureGate
{
    private static readonly IReadOnlyList<Limit> Limits =
    [
        Limit.To(WeightKeys.Encoding, WeightEncoding.Offset, WeightEncoding.Differential),
        Limit.To(WeightKeys.Reference, WeightReference.Digital),
        Limit.To(WeightKeys.Subtraction, WeightSubtraction.Digital),
        Limit.To(InputKeys.Encoding, InputEncoding.Unsigned, InputEncoding.TwosComplement),
        Limit.To(DacKeys.Kind, DacKind.Pulse),
        Limit.To(DacKeys.Link, ConverterLink.Parallel),
        Limit.To(AdcKeys.Kind, AdcKind.Sar, AdcKind.Flash),
        Limit.To(AdcKeys.Link, ConverterLink.Parallel),
        Limit.To(AccumulatorKeys.Bits, (int?)null),
        Limit.To(AnalogKeys.FractionBits, 0),
        Limit.To(AnalogKeys.Noise, 0m),
        Limit.To(OutputKeys.Requantize, Requantize.None, Requantize.Shift, Requantize.Multiplier),
        // Every rounding of shift is built, so that what is said of this key concerns multiplier alone.
        Limit.Not(OutputKeys.Rounding, OutputRounding.TfliteSingle, "tflite_double, float32, half_even"),
        Limit.To(OutputKeys.Activation, Activation.None, Activation.Relu, Activation.Clamp),
        Limit.To(OutputKeys.Bipolar, false),
    ];

    /// <summary>One diagnostic for each key whose value needs hardware that is not built; empty when all of it is.</summary>
    public static IReadOnlyList<Diagnostic> NotSupportedYet(LoadedConfiguration loaded)
    {
        var settings = Settings.Of(loaded.Configuration);
        return
        [
            .. Limits
                .Where(l => l.Key.Condition?.Holds(settings) != false && !l.IsBuilt(settings))
                .Select(l => Describe(l, l.Key.WriteValue(settings) ?? "", loaded))
                .OrderBy(d => d.Position.Line)
                .ThenBy(d => d.Position.Column),
        ];
    }

    private static Diagnostic Describe(Limit limit, string value, LoadedConfiguration loaded) => new(
        DiagnosticCodes.NotSupportedYet, loaded.PositionOf(limit.Key.Name), limit.Key.Name, value,
        $"no hardware is generated yet for '{limit.Key.Name}' of {value}", $"supported now: {limit.Supported}");

    private sealed record Limit(KeyDescription Key, Func<Settings, bool> IsBuilt, string Supported)
    {
        public static Limit To<T>(Key<T> key, params T[] built) =>
            new(key, settings => built.Contains(settings.Get(key)), string.Join(", ", built.Select(key.Write)));

        public static Limit Not<T>(Key<T> key, T missing, string supported) =>
            new(key, settings => !EqualityComparer<T>.Default.Equals(settings.Get(key), missing), supported);
    }
}
