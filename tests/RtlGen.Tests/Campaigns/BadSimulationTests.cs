// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Regression.Run;
using RtlGen.Tools;

namespace RtlGen.Tests.Campaigns;

/// <summary>A simulation that crashes, hangs or writes nothing is one failed case; the others are run.</summary>
internal sealed class BadSimulationTests
{
    [Test]
    public async Task CrashesHangsAndSilenceAreOneFailedCaseEach()
    {
        using TinyCampaign campaign = new(6, "case_timeout: 6s\n");
        Directory.CreateDirectory(campaign["bin"]);
        // The first three simulations go wrong, each in its own way; one is told from another by a folder that only one can make.
        string simulator = campaign.Write("bin/vvp", $"""
            #!/bin/sh
            [ "$1" = -V ] && exec {ToolCatalog.Locate("vvp")} -V
            mkdir '{campaign["crash"]}' 2>/dev/null && kill -SEGV $$
            mkdir '{campaign["hang"]}' 2>/dev/null && exec sleep 1000
            mkdir '{campaign["silence"]}' 2>/dev/null && exit 0
            exec {ToolCatalog.Locate("vvp")} "$@"

            """);
        await ToolRunner.RequireAsync(new ToolInvocation("chmod", "+x", simulator), CancellationToken.None);
        ToolInvocation command = campaign.Command(campaign["out"]);
        Dictionary<string, string?> environment = new(command.Environment, StringComparer.Ordinal)
        {
            ["PATH"] = $"{campaign["bin"]}:{Environment.GetEnvironmentVariable("PATH")}",
        };
        ToolResult result = await ToolRunner.RunAsync(command with { Environment = environment }, CancellationToken.None);
        Assert.That(result.ExitCode, Is.EqualTo(1), result.Output + result.Error);
        CaseResult[] results = [.. TinyCampaign.Lines(campaign["out"]).Select(l => ResultLog.Parse(l)!)];
        Assert.That(
            results.Select(r => r.Verdict).Order(),
            Is.EqualTo(new[] { CaseVerdict.Passed, CaseVerdict.Passed, CaseVerdict.Passed, CaseVerdict.Crashed, CaseVerdict.Crashed, CaseVerdict.TimedOut }));
        Assert.That(campaign.Leftovers(), Is.Empty);
    }
}
