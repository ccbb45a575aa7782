// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using RtlGen.Regression.Cases;
using RtlGen.Regression.Run;

namespace RtlGen.Cli.Options;

/// <summary>Options that split a campaign into parts for several machines, and put them together again.</summary>
internal sealed class ShardOptions
{
    private readonly Option<string?> _shard = new("--shard")
    {
        Description = "Run only part I of N, for a matrix of machines; results go to results.IofN.jsonl.",
        HelpName = "I/N",
    };

    private readonly Option<string?> _times = new("--shard-times")
    {
        Description = "Results of an earlier run: parts of equal time instead of equal number. Give every part the same file.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _collect = new("--collect")
    {
        Description = "Run nothing: put the parts' results in the folder together and report; parts that are missing are named.",
    };

    private readonly Option<int> _patience = new("--patience")
    {
        Description = "Seconds to wait for another process that has the same folder or part.",
        HelpName = "S",
        DefaultValueFactory = _ => 0,
    };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_shard, _times, _collect, _patience])
        {
            command.Add(option);
        }
    }

    /// <summary>True: results of shards are put together, nothing is run.</summary>
    public bool Collects(ParseResult parsed) => parsed.GetValue(_collect);

    /// <summary>The part that is run; null: all of it.</summary>
    /// <exception cref="UsageException">It is none, or nothing goes with it.</exception>
    public Shard? ShardOf(ParseResult parsed)
    {
        string? text = parsed.GetValue(_shard);
        if (text is null)
        {
            return parsed.GetValue(_times) is null ? null : throw new UsageException("--shard-times goes with --shard");
        }

        if (Collects(parsed))
        {
            throw new UsageException("--collect goes without --shard: it puts the results of all parts together");
        }

        return Shard.Parse(text)
            ?? throw new UsageException($"--shard {text}: give the part and how many there are, as in 3/8; at most {Shard.Most}");
    }

    /// <summary>The cases of the part.</summary>
    public IReadOnlyList<PlannedCase> CasesOf(ParseResult parsed, Shard shard, IReadOnlyList<PlannedCase> plan)
    {
        string? file = parsed.GetValue(_times);
        return file is not null && !File.Exists(file)
            ? throw new UsageException($"--shard-times {file}: there is no such file")
            : shard.Of(plan, file is null ? [] : ResultLog.Read(file));
    }

    /// <summary>Says what a part came to; its exit code.</summary>
    public static async Task<int> ShowAsync(IConsole console, Shard shard, CampaignOutcome outcome)
    {
        foreach (CaseResult failed in outcome.Results.Where(r => r.Signature is not null))
        {
            await console.Out.WriteLineAsync($"{failed.Id}: {failed.Signature}: {failed.Message}");
        }

        int good = outcome.Results.Count(r => r.Verdict is CaseVerdict.Passed or CaseVerdict.Empty);
        int all = outcome.Results.Count + outcome.NotRun.Count;
        await console.Out.WriteLineAsync($"shard {shard}: {good} of {all} passed in {outcome.Elapsed.TotalSeconds:0.0} s");
        return good == all ? ExitCode.Done : ExitCode.ComparisonFailed;
    }

    /// <summary>Opens the campaign's folder for what was asked for.</summary>
    public async Task<(CampaignFolder Folder, IReadOnlyList<CaseResult> Done)> OpenAsync(
        ParseResult parsed, string path, CampaignIdentity identity, bool fresh, CancellationToken cancellationToken)
    {
        Shard? shard = ShardOf(parsed);
        // A part that has ended stays as it is until the whole begins anew.
        CampaignOpening opening = new() { Fresh = fresh, Shard = shard, KeepsFinished = shard is not null || Collects(parsed) };
        await CampaignFolder.WaitAsync(path, shard, TimeSpan.FromSeconds(parsed.GetValue(_patience)), cancellationToken);
        CampaignFolder folder = CampaignFolder.Open(path, identity, opening, out IReadOnlyList<CaseResult> done);
        return (folder, done);
    }
}
