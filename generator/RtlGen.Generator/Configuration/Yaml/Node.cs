// SPDX-License-Identifier: Apache-2.0
using RtlGen.Diagnostics;

namespace RtlGen.Configuration;

/// <summary>A node of the text's tree: what was written and where, before it means anything.</summary>
public abstract record Node(SourcePosition Position)
{
    /// <summary>The value in one line, as written, for messages.</summary>
    public abstract string Written { get; }

    /// <summary>What it is, as the middle of a sentence: <c>the text "8"</c>.</summary>
    public abstract string Described { get; }

    /// <summary>How to mend the usual mistake that looks like this node; null when there is none.</summary>
    public virtual string? Hint => null;
}

/// <summary>One value; <paramref name="IsPlain"/> is false when it was quoted or a block, and then it is always text.</summary>
public sealed record ScalarNode(SourcePosition Position, string Text, bool IsPlain) : Node(Position)
{
    public ScalarKind Kind => IsPlain ? CoreSchema.KindOf(Text) : ScalarKind.Text;

    public override string Written => Shorten(IsPlain ? Text : $"\"{Text.ReplaceLineEndings("\\n")}\"");

    public override string Described => Kind switch
    {
        ScalarKind.Null => "empty",
        ScalarKind.Boolean => $"the boolean {Written}",
        ScalarKind.Integer or ScalarKind.Decimal or ScalarKind.AmbiguousNumber => $"the number {Written}",
        ScalarKind.NotFinite => $"{Written}, which is no finite number",
        _ => IsPlain ? $"the text \"{Written}\"" : $"the text {Written}",
    };

    public override string? Hint
    {
        get
        {
            if (!IsPlain && CoreSchema.KindOf(Text) is ScalarKind.Integer or ScalarKind.Decimal or ScalarKind.Boolean)
            {
                return "remove the quotes, what is quoted is text";
            }

            return Kind switch
            {
                ScalarKind.AmbiguousNumber => "write it in decimal without leading zeros, which some read as octal",
                ScalarKind.Text when Text.ToUpperInvariant() is "YES" or "NO" or "ON" or "OFF" =>
                    "YAML 1.2 has no booleans but true and false",
                _ => null,
            };
        }
    }

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..57] + "...";
}

/// <summary>A list.</summary>
public sealed record ListNode(SourcePosition Position, IReadOnlyList<Node> Items) : Node(Position)
{
    public override string Written =>
        Items.Count <= 20 ? $"[{string.Join(", ", Items.Select(i => i.Written))}]" : $"[{Items.Count} items]";

    public override string Described => "a list";
}

/// <summary>A key with its value; <paramref name="IsPreset"/> when it comes from a preset and not from the user's file.</summary>
public sealed record MappingEntry(ScalarNode Key, Node Value, bool IsPreset = false);

/// <summary>A mapping without duplicate keys, in the order of the text.</summary>
public sealed record MappingNode(SourcePosition Position, IReadOnlyList<MappingEntry> Entries) : Node(Position)
{
    public override string Written =>
        Entries.Count <= 20
            ? $"{{{string.Join(", ", Entries.Select(e => $"{e.Key.Text}: {e.Value.Written}"))}}}"
            : $"{{{Entries.Count} keys}}";

    public override string Described => "a mapping";

    public MappingEntry? Find(string key) =>
        Entries.FirstOrDefault(e => string.Equals(e.Key.Text, key, StringComparison.Ordinal));
}
