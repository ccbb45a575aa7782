// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text.Json.Nodes;
using RtlGen.Diagnostics;

namespace RtlGen.Configuration;

/// <summary>An exact decimal from <paramref name="min"/> to <paramref name="max"/>.</summary>
internal sealed class DecimalType(decimal min, decimal max) : KeyType<decimal>
{
    public override string Noun => "a number";

    public override string Allowed => $"{Write(min)}..{Write(max)}";

    public override bool TryRead(string key, Node node, DiagnosticBag bag, out decimal value)
    {
        value = 0;
        if (node is not ScalarNode { Kind: ScalarKind.Integer or ScalarKind.Decimal } scalar)
        {
            return WrongType(key, node, bag);
        }

        if (!CoreSchema.TryReadDecimal(scalar.Text, out value))
        {
            return OutOfRange(key, node, bag, $"a number has at most {CoreSchema.ExactDigits} digits");
        }

        return (value >= min && value <= max) || OutOfRange(key, node, bag);
    }

    /// <summary>Without an exponent and without trailing zeros, so that equal numbers are written alike.</summary>
    public override string Write(decimal value) =>
        value.ToString("0.############################", CultureInfo.InvariantCulture);

    public override JsonObject Schema() => new()
    {
        ["type"] = "number",
        ["minimum"] = JsonValue.Create(min),
        ["maximum"] = JsonValue.Create(max),
    };
}

/// <summary>A multiple of 1/256, held as that multiple.</summary>
internal sealed class FixedPointType(long min, long max) : KeyType<long>
{
    /// <summary>Parts of one.</summary>
    public const int Scale = 256;

    private readonly DecimalType _decimal = new((decimal)min / Scale, (decimal)max / Scale);

    public override string Noun => _decimal.Noun;

    public override string Allowed => $"{_decimal.Allowed} in steps of 1/{Scale}";

    public override bool TryRead(string key, Node node, DiagnosticBag bag, out long value)
    {
        value = 0;
        if (node is not ScalarNode { Kind: ScalarKind.Integer or ScalarKind.Decimal } scalar)
        {
            return WrongType(key, node, bag);
        }

        // A number with too many digits is no multiple of 1/256 in the range either.
        if (!CoreSchema.TryReadDecimal(scalar.Text, out decimal number)
            || number * Scale != decimal.Truncate(number * Scale) || number * Scale < min || number * Scale > max)
        {
            return OutOfRange(key, node, bag);
        }

        value = (long)(number * Scale);
        return true;
    }

    public override string Write(long value) => _decimal.Write((decimal)value / Scale)!;

    public override JsonObject Schema()
    {
        JsonObject schema = _decimal.Schema();
        schema["multipleOf"] = JsonValue.Create(1m / Scale);
        return schema;
    }
}
