// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using NUnit.Framework;
using RtlGen.Tests.CommandLine;
using RtlGen.Tools;

namespace RtlGen.Tests.Synthesis;

/// <summary><c>synth</c> with the real tools on a small design, and with tools that are missing or lie.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SynthCommandTests : IDisposable
{
    private const string Library = "/usr/share/qflow/tech/osu018/osu018_stdcells.lib";

    private readonly TemporaryFolder _folder = new();
    private readonly string _configuration;

    public SynthCommandTests() => _configuration = _folder.Write("tiny.yaml", Samples.Small + "\ninterface: {control: port}\n");

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task ADesignIsMeasured()
    {
        CommandRun run = (await CommandRun.Of(
            "synth", _configuration, "--target", "ice40", "--target", "generic", "--target", "liberty", "--json", _folder["all.json"])).Succeeded();
        Assert.That(run.Out, Does.Contain("ice40 LUT").And.Contain("osu018_stdcells area").And.Contain("tiny"));
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(_folder["all.json"]));
        JsonElement[] results = [.. json.RootElement.GetProperty("designs")[0].GetProperty("results").EnumerateArray()];
        Assert.That(results.Select(r => r.GetProperty("target").GetString()), Is.EqualTo(["ice40", "generic", "liberty"]));
        Assert.Multiple(() =>
        {
            foreach (JsonElement result in results)
            {
                Assert.That(result.GetProperty("flip_flops").GetInt32(), Is.GreaterThan(30), $"{result}");
            }

            Assert.That(results[0].GetProperty("luts").GetInt32(), Is.GreaterThan(50));
            Assert.That(results[0].GetProperty("fits").GetBoolean(), Is.True);
            Assert.That(results[0].GetProperty("mhz").GetDecimal(), Is.InRange(20, 1000));
            Assert.That(results[2].GetProperty("area").GetDecimal(), Is.GreaterThan(1000));
            Assert.That(results[2].GetProperty("mhz").GetDecimal(), Is.InRange(20, 3000));
            // What the macro shares with the design is told apart.
            Assert.That(
                results[2].GetProperty("paths").EnumerateArray().Select(p => p.GetProperty("kind").GetString()),
                Is.SupersetOf(["register_to_register", "register_to_macro", "macro_to_register", "input_to_register", "register_to_output"]));
        });
    }

    // Yosys takes ten seconds for each of these, whatever the design.
    [Test]
    [Category("Long")]
    public async Task CellsOfOtherFpgasAreCounted()
    {
        CommandRun run = (await CommandRun.Of("synth", _configuration, "--target", "ecp5", "--target", "xc7")).Succeeded();
        Assert.That(run.Out, Does.Match(@"tiny +3 to 2, 1 x 8x8 +[1-9]\d+ +[1-9]\d+ +0 +0 +[1-9]\d+ +[1-9]\d+ +0 +0\n"));
    }

    [Test]
    [Category("Long")]
    public async Task TheBundleMeasuresTheSameByItself()
    {
        (await CommandRun.Of("bundle", _configuration, "-o", _folder["bundle"])).Succeeded();
        (await CommandRun.Of("synth", _folder["bundle"], "--no-place", "--liberty", Library, "--target", "ice40", "--json", _folder["b.json"])).Succeeded();
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(_folder["b.json"]));
        JsonElement[] results = [.. json.RootElement.GetProperty("designs")[0].GetProperty("results").EnumerateArray()];
        ToolResult fpga = await MakeAsync("fpga", "elaborate", "ice40-cells");
        ToolResult asic = await MakeAsync("asic", $"LIBERTY={Library}");
        Assert.Multiple(() =>
        {
            Assert.That(fpga.ExitCode, Is.Zero, fpga.Error);
            Assert.That(File.ReadAllText(Path.Combine(_folder["bundle"], "fpga/build/ice40.cells.json")), Does.Contain($"\"SB_LUT4\": {results[0].GetProperty("luts")}"));
            Assert.That(asic.ExitCode, Is.Zero, asic.Error);
            Assert.That(asic.Output, Does.Contain($": {results[1].GetProperty("area").GetDecimal():0.000000}").And.Contain("register_to_register: slack"));
        });
        (await CommandRun.Of("check", _folder["bundle"])).Succeeded();
    }

    [Test]
    public async Task ABlockIsMeasuredAlone()
    {
        CommandRun run = (await CommandRun.Of("synth", _configuration, "--block", "sequencer", "--block", "lane", "--target", "generic")).Succeeded();
        Assert.That(run.Out, Does.Match(@"lane +2 +\d+ +\d+\n +sequencer +1 +\d+ +\d+\n"));
        Assert.That((await CommandRun.Of("synth", _configuration, "--block", "oven")).Failed(3).Error, Does.Contain("holds no module 'oven'").And.Contain("sequencer"));
    }

    [Test]
    public async Task AMissingToolIsOneClearWord()
    {
        using FakeTools tools = new(_folder);
        tools.Hide();
        Assert.That((await CommandRun.Of("synth", _configuration)).Failed(4).Error, Is.EqualTo("error: 'make' was not found on PATH; install it with 'apt-get install make'\n"));
    }

    [TestCase("ice40", "nextpnr-ice40", "nextpnr-ice40")]
    [TestCase("liberty", "sta", "opensta")]
    public async Task TheToolOfATargetIsMissing(string target, string tool, string package)
    {
        Directory.CreateDirectory(_folder["few"]);
        foreach (string there in (string[])["make", "yosys"])
        {
            File.CreateSymbolicLink(_folder[$"few/{there}"], ToolCatalog.Locate(there));
        }

        using FakeTools tools = new(_folder);
        tools.Hide();
        Environment.SetEnvironmentVariable("PATH", _folder["few"]);
        Assert.That(
            (await CommandRun.Of("synth", _configuration, "--target", target)).Failed(4).Error,
            Is.EqualTo($"error: '{tool}' was not found on PATH; install it with 'apt-get install {package}'\n"));
    }

    [TestCase("sta", "liberty", "[ \"$1\" = -version ] && echo 2.0.17 && exit 0\necho 'all is well'\n")]
    [TestCase("sta", "liberty", "[ \"$1\" = -version ] && echo 2.0.17 && exit 0\necho '== period 4'; echo '== register_to_register'; echo 'slack who knows'; echo '== end'\n")]
    [TestCase("nextpnr-ice40", "ice40", "[ \"$1\" = --version ] && echo 'Version 0.4' && exit 0\necho done >ice40.report.json; echo >ice40.place.log\n")]
    public async Task AToolThatTalksNonsenseIsAnError(string tool, string target, string script)
    {
        using FakeTools tools = new(_folder);
        tools.Pretend(tool, script);
        Assert.That((await CommandRun.Of("synth", _configuration, "--block", "adc_sar", "--target", target)).Failed(5).Error, Does.Contain($"what '{tool}' wrote is not understood"));
    }

    [Test]
    public async Task ADesignThatDoesNotFitIsSaidToBe()
    {
        using FakeTools tools = new(_folder);
        tools.Pretend("nextpnr-ice40", """
            [ "$1" = --version ] && echo 'Version 0.4' && exit 0
            printf 'Info: Device utilisation:\nInfo: \t         ICESTORM_LC: 18417/ 7680   239%%\nInfo: \t        ICESTORM_RAM:    20/   32    62%%\n' >ice40.place.log
            exit 255

            """);
        CommandRun run = (await CommandRun.Of("synth", _configuration, "--block", "adc_sar", "--json", _folder["no.json"])).Succeeded();
        Assert.That(run.Out, Does.Contain("does not fit: 18417 of 7680 logic cells"));
        Assert.That(await File.ReadAllTextAsync(_folder["no.json"]), Does.Contain("\"fits\": false").And.Contain("\"mhz\": null"));
    }

    [Test]
    public async Task APlacerThatFailsForAnotherReasonIsAnError()
    {
        using FakeTools tools = new(_folder);
        tools.Pretend("nextpnr-ice40", "[ \"$1\" = --version ] && echo 'Version 0.4' && exit 0\necho 'ERROR: the dog ate it' >&2\nexit 255\n");
        Assert.That((await CommandRun.Of("synth", _configuration, "--block", "adc_sar")).Failed(5).Error, Does.Contain("the dog ate it"));
    }

    [Test]
    public async Task ALibraryThatIsNoneIsBadInput()
    {
        string none = _folder.Write("none.lib", "a shopping list\n");
        Assert.That((await CommandRun.Of("synth", _configuration, "--liberty", none)).Failed(3).Error, Does.Contain("it is no Liberty file").And.Contain("qflow-tech-osu018"));
        string empty = _folder.Write("empty.lib", "library (empty) {\n}\n");
        Assert.That((await CommandRun.Of("synth", _configuration, "--liberty", empty)).Failed(5).Error, Does.Contain("no cell that could drive a port"));
    }

    [Test]
    [Category("Long")]
    public async Task AWholeTileDoesNotFit()
    {
        CommandRun run = (await CommandRun.Of("synth", Golden.RepositoryFolder.Find("examples/tile_128x128/config.yaml"))).Succeeded();
        Assert.That(run.Out, Does.Match(@"does not fit: \d+ of 7680 logic cells"));
    }

    private Task<ToolResult> MakeAsync(string folder, params string[] arguments) => ToolRunner.RunAsync(
        new ToolInvocation("make", ["-s", "--no-print-directory", "-C", folder, .. arguments]) { WorkingDirectory = _folder["bundle"] },
        TestContext.CurrentContext.CancellationToken);
}
