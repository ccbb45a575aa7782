// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Tools;

namespace RtlGen.Tests.Campaigns;

/// <summary>A campaign whose process is killed again and again comes to the results of one that nobody disturbed.</summary>
internal sealed class KilledCampaignTests
{
    [Test]
    public Task FiveKillsLoseNothing() => KillAsync(5, 20261);

    [Test]
    [Category("Long")]
    public Task FiftyKillsLoseNothing() => KillAsync(50, 20262);

    [Test]
    public async Task CtrlCEndsInOrderAndTheSameCommandContinues()
    {
        using TinyCampaign campaign = new(12);
        string output = campaign["out"];
        int rounds = 0;
        while (true)
        {
            // As a terminal does: the signal goes to the tools that are running as well.
            ToolInvocation command = campaign.Command(output);
            ToolInvocation interrupted = command with
            {
                Executable = "timeout",
                Arguments = ["--preserve-status", "-s", "INT", rounds < 3 ? "1.5" : "60", command.Executable, .. command.Arguments],
            };
            ToolResult result = await ToolRunner.RunAsync(interrupted, CancellationToken.None);
            if (result.ExitCode == 0)
            {
                break;
            }

            Assert.That(result.ExitCode, Is.EqualTo(130), result.Output + result.Error);
            Assert.That(result.Error, Does.Contain("cancelled"));
            Assert.That(campaign.Leftovers(), Is.Empty, "who ends in order removes what is temporary");
            rounds++;
        }

        Assert.That(rounds, Is.Positive, "interrupted at least once");
        await campaign.ExpectAsync(0, campaign["undisturbed"]);
        Assert.That(TinyCampaign.Faults(TinyCampaign.Lines(output), TinyCampaign.Lines(campaign["undisturbed"])), Is.Empty);
    }

    private static async Task KillAsync(int kills, int seed)
    {
        Random random = new(seed);
        using TinyCampaign campaign = new(kills + 8);
        string output = campaign["out"];
        int withWork = 0;
        for (int i = 0; i < kills; i++)
        {
            int before = TinyCampaign.Lines(output).Length;
            using CancellationTokenSource kill = new();
            Task<ToolResult> run = ToolRunner.RunAsync(campaign.Command(output), kill.Token);
            // Now and then while the process starts; else while it has work, however fast the machine is.
            int more = i % 5 == 4 ? 0 : random.Next(2);
            while (more > 0 && TinyCampaign.Lines(output).Length < before + more && !run.IsCompleted)
            {
                await Task.Delay(2);
            }

            await Task.Delay(random.Next(i % 5 == 4 ? 600 : 120));
            await kill.CancelAsync();
            Assert.That(async () => await run, Throws.InstanceOf<OperationCanceledException>(), $"kill {i} came too late");
            withWork += campaign.HasLeftovers() ? 1 : 0;
        }

        Assert.That(withWork, Is.Positive, "no kill hit a simulation or a build");
        await campaign.ExpectAsync(0, output);
        Assert.That(campaign.Leftovers(), Is.Empty);
        await campaign.ExpectAsync(0, campaign["undisturbed"]);
        string[] lines = TinyCampaign.Lines(output);
        string[] undisturbed = TinyCampaign.Lines(campaign["undisturbed"]);
        Assert.That(undisturbed, Has.Length.EqualTo(campaign.Count));
        Assert.That(TinyCampaign.Faults(lines, undisturbed), Is.Empty);

        // The check sees a case that is lost, repeated, cut short or different.
        Assert.Multiple(() =>
        {
            Assert.That(TinyCampaign.Faults(lines[1..], undisturbed), Has.Exactly(1).Items);
            Assert.That(TinyCampaign.Faults([.. lines, lines[0]], undisturbed), Has.Exactly(1).Items);
            Assert.That(TinyCampaign.Faults([.. lines[1..], lines[0][..^5]], undisturbed), Has.Exactly(2).Items);
            Assert.That(TinyCampaign.Faults([.. lines[1..], lines[0].Replace("\"cycles\":", "\"cycles\":1", StringComparison.Ordinal)], undisturbed), Has.Exactly(1).Items);
        });
    }
}
