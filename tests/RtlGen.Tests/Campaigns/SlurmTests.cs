// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Tests.CommandLine;
using RtlGen.Tests.Golden;
using RtlGen.Tools;

namespace RtlGen.Tests.Campaigns;

/// <summary>Campaigns on a real Slurm cluster of two nodes, started on this machine by <c>tests/slurm/cluster.sh</c>.</summary>
[Category("Long")]
[NonParallelizable]
internal sealed class SlurmTests : IDisposable
{
    private static readonly string[] s_slurm = ["--executor", "slurm", "--shards", "4", "-j", "1"];

    private readonly TemporaryFolder _cluster = new();

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        ToolResult result = await ClusterAsync("start");
        if (result.ExitCode == 4 && Environment.GetEnvironmentVariable("RTLGEN_REQUIRE_SLURM") is null)
        {
            Assert.Ignore($"NOT TESTED, there is no Slurm here: {result.Error.Trim()}; 'make slurm-test' installs it");
        }

        Assert.That(result.ExitCode, Is.Zero, result.Output + result.Error);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        ToolResult result = await ClusterAsync("stop");
        Assert.That(result.ExitCode, Is.Zero, result.Error);
    }

    public void Dispose() => _cluster.Dispose();

    [Test]
    public async Task TheClustersResultsAreThoseOfThisMachine()
    {
        using TinyCampaign campaign = new(12);
        await campaign.ExpectAsync(0, campaign["local"]);
        ToolResult result = await RunAsync(campaign, campaign["out"]);
        Assert.That(result.ExitCode, Is.Zero, result.Output + result.Error);
        Assert.That(result.Output, Does.Contain("12 of 12 passed"));
        Assert.That(TinyCampaign.Faults(TinyCampaign.Lines(campaign["out"]), TinyCampaign.Lines(campaign["local"])), Is.Empty);
        Assert.That(Directory.GetFiles(campaign["out"], "results.*of4.jsonl"), Has.Length.EqualTo(4), "a file a shard");
    }

    [Test]
    public async Task CtrlCTakesTheShardsBackAndTheSameCommandContinues()
    {
        using TinyCampaign campaign = new(24);
        ToolInvocation command = Command(campaign, campaign["out"]);
        ToolInvocation interruptedCommand = command with
        {
            Executable = "timeout",
            Arguments = ["--preserve-status", "-s", "INT", "6", command.Executable, .. command.Arguments],
        };
        ToolResult interrupted = await ToolRunner.RunAsync(interruptedCommand, CancellationToken.None);
        Assert.That(interrupted.ExitCode, Is.EqualTo(130), interrupted.Output + interrupted.Error);
        ToolResult queue = await ToolRunner.RequireAsync(
            new ToolInvocation("squeue", "--noheader", "--states=PENDING,RUNNING") { Environment = command.Environment }, CancellationToken.None);
        Assert.That(queue.Output, Is.Empty);
        await ContinueAsync(campaign);
    }

    [Test]
    public async Task AKilledControllerIsFollowedByAnother()
    {
        using TinyCampaign campaign = new(24);
        using CancellationTokenSource kill = new();
        Task<ToolResult> run = ToolRunner.RunAsync(Command(campaign, campaign["out"]), kill.Token);
        await FirstResultAsync(campaign, run);
        await kill.CancelAsync();
        Assert.That(async () => await run, Throws.InstanceOf<OperationCanceledException>());
        await ContinueAsync(campaign);
    }

    [Test]
    public async Task AShardThatIsKilledAndOneThatIsCancelledAreRunAgain()
    {
        using TinyCampaign campaign = new(24);
        Task<ToolResult> run = ToolRunner.RunAsync(Command(campaign, campaign["out"]), CancellationToken.None);
        await FirstResultAsync(campaign, run);
        // Both that run now: one dies, one is taken away behind our back.
        string[] running = await RunningAsync(campaign);
        Assert.That(running, Is.Not.Empty);
        await ToolRunner.RequireAsync(
            new ToolInvocation("scancel", "--signal=KILL", "--full", running[0]) { Environment = Command(campaign, "").Environment }, CancellationToken.None);
        foreach (string other in running.Skip(1))
        {
            await ToolRunner.RequireAsync(new ToolInvocation("scancel", other) { Environment = Command(campaign, "").Environment }, CancellationToken.None);
        }

        ToolResult result = await run;
        Assert.That(result.ExitCode, Is.Zero, result.Output + result.Error);
        Assert.That(result.Error, Does.Contain("lost, submitted again: shard "));
        await AssertWholeAsync(campaign);
    }

    [Test]
    public async Task ANodeTakenAwayIsReplacedByTheOther()
    {
        using TinyCampaign campaign = new(24);
        Task<ToolResult> run = ToolRunner.RunAsync(Command(campaign, campaign["out"]), CancellationToken.None);
        await FirstResultAsync(campaign, run);
        await ClusterAsync("down", "n2");
        ToolResult result = await run;
        ToolResult up = await ClusterAsync("up", "n2");
        Assert.That(up.ExitCode, Is.Zero, up.Error);
        Assert.That(result.ExitCode, Is.Zero, result.Output + result.Error);
        Assert.That(result.Error, Does.Contain("lost, submitted again: shard "));
        await AssertWholeAsync(campaign);
    }

    private static async Task AssertWholeAsync(TinyCampaign campaign)
    {
        await campaign.ExpectAsync(0, campaign["local"]);
        Assert.That(TinyCampaign.Faults(TinyCampaign.Lines(campaign["out"]), TinyCampaign.Lines(campaign["local"])), Is.Empty);
    }

    private async Task ContinueAsync(TinyCampaign campaign)
    {
        int before = TinyCampaign.Lines(campaign["out"]).Length;
        Assert.That(before, Is.LessThan(campaign.Count), "it was stopped too late");
        ToolResult result = await RunAsync(campaign, campaign["out"]);
        Assert.That(result.ExitCode, Is.Zero, result.Output + result.Error);
        await AssertWholeAsync(campaign);
    }

    private static async Task FirstResultAsync(TinyCampaign campaign, Task run)
    {
        while (TinyCampaign.Lines(campaign["out"]).Length == 0 && !run.IsCompleted)
        {
            await Task.Delay(20);
        }
    }

    private async Task<string[]> RunningAsync(TinyCampaign campaign)
    {
        ToolResult result = await ToolRunner.RequireAsync(
            new ToolInvocation("squeue", "--noheader", "--array", "--states=RUNNING", "--format=%i") { Environment = Command(campaign, "").Environment }, CancellationToken.None);
        return result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private ToolInvocation Command(TinyCampaign campaign, string output)
    {
        ToolInvocation command = campaign.CommandOf(output, s_slurm);
        return command with
        {
            Environment = new Dictionary<string, string?>(command.Environment, StringComparer.Ordinal) { ["SLURM_CONF"] = _cluster["slurm.conf"] },
        };
    }

    private Task<ToolResult> RunAsync(TinyCampaign campaign, string output) => ToolRunner.RunAsync(Command(campaign, output), CancellationToken.None);

    private Task<ToolResult> ClusterAsync(params string[] action)
    {
        string script = RepositoryFolder.Find("tests/slurm/cluster.sh");
        return ToolRunner.RunAsync(new ToolInvocation(script, [action[0], _cluster.Path, .. action.Skip(1)]), CancellationToken.None);
    }
}
