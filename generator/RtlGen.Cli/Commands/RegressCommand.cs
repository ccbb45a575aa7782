// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using RtlGen.Cli.Options;
using RtlGen.Configuration;
using RtlGen.Regression.Cases;

namespace RtlGen.Cli.Commands;

/// <summary><c>rtlgen regress</c>: a campaign of cases, or one case from its file.</summary>
internal static class RegressCommand
{
    public static Command Create(IConsole console)
    {
        Argument<string> specification = new("SPEC") { Description = "Specification of a campaign, or a file with one case." };
        RegressOptions options = new();
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
            specification,
        };
        options.AddTo(command);
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

            return options.Watches(parsed)
                ? await WatchLoop.RunAsync(console, path, [.. parsed.Tokens.Select(t => t.Value)], cancellation)
                : await new CampaignSession(console, parsed, options, shards, executor).RunAsync(path, text, cancellation);
        });
        return command;
    }
}
