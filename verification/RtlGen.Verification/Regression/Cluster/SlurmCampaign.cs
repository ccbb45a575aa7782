// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using RtlGen.Diagnostics;
using RtlGen.Regression.Cases;
using RtlGen.Regression.Run;
using RtlGen.Tools;

namespace RtlGen.Regression.Cluster;

/// <summary>
/// Runs a campaign as shards on a Slurm cluster, and collects their results as they come. What counts is in the shards'
/// files: a shard has ended when it says so there, and is lost when the queue does not know it either; it is submitted again
/// then and goes on where it was.
/// </summary>
public sealed class SlurmCampaign
{
    /// <summary>Looks in a row at a queue without the shard, since its last file may take a moment to be seen from here.</summary>
    private const int LooksUntilLost = 2;

    /// <summary>Looks in a row at a cluster that does not answer.</summary>
    private const int MostSilentLooks = 24;

    private readonly IReadOnlyList<PlannedCase> _plan;
    private readonly CampaignFolder _folder;
    private readonly CampaignIdentity _identity;
    private readonly SlurmOptions _options;
    private readonly IProgress<CampaignProgress> _progress;
    private readonly Action<string> _note;
    private readonly SlurmQueue _queue;
    private readonly Dictionary<string, CaseResult> _results;
    private readonly HashSet<string> _planned;
    private readonly Dictionary<int, ShardState> _open;

    private SlurmCampaign(
        IReadOnlyList<PlannedCase> plan,
        CampaignFolder folder,
        CampaignIdentity identity,
        IReadOnlyList<CaseResult> done,
        SlurmOptions options,
        IProgress<CampaignProgress> progress,
        Action<string> note)
    {
        (_plan, _folder, _identity, _options, _progress, _note) = (plan, folder, identity, options, progress, note);
        _queue = new SlurmQueue(folder.Root, options);
        _results = done.ToDictionary(r => r.Id, StringComparer.Ordinal);
        _planned = [.. plan.Select(c => c.Id)];
        _open = Enumerable.Range(1, options.Shards).ToDictionary(i => i, _ => new ShardState());
    }

    /// <summary>Runs what has no result yet.</summary>
    /// <param name="plan">All cases.</param>
    /// <param name="folder">The whole campaign's, on a disk that the nodes see under the same path.</param>
    /// <param name="identity">Of the whole campaign; the shards' command must lead to the same.</param>
    /// <param name="done">Results that are there already.</param>
    /// <param name="options">How it is split.</param>
    /// <param name="progress">Told of every case.</param>
    /// <param name="note">Told of what happens to shards, a line each.</param>
    /// <param name="cancellationToken">Takes the shards out of the queue; the same command continues.</param>
    /// <exception cref="ToolMissingException">Slurm is not installed.</exception>
    /// <exception cref="ToolFailedException">The cluster refuses the job, or does not answer.</exception>
    /// <exception cref="BadInputException">Shards failed time after time: each is named; what there is has been collected.</exception>
    public static Task<CampaignOutcome> RunAsync(
        IReadOnlyList<PlannedCase> plan,
        CampaignFolder folder,
        CampaignIdentity identity,
        IReadOnlyList<CaseResult> done,
        SlurmOptions options,
        IProgress<CampaignProgress> progress,
        Action<string> note,
        CancellationToken cancellationToken) =>
        new SlurmCampaign(plan, folder, identity, done, options, progress, note).RunAsync(cancellationToken);

    private async Task<CampaignOutcome> RunAsync(CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        // What a killed process left in the queue would run beside what is submitted now.
        await _queue.CancelAsync(cancellationToken);
        using (ResultLog log = ResultLog.Append(_folder.Results))
        {
            try
            {
                Collect(log);
                await SubmitAsync([.. _open.Keys], cancellationToken);
                await WaitAsync(log, cancellationToken);
            }
            catch (Exception e) when (e is not ToolUnavailableException)
            {
                // Whatever ends this process, nothing of it stays in the queue.
                await _queue.CancelAsync(CancellationToken.None);
                throw;
            }
        }

        return CampaignOutcome.Of(_plan, _results, Stopwatch.GetElapsedTime(start));
    }

    private async Task WaitAsync(ResultLog log, CancellationToken cancellationToken)
    {
        long looked = Stopwatch.GetTimestamp();
        int silent = 0;
        while (_open.Values.Any(s => !s.HasFailed))
        {
            await Task.Delay(_options.Poll, cancellationToken);
            Collect(log);
            if (Stopwatch.GetElapsedTime(looked) < _options.QueuePoll || _open.Count == 0)
            {
                continue;
            }

            ILookup<int, string>? queue = await _queue.LookAsync(cancellationToken);
            looked = Stopwatch.GetTimestamp();
            silent = queue is null ? silent + 1 : 0;
            if (silent > MostSilentLooks)
            {
                throw Errors([("the cluster does not answer", "see what squeue says and give the same command again")]);
            }

            if (queue is not null)
            {
                Collect(log);
                await SubmitLostAsync(queue, cancellationToken);
            }
        }

        if (_open.Count > 0)
        {
            throw Errors(_open.Keys.Order().Select(i => (
                $"shard {i}/{_options.Shards} ended {_options.Attempts} times before its last case; {_queue.LastWords(i)}",
                $"see {_queue.Folder} and give the same command again: it runs what is missing")));
        }
    }

    /// <summary>Shards that neither have ended nor are in the queue.</summary>
    private async Task SubmitLostAsync(ILookup<int, string> queue, CancellationToken cancellationToken)
    {
        List<int> lost = [];
        foreach ((int number, ShardState state) in _open.Where(s => !s.Value.HasFailed))
        {
            state.Absent = queue.Contains(number) ? 0 : state.Absent + 1;
            if (state.Absent < LooksUntilLost)
            {
                continue;
            }

            if (state.Attempts >= _options.Attempts)
            {
                state.HasFailed = true;
            }
            else
            {
                lost.Add(number);
            }
        }

        if (lost.Count > 0)
        {
            _note($"lost, submitted again: {string.Join(", ", lost.Select(i => $"shard {i}/{_options.Shards}"))}");
            await SubmitAsync(lost, cancellationToken);
        }
    }

    private async Task SubmitAsync(List<int> shards, CancellationToken cancellationToken)
    {
        if (shards.Count > 0)
        {
            await _queue.SubmitAsync(shards, cancellationToken);
        }

        foreach (int number in shards)
        {
            _open[number].Attempts++;
            _open[number].Absent = 0;
        }
    }

    /// <summary>Takes over the results that have come, and closes the shards that have ended.</summary>
    private void Collect(ResultLog log)
    {
        foreach (int number in _open.Keys.ToArray())
        {
            Shard shard = new(number, _options.Shards);
            // The end first: nothing is written after it.
            bool hasEnded = _folder.IdentityOf(shard) is { IsFinished: true } found && found.IsSame(_identity);
            foreach (CaseResult result in _folder.ResultsOf(shard).Where(r => _planned.Contains(r.Id)))
            {
                if (_results.TryAdd(result.Id, result))
                {
                    log.Add(result);
                    _progress.Report(new CampaignProgress(result, _results.Count, _plan.Count));
                }
            }

            if (hasEnded)
            {
                _open.Remove(number);
            }
        }
    }

    private BadInputException Errors(IEnumerable<(string Message, string Remedy)> errors) => new(
        [.. errors.Select(e => new Diagnostic(DiagnosticCodes.FileAccess, SourcePosition.None, null, _folder.Root, e.Message, e.Remedy))]);

    private sealed class ShardState
    {
        public int Attempts { get; set; }

        public int Absent { get; set; }

        public bool HasFailed { get; set; }
    }
}
