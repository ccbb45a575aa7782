// SPDX-License-Identifier: Apache-2.0
using System.Text;
using RtlGen.Coverage;
using RtlGen.Regression.Failures;
using RtlGen.Regression.Run;
using RtlGen.Reporting;

namespace RtlGen.Regression.Reports;

/// <summary>The end of a campaign for a terminal or a log.</summary>
public static class SummaryText
{
    private const int MessageShown = 160;

    /// <summary>Verdict, buckets, groups, coverage, time; LF line ends.</summary>
    /// <param name="report">What to show.</param>
    /// <param name="forPeople">True: a bucket also has its message and a line of its own for the command. False: one line a bucket.</param>
    public static string Of(CampaignReport report, bool forPeople)
    {
        StringBuilder text = new();
        text.Append(Verdict(report)).Append('\n');
        Buckets(text, report, forPeople);
        text.Append('\n').Append(Groups(report));
        if (report.Coverage is { } coverage)
        {
            text.Append('\n').AppendJoin('\n', CoverageText.Of(coverage, CampaignReports.PageName)).Append('\n');
        }

        text.Append('\n').Append(Figures(report));
        return text.ToString();
    }

    /// <summary><c>1 case</c>, <c>2 cases</c>.</summary>
    internal static string Cases(int count) => count == 1 ? "1 case" : $"{count} cases";

    /// <summary>Seconds as people say them: <c>8.1 s</c>, <c>2 min 5 s</c>, <c>1 h 4 min</c>.</summary>
    public static string Duration(double seconds)
    {
        long whole = (long)Math.Round(seconds);
        return whole < 60 ? $"{seconds:F1} s"
            : whole < 3600 ? $"{whole / 60} min {whole % 60} s"
            : $"{whole / 3600} h {whole % 3600 / 60} min";
    }

    private static string Verdict(CampaignReport report)
    {
        (int Count, string What)[] others =
        [
            (report.Count(CaseVerdict.Failed), "failed"),
            (report.Count(CaseVerdict.Crashed), "crashed"),
            (report.Count(CaseVerdict.TimedOut), "timed out"),
            (report.NotRun.Count, "not run"),
            (report.Count(CaseVerdict.Empty), "had nothing to run"),
        ];
        string word = report.Passes ? "passed" : report.Buckets.Count > 0 ? "FAILED" : report.NotRun.Count > 0 ? "INCOMPLETE" : "COVERAGE IS MISSING";
        string counts = string.Concat(others.Where(o => o.Count > 0).Select(o => $", {o.Count} {o.What}"));
        return $"{report.Heading.Name}: {word}: {report.Count(CaseVerdict.Passed)} of {report.Heading.Cases.Count} passed{counts}; seed {report.Heading.Seed}";
    }

    private static void Buckets(StringBuilder text, CampaignReport report, bool forPeople)
    {
        foreach (ReportedBucket reported in report.Buckets)
        {
            FailureBucket bucket = reported.Bucket;
            string head = $"bucket {bucket.Number}: {Cases(bucket.Cases.Count)}{(reported.IsNew ? ", new" : "")}: {bucket.Signature}";
            if (!forPeople)
            {
                text.Append($"{head}: {reported.Command}\n");
                continue;
            }

            string message = Visible(bucket.Smallest.Message);
            text.Append($"\n{head}\n    {bucket.Smallest.Id}: {(message.Length > MessageShown ? message[..MessageShown] + "…" : message)}\n    {reported.Command}\n");
            foreach (string line in reported.Evidence.TrimEnd('\n').Split('\n').Where(l => l.Length > 0))
            {
                text.Append($"    | {Visible(line)}\n");
            }
        }
    }

    /// <summary>Messages of tools may hold anything; a terminal obeys control characters.</summary>
    private static string Visible(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c));

    private static TextTable Groups(CampaignReport report)
    {
        TextTable table = new("group", ">cases", ">passed", ">failed", ">crashed", ">timed out", ">not run", ">empty", ">vectors", ">values compared", ">case time");
        Dictionary<string, CaseResult> results = report.Results.ToDictionary(r => r.Id, StringComparer.Ordinal);
        foreach (IGrouping<string, PlannedName> group in report.Heading.Cases.GroupBy(c => c.Group, StringComparer.Ordinal))
        {
            Row(table, group.Key, group.Count(), [.. group.Where(c => results.ContainsKey(c.Id)).Select(c => results[c.Id])]);
        }

        Row(table, "all", report.Heading.Cases.Count, report.Results);
        return table;
    }

    private static void Row(TextTable table, string name, int cases, IReadOnlyList<CaseResult> ended) => table.Add(
        name,
        $"{cases}",
        $"{ended.Count(r => r.Verdict == CaseVerdict.Passed)}",
        Some(ended.Count(r => r.Verdict == CaseVerdict.Failed)),
        Some(ended.Count(r => r.Verdict == CaseVerdict.Crashed)),
        Some(ended.Count(r => r.Verdict == CaseVerdict.TimedOut)),
        Some(cases - ended.Count),
        Some(ended.Count(r => r.Verdict == CaseVerdict.Empty)),
        $"{ended.Sum(r => r.Vectors):N0}",
        $"{ended.Sum(r => r.Compared):N0}",
        Duration(ended.Sum(r => r.Times.Total) / 1000));

    /// <summary>Zeroes would hide the numbers that matter.</summary>
    private static string Some(int count) => count == 0 ? "·" : $"{count}";

    private static TextTable Figures(CampaignReport report)
    {
        TextTable table = new("", "");
        if (report.Heading.Seconds is { } seconds)
        {
            table.Add("time", $"{Duration(seconds)}, {report.Heading.Jobs} at a time");
        }

        if (report.Results.Any(r => r.Times.Total > 0))
        {
            table.Add("spent on", TimeSplit.InPercent(report.Results));
            table.Add("models", $"{report.Results.Count(r => r.ModelWasCached)} of {report.Results.Count} had been compiled before");
        }

        // The last entry is this run's own.
        if (report.History is [.., var before, _] && report.Heading is { Seconds: not null, IsPart: false })
        {
            table.Add("run before", $"{before.Date.UtcDateTime:yyyy-MM-dd HH:mm} UTC, {before.Passed} of {before.Cases} passed in {Duration(before.Seconds)}");
        }

        return table;
    }
}
