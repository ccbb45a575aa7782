// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using RtlGen.Regression.Run;

namespace RtlGen.Regression.Reports;

/// <summary>One kind of coverage as the reports show it.</summary>
/// <param name="Name">In the reader's words: <c>functional bins</c>, <c>lines of rtl/</c>, <c>toggles of rtl/</c>.</param>
/// <param name="Reached">Points reached at least once.</param>
/// <param name="Total">Points that there are.</param>
/// <param name="Goal">Percent asked for; null: none.</param>
/// <param name="Holes">What was not reached, by name.</param>
public sealed record CoveragePart(string Name, int Reached, int Total, double? Goal, IReadOnlyList<CoverageGap> Holes)
{
    /// <summary>In percent; 100 where there is nothing to reach.</summary>
    public double Percent => Total == 0 ? 100 : 100.0 * Reached / Total;

    /// <summary>False when a goal was set and not reached.</summary>
    public bool MeetsGoal => Goal is not { } goal || Percent >= goal;
}

/// <summary>A point that nothing reached.</summary>
/// <param name="Place">File and line, or the name of a bin.</param>
/// <param name="What">The statement, signal or meaning; may be empty.</param>
public sealed record CoverageGap(string Place, string What);

/// <summary>Coverage of a campaign, kept as <c>coverage.json</c> in its folder for reports that are made again.</summary>
public static class ReportCoverage
{
    private const string FileName = "coverage.json";

    /// <summary>Writes what a campaign reached; the next report shows it.</summary>
    public static void Write(CampaignFolder folder, IReadOnlyList<CoveragePart> parts) =>
        ReportJson.Replace(PathIn(folder), JsonSerializer.Serialize(parts, ReportJson.Options) + "\n");

    /// <summary>Empty where nothing was measured.</summary>
    public static IReadOnlyList<CoveragePart> Read(CampaignFolder folder)
    {
        try
        {
            return File.Exists(PathIn(folder)) ? JsonSerializer.Deserialize<IReadOnlyList<CoveragePart>>(File.ReadAllText(PathIn(folder)), ReportJson.Options) ?? [] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>Nothing was measured yet.</summary>
    internal static void Remove(CampaignFolder folder) => File.Delete(PathIn(folder));

    private static string PathIn(CampaignFolder folder) => Path.Combine(folder.Root, FileName);
}
