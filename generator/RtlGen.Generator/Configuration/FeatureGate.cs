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
        Limit.To(DacKeys.Link, ConverterLink.Parallel),
        Limit.To(AdcKeys.Link, ConverterLink.Parallel),
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
    }
}
