// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using NUnit.Framework;
using RtlGen.Tensors;

namespace RtlGen.Tests.CommandLine;

/// <summary><c>bundle</c> and <c>check</c> from the command line.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class BundleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task AFreshBundleIsIntact()
    {
        await WriteBundle();
        CommandRun check = (await CommandRun.Of("check", _folder["out"])).Succeeded();
        Assert.Multiple(() =>
        {
            Assert.That(check.Out, Is.Empty);
            Assert.That(check.Error, Does.Contain("as they were written"));
        });
    }

    [Test]
    public async Task EveryDifferenceIsNamedAndFails()
    {
        await WriteBundle();
        await File.AppendAllTextAsync(_folder["out/README.md"], "!");
        File.Delete(_folder["out/config.yaml"]);
        _folder.Write("out/mine.txt", "mine");
        CommandRun check = await CommandRun.Of("check", _folder["out"]);
        Assert.Multiple(() =>
        {
            Assert.That(check.ExitCode, Is.EqualTo(1));
            Assert.That(check.Out, Is.EqualTo("missing: config.yaml\nchanged: README.md\nextra: mine.txt\n"));
        });
        CommandRun again = await CommandRun.Of("check", _folder["out"], "--json");
        using JsonDocument json = JsonDocument.Parse(again.Out);
        Assert.Multiple(() =>
        {
            Assert.That(again.ExitCode, Is.EqualTo(1));
            Assert.That(json.RootElement.GetProperty("intact").GetBoolean(), Is.False);
            Assert.That(json.RootElement.GetProperty("changed")[0].GetString(), Is.EqualTo("README.md"));
        });
    }

    [Test]
    public async Task AFolderOfSomebodyElseIsBadInput()
    {
        CommandRun run = (await CommandRun.Of("check", _folder.Path)).Failed(3);
        Assert.That(run.ErrorLines[0], Does.Contain("RTG050").And.Contain("manifest.json"));
    }

    [Test]
    public async Task SomebodysFilesAreReplacedOnlyWhenForced()
    {
        await WriteBundle();
        string mine = _folder.Write("out/mine.txt", "mine");
        (await CommandRun.Of("bundle", _folder["c.yaml"], "-o", _folder["out"])).Failed(3);
        Assert.That(mine, Does.Exist);
        (await CommandRun.Of("bundle", _folder["c.yaml"], "-o", _folder["out"], "--force")).Succeeded();
        Assert.That(mine, Does.Not.Exist);
    }

    [Test]
    public async Task TheClockPeriodReachesTheConstraints()
    {
        string config = _folder.Write("c.yaml", Samples.Small);
        (await CommandRun.Of("bundle", config, "-o", _folder["out"], "--clock-period", "2.5")).Succeeded();
        string[] constraints = Directory.GetFiles(_folder["out/constraints"], "*.sdc");
        Assert.That(constraints, Has.Length.EqualTo(2));
        foreach (string file in constraints)
        {
            Assert.That(await File.ReadAllTextAsync(file), Does.Contain("create_clock -name clk -period 2.5 "), file);
        }

        (await CommandRun.Of("bundle", config, "-o", _folder["out"], "--clock-period", "0")).Failed(2);
    }

    [Test]
    public async Task WeightsThatAreGivenNeedTheOtherParametersToo()
    {
        string config = _folder.Write("c.yaml", Samples.DigitsFc1);
        string weights = _folder.Write("w.npy", new Tensor(64, 32));
        CommandRun run = (await CommandRun.Of("bundle", config, "-o", _folder["out"], "--weights", weights)).Failed(3);
        Assert.That(run.ErrorLines[0], Does.Contain("RTG043").And.Contain("--multiplier"));
    }

    private async Task WriteBundle()
    {
        string config = _folder.Write("c.yaml", Samples.Small);
        CommandRun run = (await CommandRun.Of("bundle", config, "-o", _folder["out"], "--json")).Succeeded();
        using JsonDocument json = JsonDocument.Parse(run.Out);
        Assert.That(json.RootElement.GetProperty("tensors").GetString(), Is.EqualTo("weights and inputs drawn"));
    }
}
