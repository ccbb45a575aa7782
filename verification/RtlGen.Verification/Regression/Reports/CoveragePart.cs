// SPDX-License-Identifier: Apache-2.0
using RtlGen.Coverage;

namespace RtlGen.Regression.Reports;

/// <summary>One kind of coverage as the page shows it.</summary>
/// <param name="Name">In the reader's words.</param>
/// <param name="Share">What was reached.</param>
/// <param name="Goal">Null: none was set.</param>
/// <param name="Holes">What was not reached, by name.</param>
/// <param name="LeftOut">What does not count, and why.</param>
public sealed record CoveragePart(string Name, CoverageShare Share, GoalOutcome? Goal, IReadOnlyList<CoverageNote> Holes, IReadOnlyList<CoverageNote> LeftOut)
{
    /// <summary>Bins and their families, then code; empty where nothing was measured.</summary>
    public static IReadOnlyList<CoveragePart> Of(CampaignCoverage? coverage)
    {
        if (coverage is null)
        {
            return [];
        }

        List<CoveragePart> parts =
        [
            new("functional bins", coverage.Functional.All, Goal("functional"), [], [.. coverage.Functional.LeftOut.Select(b => new CoverageNote(b.Name, b.Reason))]),
            .. coverage.Functional.Families.Select(f => new CoveragePart($"functional bins: {f.Name}", f.Share, null, [.. f.Holes.Select(h => new CoverageNote(h, ""))], [])),
        ];
        if (coverage.Code is { } code)
        {
            IEnumerable<CoverageNote> never = code.NeverBuilt.Select(f => new CoverageNote(f, "no design contained this module"));
            ILookup<bool, CoverageNote> holes = code.Holes.ToLookup(h => h.Point.Kind == CoverageKind.Toggle, Note);
            parts.Add(new CoveragePart("lines of rtl/", code.Lines, Goal("lines"), [.. never, .. holes[false]], [.. code.Exclusions.Select(e => new CoverageNote(e.Place, e.Reason))]));
            parts.Add(new CoveragePart("toggles of rtl/", code.Toggles, Goal("toggles"), [.. holes[true]], []));
        }

        return parts;

        GoalOutcome? Goal(string name) => coverage.Goals.FirstOrDefault(g => string.Equals(g.Name, name, StringComparison.Ordinal));
    }

    private static CoverageNote Note(CoverageHole hole) =>
        new($"{hole.Point.File}:{hole.Point.Line}", $"{hole.Point.Kind.ToString().ToLowerInvariant()} {hole.Point.Name}: {hole.Text}");
}

/// <summary>A line about a point or bin.</summary>
/// <param name="Place">File and line, or the name of a bin.</param>
/// <param name="What">The statement or signal, or a reason; may be empty.</param>
public sealed record CoverageNote(string Place, string What);
