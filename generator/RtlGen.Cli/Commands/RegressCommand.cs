// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Regression.Cases;
using RtlGen.Regression.Run;
using RtlGen.Regression.Spec;

namespace RtlGen.Cli.Commands;

/// <summary><c>rtlgen regress</c>: a campaign of cases, or one case from its file.</summary>
internal static class RegressCommand
{
    public static Command Create(IConsole console)
    {
        Argument<string> specification = new("SPEC") { Description = "Specification of a campaign, or a file with one case." };
        Option<string> output = new("--output", "-o")
        {
            Description = "Folder for results and reports; a campaign that was stopped is continued there.",
            HelpName = "DIR",
            DefaultValueFactory = _ => Path.Combine("build", "regress"),
        };
        Option<ulong?> seed = new("--seed") { Description = "Seed of the campaign instead of the specification's.", HelpName = "S" };
        Option<string[]> cases = new("--case") { Description = "Run only this case, or cases whose name begins so.", HelpName = "ID" };
        Option<int> jobs = new("--jobs", "-j") { Description = "Cases at a time.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        Option<bool> fresh = new("--fresh") { Description = "Begin anew, also where a campaign was stopped." };
        DocumentedCommand command = new(
            "regress",
            "Run a campaign of configurations against the golden model and report what failed, and what was reached.",
            "rtlgen regress verification/campaigns/standard.yaml -o build/regress",
            "rtlgen regress verification/campaigns/standard.yaml --seed 7 --case whole_contract/17",
            "rtlgen regress build/regress/failures/1/case.yaml")
        {
            specification, output, seed, cases, jobs, fresh,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            string path = parsed.GetRequiredValue(specification);
            CampaignSpec spec = CampaignSpecReader.Read(path);
            ulong used = parsed.GetValue(seed) ?? spec.Seed;
            IReadOnlyList<PlannedCase> plan = CasePlan.Of(spec, used);
            if (parsed.GetValue(cases) is { Length: > 0 } wanted)
            {
                plan = [.. plan.Where(c => wanted.Any(w => c.Id.StartsWith(w, StringComparison.Ordinal)))];
            }

            CampaignIdentity identity = new(
                BuildCache.KeyOf([ConfigurationText.Read(path)]), used, BuildCache.KeyOf(plan.Select(c => c.Id)), ToolIdentity.Hash);
            CampaignFolder folder = CampaignFolder.Open(parsed.GetRequiredValue(output), identity, parsed.GetValue(fresh), out IReadOnlyList<CaseResult> done);
            await console.Error.WriteLineAsync($"{spec.Name}: {plan.Count} cases, seed {used}");
            CampaignOptions options = new() { Jobs = parsed.GetValue(jobs), TimeBudget = spec.TimeBudget, Cases = new CaseRunnerOptions { CaseTimeout = spec.CaseTimeout } };
            CampaignOutcome outcome = await Progress.ShowAsync(console, spec.Name, text =>
                Campaign.RunAsync(plan, folder, done, new CaseRunner(options.Cases), options, new Counter(text), cancellation));
            folder.Finish(identity);
            foreach (CaseResult failed in outcome.Results.Where(r => r.Verdict is not (CaseVerdict.Passed or CaseVerdict.Empty)))
            {
                await console.Out.WriteLineAsync($"{failed.Id}: {failed.Signature}: {failed.Message}");
            }

            int passed = outcome.Results.Count(r => r.Verdict == CaseVerdict.Passed);
            await console.Out.WriteLineAsync($"{passed} of {plan.Count} passed in {outcome.Elapsed.TotalSeconds:0.0} s");
            return passed + outcome.Results.Count(r => r.Verdict == CaseVerdict.Empty) == plan.Count ? ExitCode.Done : ExitCode.ComparisonFailed;
        });
        return command;
    }

    private sealed class Counter(IProgress<string> text) : IProgress<CampaignProgress>
    {
        public void Report(CampaignProgress value) => text.Report($"{value.Done} of {value.Total}: {value.Result.Id}");
    }
}
