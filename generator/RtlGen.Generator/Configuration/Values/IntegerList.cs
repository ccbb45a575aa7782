// SPDX-License-Identifier: Apache-2.0
using System.Collections;

namespace RtlGen.Configuration;

/// <summary>An immutable list of integers that equals another with the same items, so that records holding it compare by value.</summary>
public sealed class IntegerList(IEnumerable<int> items) : IReadOnlyList<int>, IEquatable<IntegerList>
{
    private readonly int[] _items = [.. items];

    public int Count => _items.Length;

    public int this[int index] => _items[index];

    public bool Equals(IntegerList? other) => other is not null && _items.AsSpan().SequenceEqual(other._items);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as IntegerList);

    /// <inheritdoc />
    public override int GetHashCode() => _items.Aggregate(_items.Length, HashCode.Combine);

    public IEnumerator<int> GetEnumerator() => _items.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc />
    public override string ToString() => $"[{string.Join(", ", _items)}]";
}
