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
    [TestCase("weights: {bits: 4, encoding: offset, reference: column}")]
    [TestCase("weights: {bits: 4, encoding: differential, subtraction: analog}")]
    [TestCase("weights: {bits: 4, encoding: twos_complement}")]
    [TestCase("weights: {encoding: bipolar} | inputs: {encoding: bipolar}")]
    [TestCase("inputs: {bits: 4, encoding: offset}")]
    [TestCase("dac: {kind: pwm}")]
    [TestCase("adc: {kind: ramp, bits: 8}")]
    [TestCase("accumulator: {bits: 12, overflow: wrap}")]
    [TestCase("analog: {fraction_bits: 2, noise: 1.5}")]
    [TestCase("output: {requantize: thresholds, bits: 1, bipolar: true}")]
    [TestCase("output: {requantize: multiplier, bits: 8, rounding: tflite_single}")]
    [TestCase("output: {requantize: shift, bits: 8, activation: table}")]
    [TestCase("interface: {parameters: baked}")]
    public void ThisIsBuilt(string changes) => Assert.That(Gate(changes), Is.Empty);

    [TestCase("dac: {kind: voltage, bits: 2, link: serial}", "dac.link 6:37")]
    [TestCase("adc: {kind: external, bits: 8, conversion_cycles: 3, link: serial}", "adc.link 5:60")]
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
