// SPDX-License-Identifier: Apache-2.0
using RtlGen.Diagnostics;

namespace RtlGen.Configuration;

/// <summary>Turns the tree of a document into the values of all keys, complaining about everything that is not allowed.</summary>
internal static class SettingsReader
{
    /// <summary>The values; some are unknown when <paramref name="bag"/> holds errors.</summary>
    public static Settings Read(MappingNode root, string file, DiagnosticBag bag)
    {
        var settings = new Settings(file);
        Collect(root, "", settings, bag);
        foreach (KeyDescription key in ConfigurationKeys.All)
        {
            key.Resolve(settings, bag);
        }

        Rule.Check(ConfigurationRules.All, settings, bag);
        return settings;
    }

    /// <summary>Position of every key that is written: of its value, or of the key itself for a section.</summary>
    public static Dictionary<string, SourcePosition> Positions(MappingNode root)
    {
        Dictionary<string, SourcePosition> positions = new(StringComparer.Ordinal);
        AddPositions(root, "", positions);
        return positions;
    }

    private static void Collect(MappingNode mapping, string section, Settings settings, DiagnosticBag bag)
    {
        foreach (MappingEntry entry in mapping.Entries)
        {
            string name = Dotted(section, entry);
            if (ConfigurationKeys.Find(name) is { } key && string.Equals(key.Section, section, StringComparison.Ordinal))
            {
                settings.Write(key, entry);
            }
            else if (ConfigurationKeys.IsSection(name) && string.Equals(KeySection.Parent(name), section, StringComparison.Ordinal))
            {
                settings.WriteSection(name, entry.Key.Position);
                CollectSection(entry, name, settings, bag);
            }
            else
            {
                bag.Add(Suggestions.UnknownKey(entry, section, Known(section), Elsewhere(section)));
            }
        }
    }

    private static void CollectSection(MappingEntry entry, string section, Settings settings, DiagnosticBag bag)
    {
        if (entry.Value is MappingNode inner)
        {
            Collect(inner, section, settings, bag);
            return;
        }

        string keys = string.Join(", ", Known(section));
        bag.Add(new Diagnostic(
            DiagnosticCodes.WrongType, entry.Value.Position, section, entry.Value.Written,
            $"'{section}' is {entry.Value.Described} and not a mapping", $"give it some of the keys {keys}, or remove it"));
    }

    private static string[] Elsewhere(string section) =>
        [.. ConfigurationKeys.All.Where(k => !string.Equals(k.Section, section, StringComparison.Ordinal)).Select(k => k.Name)];

    private static IEnumerable<string> Known(string section)
    {
        IEnumerable<string> leaves = ConfigurationKeys.In(section).Select(k => k.Leaf);
        return leaves.Concat(ConfigurationKeys.SectionsIn(section).Select(s => KeySection.Last(s.Name)));
    }

    private static void AddPositions(MappingNode mapping, string section, Dictionary<string, SourcePosition> positions)
    {
        foreach (MappingEntry entry in mapping.Entries)
        {
            string name = Dotted(section, entry);
            positions[name] = entry.Value is MappingNode ? entry.Key.Position : entry.Value.Position;
            if (entry.Value is MappingNode inner)
            {
                AddPositions(inner, name, positions);
            }
        }
    }

    private static string Dotted(string section, MappingEntry entry) =>
        section.Length == 0 ? entry.Key.Text : $"{section}.{entry.Key.Text}";
}
