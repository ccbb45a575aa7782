// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Bundles;
using RtlGen.Bundling;
using RtlGen.Tests.Campaigns;
using RtlGen.Tests.CommandLine;
using RtlGen.Tools;

namespace RtlGen.Tests.Bundles;

/// <summary><c>rtlgen fusesoc-generate</c> as FuseSoC calls it: a file, a working directory, and a core in it afterwards.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FusesocGenerateTests : IDisposable
{
    private const string Input = """
        files_root: FILES
        gapi: '1.0'
        parameters:
          configuration: layers/small.yaml
          weights: w.npy
          bias: b.npy
          inputs: x.npy
          clock_period: 2.5
        target: sim
        vlnv: acme:soc:top-fc1:1.2.0

        """;

    private readonly TemporaryFolder _folder = new();

    public FusesocGenerateTests()
    {
        Samples.WriteTensors(_folder);
        Directory.CreateDirectory(_folder["layers"]);
        Directory.CreateDirectory(_folder["work"]);
        _folder.Write("layers/small.yaml", Samples.Small);
    }

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task WritesOneCoreIntoTheWorkingDirectory()
    {
        _folder.Write("work/fc1_input.yml", Input.Replace("FILES", _folder.Path, StringComparison.Ordinal));
        ToolResult run = await Generate("fc1_input.yml");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        // FuseSoC takes every core that it finds below: there must not be two.
        string core = Directory.GetFiles(_folder["work"], "*.core", SearchOption.AllDirectories).Single();
        string text = await File.ReadAllTextAsync(core);
        Assert.That(text, Does.StartWith("CAPI=2:\n").And.Contain("name: \"acme:soc:top-fc1:1.2.0\"\n"));
        string bundle = Path.GetDirectoryName(core)!;
        Assert.That(CoreFile.Faults(text, bundle), Is.Empty);
        Assert.That(await File.ReadAllTextAsync(Path.Combine(bundle, "constraints/tiny.sdc")), Does.Contain("-period 2.5 "));
        BundleCheckResult state = BundleCheck.Run(bundle);
        Assert.That(state.IsIntact);
        Assert.That(BundleRegeneration.Run(bundle, state).IsSame);
        // Once more, as an edit of the core would have it.
        Assert.That((await Generate("fc1_input.yml")).ExitCode, Is.Zero);
    }

    [Test]
    public async Task EverythingThatIsWrongIsNamed()
    {
        string bad = Input.Replace("FILES", _folder.Path, StringComparison.Ordinal).Replace("1.0", "2.0", StringComparison.Ordinal)
            .Replace("acme:soc:top-fc1:1.2.0", "\"a b:c\"", StringComparison.Ordinal).Replace("2.5", "fast", StringComparison.Ordinal).Replace("weights:", "wheights:", StringComparison.Ordinal);
        _folder.Write("work/bad.yml", bad);
        ToolResult run = await Generate("bad.yml");
        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(run.Error, Does.Contain("'gapi'").And.Contain("'vlnv'").And.Contain("clock_period").And.Contain("did you mean 'weights'").And.Contain("4 errors"));
        Assert.That(Directory.GetDirectories(_folder["work"]), Is.Empty);
    }

    [TestCase("", "'gapi' is missing")]
    [TestCase("gapi: '1.0'\nvlnv: a:b:c:1\nfiles_root: .\n", "'parameters' is missing")]
    [TestCase("gapi: '1.0'\nvlnv: a:b:c:1\nfiles_root: .\nparameters: {configuration: none.yaml}\n", "there is no file")]
    public async Task AnIncompleteFileIsBadInput(string text, string complaint)
    {
        _folder.Write("work/in.yml", text.Length == 0 ? "{}\n" : text);
        ToolResult run = await Generate("in.yml");
        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(run.Error, Does.Contain(complaint));
    }

    private Task<ToolResult> Generate(string input) =>
        ToolRunner.RunAsync(new ToolInvocation(TinyCampaign.Tool, "fusesoc-generate", input) { WorkingDirectory = _folder["work"] }, CancellationToken.None);
}
