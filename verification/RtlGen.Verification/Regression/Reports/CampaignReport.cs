// SPDX-License-Identifier: Apache-2.0
using RtlGen.Coverage;
using RtlGen.Diagnostics;
using RtlGen.Regression.Failures;
using RtlGen.Regression.Run;
using RtlGen.Tools;

namespace RtlGen.Regression.Reports;

/// <summary>A bucket with what helps to understand it.</summary>
/// <param name="Bucket">The failures.</param>
/// <param name="IsNew">True when the run before this one had no such bucket.</param>
/// <param name="Command">Runs the reduced case where one was saved, otherwise the smallest case of the campaign.</param>
/// <param name="Evidence">Text beside the saved case; empty where there is none.</param>
/// <param name="Folder">Where the reduced case, its evidence and its waves are, from the campaign's folder; empty where nothing was saved.</param>
public sealed record ReportedBucket(FailureBucket Bucket, bool IsNew, string Command, string Evidence, string Folder);

/// <summary>All that the reports of a campaign show; every one of them is made from this.</summary>
public sealed record CampaignReport
{
    private const string SavedCase = "case.yaml";

    private const string SavedEvidence = "evidence.txt";

    public required CampaignHeading Heading { get; init; }

    /// <summary>In the order of the plan.</summary>
    public required IReadOnlyList<CaseResult> Results { get; init; }

    /// <summary>Planned cases without a result.</summary>
    public required IReadOnlyList<PlannedName> NotRun { get; init; }

    public required IReadOnlyList<ReportedBucket> Buckets { get; init; }

    /// <summary>Null where nothing was measured.</summary>
    public CampaignCoverage? Coverage { get; init; }

    /// <summary>Finished runs of the same specification, oldest first; of a finished campaign the last one is itself.</summary>
    public IReadOnlyList<HistoryEntry> History { get; init; } = [];

    /// <summary>False when something failed or was not run, or a goal of coverage was missed.</summary>
    public bool Passes => Buckets.Count == 0 && NotRun.Count == 0 && Coverage is not { MeetsGoals: false };

    /// <summary>Cases that ended so.</summary>
    public int Count(CaseVerdict verdict) => Results.Count(r => r.Verdict == verdict);

    /// <summary>Reads what a campaign left in its folder, finished or not.</summary>
    /// <exception cref="BadInputException">The folder holds no campaign.</exception>
    public static CampaignReport Read(CampaignFolder folder)
    {
        CampaignHeading heading = CampaignHeading.Read(folder);
        Dictionary<string, CaseResult> found = ResultLog.Read(folder.Results).ToDictionary(r => r.Id, StringComparer.Ordinal);
        HistoryEntry[] history = [.. HistoryEntry.Read(folder.History).Where(h => string.Equals(h.Name, heading.Name, StringComparison.Ordinal))];
        HistoryEntry? before = history.LastOrDefault(h => h.Date < heading.Started);
        CaseResult[] results = [.. heading.Cases.Where(c => found.ContainsKey(c.Id)).Select(c => found[c.Id])];
        return new CampaignReport
        {
            Heading = heading,
            Results = results,
            NotRun = [.. heading.Cases.Where(c => !found.ContainsKey(c.Id))],
            Buckets = [.. FailureBuckets.Of(results).Select(b => Reported(b, heading, folder, before))],
            Coverage = CoverageIn(folder),
            History = history,
        };
    }

    /// <summary>This campaign as an earlier run of the next one.</summary>
    public HistoryEntry ToHistory(DateTimeOffset now) => new()
    {
        Date = now,
        Name = Heading.Name,
        Seed = Heading.Seed,
        Cases = Heading.Cases.Count,
        Passed = Count(CaseVerdict.Passed),
        Failed = Count(CaseVerdict.Failed),
        Crashed = Count(CaseVerdict.Crashed),
        TimedOut = Count(CaseVerdict.TimedOut),
        Empty = Count(CaseVerdict.Empty),
        NotRun = NotRun.Count,
        Seconds = Heading.Seconds ?? 0,
        Buckets = [.. Buckets.Select(b => b.Bucket.Signature.ToString())],
        Coverage = CoveragePart.Of(Coverage).ToDictionary(c => c.Name, c => c.Share.Percent, StringComparer.Ordinal),
    };

    private static CampaignCoverage? CoverageIn(CampaignFolder folder) =>
        File.Exists(folder.CoverageDetails) ? CampaignCoverage.FromJson(File.ReadAllText(folder.CoverageDetails)) : null;

    private static ReportedBucket Reported(FailureBucket bucket, CampaignHeading heading, CampaignFolder folder, HistoryEntry? before)
    {
        string saved = Path.Combine(folder.Failures, $"{bucket.Number}");
        string reduced = Path.Combine(saved, SavedCase);
        string evidence = Path.Combine(saved, SavedEvidence);
        return new ReportedBucket(
            bucket,
            before?.Buckets.Contains(bucket.Signature.ToString(), StringComparer.Ordinal) == false,
            File.Exists(reduced)
                ? new ToolInvocation("rtlgen", "regress", FromHere(reduced)).CommandLine
                : heading.CommandOf(bucket.Smallest.Id),
            File.Exists(evidence) ? File.ReadAllText(evidence) : "",
            File.Exists(reduced) ? $"failures/{bucket.Number}" : "");
    }

    /// <summary>Relative below the folder of this process, since such a line can be read; otherwise in full.</summary>
    private static string FromHere(string path)
    {
        string relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
