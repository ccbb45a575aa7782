// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Tensors;

namespace RtlGen.Tests.Rtl;

/// <summary>Drive, settle and sample times set by registers: values as ever, every vector on the cycle computed for them.</summary>
internal sealed class RuntimeTimingTests
{
    private const string Times = """
        name: timed
        layer: {inputs: 9, outputs: 10}
        weights: {bits: 3, encoding: offset}
        inputs: {bits: 3, encoding: unsigned}
        crossbar: {rows: 9, columns: 40, cell_bits: 1}
        output: {requantize: none, bias_bits: 4}

        """;

    private const string Voltage = "dac: {drive_cycles: 7, settle_cycles: 5, sample_cycles: 4}\n";
    private const string Pwm = "dac: {kind: pwm, bits: 3, drive_cycles: 2, settle_cycles: 6, sample_cycles: 3}\n";
    private const string Flash = "adc: {kind: flash, bits: 6, columns_per_adc: 6, range: full, sample_and_hold: ";
    private const string External = "adc: {kind: external, bits: 6, conversion_cycles: 6, columns_per_adc: 6, range: full, sample_and_hold: ";

    [TestCase(Voltage, Flash + "none}", 1, 0, 1)]
    [TestCase(Voltage, Flash + "single}", 1, 0, 1)]
    [TestCase(Voltage, Flash + "double}", 1, 0, 1)]
    [TestCase(Voltage, Flash + "double}", 3, 5, 2)]
    [TestCase(Pwm, Flash + "single}", 2, 0, 1)]
    [TestCase(Pwm, Flash + "double}", 2, 3, 3)]
    public async Task EveryVectorComesOnItsCycle(string dac, string adc, int drive, int settle, int sample)
    {
        LayerTensors layer = Layer(dac + adc);
        LayerVerdict verdict = await RunAsync(layer, new RuntimeTiming(drive, settle, sample));
        Assert.That(LayerRun.Complaint(verdict), Is.Null);
        Assert.That(verdict.Cycles!.Varying!.Vectors, Is.GreaterThan(100));
    }

    [Test]
    public async Task ShortTimesAndFastConversionsTogether()
    {
        LayerTensors layer = Layer(Voltage + External + "double}");
        LayerVerdict verdict = await RunAsync(layer, new RuntimeTiming(1, 0, 1), 5);
        Assert.That(LayerRun.Complaint(verdict), Is.Null);
    }

    [Test]
    public async Task AnotherTimingThanTheRegistersHoldIsSeen()
    {
        LayerTensors layer = Layer(Voltage + Flash + "double}");
        LayerVerdict verdict = await RunAsync(layer, new RuntimeTiming(3, 5, 2));
        LayerVerdict judged = LayerVerification.Judge(layer.Design, verdict.Run, verdict.Reference, null, new RuntimeTiming(3, 4, 2));
        Assert.That(judged.Passes, Is.False);
    }

    [Test]
    public async Task TheConfigurationsTimesAreWhatTheRegistersHoldAfterReset()
    {
        LayerTensors layer = Layer(Voltage + Flash + "double}");
        LayerVerdict verdict = await LayerRun.MustPassAsync(layer);
        RuntimeTiming reset = RuntimeTiming.Of(layer.Design.Configuration);
        Assert.That(LayerVerification.Judge(layer.Design, verdict.Run, verdict.Reference, null, reset).Passes, Is.True);
    }

    private static Task<LayerVerdict> RunAsync(LayerTensors layer, RuntimeTiming timing, ulong? conversionSeed = null) =>
        LayerVerification.RunAsync(
            layer.Design,
            layer.Parameters!,
            layer.Inputs!,
            LayerRun.Options(layer) with
            {
                Timing = timing,
                ConversionSeed = conversionSeed,
                Passes = [new SimulationPass("unstalled", 1) { MinimumVectors = 150 }, .. SimulationPass.Defaults.Skip(1)],
            },
            CancellationToken.None);

    private static LayerTensors Layer(string rest)
    {
        var design = LayerDesign.Derive(ConfigurationReader.Parse((Times + rest + "\n").ReplaceLineEndings("\n"), "timed.yaml"));
        var drawn = global::RtlGen.CoSimulation.RandomTensors.Draw(design, vectors: 8, seed: 17);
        return new LayerTensors(design, drawn.Parameters, drawn.Inputs);
    }
}
