// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using RtlGen.CoSimulation;
using RtlGen.Regression.Cases;

namespace RtlGen.Regression.Run;

/// <summary>How a campaign is run.</summary>
public sealed record CampaignOptions
{
    /// <summary>Cases at a time.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>No case is started after this time; null: all are.</summary>
    public TimeSpan? TimeBudget { get; init; }

    public CaseRunnerOptions Cases { get; init; } = new();

    /// <summary>Told of every case that begins, from any thread.</summary>
    public Action<PlannedCase>? Starting { get; init; }
}

/// <summary>What a campaign came to.</summary>
/// <param name="Results">In the order of the plan; cases that were not run have none.</param>
/// <param name="NotRun">Cases that the time budget left out.</param>
/// <param name="Elapsed">Of this process.</param>
public sealed record CampaignOutcome(IReadOnlyList<CaseResult> Results, IReadOnlyList<PlannedCase> NotRun, TimeSpan Elapsed)
{
    internal static CampaignOutcome Of(IReadOnlyList<PlannedCase> plan, IReadOnlyDictionary<string, CaseResult> results, TimeSpan elapsed) => new(
        [.. plan.Where(c => results.ContainsKey(c.Id)).Select(c => results[c.Id])], [.. plan.Where(c => !results.ContainsKey(c.Id))], elapsed);
}

/// <summary>Where a campaign stands.</summary>
/// <param name="Result">The case that has just ended.</param>
/// <param name="Done">Cases that have ended, those of an earlier process included.</param>
/// <param name="Total">Cases of the campaign.</param>
public sealed record CampaignProgress(CaseResult Result, int Done, int Total);

/// <summary>Runs the cases of a campaign, several at a time; each result is on the disk before the next case begins.</summary>
public static class Campaign
{
    private static readonly TimeSpan s_timeForSignals = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs what has no result yet.</summary>
    /// <param name="plan">All cases.</param>
    /// <param name="folder">Where results go.</param>
    /// <param name="done">Results that are there already.</param>
    /// <param name="runner">Runs one case.</param>
    /// <param name="options">How many at a time, for how long.</param>
    /// <param name="progress">Told of every case, from any thread.</param>
    /// <param name="cancellationToken">Stops; what was running is run by the next process.</param>
    public static async Task<CampaignOutcome> RunAsync(
        IReadOnlyList<PlannedCase> plan,
        CampaignFolder folder,
        IReadOnlyList<CaseResult> done,
        CaseRunner runner,
        CampaignOptions options,
        IProgress<CampaignProgress> progress,
        CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        RunFolder.Sweep();
        BuildCache.Open(options.Cases.CacheDirectory).Sweep();
        Dictionary<string, CaseResult> results = done.ToDictionary(r => r.Id, StringComparer.Ordinal);
        IReadOnlyList<PlannedCase> order = CaseOrder.Of([.. plan.Where(c => !results.ContainsKey(c.Id))], ResultLog.Read(folder.Previous));
        using ResultLog log = ResultLog.Append(folder.Results);
        Lock @lock = new();
        int next = -1;
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAll(Enumerable.Range(0, Math.Max(1, options.Jobs)).Select(_ => Task.Run(WorkAsync, stop.Token)));
        return CampaignOutcome.Of(plan, results, Stopwatch.GetElapsedTime(start));

        async Task WorkAsync()
        {
            try
            {
                while (Interlocked.Increment(ref next) is var i && i < order.Count)
                {
                    stop.Token.ThrowIfCancellationRequested();
                    if (options.TimeBudget is { } budget && Stopwatch.GetElapsedTime(start) > budget)
                    {
                        return;
                    }

                    options.Starting?.Invoke(order[i]);
                    CaseResult result = await runner.RunAsync(order[i], stop.Token);
                    if (result.Verdict is not (CaseVerdict.Passed or CaseVerdict.Empty))
                    {
                        // Ctrl-C reaches the tools as well: what they say as they die is nothing about the case.
                        await Task.Delay(s_timeForSignals, stop.Token);
                    }

                    log.Add(result);
                    lock (@lock)
                    {
                        results.Add(result.Id, result);
                        progress.Report(new CampaignProgress(result, results.Count, plan.Count));
                    }
                }
            }
            catch
            {
                // What stops one worker (a full disk, a missing tool) stops all of them.
                await stop.CancelAsync();
                throw;
            }
        }
    }
}
