// SPDX-License-Identifier: Apache-2.0
using RtlGen.Diagnostics;

namespace RtlGen.Configuration;

/// <summary>The values of the keys while they are being found out, and the entries in which they were written.</summary>
internal sealed class Settings(string file)
{
    private readonly Dictionary<KeyDescription, object?> _values = [];
    private readonly Dictionary<KeyDescription, MappingEntry> _entries = [];
    private readonly Dictionary<string, SourcePosition> _sections = new(StringComparer.Ordinal);

    public static Settings Of(RtlConfiguration configuration)
    {
        var settings = new Settings("");
        foreach (KeyDescription key in ConfigurationKeys.All)
        {
            key.Load(settings, configuration);
        }

        return settings;
    }

    /// <summary>False while an error keeps the value from being known.</summary>
    public bool IsKnown(KeyDescription key) => _values.ContainsKey(key);

    public T Get<T>(Key<T> key) => (T)_values[key]!;

    public void Set<T>(Key<T> key, T value) => _values[key] = value;

    /// <summary>The entry that gives the key; null when it is not written, or does not apply.</summary>
    public MappingEntry? EntryOf(KeyDescription key) => _entries.GetValueOrDefault(key);

    public void Write(KeyDescription key, MappingEntry entry) => _entries[key] = entry;

    /// <summary>From here on the key counts as not written.</summary>
    public void Ignore(KeyDescription key) => _entries.Remove(key);

    public void WriteSection(string section, SourcePosition position) => _sections[section] = position;

    public bool HasSection(string section) => _sections.ContainsKey(section);

    /// <summary>Where the section begins, or the one that it stands in, or the file when neither is written.</summary>
    public SourcePosition PositionOfSection(string section) =>
        _sections.TryGetValue(section, out SourcePosition position) ? position
        : section.Length > 0 ? PositionOfSection(KeySection.Parent(section))
        : new SourcePosition(file, 1, 1);
}
