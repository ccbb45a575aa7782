// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using System.Text.Json.Nodes;
using RtlGen.Diagnostics;

namespace RtlGen.Configuration;

/// <summary>An integer from <paramref name="min"/> to <paramref name="max"/>.</summary>
internal sealed class IntegerType<T>(T min, T max) : KeyType<T>
    where T : struct, IBinaryInteger<T>
{
    public override string Noun => "an integer";

    public override string Allowed => $"{min}..{max}";

    public override bool TryRead(string key, Node node, DiagnosticBag bag, out T value)
    {
        value = default;
        if (node is not ScalarNode { Kind: ScalarKind.Integer } scalar)
        {
            return WrongType(key, node, bag);
        }

        BigInteger integer = CoreSchema.ReadInteger(scalar.Text);
        if (integer < BigInteger.CreateChecked(min) || integer > BigInteger.CreateChecked(max))
        {
            return OutOfRange(key, node, bag);
        }

        value = T.CreateChecked(integer);
        return true;
    }

    public override string Write(T value) => value.ToString()!;

    public override JsonObject Schema() => new()
    {
        ["type"] = "integer",
        ["minimum"] = JsonValue.Create(long.CreateChecked(min)),
        ["maximum"] = JsonValue.Create(long.CreateChecked(max)),
    };
}

/// <summary>
/// An integer that may be left to the generator: null is written as <paramref name="word"/>, or, without a word, by
/// leaving the key out.
/// </summary>
internal sealed class OptionalIntegerType(int min, int max, string? word = null) : KeyType<int?>
{
    private readonly IntegerType<int> _integer = new(min, max);

    public override string Noun => word is null ? _integer.Noun : $"an integer or '{word}'";

    public override string Allowed => word is null ? _integer.Allowed : $"'{word}', {_integer.Allowed}";

    public override bool TryRead(string key, Node node, DiagnosticBag bag, out int? value)
    {
        value = null;
        if (word is not null && node is ScalarNode { Kind: ScalarKind.Text } scalar && string.Equals(scalar.Text, word, StringComparison.Ordinal))
        {
            return true;
        }

        if (node is not ScalarNode { Kind: ScalarKind.Integer })
        {
            return WrongType(key, node, bag);
        }

        var inner = new DiagnosticBag();
        if (!_integer.TryRead(key, node, inner, out int integer))
        {
            return OutOfRange(key, node, bag);
        }

        value = integer;
        return true;
    }

    public override string? Write(int? value) => value is { } integer ? _integer.Write(integer) : word;

    public override JsonObject Schema() => word is null
        ? _integer.Schema()
        : new JsonObject { ["oneOf"] = new JsonArray(new JsonObject { ["const"] = word }, _integer.Schema()) };
}

/// <summary>One of a few integers.</summary>
internal sealed class IntegerSetType(params IReadOnlyList<int> members) : KeyType<int>
{
    public override string Noun => "an integer";

    public override string Allowed => string.Join(", ", members);

    public override bool TryRead(string key, Node node, DiagnosticBag bag, out int value)
    {
        value = 0;
        if (node is not ScalarNode { Kind: ScalarKind.Integer } scalar)
        {
            return WrongType(key, node, bag);
        }

        BigInteger integer = CoreSchema.ReadInteger(scalar.Text);
        if (!members.Any(m => integer == m))
        {
            return OutOfRange(key, node, bag);
        }

        value = (int)integer;
        return true;
    }

    public override string Write(int value) => value.ToString();

    public override JsonObject Schema() =>
        new() { ["enum"] = new JsonArray([.. members.Select(m => (JsonNode)JsonValue.Create(m))]) };
}
