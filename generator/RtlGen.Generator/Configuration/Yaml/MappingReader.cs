// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using RtlGen.Diagnostics;

namespace RtlGen.Configuration;

/// <summary>
/// Takes the values out of a mapping of a YAML document and complains, into a bag, of everything that is not as it must
/// be: keys that nobody asked for, missing ones, wrong types, numbers out of range. What is at fault reads as its default.
/// </summary>
public sealed class MappingReader
{
    private readonly MappingNode _node;
    private readonly string _path;
    private readonly DiagnosticBag _bag;

    /// <param name="node">The mapping.</param>
    /// <param name="path">Its dotted name; empty at the root.</param>
    /// <param name="bag">Where complaints go.</param>
    /// <param name="known">Every key that it may have.</param>
    public MappingReader(MappingNode node, string path, DiagnosticBag bag, params IReadOnlyList<string> known)
    {
        (_node, _path, _bag) = (node, path, bag);
        foreach (MappingEntry entry in node.Entries.Where(e => !known.Contains(e.Key.Text, StringComparer.Ordinal)))
        {
            bag.Add(Suggestions.UnknownKey(entry, path, known));
        }
    }

    public SourcePosition Position => _node.Position;

    /// <summary>True when the key is written.</summary>
    public bool Has(string key) => _node.Find(key) is not null;

    /// <summary>The node as it stands; null when the key is not written.</summary>
    public Node? Find(string key) => _node.Find(key)?.Value;

    /// <summary>A text or number, as written.</summary>
    public string? Text(string key)
    {
        switch (Find(key))
        {
            case null:
                return null;
            case ScalarNode { Kind: not ScalarKind.Null } scalar:
                return scalar.Text;
            case Node other:
                Wrong(key, other, "a text");
                return null;
        }
    }

    /// <summary>A text that must be there; empty where it is not.</summary>
    public string Required(string key)
    {
        if (!Has(key))
        {
            Missing(key);
        }

        return Text(key) ?? "";
    }

    /// <summary>One of some words; the first one when the key is not written.</summary>
    public string Word(string key, params IReadOnlyList<string> words)
    {
        string text = Text(key) ?? words[0];
        if (words.Contains(text, StringComparer.Ordinal))
        {
            return text;
        }

        Refuse(key, $"allowed: {string.Join(", ", words)}");
        return words[0];
    }

    /// <summary>An integer in a range, the default when the key is not written.</summary>
    public long Integer(string key, long least, long greatest, long byDefault)
    {
        if (Find(key) is not { } node)
        {
            return byDefault;
        }

        if (node is not ScalarNode { Kind: ScalarKind.Integer } scalar)
        {
            Wrong(key, node, "an integer");
            return byDefault;
        }

        BigInteger value = CoreSchema.ReadInteger(scalar.Text);
        if (value >= least && value <= greatest)
        {
            return (long)value;
        }

        Refuse(key, $"allowed: {least}..{greatest}");
        return byDefault;
    }

    /// <summary>A number of 64 bits without a sign; null when the key is not written.</summary>
    public ulong? Unsigned(string key)
    {
        if (Find(key) is not { } node)
        {
            return null;
        }

        if (node is ScalarNode { Kind: ScalarKind.Integer } scalar && CoreSchema.ReadInteger(scalar.Text) is var value && value >= 0 && value <= ulong.MaxValue)
        {
            return (ulong)value;
        }

        Wrong(key, node, "an integer 0..2^64-1");
        return null;
    }

    /// <summary>True or false.</summary>
    public bool Flag(string key, bool byDefault = false)
    {
        if (Find(key) is not { } node)
        {
            return byDefault;
        }

        if (node is ScalarNode { Kind: ScalarKind.Boolean } scalar)
        {
            return scalar.Text.Equals("true", StringComparison.OrdinalIgnoreCase);
        }

        Wrong(key, node, "true or false");
        return byDefault;
    }

    /// <summary>A list of texts; a single one counts as a list of one. Empty when the key is not written.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case ScalarNode { Kind: not ScalarKind.Null } scalar:
                return [scalar.Text];
            case ListNode list when list.Items.All(i => i is ScalarNode { Kind: not ScalarKind.Null }):
                return [.. list.Items.Cast<ScalarNode>().Select(s => s.Text)];
            case Node other:
                Wrong(key, other, "a list of words or numbers");
                return [];
        }
    }

    /// <summary>A list of integers, each in a range. Empty when the key is not written.</summary>
    public IReadOnlyList<long> Integers(string key, long least, long greatest)
    {
        if (Find(key) is not { } node)
        {
            return [];
        }

        if (node is ListNode list && list.Items.All(i => i is ScalarNode { Kind: ScalarKind.Integer }))
        {
            BigInteger[] values = [.. list.Items.Select(i => CoreSchema.ReadInteger(((ScalarNode)i).Text))];
            if (values.All(v => v >= least && v <= greatest))
            {
                return [.. values.Select(v => (long)v)];
            }
        }

        Wrong(key, node, $"a list of integers {least}..{greatest}");
        return [];
    }

    /// <summary>The mapping under a key; null when it is not written.</summary>
    public MappingNode? Mapping(string key)
    {
        switch (Find(key))
        {
            case null:
                return null;
            case MappingNode mapping:
                return mapping;
            case Node other:
                Wrong(key, other, "a mapping");
                return null;
        }
    }

    /// <summary>A reader of the mapping under a key; null when it is not written.</summary>
    public MappingReader? Inner(string key, params IReadOnlyList<string> known) =>
        Mapping(key) is { } mapping ? new MappingReader(mapping, Dotted(key), _bag, known) : null;

    /// <summary>Readers of the mappings that a list holds. Empty when the key is not written.</summary>
    public IReadOnlyList<MappingReader> Items(string key, params IReadOnlyList<string> known)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case ListNode list when list.Items.All(i => i is MappingNode):
                return [.. list.Items.Cast<MappingNode>().Select((m, i) => new MappingReader(m, $"{Dotted(key)}[{i}]", _bag, known))];
            case Node other:
                Wrong(key, other, "a list of mappings");
                return [];
        }
    }

    /// <summary>Complains of a value.</summary>
    public void Refuse(string key, string remedy, string? why = null)
    {
        Node? node = Find(key);
        string written = node?.Written ?? "";
        _bag.Add(new Diagnostic(
            DiagnosticCodes.OutOfRange, node?.Position ?? Position, Dotted(key), written,
            $"'{Dotted(key)}' cannot be {written}" + (why is null ? "" : $": {why}"), remedy));
    }

    /// <summary>Complains of a key that is not written.</summary>
    public void Missing(string key, string? remedy = null) =>
        _bag.Add(new Diagnostic(DiagnosticCodes.MissingKey, Position, Dotted(key), null, $"'{Dotted(key)}' is missing", remedy ?? "add it"));

    private void Wrong(string key, Node node, string noun) => _bag.Add(new Diagnostic(
        DiagnosticCodes.WrongType, node.Position, Dotted(key), node.Written, $"'{Dotted(key)}' is {node.Described} and not {noun}", node.Hint ?? $"write {noun}"));

    private string Dotted(string key) => _path.Length == 0 ? key : $"{_path}.{key}";
}
