// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Configuration;

/// <summary>A section of the configuration, or the top level (with an empty name).</summary>
public sealed record KeySection(string Name, string Documentation)
{
    /// <summary>The section that a dotted name stands in; empty at the top level.</summary>
    public static string Parent(string name) => name[..Math.Max(0, name.LastIndexOf('.'))];

    /// <summary>What a dotted name is called there.</summary>
    public static string Last(string name) => name[(name.LastIndexOf('.') + 1)..];
}

/// <summary>Every key there is, in the order in which they are written and resolved: each after those that it depends on.</summary>
public static class ConfigurationKeys
{
    public static readonly IReadOnlyList<KeyDescription> All =
    [
        .. DesignKeys.All, .. WeightKeys.All, .. InputKeys.All, .. CrossbarKeys.All, .. DacKeys.All, .. DacSerialKeys.All,
        .. AdcKeys.All, .. AdcSerialKeys.All, .. AccumulatorKeys.All, .. AnalogKeys.All, .. OutputKeys.All, .. InterfaceKeys.All,
    ];

    public static readonly IReadOnlyList<KeySection> Sections =
    [
        new("layer", "Shape of the whole matrix. Without it the shape comes from the weights, or is one full tile."),
        new("weights", "How a signed weight becomes cells."),
        new("inputs", "How an input is driven on the rows."),
        new("crossbar", "The physical array of cells."),
        new("dac", "What drives the rows, and for how long."),
        new("dac.serial", "Frames and timing of discrete DAC chips."),
        new("adc", "What reads the columns."),
        new("adc.serial", "Frames and timing of discrete ADC chips."),
        new("accumulator", "Where the conversions of an output are added up."),
        new("analog", "Fixed point and noise of real devices."),
        new("output", "What becomes of a sum: requantization, activation, format."),
        new("interface", "The ports of the generated design."),
    ];

    /// <summary>The keys of a section; of the top level for an empty name.</summary>
    public static IEnumerable<KeyDescription> In(string section) =>
        All.Where(k => string.Equals(k.Section, section, StringComparison.Ordinal));

    /// <summary>The sections that stand directly in a section; in the document for an empty name.</summary>
    public static IEnumerable<KeySection> SectionsIn(string section) =>
        Sections.Where(s => string.Equals(KeySection.Parent(s.Name), section, StringComparison.Ordinal));

    /// <summary>True for the dotted name of a section.</summary>
    public static bool IsSection(string name) => Sections.Any(s => string.Equals(s.Name, name, StringComparison.Ordinal));

    /// <summary>The key of this dotted name; null without one.</summary>
    public static KeyDescription? Find(string name) =>
        All.FirstOrDefault(k => string.Equals(k.Name, name, StringComparison.Ordinal));
}
