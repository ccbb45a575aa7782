// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.Configuration;

namespace RtlGen.Regression.Drawing;

/// <summary>What is asked of a drawn configuration: values of single keys, and constraints between keys.</summary>
/// <param name="Keys">By dotted name.</param>
/// <param name="Constraints">All of them must hold.</param>
public sealed record KeyWishes(IReadOnlyDictionary<string, KeyWish> Keys, IReadOnlyList<KeyConstraint> Constraints)
{
    /// <summary>Nothing is asked.</summary>
    public static KeyWishes None { get; } = new(new Dictionary<string, KeyWish>(StringComparer.Ordinal), []);

    public bool IsEmpty => Keys.Count == 0 && Constraints.Count == 0;

    /// <summary>The wish for a key; null where nothing is asked of it.</summary>
    public KeyWish? Of(string key) => Keys.GetValueOrDefault(key);

    /// <summary>These and others; where both ask something of a key, the others count.</summary>
    public KeyWishes And(IReadOnlyDictionary<string, KeyWish> others)
    {
        Dictionary<string, KeyWish> both = new(Keys, StringComparer.Ordinal);
        foreach ((string key, KeyWish wish) in others)
        {
            both[key] = wish;
        }

        return this with { Keys = both };
    }

    /// <summary>
    /// Checks a whole configuration. A key that does not apply to it meets no wish. <c>layer.inputs</c> and
    /// <c>layer.outputs</c> are the shape, whether they are written or not.
    /// </summary>
    /// <exception cref="WishUnmetException">Names the first wish that is not met.</exception>
    public void Require(RtlConfiguration configuration, LayerShape shape)
    {
        if (IsEmpty)
        {
            return;
        }

        Dictionary<string, string> values = new(ConfigurationWriter.Values(configuration), StringComparer.Ordinal)
        {
            ["layer.inputs"] = shape.Inputs.ToString(CultureInfo.InvariantCulture),
            ["layer.outputs"] = shape.Outputs.ToString(CultureInfo.InvariantCulture),
        };
        foreach ((string key, KeyWish wish) in Keys)
        {
            if (!values.TryGetValue(key, out string? value) || !wish.Allows(value))
            {
                throw new WishUnmetException(key);
            }
        }

        if (Constraints.FirstOrDefault(c => !c.Holds(values)) is { } broken)
        {
            throw new WishUnmetException(broken.Text);
        }
    }
}

/// <summary>The values that one key may have: any of some words, or any integer of some ranges.</summary>
public sealed record KeyWish
{
    private readonly IReadOnlyList<string> _words;
    private readonly IReadOnlyList<(long Least, long Greatest)> _ranges;

    private KeyWish(IReadOnlyList<string> words, IReadOnlyList<(long Least, long Greatest)> ranges) => (_words, _ranges) = (words, ranges);

    /// <summary>Reads words, integers and ranges such as <c>2..6</c>; any one of them will do.</summary>
    /// <returns>Null for a range that holds nothing.</returns>
    public static KeyWish? Parse(IEnumerable<string> items)
    {
        List<string> words = [];
        List<(long, long)> ranges = [];
        foreach (string item in items)
        {
            string[] ends = item.Split("..");
            bool hasLeast = long.TryParse(ends[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long least);
            bool hasGreatest = long.TryParse(ends[^1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long greatest);
            if (ends.Length > 2 || !hasLeast || !hasGreatest)
            {
                words.Add(item);
            }
            else if (least > greatest)
            {
                return null;
            }
            else
            {
                ranges.Add((least, greatest));
            }
        }

        return new KeyWish(words, ranges);
    }

    /// <summary>Whether a key may be written so.</summary>
    public bool Allows(string value) =>
        _words.Contains(value, StringComparer.Ordinal)
        || (long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            && _ranges.Any(r => number >= r.Least && number <= r.Greatest));

    /// <summary>The integers that are allowed between two bounds, ascending.</summary>
    public IEnumerable<long> Integers(long least, long greatest)
    {
        for (long value = least; value <= greatest; value++)
        {
            if (_ranges.Any(r => value >= r.Least && value <= r.Greatest))
            {
                yield return value;
            }
        }
    }
}

/// <summary>No configuration that the contract allows meets a wish.</summary>
/// <param name="wish">The key, or the text of the constraint.</param>
public sealed class WishUnmetException(string wish) : Exception($"no configuration meets what is asked of '{wish}'")
{
    /// <summary>The key, or the text of the constraint.</summary>
    public string Wish { get; } = wish;
}
