// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;

namespace RtlGen.Tests.Presets;

/// <summary>A tile of every preset.</summary>
internal static class PresetTiles
{
    /// <summary>
    /// Parts of the larger arrays, which compile in seconds. What makes the preset stays: lanes with all their mux positions,
    /// slices, phases, and an ADC that has fewer codes than there are column values.
    /// </summary>
    private static readonly Dictionary<string, string> s_parts = new(StringComparer.Ordinal)
    {
        ["diana"] = "crossbar: {rows: 144, columns: 12}",
        ["hermes"] = "crossbar: {rows: 48, columns: 12}",
        ["neurram"] = "crossbar: {rows: 48, columns: 12}",
        ["prime"] = "crossbar: {rows: 64, columns: 64}",
        ["qr_accelerator"] = "crossbar: {rows: 48, columns: 12}",
        ["raella"] = "crossbar: {rows: 128, columns: 512}",
        ["sonos"] = "crossbar: {rows: 144, columns: 12}",
    };

    /// <summary>Every preset's name.</summary>
    public static IReadOnlyList<string> Names { get; } = new EmbeddedPresets().Names;

    /// <summary>Nothing but a name and the preset.</summary>
    public static LoadedConfiguration Full(string preset) => Read(preset, "");

    /// <summary>The same, or a part of it where that is much faster.</summary>
    public static LoadedConfiguration Part(string preset) => Read(preset, s_parts.GetValueOrDefault(preset, ""));

    private static LoadedConfiguration Read(string preset, string more) =>
        ConfigurationReader.Parse($"name: {preset}_tile\nextends: {preset}\n{more}\n", $"{preset}_tile.yaml");
}
