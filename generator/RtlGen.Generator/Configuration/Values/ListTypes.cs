// SPDX-License-Identifier: Apache-2.0
using System.Text.Json.Nodes;
using RtlGen.Diagnostics;

namespace RtlGen.Configuration;

/// <summary>A list of integers; an empty list is expressed by leaving the key out.</summary>
internal class IntegerListType(int min, int max, int minimumCount) : KeyType<IReadOnlyList<int>>
{
    /// <summary>More items are refused: no key has a use for them.</summary>
    private const int MaximumCount = 256;

    private readonly IntegerType<int> _item = new(min, max);

    public override string Noun => "a list of integers";

    public override string Allowed => $"a list of at least {minimumCount} integers {_item.Allowed}";

    public override bool TryRead(string key, Node node, DiagnosticBag bag, out IReadOnlyList<int> value)
    {
        value = [];
        if (node is not ListNode list)
        {
            return WrongType(key, node, bag);
        }

        List<int> items = [];
        foreach (Node item in list.Items)
        {
            if (_item.TryRead(key, item, bag, out int integer))
            {
                items.Add(integer);
            }
        }

        if (items.Count != list.Items.Count)
        {
            return false;
        }

        value = new IntegerList(items);
        return (items.Count >= minimumCount && items.Count <= MaximumCount && IsAllowed(items)) || OutOfRange(key, node, bag);
    }

    public override string? Write(IReadOnlyList<int> value) =>
        value.Count == 0 ? null : $"[{string.Join(", ", value)}]";

    public override JsonObject Schema() => new()
    {
        ["type"] = "array",
        ["items"] = _item.Schema(),
        ["minItems"] = minimumCount,
        ["maxItems"] = MaximumCount,
    };

    /// <summary>A condition on the list as a whole.</summary>
    protected virtual bool IsAllowed(IReadOnlyList<int> items) => true;
}

/// <summary>What a cell can hold: ascending integers from 0.</summary>
internal sealed class LevelsType(int max) : IntegerListType(0, max, 2)
{
    public override string Allowed => $"{base.Allowed}, ascending from 0";

    public override JsonObject Schema()
    {
        JsonObject schema = base.Schema();
        schema["uniqueItems"] = true;
        return schema;
    }

    protected override bool IsAllowed(IReadOnlyList<int> items) =>
        items[0] == 0 && items.Zip(items.Skip(1)).All(pair => pair.First < pair.Second);
}

/// <summary>An interval, written [lo, hi].</summary>
internal sealed class IntervalType(long min, long max) : KeyType<(long Lo, long Hi)?>
{
    private readonly IntegerType<long> _bound = new(min, max);

    public override string Noun => "a list of two integers";

    public override string Allowed => "[lo, hi] with lo <= hi";

    public override bool TryRead(string key, Node node, DiagnosticBag bag, out (long Lo, long Hi)? value)
    {
        value = null;
        if (node is not ListNode list)
        {
            return WrongType(key, node, bag);
        }

        if (list.Items.Count != 2)
        {
            return OutOfRange(key, node, bag);
        }

        // Both bounds are read in any case, so that both may be complained about.
        bool hasLo = _bound.TryRead(key, list.Items[0], bag, out long lo);
        bool hasHi = _bound.TryRead(key, list.Items[1], bag, out long hi);
        value = (lo, hi);
        return hasLo && hasHi && (lo <= hi || OutOfRange(key, node, bag));
    }

    public override string? Write((long Lo, long Hi)? value) => value is { } v ? $"[{v.Lo}, {v.Hi}]" : null;

    public override JsonObject Schema() => new()
    {
        ["type"] = "array",
        ["items"] = _bound.Schema(),
        ["minItems"] = 2,
        ["maxItems"] = 2,
    };
}
