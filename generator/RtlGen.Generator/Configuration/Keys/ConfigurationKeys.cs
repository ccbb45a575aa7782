// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Configuration;

/// <summary>A section of the configuration, or the top level (with an empty name).</summary>
public sealed record KeySection(string Name, string Documentation);

/// <summary>Every key there is, in the order in which they are written and resolved: each after those that it depends on.</summary>
public static class ConfigurationKeys
{
    public static readonly IReadOnlyList<KeyDescription> All =
    [
        .. DesignKeys.All, .. WeightKeys.All, .. InputKeys.All, .. CrossbarKeys.All, .. DacKeys.All, .. AdcKeys.All,
        .. AccumulatorKeys.All, .. AnalogKeys.All, .. OutputKeys.All, .. InterfaceKeys.All,
    ];

    public static readonly IReadOnlyList<KeySection> Sections =
    [
        new("layer", "Shape of the whole matrix. Without it the shape comes from the weights, or is one full tile."),
        new("weights", "How a signed weight becomes cells."),
        new("inputs", "How an input is driven on the rows."),
        new("crossbar", "The physical array of cells."),
        new("dac", "What drives the rows, and for how long."),
        new("adc", "What reads the columns."),
        new("accumulator", "Where the conversions of an output are added up."),
        new("analog", "Fixed point and noise of real devices."),
        new("output", "What becomes of a sum: requantization, activation, format."),
        new("interface", "The ports of the generated design."),
    ];

    /// <summary>The keys of a section; of the top level for an empty name.</summary>
    public static IEnumerable<KeyDescription> In(string section) =>
        All.Where(k => string.Equals(k.Section, section, StringComparison.Ordinal));

    /// <summary>The key of this dotted name; null without one.</summary>
    public static KeyDescription? Find(string name) =>
        All.FirstOrDefault(k => string.Equals(k.Name, name, StringComparison.Ordinal));
}
