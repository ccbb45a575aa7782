// SPDX-License-Identifier: Apache-2.0
using RtlGen.Regression.Run;

namespace RtlGen.Regression.Reports;

/// <summary>Where the time of cases went, in the order in which a case passes through.</summary>
public static class TimeSplit
{
    /// <summary>Name and part of <see cref="CaseTimes"/>.</summary>
    public static IReadOnlyList<(string Name, Func<CaseTimes, double> Of)> Phases { get; } =
    [
        ("draw", t => t.Draw),
        ("emit", t => t.Emit),
        ("translate", t => t.Translate),
        ("compile", t => t.Compile),
        ("simulate", t => t.Simulate),
        ("compare", t => t.Compare),
        // Of cases that did not end by themselves only the total is known.
        ("unknown", t => Math.Max(0, t.Total - t.Draw - t.Emit - t.Translate - t.Compile - t.Simulate - t.Compare)),
    ];

    /// <summary>Milliseconds of all cases by phase, the longest first; phases that took nothing are left out.</summary>
    public static IReadOnlyList<(string Name, double Milliseconds)> Of(IReadOnlyList<CaseResult> results) =>
    [
        .. Phases
            .Select(p => (p.Name, Milliseconds: results.Sum(r => p.Of(r.Times))))
            .Where(p => p.Milliseconds > 0.5)
            .OrderByDescending(p => p.Milliseconds),
    ];

    /// <summary>The phases in percent, in a line: <c>compile 61 %, simulate 20 %</c>; less than half a percent is not worth a word.</summary>
    public static string InPercent(IReadOnlyList<CaseResult> results)
    {
        IReadOnlyList<(string Name, double Milliseconds)> split = Of(results);
        double total = split.Sum(p => p.Milliseconds);
        return string.Join(", ", split.Where(p => 200 * p.Milliseconds >= total).Select(p => $"{p.Name} {100 * p.Milliseconds / total:F0} %"));
    }
}
