// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using RtlGen.Regression.Run;

namespace RtlGen.Regression.Reports;

/// <summary>The data of the page as JSON that can stand in a script element.</summary>
internal static class ReportData
{
    private const int MostDetails = 40;

    private const int MostCharacters = 4000;

    /// <summary>One line; its escapes keep every text inside the element.</summary>
    public static string Of(CampaignReport report)
    {
        KeyTable keys = new(report.Results);
        Dictionary<string, int> buckets = report.Buckets
            .SelectMany(b => b.Bucket.Cases.Select(c => (c.Id, b.Bucket.Number)))
            .ToDictionary(b => b.Id, b => b.Number, StringComparer.Ordinal);
        Dictionary<string, CaseResult> results = report.Results.ToDictionary(r => r.Id, StringComparer.Ordinal);
        return JsonSerializer.Serialize(
            new
            {
                campaign = new
                {
                    report.Heading.Name,
                    report.Heading.Specification,
                    Seed = $"{report.Heading.Seed}",
                    report.Heading.Jobs,
                    report.Heading.Tool,
                    report.Heading.Started,
                    report.Heading.Seconds,
                    report.Passes,
                },
                phases = TimeSplit.Phases.Select(p => p.Name),
                keys = keys.Keys,
                cases = report.Heading.Cases.Select(c => Case(report, c, results.GetValueOrDefault(c.Id), buckets, keys)),
                buckets = report.Buckets.Select(Bucket),
                Coverage = CoveragePart.Of(report.Coverage).Select(Part),
                report.History,
            },
            ReportJson.InPage);
    }

    // Seeds go in as text: scripts have no whole numbers of 64 bits.
    private static object Case(CampaignReport report, PlannedName planned, CaseResult? result, Dictionary<string, int> buckets, KeyTable keys) => new
    {
        planned.Id,
        planned.Group,
        planned.Engine,
        planned.Flow,
        Seed = $"{planned.Seed}",
        Verdict = result is null ? "not_run" : JsonNamingPolicy.SnakeCaseLower.ConvertName($"{result.Verdict}"),
        Bucket = buckets.GetValueOrDefault(planned.Id),
        Hash = result?.ConfigurationHash ?? "",
        Message = Short(result?.Message ?? ""),
        Details = result?.Details.Take(MostDetails).Select(Short) ?? [],
        result?.Vectors,
        result?.Cycles,
        result?.Compared,
        result?.ModelWasCached,
        Total = Math.Round(result?.Times.Total ?? 0, 1),
        Times = TimeSplit.Phases.Select(p => Math.Round(result is null ? 0 : p.Of(result.Times), 1)),
        Keys = result is null ? [] : keys.Of(result),
        Command = report.Heading.CommandOf(planned.Id),
    };

    private static object Bucket(ReportedBucket reported) => new
    {
        reported.Bucket.Number,
        reported.Bucket.Signature.Tap,
        reported.Bucket.Signature.Module,
        reported.Bucket.Signature.Pattern,
        reported.Bucket.Cases.Count,
        reported.IsNew,
        Smallest = reported.Bucket.Smallest.Id,
        Message = Short(reported.Bucket.Smallest.Message),
        reported.Command,
        reported.Evidence,
        reported.Folder,
    };

    private static object Part(CoveragePart part) => new
    {
        part.Name,
        Reached = part.Share.Covered,
        part.Share.Total,
        part.Share.Percent,
        part.Goal?.Goal,
        MeetsGoal = part.Goal?.IsMet ?? true,
        part.Holes,
        part.LeftOut,
    };

    private static string Short(string text) => text.Length > MostCharacters ? text[..MostCharacters] + "…" : text;

    /// <summary>Each value of a key once: hundreds of cases share few.</summary>
    private sealed class KeyTable
    {
        private readonly string[] _names;
        private readonly string[][] _values;

        public KeyTable(IReadOnlyList<CaseResult> results)
        {
            _names = [.. results.SelectMany(r => r.Configuration.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            _values = [.. _names.Select(n => results
                .Where(r => r.Configuration.ContainsKey(n)).Select(r => r.Configuration[n]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray())];
        }

        public IEnumerable<object> Keys => _names.Zip(_values, (n, v) => new { Name = n, Values = v });

        /// <summary>An index into the values for each key; −1 where the key does not apply.</summary>
        public IEnumerable<int> Of(CaseResult result) => _names.Select((n, i) =>
            result.Configuration.TryGetValue(n, out string? value) ? Array.BinarySearch(_values[i], value, StringComparer.Ordinal) : -1);
    }
}
