// SPDX-License-Identifier: Apache-2.0
using RtlGen.Regression.Drawing;

namespace RtlGen.Coverage;

/// <summary>
/// What to ask of drawn configurations so that together they fall into every bin of the crosses of encodings, ADC, accumulator and
/// requantization: about a third of the combinations of all five, since a configuration falls into one bin of each cross.
/// </summary>
internal static class CoveringCases
{
    /// <summary>One set of wishes a case, always in the same order.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, KeyWish>> All { get; } = Cover();

    private static IReadOnlyDictionary<string, KeyWish>[] Cover()
    {
        CoverageCross[] crosses = [.. CoverageCross.All.Take(CoverageCross.OfEncodings)];
        List<IReadOnlyList<CrossChoice>[]> legal = [.. crosses.Select(c => c.Legal().ToArray())];
        HashSet<string> open = [.. crosses.Zip(legal).SelectMany(c => c.Second.Select(c.First.NameOf))];
        // Each combination of the second cross with each input encoding: the other two crosses are parts of it.
        List<(IReadOnlyDictionary<string, string> Keys, string[] Bins)> candidates =
        [
            .. from choice in legal[1]
               from inputs in CrossSide.Of("inputs.encoding").Choices
               let keys = choice.Append(inputs).SelectMany(c => c.Keys).ToDictionary(k => k.Key, k => k.Value, StringComparer.Ordinal)
               let bins = crosses.Select(c => c.BinOf(keys)!).ToArray()
               where bins.All(open.Contains)
               select ((IReadOnlyDictionary<string, string>)keys, bins),
        ];
        List<IReadOnlyDictionary<string, KeyWish>> cover = [];
        for (int wanted = crosses.Length; wanted > 0; wanted--)
        {
            // Greedy: those that open most bins first.
            foreach ((IReadOnlyDictionary<string, string> keys, string[] bins) in candidates)
            {
                if (bins.Count(open.Contains) >= wanted)
                {
                    open.ExceptWith(bins);
                    cover.Add(Wishes(keys));
                }
            }
        }

        return [.. cover];
    }

    /// <summary>Of an accumulator that is given any width will do.</summary>
    private static Dictionary<string, KeyWish> Wishes(IReadOnlyDictionary<string, string> keys) => keys
        .Where(k => !(string.Equals(k.Key, "accumulator.bits", StringComparison.Ordinal) && keys.ContainsKey("accumulator.overflow")))
        .ToDictionary(k => k.Key, k => KeyWish.Parse([k.Value])!, StringComparer.Ordinal);
}
