// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using System.Text.RegularExpressions;
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Diagnostics;
using RtlGen.Driver;
using RtlGen.Emission;
using RtlGen.Golden;
using RtlGen.Tensors;
using RtlGen.Tests.Golden;

namespace RtlGen.Tests.Rtl;

/// <summary>The macro's digital twin under the layer: every tap equal to the golden model, every cycle to the schedule.</summary>
[Parallelizable(ParallelScope.Children)]
internal sealed partial class TwinTests
{
    private const string Small = """
        name: twin
        layer: {inputs: 7, outputs: 3}
        weights: {bits: 3, encoding: differential, subtraction: analog}
        inputs: {bits: 3, encoding: unsigned}
        crossbar: {rows: 8, columns: 12, cell_bits: 1, rows_per_activation: 4}
        output: {requantize: none, bias_bits: 4}
        interface: {control: port}

        """;

    private const string Sar = "adc: {kind: sar, bits: 4, columns_per_adc: 2}\n";

    // Icarus compiles at once; Verilator's models of all designs are for the long test.
    [TestCase(Sar)]
    [TestCase("adc: {kind: flash, bits: 4, columns_per_adc: 2, sample_and_hold: single}\n")]
    [TestCase("adc: {kind: ramp, bits: 5, columns_per_adc: 1, sample_and_hold: none}\ndac: {kind: voltage, bits: 2}\n")]
    [TestCase("adc: {kind: ramp, bits: 5, range: {step: 1.5, zero: 0.25}, rounding: half_even}\ndac: {kind: pwm, bits: 2, drive_cycles: 3}\n")]
    [TestCase("adc: {kind: external, bits: 5, columns_per_adc: 2, conversion_cycles: 3, range: {step: 0.75, zero: -1}, rounding: half_away}\n")]
    [TestCase("adc: {kind: external, bits: 4, columns_per_adc: 2, conversion_cycles: 1}\n")]
    public async Task AgreesOnIcarus(string converters)
    {
        LayerTensors layer = Drawn(ConfigurationReader.Parse(Small.ReplaceLineEndings("\n") + converters, "twin.yaml"), 3);
        LayerVerdict verdict = await RunAsync(layer, SimulationModel.OfTwin(layer.Design, layer.Parameters!), SimulationEngine.Icarus);
        Assert.That(LayerRun.Complaint(verdict), Is.Null, converters);
    }

    /// <summary>Given cells, some of them negative, in eighths of a level; codes of a step that is none of theirs.</summary>
    [Test]
    public async Task CellsAreThoseThatAreGiven()
    {
        const string Keys = "adc: {kind: sar, bits: 5, columns_per_adc: 2, range: {step: 0.625, zero: -0.25}, rounding: half_up}\nanalog: {fraction_bits: 3}\n";
        var design = LayerDesign.Derive(ConfigurationReader.Parse(Small.ReplaceLineEndings("\n") + Keys, "twin.yaml"), analogInPlay: true);
        var drawn = global::RtlGen.CoSimulation.RandomTensors.Draw(design, vectors: 3, seed: 6);
        SplitMix64 random = new(9);
        Tensor cells = new([1, 1, 8, 12], [.. Enumerable.Range(0, 8 * 12).Select(_ => random.Between(-3, 11))]);
        LayerTensors layer = new(design, drawn.Parameters with { Cells = cells }, drawn.Inputs);
        LayerVerdict verdict = await RunAsync(layer, SimulationModel.OfTwin(design, layer.Parameters!), SimulationEngine.Icarus);
        Assert.That(LayerRun.Complaint(verdict), Is.Null);

        cells.Data[12] += 8;
        LayerVerdict other = await RunAsync(layer, SimulationModel.OfTwin(design, layer.Parameters! with { Cells = null }), SimulationEngine.Icarus);
        Assert.That(other.Passes, Is.False);
    }

    /// <summary>Blank cells, programmed row by row over the bus by the bundle's driver, compute what the weights say.</summary>
    [Category("Long")]
    [TestCase("crossbar: {rows: 8, columns: 12, cell_bits: 2}\nadc: {kind: sar, bits: 6, columns_per_adc: 2}\n")]
    [TestCase("crossbar: {rows: 8, columns: 12, cell_bits: 1, rows_per_activation: 4}\nadc: {kind: flash, bits: 4, columns_per_adc: 2}\n")]
    public async Task TheDriverProgramsItsCells(string keys)
    {
        string yaml = string.Join('\n', Small.ReplaceLineEndings("\n").Split('\n').Where(l => !l.StartsWith("interface", StringComparison.Ordinal) && !l.StartsWith("crossbar", StringComparison.Ordinal)));
        LayerTensors layer = Drawn(ConfigurationReader.Parse(yaml + keys, "twin.yaml"), 6);
        LayerParameters blank = layer.Parameters! with { Programming = new CellProgramming { Blank = true } };
        DriverResult result = await DriverRun.RunAsync(
            SimulationModel.OfTwin(layer.Design, blank), blank, layer.Inputs!, new DriverRunOptions { Profile = BuildProfile.Fast, CacheDirectory = TestCache.Folder }, CancellationToken.None);
        TensorAssert.AreEqual(result.Outputs, ReferenceModel.Run(layer.Design, layer.Parameters!, layer.Inputs!).Outputs, keys);
        Assert.That(result.Failures, Is.Empty);
        Assert.That(result.ProgramPulses, Is.Positive);
    }

    [Category("Long")]
    [TestCaseSource(nameof(LintedDesigns))]
    public async Task AgreesOnVerilator(string file)
    {
        LayerTensors layer = Drawn(ConfigurationReader.ReadFile(RepositoryFolder.Find(file)), 8);
        if (TwinEmitter.Refusals(layer.Design, layer.Parameters).Count > 0)
        {
            Assert.That(file, Does.EndWith("serial_links.yaml"));
            return;
        }

        LayerVerdict verdict = await RunAsync(layer, SimulationModel.OfTwin(layer.Design, layer.Parameters!), SimulationEngine.Verilator);
        Assert.That(LayerRun.Complaint(verdict), Is.Null, file);
    }

    [TestCase("twin_lane.v", "gen_sum[0].sum - gen_sum[1].sum", "gen_sum[0].sum")]
    [TestCase("twin_lane.v", "slices[s*ROWS+:ROWS] & word", "slices[s*ROWS+:ROWS] | word")]
    [TestCase("twin_comparator.v", ">= $signed(threshold)", "> $signed(threshold)")]
    [TestCase("twin_rows.v", "convert_bank ? held_1_q : held_0_q", "convert_bank ? held_0_q : held_1_q")]
    [TestCase("twin.v", ".BASE      (", ".BASE      (1 + ")]
    [TestCase("twin.v", ".mux           (mux)", ".mux           (1'b0)")]
    public async Task AFaultInTheTwinIsFound(string file, string right, string wrong)
    {
        LayerTensors layer = Drawn(ConfigurationReader.Parse(Small.ReplaceLineEndings("\n") + Sar, "twin.yaml"), 3);
        SimulationModel model = SimulationModel.OfTwin(layer.Design, layer.Parameters!);
        GeneratedFile whole = model.Sources.Single(s => s.Path.Equals($"macro/twin_{file}", StringComparison.Ordinal));
        Assert.That(whole.Content, Does.Contain(right));
        GeneratedFile broken = whole with { Content = whole.Content.Replace(right, wrong, StringComparison.Ordinal) };
        LayerVerdict verdict = await RunAsync(
            layer, model with { Sources = [.. model.Sources.Select(s => s == whole ? broken : s)] }, SimulationEngine.Icarus);
        Assert.That(verdict.Passes, Is.False);
    }

    [Test]
    public void ThePinsAreTheBlackBoxes([ValueSource(nameof(LintedDesigns))] string file)
    {
        LayerTensors layer = Drawn(ConfigurationReader.ReadFile(RepositoryFolder.Find(file)), 1);
        if (TwinEmitter.Refusals(layer.Design, layer.Parameters).Count > 0)
        {
            return;
        }

        string box = LayerEmitter.Emit(layer.Design, layer.Parameters).Single(f => f.Path.StartsWith("macro/", StringComparison.Ordinal)).Content;
        string twin = TwinEmitter.Emit(layer.Design, layer.Parameters!)[0].Content;
        Assert.That(PortsOf(twin), Is.EqualTo(PortsOf(box)).And.Count.EqualTo(layer.Design.MacroPins.Count));
    }

    [TestCase("analog: {noise: 1.5}\n" + Sar, "analog.noise", "draws no read noise")]
    [TestCase("adc: {kind: external, bits: 4, link: serial, conversion_cycles: 4}\n", "adc.link", "no ADC chips")]
    [TestCase("dac: {kind: voltage, link: serial}\n" + Sar, "dac.link", "no DAC chips")]
    public void WhatItDoesNotDoIsSaid(string keys, string key, string words)
    {
        LayerTensors layer = Drawn(ConfigurationReader.Parse(Small.ReplaceLineEndings("\n") + keys, "twin.yaml"), 1);
        BadInputException refusal = Assert.Throws<BadInputException>(() => TwinEmitter.Emit(layer.Design, layer.Parameters!))!;
        Diagnostic diagnostic = refusal.Diagnostics.Single();
        Assert.Multiple(() =>
        {
            Assert.That(diagnostic.Code, Is.EqualTo(DiagnosticCodes.NoTwin));
            Assert.That(diagnostic.Key, Is.EqualTo(key));
            Assert.That(diagnostic.Message, Does.Contain(words));
            Assert.That(diagnostic.Remedy, Is.Not.Empty);
        });
    }

    [Test]
    public void ThresholdsCutTheMapOfTheContract(
        [Values] AdcRounding rounding, [Values(64, 256, 257, 640, 4096)] long step, [Values(-300, 0, 320)] long zero, [Values(0, 3)] int fraction)
    {
        AdcMap map = new(step, zero, rounding, -8, 7);
        var thresholds = AdcThresholds.Of(map, fraction);
        AdcMap scaled = map with { Step256 = step << fraction, Zero256 = zero << fraction };
        for (BigInteger value = -2000; value < 2000; value += step > 1000 ? 1 : 7)
        {
            Assert.That(thresholds.Values.Count(t => value >= t), Is.EqualTo((int)(scaled.Code(value) + 8)), $"{value}");
        }

        if (thresholds.Shift is int shift)
        {
            Assert.That(thresholds.Values.Select((t, i) => t - ((BigInteger)i << shift)), Is.All.EqualTo(thresholds.Values[0]));
        }
    }

    internal static IEnumerable<string> LintedDesigns() =>
        Directory.EnumerateFiles(RepositoryFolder.Find("tests/lint"), "*.yaml").Order(StringComparer.Ordinal).Select(f => $"tests/lint/{Path.GetFileName(f)}");

    private static LayerTensors Drawn(LoadedConfiguration loaded, int vectors)
    {
        var design = LayerDesign.Derive(loaded);
        var drawn = global::RtlGen.CoSimulation.RandomTensors.Draw(design, vectors, seed: 5);
        return new LayerTensors(design, drawn.Parameters, drawn.Inputs);
    }

    private static Task<LayerVerdict> RunAsync(LayerTensors layer, SimulationModel model, SimulationEngine engine) => LayerVerification.RunAsync(
        model, layer.Parameters!, layer.Inputs!, LayerRun.Options(layer, engine) with { Passes = [.. SimulationPass.Defaults.Take(2)] }, CancellationToken.None);

    /// <summary>A bus of one bit is a pin: the black box has it without a range, the twin with one.</summary>
    private static List<string> PortsOf(string verilog) => [.. PortLine().Matches(verilog).Select(m => m.Value.Replace("[0:0] ", "", StringComparison.Ordinal))];

    [GeneratedRegex(@"^  (input |output) wire (\[\d+:0\] )?\w+(?=,?( |\n))", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PortLine();
}
