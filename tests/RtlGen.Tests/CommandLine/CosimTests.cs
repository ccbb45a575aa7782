// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using NUnit.Framework;

namespace RtlGen.Tests.CommandLine;

/// <summary><c>cosim</c> from the command line, with the real simulator and with tools that go wrong.</summary>
[TestFixture]
[NonParallelizable]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class CosimTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTools _tools;

    public CosimTests() => _tools = new FakeTools(_folder);

    public void Dispose()
    {
        _tools.Dispose();
        _folder.Dispose();
    }

    [Test]
    public async Task ARandomRunAgreesAndTellsItsSeed()
    {
        CommandRun run = (await CommandRun.Of("cosim", Config(), "--random", "30", "--seed", "5")).Succeeded();
        Assert.Multiple(() =>
        {
            Assert.That(run.Error, Is.EqualTo("tiny: 30 random vectors, seed 5\n"));
            Assert.That(run.Out, Does.StartWith("tiny: the RTL agrees with the golden model\n"));
            // 30 vectors, 3 passes, 4 phases, 2 outputs of 2 parts.
            Assert.That(run.Out, Does.Match(@"\n +code +1,440 +0\n"));
            Assert.That(run.Out, Does.Match(@"\n +q +180 +0\n"));
            Assert.That(run.Out, Does.Match(@"\n +latency +\d+ cycles, as predicted\n +interval +40 cycles, as predicted\n"));
        });
    }

    [TestCase("--random 0", "--random is 0; 1 … 100000 vectors are possible")]
    [TestCase("--random 30000000", "--random is 30000000; 1 … 100000 vectors are possible")]
    [TestCase("--random 1 --waves w.vcd", "--waves is 'w.vcd', but verilator writes FST: name the file *.fst")]
    [TestCase("--random 1 --engine icarus --waves w.fst", "--waves is 'w.fst', but icarus writes VCD: name the file *.vcd")]
    public async Task WhatCannotBeMeantIsWrongUsage(string options, string message)
    {
        CommandRun run = (await CommandRun.Of(["cosim", Config(), .. options.Split(' ')])).Failed(2);
        Assert.That(run.Error, Does.StartWith($"error: {message}\n"));
    }

    [Test]
    public async Task TheJsonHoldsMeasuredAndPredictedCycles()
    {
        CommandRun run = (await CommandRun.Of("cosim", Config(), "--random", "30", "--passes", "1", "--json")).Succeeded();
        using JsonDocument document = JsonDocument.Parse(run.Out);
        JsonElement cycles = document.RootElement.GetProperty("cycles");
        Assert.Multiple(() =>
        {
            Assert.That(document.RootElement.GetProperty("agrees").GetBoolean(), Is.True);
            Assert.That(document.RootElement.GetProperty("seed").GetInt32(), Is.EqualTo(1));
            Assert.That(document.RootElement.GetProperty("passes").GetArrayLength(), Is.EqualTo(1));
            Assert.That(cycles.GetProperty("latency").GetInt32(), Is.EqualTo(cycles.GetProperty("predicted_latency").GetInt32()));
            Assert.That(cycles.GetProperty("interval_max").GetInt32(), Is.EqualTo(cycles.GetProperty("predicted_interval").GetInt32()));
        });
    }

    [Test]
    public async Task ConversionTimesMayBeDrawn()
    {
        string config = _folder.Write("c.yaml", Samples.Serial);
        CommandRun run = (await CommandRun.Of("cosim", config, "--random", "3", "--passes", "1", "--conversion-seed", "2")).Succeeded();
        Assert.That(run.Out, Does.Match(@"\n +interval +\d+ … \d+ cycles by the conversion times drawn; 24 of 24 vectors as predicted\n"));
        CommandRun json = (await CommandRun.Of("cosim", config, "--random", "3", "--passes", "1", "--conversion-seed", "2", "--json")).Succeeded();
        using JsonDocument document = JsonDocument.Parse(json.Out);
        Assert.That(document.RootElement.GetProperty("cycles").GetProperty("vectors_as_predicted").GetInt32(), Is.EqualTo(24));
    }

    [Test]
    public async Task BrokenHardwareFailsWithTheFirstDifferenceAndACommandThatRepeatsIt()
    {
        _tools.BreakTheRtl("requantize_none.v", "s/q_q <= /q_q <= ~/");
        string config = _folder.Write("it's a test.yaml", Samples.Small);
        CommandRun run = await CommandRun.Of("cosim", config, "--random", "6", "--passes", "1");
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(1));
            Assert.That(run.Out, Does.StartWith("tiny: THE RTL DIFFERS FROM THE GOLDEN MODEL\n"));
            Assert.That(run.Out, Does.Match("first difference, pass 'unstalled': q: vector 0, output 0, .*must be -?\\d+, is -?\\d+"));
            Assert.That(run.Out, Does.Match(@"\n +y +48 +0\n +q +48 +48\n"));
            string quoted = "'" + config.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
            Assert.That(run.ErrorLines[1], Is.EqualTo($"reproduce: rtlgen cosim {quoted} --random 6 --passes 1 --seed 1"));
            Assert.That(run.ErrorLines[2], Does.EndWith("--seed 1 --vector 0 --waves waves.fst"));
        });
    }

    [Test]
    public async Task AMissingSimulatorIsExitCode4()
    {
        _tools.Hide();
        CommandRun run = (await CommandRun.Of("cosim", Config(), "--random", "2")).Failed(4);
        Assert.That(run.ErrorLines[^1], Does.StartWith("error: ").And.Contain("apt-get install"));
    }

    [Test]
    public async Task ASimulatorThatFailsIsExitCode5AndIsQuoted()
    {
        _tools.Fail("out of coffee");
        CommandRun run = (await CommandRun.Of("cosim", Config(), "--random", "2")).Failed(5);
        Assert.That(run.Error, Does.Contain("verilator").And.Contain("out of coffee"));
    }

    [TestCase("give --weights and --inputs, or --random N")]
    [TestCase("either tensors or --random", "--random", "3", "--weights", "w.npy")]
    [TestCase("vectors are possible", "--random", "0")]
    [TestCase("0 … 2", "--random", "3", "--vector", "3")]
    [TestCase("0 … 95", "--random", "3", "--stall", "96")]
    [TestCase("1 … 1000", "--random", "3", "--passes", "0")]
    [TestCase("'modelsim' not recognized", "--random", "3", "--engine", "modelsim")]
    public async Task OptionsThatDoNotFitAreExitCode2(string message, params string[] options)
    {
        CommandRun run = (await CommandRun.Of(["cosim", Config(), .. options])).Failed(2);
        Assert.That(run.Error, Does.Contain(message));
    }

    [Test]
    public async Task TheRtlAnswersASimulationToo()
    {
        Samples.WriteTensors(_folder);
        CommandRun run = (await CommandRun.Of(
            "simulate", Config(), "--weights", _folder["w.npy"], "--bias", _folder["b.npy"], "--inputs", _folder["x.npy"],
            "--engine", "verilator")).Succeeded();
        Assert.That(run.Out, Is.EqualTo("6 5\n-35 -1\n"));
    }

    private string Config() => _folder.Write("c.yaml", Samples.Small);
}
