// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using RtlGen.Cli.Options;
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Emission;
using RtlGen.Coverage;
using RtlGen.Regression.Cases;
using RtlGen.Regression.Cluster;
using RtlGen.Regression.Failures;
using RtlGen.Regression.Reports;
using RtlGen.Regression.Run;
using RtlGen.Regression.Shrinking;
using RtlGen.Regression.Spec;

namespace RtlGen.Cli.Commands;

/// <summary><c>rtlgen regress</c>: a campaign of cases, or one case from its file.</summary>
internal static class RegressCommand
{
    private static readonly string s_folder = Path.Combine("build", "regress");

    /// <summary>Where single cases go: the campaign that they come from keeps its evidence.</summary>
    private static readonly string s_part = Path.Combine("build", "regress-case");

    public static Command Create(IConsole console)
    {
        Argument<string> specification = new("SPEC") { Description = "Specification of a campaign, or a file with one case." };
        Option<string?> output = new("--output", "-o")
        {
            Description = $"Folder for results and reports, {s_folder} unless given ({s_part} with --case); a campaign that was stopped is continued there.",
            HelpName = "DIR",
        };
        Option<ulong?> seed = new("--seed") { Description = "Seed of the campaign instead of the specification's.", HelpName = "S" };
        Option<string[]> cases = new("--case") { Description = "Run only this case, or the cases whose names begin so.", HelpName = "ID" };
        Option<int> jobs = new("--jobs", "-j") { Description = "Cases at a time.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        Option<bool> fresh = new("--fresh") { Description = "Begin anew, also where a campaign was stopped." };
        Option<bool> changed = new("--changed") { Description = "Run only what has changed since the last run in this folder, or did not pass; the other results stand." };
        Option<bool> watch = new("--watch") { Description = "Stay, and run again what an edit of the campaign's files affects." };
        Option<bool> noShrink = new("--no-shrink") { Description = "Do not look into failures: no small cases, evidence, waves." };
        Option<bool> github = ReportCommand.GitHubOption();
        ShardOptions shards = new();
        ExecutorOptions executor = new();
        DocumentedCommand command = new(
            "regress",
            "Run a campaign of configurations against the golden model and report what failed, and what was reached.",
            "rtlgen regress verification/campaigns/standard.yaml -o build/regress",
            "rtlgen regress verification/campaigns/standard.yaml --seed 7 --case whole_contract/17",
            "rtlgen regress build/regress/failures/1/case.yaml",
            "rtlgen regress my_campaign.yaml --watch",
            "rtlgen regress verification/campaigns/standard.yaml --shard 3/8 -o build/regress",
            "rtlgen regress verification/campaigns/standard.yaml --collect -o build/regress",
            "rtlgen regress verification/campaigns/standard.yaml --executor slurm --shards 16 --jobs 4 -o /shared/regress")
        {
            specification, output, seed, cases, jobs, fresh, changed, watch, noShrink, github,
        };
        shards.AddTo(command);
        executor.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            string path = parsed.GetRequiredValue(specification);
            string text = ConfigurationText.Read(path, CaseFile.MostCharacters);
            if (CaseFile.IsCase(text))
            {
                return await SingleCase.RunAsync(console, CaseFile.Parse(text, path), cancellation);
            }

            if (parsed.GetValue(watch))
            {
                return await WatchLoop.RunAsync(console, path, [.. parsed.Tokens.Select(t => t.Value)], cancellation);
            }

            CampaignSpec spec = CampaignSpecReader.Parse(text, path);
            ulong used = parsed.GetValue(seed) ?? spec.Seed;
            IReadOnlyList<PlannedCase> plan = Wanted(CasePlan.Of(spec, used), parsed.GetValue(cases) ?? []);
            CampaignIdentity identity = new(BuildCache.KeyOf([text]), used, BuildCache.KeyOf(plan.Select(c => c.Id)), ToolIdentity.Hash);
            Shard? shard = shards.ShardOf(parsed);
            plan = shard is null ? plan : shards.CasesOf(parsed, shard, plan);
            (CampaignFolder folder, IReadOnlyList<CaseResult> done) = await shards.OpenAsync(
                parsed, parsed.GetValue(output) ?? (parsed.GetValue(cases) is { Length: > 0 } ? s_part : s_folder), identity, parsed.GetValue(fresh), cancellation);
            using CampaignFolder held = folder;
            await console.Error.WriteLineAsync($"{spec.Name}: {(shard is null ? "" : $"shard {shard}, ")}{plan.Count} cases, seed {used}");
            CampaignWatch live = new(TimeProvider.System, spec.TimeBudget);
            CampaignOptions options = new()
            {
                Jobs = parsed.GetValue(jobs),
                TimeBudget = spec.TimeBudget,
                Cases = new CaseRunnerOptions { CaseTimeout = spec.CaseTimeout, CoverageDirectory = spec.Coverage.MeasuresCode ? folder.Coverage : null, Passed = parsed.GetValue(changed) ? Standing(folder) : new CaseRunnerOptions().Passed },
                Starting = live.Started,
            };
            CampaignHeading heading = CampaignHeading.Of(spec.Name, path, used, plan) with
            {
                Jobs = options.Jobs,
                Tool = ToolVersion.Text,
                Started = TimeProvider.System.GetUtcNow(),
                IsPart = parsed.GetValue(cases) is { Length: > 0 },
            };
            if (shard is null)
            {
                CampaignReports.Begin(folder, heading);
            }

            CampaignOutcome outcome = shards.Collects(parsed) ? ShardCollector.Collect(plan, folder, identity, done) : await LiveCampaign.ShowAsync(console, spec.Name, live, () =>
                executor.IsSlurm(parsed)
                    ? SlurmCampaign.RunAsync(plan, folder, identity, done, Slurm(), live, note => console.Error.WriteLine(note), cancellation)
                    : Campaign.RunAsync(plan, folder, done, new CaseRunner(options.Cases), options, live, cancellation));
            if (shard is not null)
            {
                // Failures are looked into, and reports written, when all shards are collected.
                folder.Finish(identity);
                return await ShardOptions.ShowAsync(console, shard, outcome);
            }

            if (!parsed.GetValue(noShrink))
            {
                await Progress.ShowAsync(console, "failures", progress =>
                    BucketAnalysis.RunAsync(plan, outcome.Results, folder, options.Cases with { CoverageDirectory = null }, ShrinkBudget.Standard, progress, cancellation));
            }

            var coverage = CampaignCoverage.Collect(folder, outcome.Results, spec.Coverage, isWhole: parsed.GetValue(cases) is not { Length: > 0 });
            CampaignReport report = CampaignReports.Finish(folder, heading, outcome.Elapsed, TimeProvider.System);
            // Not before: what dies between the two is continued, and writes its reports then.
            folder.Finish(identity);
            await ReportCommand.ShowAsync(console, folder, report, parsed.GetValue(github));
            foreach (string line in coverage.MeetsGoals ? [] : CoverageText.Of(coverage, folder.CoverageDetails))
            {
                await console.Out.WriteLineAsync(line);
            }

            return ReportCommand.ExitOf(report);

            SlurmOptions Slurm() => executor.SlurmOf(
                parsed, parsed.GetResult(jobs) is { Implicit: false } ? parsed.GetValue(jobs) : null, path, folder, used, parsed.GetValue(cases) ?? []);
        });
        return command;
    }

    /// <summary>What passed in the run before this one.</summary>
    private static Dictionary<string, CaseResult> Standing(CampaignFolder folder) =>
        ResultLog.Read(folder.Previous).Where(r => r.Verdict == CaseVerdict.Passed).ToDictionary(r => r.Id, StringComparer.Ordinal);

    private static IReadOnlyList<PlannedCase> Wanted(IReadOnlyList<PlannedCase> plan, string[] wanted)
    {
        if (wanted.Length == 0)
        {
            return plan;
        }

        if (wanted.FirstOrDefault(w => !plan.Any(c => c.Id.StartsWith(w, StringComparison.Ordinal))) is { } unknown)
        {
            throw new UsageException($"--case is '{unknown}', but no case is called so; the first ones are {string.Join(", ", plan.Take(3).Select(c => c.Id))}");
        }

        // A whole name means this case alone: 1 is not 17.
        return [.. plan.Where(c => wanted.Any(w => plan.Any(p => string.Equals(p.Id, w, StringComparison.Ordinal))
            ? string.Equals(c.Id, w, StringComparison.Ordinal)
            : c.Id.StartsWith(w, StringComparison.Ordinal)))];
    }
}
