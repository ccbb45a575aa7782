// SPDX-License-Identifier: Apache-2.0
using RtlGen.Regression.Cases;
using RtlGen.Regression.Failures;
using RtlGen.Regression.Run;

namespace RtlGen.Regression.Reports;

/// <summary>Follows a campaign while it runs, from any thread.</summary>
/// <param name="clock">What time it is.</param>
/// <param name="budget">After it no case is started; null: all are.</param>
public sealed class CampaignWatch(TimeProvider clock, TimeSpan? budget = null) : IProgress<CampaignProgress>
{
    private readonly Lock _lock = new();
    private readonly long _start = clock.GetTimestamp();
    private readonly Dictionary<string, long> _running = new(StringComparer.Ordinal);
    private readonly List<CaseResult> _ended = [];
    private int _done;
    private int _total;

    /// <summary>A case begins.</summary>
    public void Started(PlannedCase planned)
    {
        lock (_lock)
        {
            _running[planned.Id] = clock.GetTimestamp();
        }
    }

    /// <summary>A case has ended.</summary>
    public void Report(CampaignProgress value)
    {
        lock (_lock)
        {
            _running.Remove(value.Result.Id);
            _ended.Add(value.Result);
            _done = value.Done;
            _total = value.Total;
        }
    }

    /// <summary>Where the campaign stands now.</summary>
    public CampaignMoment Now()
    {
        lock (_lock)
        {
            TimeSpan elapsed = clock.GetElapsedTime(_start);
            double rate = _ended.Count / Math.Max(elapsed.TotalMinutes, 1e-9);
            TimeSpan? left = _ended.Count == 0 ? null : TimeSpan.FromMinutes((_total - _done) / rate);
            return new CampaignMoment(
                _done,
                _total,
                [.. _running.OrderBy(r => r.Value).Select(r => (r.Key, clock.GetElapsedTime(r.Value)))],
                FailureBuckets.Of(_ended),
                elapsed,
                _ended.Count == 0 ? 0 : rate,
                left is { } time && budget is { } most ? TimeSpan.FromTicks(Math.Clamp((most - elapsed).Ticks, 0, time.Ticks)) : left,
                TimeSplit.InPercent(_ended));
        }
    }
}

/// <summary>Where a campaign stands.</summary>
/// <param name="Done">Cases that have ended, those of an earlier process included.</param>
/// <param name="Total">Cases of the campaign; 0 as long as none has ended.</param>
/// <param name="Running">Cases in work, the oldest first, and for how long.</param>
/// <param name="Buckets">Failures of this process so far.</param>
/// <param name="Elapsed">Since this process began.</param>
/// <param name="CasesPerMinute">Of this process.</param>
/// <param name="Left">Until the end at this rate, or until the time budget ends; null as long as nothing is known.</param>
/// <param name="Split">Where the time went.</param>
public sealed record CampaignMoment(
    int Done,
    int Total,
    IReadOnlyList<(string Id, TimeSpan For)> Running,
    IReadOnlyList<FailureBucket> Buckets,
    TimeSpan Elapsed,
    double CasesPerMinute,
    TimeSpan? Left,
    string Split)
{
    private const int BarWidth = 20;

    private const int MostShown = 8;

    /// <summary>The moment in lines for a terminal: what is done, then the failures, then what runs.</summary>
    public IReadOnlyList<MomentLine> Lines(string name)
    {
        int filled = Total == 0 ? 0 : BarWidth * Done / Total;
        string bar = new string('█', filled) + new string('░', BarWidth - filled);
        string left = Left is { } time ? $", {SummaryText.Duration(time.TotalSeconds)} left" : "";
        List<MomentLine> lines =
        [
            new($"{name}  {bar}  {Done} of {(Total == 0 ? "?" : $"{Total}")}, {CasesPerMinute:F0} a minute, {SummaryText.Duration(Elapsed.TotalSeconds)}{left}", MomentKind.Head),
        ];
        if (Split.Length > 0)
        {
            lines.Add(new MomentLine($"  {Split}", MomentKind.Note));
        }

        lines.AddRange(Buckets.Take(MostShown).Select(b => new MomentLine($"  {b.Cases.Count} × {b.Signature}: {b.Smallest.Id}", MomentKind.Failure)));
        lines.AddRange(More(Buckets.Count, "buckets", MomentKind.Failure));
        lines.AddRange(Running.Take(MostShown).Select(r => new MomentLine($"  {r.Id} {SummaryText.Duration(r.For.TotalSeconds)}", MomentKind.Note)));
        lines.AddRange(More(Running.Count, "cases", MomentKind.Note));
        return lines;
    }

    private static IEnumerable<MomentLine> More(int count, string what, MomentKind kind) =>
        count > MostShown ? [new MomentLine($"  and {count - MostShown} {what} more", kind)] : [];
}

/// <summary>One line on the terminal.</summary>
/// <param name="Text">Plain text.</param>
/// <param name="Kind">What it is about; decides the colour.</param>
public readonly record struct MomentLine(string Text, MomentKind Kind);

/// <summary>What a line of <see cref="CampaignMoment"/> is about.</summary>
public enum MomentKind
{
    Head,
    Note,
    Failure,
}
