// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using NUnit.Framework;
using RtlGen.Tests.Golden;
using RtlGen.Tools;

namespace RtlGen.Tests.CommandLine;

/// <summary><c>fpga</c> from the command line: the example's project, its vectors through the serial line, and what is refused.</summary>
[TestFixture]
[NonParallelizable]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class FpgaTests : IDisposable
{
    private const string Example = "examples/fpga_digits/config.yaml";
    private const string Digits = "examples/digits_w4a4";

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTools _tools;

    public FpgaTests() => _tools = new FakeTools(_folder);

    public void Dispose()
    {
        _tools.Dispose();
        _folder.Dispose();
    }

    [Test]
    public async Task TheProjectsRtlAnswersTheVectorsOverTheLineAndAWrongAnswerFails()
    {
        (await RunAsync(Example)).Succeeded();
        string project = Path.Combine(_folder["out"], "fpga");
        ToolResult whole = await MakeAsync(project, "rtl", "VECTORS=3");
        Assert.That(whole.Output, Does.Contain("PASS: 3 vectors, 36 bytes, "));

        // The third byte of the second answer; the testbench is compiled already.
        string[] answers = await File.ReadAllLinesAsync(Path.Combine(project, "answers.hex"));
        answers[14] = (Convert.ToByte(answers[14], 16) ^ 1).ToString("x2");
        await File.WriteAllLinesAsync(Path.Combine(project, "answers.hex"), answers);
        ToolResult broken = await ToolRunner.RunAsync(
            new ToolInvocation("vvp", "-n", "build/rtl.vvp", "+vectors=2") { WorkingDirectory = project, Timeout = TimeSpan.FromMinutes(5) }, CancellationToken.None);
        Assert.That(broken.Output, Does.Contain("vector 1, byte 2: expected ").And.Contain("FAIL: 1 bytes differ"));
    }

    [Test]
    public async Task TheSameInputGivesTheSameBytesAndTheHostsProgramCompiles()
    {
        (await RunAsync(Example)).Succeeded();
        string first = await File.ReadAllTextAsync(Path.Combine(_folder["out"], "manifest.json"));
        (await RunAsync(Example)).Succeeded();
        Assert.That(await File.ReadAllTextAsync(Path.Combine(_folder["out"], "manifest.json")), Is.EqualTo(first));
        ToolResult compiled = await ToolRunner.RunAsync(
            new ToolInvocation("gcc", "-Wall", "-Wextra", "-Werror", "-fsyntax-only", "fpga_digits_host.c") { WorkingDirectory = Path.Combine(_folder["out"], "fpga") }, CancellationToken.None);
        Assert.That(compiled.ExitCode, Is.Zero, compiled.Error);
    }

    [Test]
    public async Task WhatTheBridgeDoesNotServeIsSaidAtOnce()
    {
        string text = await File.ReadAllTextAsync(RepositoryFolder.Find(Example));
        string configuration = _folder.Write("bus.yaml", text.Replace("{control: port, parameters: baked, stream_bits: 8}", "{control: apb}", StringComparison.Ordinal) + "analog: {noise: 1}\n");
        CommandRun run = (await RunAsync(configuration)).Failed(3);
        Assert.That(run.ErrorLines, Has.Length.EqualTo(4).And.Some.Contains("draws no read noise").And.Some.Contains("reaches no registers").And.Some.Contains("writes no parameters"));
        Assert.That(Directory.Exists(_folder["out"]), Is.False);
    }

    [Test]
    public async Task AnUnknownRateIsWrongUsage()
    {
        CommandRun run = (await RunAsync(Example, "--baud", "123")).Failed(2);
        Assert.That(run.Error, Does.StartWith("error: --baud is 123; possible are 9600, 115200,"));
    }

    [Test]
    public async Task AMissingToolIsSaidBeforeAnythingIsWritten()
    {
        _tools.Hide();
        CommandRun run = (await RunAsync(Example, "--build")).Failed(4);
        Assert.That(run.Error, Does.Match("^error: '[a-z0-9-]+' was not found on PATH; install it with 'apt-get install [a-z0-9-]+'\n$"));
        Assert.That(Directory.Exists(_folder["out"]), Is.False);
    }

    /// <summary>Placed and routed, and the netlist answers every vector; then with another weight in its cells it does not.</summary>
    [Category("Long")]
    [Test]
    public async Task TheExampleFitsTheDeviceAndItsNetlistIsTheGoldenModel()
    {
        CommandRun run = (await RunAsync(Example, "--build", "--json")).Succeeded();
        using var figures = JsonDocument.Parse(run.Out);
        JsonElement root = figures.RootElement;
        Assert.Multiple(() =>
        {
            Assert.That(root.GetProperty("vectors_equal").GetInt32(), Is.EqualTo(360));
            Assert.That(root.GetProperty("luts").GetInt32(), Is.InRange(1000, 3000));
            Assert.That(root.GetProperty("flip_flops").GetInt32(), Is.InRange(1000, 2000));
            Assert.That(root.GetProperty("logic_cells").GetInt32(), Is.InRange(2000, 4000));
            Assert.That(root.GetProperty("fmax_mhz").GetDouble(), Is.GreaterThan(30));
            Assert.That(root.GetProperty("bitstream_bytes").GetInt32(), Is.GreaterThan(130_000));
        });
        string project = Path.Combine(_folder["out"], "fpga");
        Assert.That((await MakeAsync(project, "routed", "ROUTED_VECTORS=1")).Output, Does.Contain("PASS: 1 vectors"));

        string netlist = Path.Combine(project, "build", "fpga_digits_netlist.v");
        string text = await File.ReadAllTextAsync(netlist);
        int table = text.IndexOf(".LUT_INIT(16'h", text.IndexOf("u_lane_3", StringComparison.Ordinal), StringComparison.Ordinal) + ".LUT_INIT(16'h".Length;
        Assert.That(table, Is.GreaterThan(1000));
        char digit = text[table];
        await File.WriteAllTextAsync(netlist, string.Concat(text.AsSpan(0, table), digit == '0' ? "f" : "0", text.AsSpan(table + 1)));
        Assert.That((await MakeAsync(project, "netlist")).ExitCode, Is.Not.Zero);
    }

    private async Task<CommandRun> RunAsync(string configuration, params string[] more) => await CommandRun.Of(
    [
        "fpga", RepositoryFolder.Find(configuration), "-o", _folder["out"],
        "--weights", RepositoryFolder.Find($"{Digits}/fc2/weights.npy"), "--bias", RepositoryFolder.Find($"{Digits}/fc2/bias.npy"),
        "--shift", RepositoryFolder.Find("examples/fpga_digits/shift.npy"), "--inputs", RepositoryFolder.Find($"{Digits}/expected/h1.npy"), .. more,
    ]);

    private static Task<ToolResult> MakeAsync(string folder, params string[] arguments) => ToolRunner.RunAsync(
        new ToolInvocation("make", arguments) { WorkingDirectory = folder, Timeout = TimeSpan.FromMinutes(30) }, CancellationToken.None);
}
