// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using RtlGen.Cli.Options;
using RtlGen.CoSimulation;
using RtlGen.Coverage;
using RtlGen.Emission;
using RtlGen.Regression.Cases;
using RtlGen.Regression.Cluster;
using RtlGen.Regression.Failures;
using RtlGen.Regression.Reports;
using RtlGen.Regression.Run;
using RtlGen.Regression.Shrinking;
using RtlGen.Regression.Spec;

namespace RtlGen.Cli.Commands;

/// <summary>One campaign from its specification to its reports, here or on a cluster, whole or one shard of it.</summary>
internal sealed class CampaignSession(IConsole console, ParseResult parsed, RegressOptions given, ShardOptions shards, ExecutorOptions executor)
{
    private readonly string[] _wanted = given.Cases(parsed);

    /// <summary>Runs it.</summary>
    /// <param name="path">The specification.</param>
    /// <param name="text">Its text.</param>
    /// <param name="cancellation">Stops it; the same command continues.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(string path, string text, CancellationToken cancellation)
    {
        CampaignSpec spec = CampaignSpecReader.Parse(text, path);
        ulong seed = given.Seed(parsed) ?? spec.Seed;
        IReadOnlyList<PlannedCase> plan = Wanted(CasePlan.Of(spec, seed));
        CampaignIdentity identity = new(BuildCache.KeyOf([text]), seed, BuildCache.KeyOf(plan.Select(c => c.Id)), ToolIdentity.Hash);
        Shard? shard = shards.ShardOf(parsed);
        plan = shard is null ? plan : shards.CasesOf(parsed, shard, plan);
        (CampaignFolder folder, IReadOnlyList<CaseResult> done) = await shards.OpenAsync(parsed, given.Output(parsed), identity, given.IsFresh(parsed), cancellation);
        using CampaignFolder held = folder;
        await console.Error.WriteLineAsync($"{spec.Name}: {(shard is null ? "" : $"shard {shard}, ")}{plan.Count} cases, seed {seed}");
        CampaignWatch watch = new(TimeProvider.System, spec.TimeBudget);
        CampaignOptions options = OptionsOf(spec, folder, watch);
        CampaignHeading heading = CampaignHeading.Of(spec.Name, path, seed, plan) with
        {
            Jobs = options.Jobs,
            Tool = ToolVersion.Text,
            Started = TimeProvider.System.GetUtcNow(),
            IsPart = _wanted.Length > 0,
        };
        if (shard is null)
        {
            CampaignReports.Begin(folder, heading);
        }

        CampaignOutcome outcome = shards.Collects(parsed)
            ? ShardCollector.Collect(plan, folder, identity, done)
            : await LiveCampaign.ShowAsync(console, spec.Name, watch, () => executor.IsSlurm(parsed)
                ? SlurmCampaign.RunAsync(plan, folder, identity, done, Slurm(path, folder, seed), watch, note => console.Error.WriteLine(note), cancellation)
                : Campaign.RunAsync(plan, folder, done, new CaseRunner(options.Cases), options, watch, cancellation));
        if (shard is not null)
        {
            // Failures are looked into, and reports written, when all shards are collected.
            folder.Finish(identity);
            return await ShardOptions.ShowAsync(console, shard, outcome);
        }

        if (given.Shrinks(parsed))
        {
            CaseRunnerOptions plain = new() { CaseTimeout = spec.CaseTimeout };
            await Progress.ShowAsync(console, "failures", progress =>
                BucketAnalysis.RunAsync(plan, outcome.Results, folder, plain, ShrinkBudget.Standard, progress, cancellation));
        }

        CampaignCoverage.Collect(folder, outcome.Results, spec.Coverage, isWhole: _wanted.Length == 0);
        CampaignReport report = CampaignReports.Finish(folder, heading, outcome.Elapsed, TimeProvider.System);
        // Not before: what dies between the two is continued, and writes its reports then.
        folder.Finish(identity);
        await ReportCommand.ShowAsync(console, folder, report, given.ForGitHub(parsed));
        return ReportCommand.ExitOf(report);
    }

    private CampaignOptions OptionsOf(CampaignSpec spec, CampaignFolder folder, CampaignWatch watch) => new()
    {
        Jobs = given.Jobs(parsed),
        TimeBudget = spec.TimeBudget,
        Cases = new CaseRunnerOptions
        {
            CaseTimeout = spec.CaseTimeout,
            CoverageDirectory = spec.Coverage.MeasuresCode ? folder.Coverage : null,
            Passed = given.OnlyChanged(parsed) ? Standing(folder) : new CaseRunnerOptions().Passed,
        },
        Starting = watch.Started,
    };

    private SlurmOptions Slurm(string path, CampaignFolder folder, ulong seed) =>
        executor.SlurmOf(parsed, given.GivenJobs(parsed), path, folder, seed, _wanted);

    /// <summary>What passed in the run before this one.</summary>
    private static Dictionary<string, CaseResult> Standing(CampaignFolder folder) =>
        ResultLog.Read(folder.Previous).Where(r => r.Verdict == CaseVerdict.Passed).ToDictionary(r => r.Id, StringComparer.Ordinal);

    private IReadOnlyList<PlannedCase> Wanted(IReadOnlyList<PlannedCase> plan)
    {
        if (_wanted.Length == 0)
        {
            return plan;
        }

        if (_wanted.FirstOrDefault(w => !plan.Any(c => c.Id.StartsWith(w, StringComparison.Ordinal))) is { } unknown)
        {
            throw new UsageException($"--case is '{unknown}', but no case is called so; the first ones are {string.Join(", ", plan.Take(3).Select(c => c.Id))}");
        }

        // A whole name means this case alone: 1 is not 17.
        HashSet<string> names = [.. plan.Select(c => c.Id)];
        return [.. plan.Where(c => _wanted.Any(w => names.Contains(w)
            ? string.Equals(c.Id, w, StringComparison.Ordinal)
            : c.Id.StartsWith(w, StringComparison.Ordinal)))];
    }
}
