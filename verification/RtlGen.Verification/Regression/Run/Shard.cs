// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.CoSimulation;
using RtlGen.Regression.Cases;

namespace RtlGen.Regression.Run;

/// <summary>One of several parts of a campaign, each run by a process of its own, on any machine.</summary>
/// <param name="Number">1..<paramref name="Count"/>.</param>
/// <param name="Count">How many there are.</param>
public sealed record Shard(int Number, int Count)
{
    /// <summary>More are of no use: a start of the tool costs as much as a small case.</summary>
    public const int Most = 4096;

    /// <summary>For file names: <c>3of8</c>.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Number}of{Count}");

    /// <summary>For people and for <c>--shard</c>: <c>3/8</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Count}");

    /// <summary>Reads <c>3/8</c>; null when it is none.</summary>
    public static Shard? Parse(string text) => Of(text.Split('/'));

    /// <summary>Reads <c>3of8</c>; null when it is none.</summary>
    public static Shard? OfName(string name) => Of(name.Split("of"));

    /// <summary>
    /// The cases of this shard, in the order of the plan. Without times a pure function of the cases' names: as many for each
    /// shard as for any other, neighbours in the plan apart. With times each goes, the longest first, to the shard that has the least.
    /// </summary>
    /// <param name="plan">All cases.</param>
    /// <param name="earlier">What an earlier run took; the same for every shard, or cases are lost. A case that it does not know counts as the mean.</param>
    public IReadOnlyList<PlannedCase> Of(IReadOnlyList<PlannedCase> plan, IReadOnlyList<CaseResult> earlier)
    {
        int[] owner = Deal(plan, earlier);
        return [.. plan.Where((_, i) => owner[i] == Number - 1)];
    }

    private int[] Deal(IReadOnlyList<PlannedCase> plan, IReadOnlyList<CaseResult> earlier)
    {
        Dictionary<string, double> times = earlier.ToDictionary(r => r.Id, r => r.Times.Total, StringComparer.Ordinal);
        double mean = times.Count == 0 ? 1 : Math.Max(1, times.Values.Average());
        (int Index, double Time)[] order =
        [
            .. plan
                .Select((c, i) => (Index: i, Time: times.GetValueOrDefault(c.Id, mean), Key: BuildCache.KeyOf([c.Id])))
                .OrderByDescending(c => c.Time)
                .ThenBy(c => c.Key, StringComparer.Ordinal)
                .Select(c => (c.Index, c.Time)),
        ];
        int[] owner = new int[plan.Count];
        PriorityQueue<int, (double Load, int Number)> shards = new(Enumerable.Range(0, Count).Select(i => (i, (0.0, i))));
        double[] load = new double[Count];
        foreach ((int index, double time) in order)
        {
            int least = shards.Dequeue();
            owner[index] = least;
            load[least] += time;
            shards.Enqueue(least, (load[least], least));
        }

        return owner;
    }

    private static Shard? Of(string[] parts) =>
        parts is [var number, var count]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int i)
        && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int n)
        && i >= 1 && i <= n && n <= Most
            ? new Shard(i, n)
            : null;
}
