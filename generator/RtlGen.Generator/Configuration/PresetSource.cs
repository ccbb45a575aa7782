// SPDX-License-Identifier: Apache-2.0
using System.Reflection;
using System.Text;
using RtlGen.Diagnostics;

namespace RtlGen.Configuration;

/// <summary>Where <c>extends</c> finds its presets.</summary>
public interface IPresetSource
{
    /// <summary>The names that <c>extends</c> may have, in ordinal order.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>The preset's text; false when there is none of this name.</summary>
    bool TryGet(string name, out string yaml);
}

/// <summary>The presets that come with the generator, as resources <c>presets/NAME.yaml</c>.</summary>
public sealed class EmbeddedPresets : IPresetSource
{
    private const string Folder = "presets/";
    private const string Extension = ".yaml";

    private readonly Assembly _assembly = typeof(EmbeddedPresets).Assembly;

    public EmbeddedPresets() => Names =
    [
        .. _assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Folder, StringComparison.Ordinal) && n.EndsWith(Extension, StringComparison.Ordinal))
            .Select(n => n[Folder.Length..^Extension.Length])
            .Order(StringComparer.Ordinal),
    ];

    public IReadOnlyList<string> Names { get; }

    public bool TryGet(string name, out string yaml)
    {
        yaml = "";
        if (!Names.Contains(name, StringComparer.Ordinal))
        {
            return false;
        }

        using Stream stream = _assembly.GetManifestResourceStream(Folder + name + Extension)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        yaml = reader.ReadToEnd();
        return true;
    }
}

/// <summary>Lays a document over the preset that it extends.</summary>
internal static class PresetMerge
{
    /// <summary>The document with the preset's keys added where it has none of its own. Each entry keeps its position.</summary>
    public static MappingNode Apply(MappingNode root, IPresetSource presets, DiagnosticBag bag)
    {
        if (root.Find(DesignKeys.Extends.Leaf)?.Value is not ScalarNode { Kind: ScalarKind.Text } extends)
        {
            return root;
        }

        if (!presets.TryGet(extends.Text, out string yaml))
        {
            bag.Add(Unknown(extends.Position, DesignKeys.Extends.Name, extends.Text, extends.Written, presets));
            return root;
        }

        return NodeReader.Read(ConfigurationText.Normalise(yaml), $"presets/{extends.Text}.yaml", bag) is { } preset
            ? Merge(root, preset, "")
            : root;
    }

    /// <summary>What is said of a name that no preset has.</summary>
    public static Diagnostic Unknown(SourcePosition position, string? key, string name, string written, IPresetSource presets)
    {
        string available = presets.Names.Count == 0 ? "there are none" : string.Join(", ", presets.Names);
        string near = Suggestions.Nearest(name, presets.Names) is { } nearest ? $"did you mean '{nearest}'? " : "";
        return new Diagnostic(
            DiagnosticCodes.UnknownPreset, position, key, written, $"there is no preset {written}", $"{near}available presets: {available}");
    }

    /// <summary>Sections merge key by key; the value of a key is taken whole, even where it is a mapping.</summary>
    private static MappingNode Merge(MappingNode own, MappingNode preset, string section)
    {
        List<MappingEntry> entries = [];
        foreach (MappingEntry entry in own.Entries)
        {
            string name = section.Length == 0 ? entry.Key.Text : $"{section}.{entry.Key.Text}";
            bool isSection = entry.Value is MappingNode && ConfigurationKeys.IsSection(name);
            entries.Add(isSection && preset.Find(entry.Key.Text)?.Value is MappingNode below
                ? entry with { Value = Merge((MappingNode)entry.Value, below, name) }
                : entry);
        }

        // A preset does not extend another: its own "extends" would be lost here, so its absence is held by a test.
        entries.AddRange(preset.Entries
            .Where(e => own.Find(e.Key.Text) is null && !(section.Length == 0 && string.Equals(e.Key.Text, DesignKeys.Extends.Leaf, StringComparison.Ordinal)))
            .Select(AsPreset));
        return own with { Entries = entries };
    }

    private static MappingEntry AsPreset(MappingEntry entry) => entry with
    {
        IsPreset = true,
        Value = entry.Value is MappingNode inner ? inner with { Entries = [.. inner.Entries.Select(AsPreset)] } : entry.Value,
    };
}
