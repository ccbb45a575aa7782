// SPDX-License-Identifier: Apache-2.0
using RtlGen.Regression.Cases;

namespace RtlGen.Regression.Run;

/// <summary>In which order cases run: what failed before first, then the longest first, so that nothing long is left for the end.</summary>
public static class CaseOrder
{
    /// <summary>Sorts by what an earlier run knew; cases that it did not know come between the failed and the passed, as they stand.</summary>
    public static IReadOnlyList<PlannedCase> Of(IReadOnlyList<PlannedCase> cases, IReadOnlyList<CaseResult> earlier)
    {
        Dictionary<string, CaseResult> known = earlier.ToDictionary(r => r.Id, StringComparer.Ordinal);
        return
        [
            .. cases
                .Select((c, i) => (Case: c, Index: i, Result: known.GetValueOrDefault(c.Id)))
                .OrderBy(c => c.Result switch { null => 1, { Verdict: CaseVerdict.Passed or CaseVerdict.Empty } => 2, _ => 0 })
                .ThenByDescending(c => c.Result?.Times.Total ?? 0)
                .ThenBy(c => c.Index)
                .Select(c => c.Case),
        ];
    }
}
