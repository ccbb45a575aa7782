// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using NUnit.Framework;

namespace RtlGen.Tests.CommandLine;

/// <summary>What <c>generate</c> leaves on the disk, and what it refuses.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class GenerateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task EveryFileIsListedInTheManifest()
    {
        string config = _folder.Write("c.yaml", Samples.DigitsFc1);
        CommandRun run = (await CommandRun.Of("generate", config, "-o", _folder["out"], "--json")).Succeeded();
        using JsonDocument result = JsonDocument.Parse(run.Out);
        using JsonDocument manifest = JsonDocument.Parse(await File.ReadAllTextAsync(_folder["out/manifest.json"]));
        IEnumerable<string?> files = result.RootElement.GetProperty("files").EnumerateArray().Select(f => f.GetString());
        Assert.Multiple(() =>
        {
            Assert.That(manifest.RootElement.GetProperty("files").EnumerateObject().Select(f => f.Name), Is.EquivalentTo(files));
            Assert.That(files.Select(f => _folder["out/" + f]), Has.All.Exist.And.Some.EndWith(".v"));
            Assert.That(run.Error, Is.Empty);
        });
    }

    [Test]
    public async Task TheSameConfigurationGivesTheSameBytesAndMayBeWrittenAgain()
    {
        string config = _folder.Write("c.yaml", Samples.DigitsFc1);
        (await CommandRun.Of("generate", config, "-o", _folder["out"])).Succeeded();
        string first = await File.ReadAllTextAsync(_folder["out/manifest.json"]);
        (await CommandRun.Of("generate", config, "-o", _folder["out"])).Succeeded();
        Assert.That(await File.ReadAllTextAsync(_folder["out/manifest.json"]), Is.EqualTo(first));
    }

    [Test]
    public async Task AFolderWithSomebodysFileIsLeftAlone()
    {
        string config = _folder.Write("c.yaml", Samples.DigitsFc1);
        Directory.CreateDirectory(_folder["mine"]);
        string notes = _folder.Write("mine/notes.txt", "keep");
        CommandRun run = (await CommandRun.Of("generate", config, "-o", _folder["mine"])).Failed(3);
        Assert.Multiple(() =>
        {
            Assert.That(run.Error, Does.Contain("RTG050").And.Contain("notes.txt").And.EndWith("\n1 error\n"));
            Assert.That(Directory.GetFileSystemEntries(_folder["mine"]), Is.EqualTo([notes]));
        });
    }

    [Test]
    public async Task AnEditedFileIsNotLostButMayBeForced()
    {
        string config = _folder.Write("c.yaml", Samples.DigitsFc1);
        (await CommandRun.Of("generate", config, "-o", _folder["out"])).Succeeded();
        await File.AppendAllTextAsync(_folder["out/rtl/digits_fc1.v"], "// mine\n");

        CommandRun run = (await CommandRun.Of("generate", config, "-o", _folder["out"])).Failed(3);

        Assert.That(run.Error, Does.Contain("RTG050").And.Contain("'rtl/digits_fc1.v' in it was edited"));
        Assert.That(await File.ReadAllTextAsync(_folder["out/rtl/digits_fc1.v"]), Does.EndWith("// mine\n"));
        (await CommandRun.Of("generate", config, "-o", _folder["out"], "--force")).Succeeded();
        Assert.That(await File.ReadAllTextAsync(_folder["out/rtl/digits_fc1.v"]), Does.Not.EndWith("// mine\n"));
    }

    [TestCase("/proc/nobody/out")]
    [TestCase("file/out")]
    public async Task AFolderThatCannotBeWrittenIsOneClearError(string destination)
    {
        string config = _folder.Write("c.yaml", Samples.DigitsFc1);
        _folder.Write("file", "not a folder");
        string path = destination.StartsWith('/') ? destination : _folder[destination];
        CommandRun run = (await CommandRun.Of("generate", config, "-o", path)).Failed(3);
        Assert.Multiple(() =>
        {
            Assert.That(run.ErrorLines, Has.Length.EqualTo(2));
            Assert.That(run.ErrorLines[0], Does.Contain("error RTG050: cannot write the folder").And.Contain(path));
        });
    }

    [Test]
    public async Task BakedParametersNeedTheirTensors()
    {
        string config = _folder.Write("c.yaml", Samples.DigitsFc1 + "\ninterface: {parameters: baked}\n");
        CommandRun run = (await CommandRun.Of("generate", config, "-o", _folder["out"])).Failed(3);
        Assert.That(run.Error, Does.Contain("RTG043").And.Contain("--weights").And.Contain("--multiplier"));
    }

    [Test]
    public async Task ACancelledRunLeavesNothingBehind()
    {
        string config = _folder.Write("c.yaml", Samples.DigitsFc1);
        CapturedConsole console = new();
        int code = await RtlGen.Cli.CommandLine.RunAsync(
            ["generate", config, "-o", _folder["out"]], console, new CancellationToken(canceled: true));
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(130));
            Assert.That(Directory.GetFileSystemEntries(_folder.Path), Is.EqualTo([config]));
        });
    }
}
