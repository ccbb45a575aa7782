// SPDX-License-Identifier: Apache-2.0
using System.Text.Json.Nodes;
using RtlGen.Diagnostics;

namespace RtlGen.Configuration;

/// <summary>True or false.</summary>
internal sealed class BooleanType : KeyType<bool>
{
    public override string Noun => "a boolean";

    public override string Allowed => "true, false";

    public override bool TryRead(string key, Node node, DiagnosticBag bag, out bool value)
    {
        value = node is ScalarNode scalar && scalar.Text.Equals("true", StringComparison.OrdinalIgnoreCase);
        return node is ScalarNode { Kind: ScalarKind.Boolean } || WrongType(key, node, bag);
    }

    public override string Write(bool value) => value ? "true" : "false";

    public override JsonObject Schema() => new() { ["type"] = "boolean" };
}

/// <summary>One of the words that the members of an enumeration spell in snake case.</summary>
/// <param name="hidden">Members that no word names.</param>
internal sealed class ChoiceType<T>(params IReadOnlyList<T> hidden) : KeyType<T>
    where T : struct, Enum
{
    private readonly T[] _members = [.. Enum.GetValues<T>().Except(hidden)];

    public override string Noun => "one of the words that are allowed";

    public override string Allowed => string.Join(", ", Words);

    public IEnumerable<string> Words => _members.Select(Write);

    public override bool TryRead(string key, Node node, DiagnosticBag bag, out T value)
    {
        value = default;
        if (node is not ScalarNode { Kind: ScalarKind.Text } scalar)
        {
            return WrongType(key, node, bag);
        }

        int index = Array.FindIndex(_members, m => string.Equals(Write(m), scalar.Text, StringComparison.Ordinal));
        if (index < 0)
        {
            string? near = Suggestions.Nearest(scalar.Text, Words);
            return OutOfRange(key, node, bag, near is null ? null : $"did you mean '{near}'?");
        }

        value = _members[index];
        return true;
    }

    public override string Write(T value) => ConfigurationNames.Of(value);

    public override JsonObject Schema() =>
        new() { ["enum"] = new JsonArray([.. Words.Select(w => (JsonNode)JsonValue.Create(w))]) };
}

/// <summary>Text that need not be there.</summary>
internal sealed class OptionalTextType(string allowed) : KeyType<string?>
{
    public override string Noun => "text";

    public override string Allowed => allowed;

    public override bool TryRead(string key, Node node, DiagnosticBag bag, out string? value)
    {
        value = (node as ScalarNode)?.Text;
        return node is ScalarNode { Kind: ScalarKind.Text } || WrongType(key, node, bag);
    }

    public override string? Write(string? value) => value is null ? null : CoreSchema.WriteText(value);

    public override JsonObject Schema() => new() { ["type"] = "string" };
}

/// <summary>An identifier in every language that the generator writes.</summary>
internal sealed class NameType : KeyType<string>
{
    public override string Noun => "a name";

    public override string Allowed => Identifiers.Rule;

    public override bool TryRead(string key, Node node, DiagnosticBag bag, out string value)
    {
        value = (node as ScalarNode)?.Text ?? "";
        if (node is not ScalarNode { Kind: ScalarKind.Text })
        {
            return WrongType(key, node, bag);
        }

        if (Identifiers.Objection(value) is not { } objection)
        {
            return true;
        }

        bag.Add(new Diagnostic(
            DiagnosticCodes.BadName, node.Position, key, node.Written,
            $"'{key}' cannot be {node.Written}: {objection}", $"allowed: {Allowed}"));
        return false;
    }

    public override string Write(string value) => CoreSchema.WriteText(value);

    public override JsonObject Schema() => new()
    {
        ["type"] = "string",
        ["pattern"] = Identifiers.Pattern,
        ["maxLength"] = Identifiers.MaximumLength,
    };
}
