// SPDX-License-Identifier: Apache-2.0
using System.Globalization;

namespace RtlGen.Coverage;

/// <summary>A campaign's coverage for a terminal.</summary>
public static class CoverageText
{
    /// <summary>Holes of a kind that are told; the rest is in the report.</summary>
    private const int MostHoles = 20;

    /// <summary>What was reached, which goals were missed, and the holes by name.</summary>
    /// <param name="coverage">The campaign's.</param>
    /// <param name="file">Where all of it stands.</param>
    public static IEnumerable<string> Of(CampaignCoverage coverage, string file)
    {
        IEnumerable<string> families = coverage.Functional.Families.Select(f => $"{f.Name} {Share(f.Share)}");
        yield return $"functional coverage: {Share(coverage.Functional.All)} ({string.Join(", ", families)})";
        if (coverage.Code is { } code)
        {
            yield return $"code coverage of rtl/: lines {Share(code.Lines)}, toggles {Share(code.Toggles)}";
        }

        foreach (GoalOutcome missed in coverage.Goals.Where(g => !g.IsMet))
        {
            yield return $"coverage goal missed: {missed.Name} {Percent(missed.Percent)} instead of {Percent(missed.Goal)}";
        }

        foreach (IReadOnlyList<string> holes in Holes(coverage))
        {
            foreach (string hole in holes.Take(MostHoles))
            {
                yield return $"  not reached: {hole}";
            }

            if (holes.Count > MostHoles)
            {
                yield return $"  and {holes.Count - MostHoles} more: see {file}";
            }
        }
    }

    private static IEnumerable<IReadOnlyList<string>> Holes(CampaignCoverage coverage)
    {
        IEnumerable<IReadOnlyList<string>> bins = coverage.Functional.Families.Select(f => f.Holes);
        return coverage.Code is not { } code ? bins :
        [
            .. bins,
            [.. code.NeverBuilt.Select(CampaignCoverage.NeverBuilt)],
            [.. code.Holes.Where(h => h.Point.Kind != CoverageKind.Toggle).Select(h => h.ToString())],
            [.. code.Holes.Where(h => h.Point.Kind == CoverageKind.Toggle).Select(h => h.ToString())],
        ];
    }

    private static string Share(CoverageShare share) => string.Create(CultureInfo.InvariantCulture, $"{Percent(share.Percent)}, {share.Covered} of {share.Total}");

    /// <summary>Cut, not rounded: what is not whole never reads 100.</summary>
    private static string Percent(double percent) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(percent * 100) / 100:0.##} %");
}
