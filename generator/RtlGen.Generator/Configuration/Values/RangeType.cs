// SPDX-License-Identifier: Apache-2.0
using System.Text.Json.Nodes;
using RtlGen.Diagnostics;

namespace RtlGen.Configuration;

/// <summary>The ADC's range: a word, or <c>{step, zero}</c>.</summary>
internal sealed class RangeType : KeyType<AdcRange>
{
    /// <summary>2^31 in units of 1/256: above any column value, so a wider step or zero has no use. The contract sets no limit.</summary>
    private const long Limit = 1L << 39;

    private readonly ChoiceType<AdcRangeKind> _word = new(AdcRangeKind.Explicit);

    private readonly (string Name, string Documentation, FixedPointType Type)[] _parts =
    [
        ("step", "Distance between two codes in units of the column value.", new FixedPointType(1, Limit)),
        ("zero", "Column value that code 0 stands for.", new FixedPointType(-Limit, Limit)),
    ];

    public override string Noun => "a word or a mapping";

    public override string Allowed => $"{_word.Allowed}, {{step: above 0, zero: any}} in steps of 1/{FixedPointType.Scale}";

    public override bool TryRead(string key, Node node, DiagnosticBag bag, out AdcRange value)
    {
        value = new AdcRange(AdcRangeKind.Lossless);
        if (node is MappingNode mapping)
        {
            return TryReadParts(key, mapping, bag, out value);
        }

        if (node is not ScalarNode { Kind: ScalarKind.Text } scalar)
        {
            return WrongType(key, node, bag);
        }

        if (!_word.TryRead(key, scalar, new DiagnosticBag(), out AdcRangeKind kind))
        {
            string? near = Suggestions.Nearest(scalar.Text, _word.Words);
            return OutOfRange(key, node, bag, near is null ? null : $"did you mean '{near}'?");
        }

        value = new AdcRange(kind);
        return true;
    }

    public override string Write(AdcRange value) =>
        value.Kind == AdcRangeKind.Explicit
            ? $"{{step: {_parts[0].Type.Write(value.Step256)}, zero: {_parts[1].Type.Write(value.Zero256)}}}"
            : _word.Write(value.Kind);

    public override JsonObject Schema()
    {
        JsonObject properties = [];
        foreach ((string name, string documentation, FixedPointType type) in _parts)
        {
            JsonObject property = type.Schema();
            property["description"] = documentation;
            properties[name] = property;
        }

        return new JsonObject
        {
            ["oneOf"] = new JsonArray(
                _word.Schema(),
                new JsonObject
                {
                    ["type"] = "object",
                    ["properties"] = properties,
                    ["required"] = new JsonArray([.. _parts.Select(p => (JsonNode)JsonValue.Create(p.Name))]),
                    ["additionalProperties"] = false,
                }),
        };
    }

    private bool TryReadParts(string key, MappingNode mapping, DiagnosticBag bag, out AdcRange value)
    {
        int before = bag.Items.Count;
        foreach (MappingEntry entry in mapping.Entries.Where(e => Array.TrueForAll(_parts, p => !string.Equals(p.Name, e.Key.Text, StringComparison.Ordinal))))
        {
            bag.Add(Suggestions.UnknownKey(entry, key, _parts.Select(p => p.Name)));
        }

        long[] numbers = new long[_parts.Length];
        for (int i = 0; i < _parts.Length; i++)
        {
            string dotted = $"{key}.{_parts[i].Name}";
            if (mapping.Find(_parts[i].Name) is { } entry)
            {
                _ = _parts[i].Type.TryRead(dotted, entry.Value, bag, out numbers[i]);
            }
            else
            {
                bag.Add(new Diagnostic(
                    DiagnosticCodes.MissingKey, mapping.Position, dotted, null,
                    $"'{dotted}' is missing", $"allowed: {_parts[i].Type.Allowed}"));
            }
        }

        value = new AdcRange(AdcRangeKind.Explicit, numbers[0], numbers[1]);
        return bag.Items.Count == before;
    }
}
