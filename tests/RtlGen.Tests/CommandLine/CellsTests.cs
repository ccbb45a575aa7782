// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using NUnit.Framework;
using RtlGen.Tensors;

namespace RtlGen.Tests.CommandLine;

/// <summary>Devices drawn from the command line, and what <c>simulate --report</c> says about them.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class CellsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task WithoutEffectsTheCellsAreThoseOfTheWeights()
    {
        string config = Config(4);
        CommandRun drawn = (await CommandRun.Of("cells", config, "--weights", _folder["w.npy"], "-o", _folder["c.npy"])).Succeeded();
        CommandRun run = (await CommandRun.Of([.. Simulate(config), "--cells", _folder["c.npy"]])).Succeeded();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(drawn.Out, Is.Empty);
            Assert.That(drawn.Error, Does.Match(@"\Atiny: cells \[1, 1, 8, 8\] written to .*c\.npy: 0 of 12 differ from ideal, .*, seed 1\n\z"));
            Assert.That(run.Out, Is.EqualTo("6 5\n-35 -1\n"));
            // w + 8 of (1, -8) in slices of two bits: 1 and 2, 0 and 0, in sixteenths.
            Assert.That(NpyFile.Read(_folder["c.npy"]).Tensor.Data[..8], Is.EqualTo([16, 32, 0, 0, 0, 0, 0, 0]));
        }
    }

    [Test]
    public async Task TheSameSeedGivesTheSameFiles()
    {
        string config = Config(6);
        async Task<byte[][]> Draw(string seed)
        {
            await CommandRun.Of(
                "cells", config, "--weights", _folder["w.npy"], "-o", _folder["c.npy"], "--variation-lognormal", "0.1", "--seed", seed,
                "--thresholds-out", _folder["t.npy"], "--adc-inl", "0.4");
            return [await File.ReadAllBytesAsync(_folder["c.npy"]), await File.ReadAllBytesAsync(_folder["t.npy"])];
        }

        byte[][] first = await Draw("3");
        byte[][] again = await Draw("3");
        byte[][] other = await Draw("4");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(again, Is.EqualTo(first));
            Assert.That(other[0], Is.Not.EqualTo(first[0]));
            Assert.That(other[1], Is.Not.EqualTo(first[1]));
        }
    }

    [Test]
    public async Task TheJsonHoldsTheDeviations()
    {
        CommandRun run = (await CommandRun.Of(
            "cells", Config(8), "--weights", _folder["w.npy"], "-o", _folder["c.npy"], "--stuck-on", "1", "--json")).Succeeded();
        using JsonDocument document = JsonDocument.Parse(run.Out);
        JsonElement file = document.RootElement.GetProperty("files")[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(file.GetProperty("tensor").GetString(), Is.EqualTo("cells"));
            Assert.That(file.GetProperty("devices").GetInt32(), Is.EqualTo(12));
            Assert.That(file.GetProperty("max_abs_deviation").GetDouble(), Is.EqualTo(3));
            Assert.That(file.GetProperty("warning").ValueKind, Is.EqualTo(JsonValueKind.Null));
        }
    }

    [Test]
    public async Task AFixedPointThatRoundsEverythingAwayIsWarnedOf()
    {
        CommandRun run = (await CommandRun.Of(
            "cells", Config(0), "--weights", _folder["w.npy"], "-o", _folder["c.npy"], "--variation-relative", "0.03")).Succeeded();
        Assert.That(run.ErrorLines[1], Does.StartWith("warning: 'analog.fraction_bits' of 0 rounds the drawn cells off: ").And.Match(@"; set it to \d+$"));
    }

    [Test]
    public async Task EveryWrongOptionIsNamedAtOnce()
    {
        CommandRun run = (await CommandRun.Of(
            "cells", Config(0), "-o", _folder["c.npy"], "--variation-relative", "3", "--stuck-on", "0.6", "--stuck-off", "0.6",
            "--drift-time", "5", "--drift-start", "10", "--on-off-ratio", "1", "--adc-gain", "0.1", "--adc-inl", "nan")).Failed(2);
        string[] expected =
        [
            "--variation-relative is 3, but 0 … 2 are possible",
            "--adc-gain has no use without --thresholds-out",
            "--adc-inl is NaN, but 0 … 64 are possible",
            "--adc-inl has no use without --thresholds-out",
            "--stuck-on 0.6 and --stuck-off 0.6 are more than all cells",
            "--on-off-ratio is 1, but on and off states must differ",
            "--drift-time 5 lies before --drift-start 10",
            "--drift-time and --drift-start have no use without --drift or --drift-spread",
            "--output has no use without --weights",
        ];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.ErrorLines[..^1], Is.EqualTo(expected.Select(e => $"error: {e}")));
            Assert.That(File.Exists(_folder["c.npy"]), Is.False);
        }
    }

    [TestCase("there is nothing to write")]
    [TestCase("--drift and --drift-spread have no use without --drift-time", "-o", "c.npy", "--drift", "0.1")]
    [TestCase("--drift-start is 0", "-o", "c.npy", "--drift", "0.1", "--drift-time", "3", "--drift-start", "0")]
    [TestCase("--stuck-on is 'much', but a number is wanted", "-o", "c.npy", "--stuck-on", "much")]
    [TestCase("--stuck-on is '0,5', but a number is wanted", "-o", "c.npy", "--stuck-on", "0,5", "--variation-relative", "9")]
    [TestCase("--variation-relative is 9", "-o", "c.npy", "--stuck-on", "0,5", "--variation-relative", "9")]
    public async Task OptionsThatDoNotFitAreExitCode2(string message, params string[] options)
    {
        CommandRun run = (await CommandRun.Of(["cells", Config(0), "--weights", _folder["w.npy"], .. options])).Failed(2);
        Assert.That(run.Error, Does.Contain(message));
    }

    [Test]
    public async Task TheReportTellsErrorsWorstOutputsAndCodes()
    {
        string config = Config(8);
        (await CommandRun.Of("cells", config, "--weights", _folder["w.npy"], "-o", _folder["c.npy"], "--stuck-on", "1")).Succeeded();
        CommandRun run = (await CommandRun.Of([.. Simulate(config), "--cells", _folder["c.npy"], "--report"])).Succeeded();
        string text = string.Join('\n', run.Out.Split('\n').Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
        using (Assert.EnterMultipleScope())
        {
            // All cells hold 3, so that every u is 15 and every weight 7: (1, 2, 3) gives 42, (0, 0, 15) gives 105.
            // Ideal: -4 and 6, -45 and 0 without the bias. Errors: 46, 36; 150, 105.
            Assert.That(text, Does.StartWith("tiny: 2 vectors against the ideal x W + bias\n"));
            Assert.That(text, Does.Contain("\ny 4 4 -14.58 150 84.2500 84.2500 96.0950\ny - bias 4 4 -12.50 150 "));
            Assert.That(text, Does.Contain("\noutput column tile lanes max |error| mean error rms error\n0 0 0 150 98.0000 110.9414\n1 0 1 105 70.5000 78.4889\n"));
            Assert.That(text, Does.Contain("\nconversions 32, codes 0 … 6 of 0 … 31\n"));
            Assert.That(text, Does.Contain("\nclipped 0.0 %: 0 below the least code, 0 above the greatest\n"));
            Assert.That(text, Does.Match(@"\n0 8 25\.0 % #{20}\n1 0 0\.0 %\n2 0 0\.0 %\n3 16 50\.0 % #{40}\n4 0 0\.0 %\n5 0 0\.0 %\n6 8 25\.0 % #{20}\n"));
            Assert.That(run.Error, Is.EqualTo("tiny: 2 vectors of 2 outputs, golden, no overflow\n"));
        }
    }

    [Test]
    public async Task TheReportForPrograms()
    {
        CommandRun run = (await CommandRun.Of([.. Simulate(Config(0)), "--report", "--json"])).Succeeded();
        using JsonDocument document = JsonDocument.Parse(run.Out);
        JsonElement report = document.RootElement.GetProperty("report");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(document.RootElement.GetProperty("outputs")[0][1].GetInt32(), Is.EqualTo(5));
            Assert.That(report.GetProperty("y").GetProperty("differing").GetInt32(), Is.Zero);
            Assert.That(report.GetProperty("y").GetProperty("snr_db").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(report.GetProperty("worst_outputs").GetArrayLength(), Is.Zero);
            Assert.That(report.GetProperty("codes").GetProperty("counts").EnumerateArray().Sum(c => c.GetInt32()), Is.EqualTo(32));
        }
    }

    [Test]
    public async Task TheReportIsTheSameForTheRtl()
    {
        string config = Config(8);
        (await CommandRun.Of(
            "cells", config, "--weights", _folder["w.npy"], "-o", _folder["c.npy"], "--variation-relative", "0.3",
            "--thresholds-out", _folder["t.npy"], "--adc-offset", "1")).Succeeded();
        string[] arguments = [.. Simulate(config), "--cells", _folder["c.npy"], "--adc-thresholds", _folder["t.npy"], "--report"];
        CommandRun golden = (await CommandRun.Of(arguments)).Succeeded();
        CommandRun hardware = (await CommandRun.Of([.. arguments, "--engine", "verilator"])).Succeeded();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(golden.Out, Does.Not.Contain("exact"));
            Assert.That(hardware.Out, Is.EqualTo(golden.Out));
        }
    }

    [Test]
    public async Task ExplainSaysWhatTheWeightsNeed()
    {
        string config = Config(0);
        CommandRun text = (await CommandRun.Of("explain", config, "--weights", _folder["w.npy"])).Succeeded();
        CommandRun json = (await CommandRun.Of("explain", config, "--weights", _folder["w.npy"], "--json")).Succeeded();
        CommandRun without = (await CommandRun.Of("explain", config, "--json")).Succeeded();
        using JsonDocument document = JsonDocument.Parse(json.Out);
        JsonElement needed = document.RootElement.GetProperty("accumulator_needed");
        using (Assert.EnterMultipleScope())
        {
            // u sums to 9 + 10 + 5 = 24 and 0 + 15 + 8 = 23; times 15: 360, ten bits with its sign.
            Assert.That(text.Out, Does.Match(@"\n  accumulator, these weights +10 +0 … 360 +every intermediate sum "));
            Assert.That((needed.GetProperty("bits").GetInt32(), needed.GetProperty("max").GetString()), Is.EqualTo((10, "360")));
            Assert.That(without.Out, Does.Not.Contain("accumulator_needed"));
        }
    }

    private string Config(int fractionBits)
    {
        Samples.WriteTensors(_folder);
        return _folder.Write("c.yaml", $"{Samples.Small}\nanalog: {{fraction_bits: {fractionBits}}}\n");
    }

    private string[] Simulate(string config) =>
        ["simulate", config, "--weights", _folder["w.npy"], "--bias", _folder["b.npy"], "--inputs", _folder["x.npy"]];
}
