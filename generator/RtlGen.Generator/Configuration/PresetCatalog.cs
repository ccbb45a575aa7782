// SPDX-License-Identifier: Apache-2.0
using RtlGen.Diagnostics;

namespace RtlGen.Configuration;

/// <summary>A preset and what it says of itself.</summary>
/// <param name="Name">What <c>extends</c> takes.</param>
/// <param name="Title">One line: what it describes.</param>
/// <param name="Source">The publication, or where else its numbers come from.</param>
/// <param name="Differs">How the tile differs from what is published, where the contract has only something near.</param>
/// <param name="Yaml">The file as it is; each key's comment says where its value comes from.</param>
public sealed record Preset(string Name, string Title, string Source, string Differs, string Yaml)
{
    private const string Continuation = "#   ";

    /// <summary>Reads what the leading comments say: <c># key: text</c>, continued by lines that are indented further.</summary>
    /// <exception cref="InvalidDataException">One of title, source and differs is missing, or there is another one.</exception>
    public static Preset Parse(string name, string yaml)
    {
        Dictionary<string, string> entries = new(StringComparer.Ordinal);
        string last = "";
        foreach (string line in yaml.Split('\n').TakeWhile(l => l.StartsWith('#')).Skip(1))
        {
            if (line.StartsWith(Continuation, StringComparison.Ordinal) && last.Length > 0)
            {
                entries[last] += " " + line[Continuation.Length..].Trim();
                continue;
            }

            int colon = line.IndexOf(": ", StringComparison.Ordinal);
            last = colon > 2 ? line[2..colon] : "";
            if (last is not ("title" or "source" or "differs") || !entries.TryAdd(last, line[(colon + 2)..].Trim()))
            {
                throw new InvalidDataException($"preset '{name}': '{line}' is none of its leading comments: title, source, differs");
            }
        }

        return new Preset(name, Entry("title"), Entry("source"), Entry("differs"), yaml);

        string Entry(string key) => entries.TryGetValue(key, out string? text)
            ? text
            : throw new InvalidDataException($"preset '{name}' has no comment '# {key}: …' at its beginning");
    }
}

/// <summary>The presets for people: what there is and where it comes from.</summary>
public sealed class PresetCatalog
{
    private readonly IPresetSource _source;

    /// <param name="source">Null: the presets that come with the generator.</param>
    /// <exception cref="InvalidDataException">A preset does not describe itself.</exception>
    public PresetCatalog(IPresetSource? source = null)
    {
        _source = source ?? new EmbeddedPresets();
        All = [.. _source.Names.Select(n => _source.TryGet(n, out string yaml) ? Preset.Parse(n, yaml) : throw new InvalidDataException(n))];
    }

    /// <summary>Every preset, in ordinal order of the names.</summary>
    public IReadOnlyList<Preset> All { get; }

    /// <summary>The preset of this name.</summary>
    /// <exception cref="BadInputException">There is none; says which there are.</exception>
    public Preset Find(string name) =>
        All.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.Ordinal))
        ?? throw new BadInputException([PresetMerge.Unknown(SourcePosition.None, null, name, name, _source)]);
}
