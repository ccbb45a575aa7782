// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.Diagnostics;

namespace RtlGen.Tests.Configuration;

/// <summary>What is valid but has no hardware yet.</summary>
[TestFixture]
internal sealed class FeatureGateTests
{
    [TestCase("")]
    [TestCase("weights: {bits: 4, encoding: offset, reference: digital} | crossbar: {rows: 9, columns: 8, cell_bits: 3, slice_bits: [1, 3], rows_per_activation: 2}")]
    [TestCase("weights: {bits: 4, encoding: differential, subtraction: digital} | inputs: {bits: 3, encoding: twos_complement}")]
    [TestCase("adc: {bits: 8, kind: flash, signed: true, range: {step: 2, zero: 1}, rounding: ceil_minus_one, sample_and_hold: none}")]
    [TestCase("output: {requantize: shift, bits: 8, rounding: half_away, activation: relu}")]
    [TestCase("output: {requantize: multiplier, bits: 8, rounding: float32, activation: clamp, clamp: [0, 9], granularity: per_tensor}")]
    [TestCase("output: {requantize: multiplier, bits: 8, rounding: half_even}")]
    [TestCase("interface: {stream_bits: 512, control: port}")]
    public void ThisIsBuilt(string changes) => Assert.That(Gate(changes), Is.Empty);

    [TestCase("weights: {bits: 4, encoding: offset, reference: column}", "weights.reference 2:49")]
    [TestCase("weights: {bits: 4, encoding: differential, subtraction: analog}", "weights.subtraction 2:57")]
    [TestCase("weights: {bits: 4, encoding: twos_complement}", "weights.encoding 2:30")]
    [TestCase("weights: {encoding: bipolar} | inputs: {encoding: bipolar}", "weights.encoding 2:21", "inputs.encoding 3:20")]
    [TestCase("inputs: {bits: 4, encoding: offset}", "inputs.encoding 3:29")]
    [TestCase("dac: {kind: voltage, bits: 2, link: serial}", "dac.kind 6:13", "dac.link 6:37")]
    [TestCase("dac: {kind: pwm}", "dac.kind 6:13")]
    [TestCase("adc: {kind: ramp, bits: 8}", "adc.kind 5:13")]
    [TestCase("adc: {kind: external, bits: 8, conversion_cycles: 3, link: serial}", "adc.kind 5:13", "adc.link 5:60")]
    [TestCase("accumulator: {bits: 12, overflow: wrap}", "accumulator.bits 6:21")]
    [TestCase("analog: {fraction_bits: 2, noise: 1.5}", "analog.fraction_bits 6:25", "analog.noise 6:35")]
    [TestCase("output: {requantize: thresholds, bits: 1, bipolar: true}", "output.requantize 6:22", "output.bipolar 6:52")]
    [TestCase("output: {requantize: multiplier, bits: 8, rounding: tflite_single}", "output.rounding 6:53")]
    [TestCase("output: {requantize: shift, bits: 8, activation: table}", "output.activation 6:50")]
    [TestCase("interface: {parameters: baked}", "interface.parameters 6:25")]
    public void ThisIsNotBuiltYet(string changes, params string[] expected)
    {
        IReadOnlyList<Diagnostic> found = Gate(changes);
        Assert.That(found.Select(d => $"{d.Key} {d.Position.Line}:{d.Position.Column}"), Is.EqualTo(expected));
        Assert.That(found.Select(d => d.Code), Is.All.EqualTo(DiagnosticCodes.NotSupportedYet));
        Assert.That(found.Select(d => d.Remedy), Is.All.StartsWith("supported now: "));
    }

    private static IReadOnlyList<Diagnostic> Gate(string changes) =>
        FeatureGate.NotSupportedYet(ConfigurationReader.Parse(ConfigurationSample.With(changes), "tile.yaml"));
}
