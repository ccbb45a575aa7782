// SPDX-License-Identifier: Apache-2.0
using System.Text;
using RtlGen.Coverage;

namespace RtlGen.Regression.Reports;

/// <summary>Lines that GitHub's runner turns into annotations of a workflow's run: one a bucket, one a missed goal.</summary>
public static class GitHubAnnotations
{
    /// <summary>The variable that the runner sets to <c>true</c>.</summary>
    public const string Variable = "GITHUB_ACTIONS";

    /// <summary>The lines, each ending in LF; empty when everything is as it must be.</summary>
    public static string Of(CampaignReport report)
    {
        StringBuilder text = new();
        foreach (ReportedBucket reported in report.Buckets)
        {
            string title = $"{report.Heading.Name}: {SummaryText.Cases(reported.Bucket.Cases.Count)}: {reported.Bucket.Signature}";
            string message = $"{reported.Bucket.Smallest.Id}: {reported.Bucket.Smallest.Message}\nreproduce: {reported.Command}";
            Add(text, title, message);
        }

        foreach (GoalOutcome missed in report.Coverage?.Goals.Where(g => !g.IsMet) ?? [])
        {
            Add(text, $"{report.Heading.Name}: coverage of {missed.Name}", $"{Math.Floor(missed.Percent * 10) / 10:F1} % reached, {missed.Goal:F1} % asked for");
        }

        return text.ToString();
    }

    private static void Add(StringBuilder text, string title, string message) =>
        text.Append("::error title=").Append(Property(title)).Append("::").Append(Message(message)).Append('\n');

    private static string Message(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Message(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
