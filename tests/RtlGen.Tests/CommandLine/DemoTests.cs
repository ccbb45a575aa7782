// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using NUnit.Framework;
using RtlGen.Tensors;
using RtlGen.Tests.Golden;

namespace RtlGen.Tests.CommandLine;

/// <summary>The shipped example, as it is and with recorded results that are changed on purpose.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class DemoTests : IDisposable
{
    private static readonly string Example = RepositoryFolder.Find("examples/digits_w4a4");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task TheExampleAgreesEverywhereAndLeavesBundles()
    {
        CommandRun run = (await CommandRun.Of("demo", Example, "-o", _folder["demo"])).Succeeded();
        Assert.Multiple(() =>
        {
            Assert.That(run.Out, Does.Contain("331 of 360 (recorded: 331)"));
            Assert.That(run.Out, Does.Match(@"y of acc1\.npy +11,520 +0\n"));
            Assert.That(run.Out, Does.Match(@"q of h1\.npy +11,520 +0\n"));
            Assert.That(run.Out, Does.Match(@"y of acc2\.npy +3,600 +0\n"));
            Assert.That(run.Out, Does.Contain("256, the bound is 256").And.Contain("24, the bound is 24"));
        });
        (await CommandRun.Of("check", _folder["demo/digits_fc1"])).Succeeded();
        (await CommandRun.Of("check", _folder["demo/digits_fc2"])).Succeeded();
    }

    [Test]
    public async Task OneChangedRecordedValueFails()
    {
        string example = Copy();
        string recorded = Path.Combine(example, "expected", "h1.npy");
        Tensor h1 = NpyFile.Read(recorded).Tensor;
        h1[2, 1]++;
        NpyFile.Write(recorded, h1);
        CommandRun run = await CommandRun.Of("demo", example, "-o", _folder["demo"], "--json");
        using JsonDocument document = JsonDocument.Parse(run.Out);
        JsonElement fc1 = document.RootElement.GetProperty("layers")[0];
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(1));
            Assert.That(document.RootElement.GetProperty("agrees").GetBoolean(), Is.False);
            Assert.That(fc1.GetProperty("recorded").EnumerateArray().Select(r => r.GetProperty("differing").GetInt32()), Is.EqualTo([0, 1]));
        });
    }

    [Test]
    public async Task AnotherNumberOfRightAnswersFails()
    {
        string example = Copy();
        string network = Path.Combine(example, "network.yaml");
        string text = await File.ReadAllTextAsync(network);
        await File.WriteAllTextAsync(network, text.Replace("correct: 331", "correct: 332", StringComparison.Ordinal));
        CommandRun run = await CommandRun.Of("demo", example, "-o", _folder["demo"]);
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(1));
            Assert.That(run.Out, Does.Contain("331 of 360 (recorded: 332)").And.Contain("A COMPARISON FAILED"));
        });
    }

    [TestCase("colour: red\n", "RTG002: the key 'colour' is not known")]
    [TestCase("name: [a]\n", "RTG004: 'name' must be a text")]
    [TestCase("name: a\ninputs: x.npy\nlayers: []\n", "RTG004: 'layers' must be a list")]
    [TestCase("name: a\n", "RTG006: the key 'inputs' is missing")]
    [TestCase("name: {\n", "RTG001: malformed YAML")]
    public async Task AWrongDescriptionIsBadInputWithItsPlace(string text, string message)
    {
        _folder.Write("network.yaml", text);
        CommandRun run = (await CommandRun.Of("demo", _folder.Path, "-o", _folder["demo"])).Failed(3);
        Assert.That(run.ErrorLines[0], Does.Match(@"network\.yaml:\d+:\d+: error ").And.Contain(message));
    }

    [Test]
    public async Task AFolderWithoutNetworkIsBadInput()
    {
        CommandRun run = (await CommandRun.Of("demo", _folder["nowhere"])).Failed(3);
        Assert.That(run.ErrorLines[0], Does.Contain("RTG050").And.Contain("network.yaml"));
    }

    private string Copy()
    {
        string copy = _folder["example"];
        foreach (string file in Directory.GetFiles(Example, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(copy, Path.GetRelativePath(Example, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }
}
