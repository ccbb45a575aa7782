// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;

namespace RtlGen.Tests.Configuration;

/// <summary>The rules of <c>output</c>.</summary>
[TestFixture]
internal sealed class OutputRuleTests
{
    private const string Shift = "output: {requantize: shift, bits: 8, ";
    private const string Multiplier = "output: {requantize: multiplier, bits: 8, ";
    private const string Thresholds = "output: {requantize: thresholds, bits: 4, ";
    private const string OneBit = "output: {requantize: thresholds, bits: 1, ";

    [TestCase("output: {}")]
    [TestCase("output: {requantize: none, bits: 32, bias_bits: 0, requantizers: 64}")]
    [TestCase(Shift + "rounding: floor, zero_point: -128}")]
    [TestCase(Shift + "rounding: half_up, zero_point: 127, activation: relu}")]
    [TestCase(Shift + "rounding: half_even, granularity: per_tensor}")]
    [TestCase(Shift + "rounding: half_away, signed: false, zero_point: 255}")]
    [TestCase(Multiplier + "rounding: tflite_double, activation: clamp, clamp: [-128, 127]}")]
    [TestCase(Multiplier + "rounding: tflite_single, activation: clamp, clamp: [3, 3]}")]
    [TestCase(Multiplier + "rounding: float32, activation: table}")]
    [TestCase(Multiplier + "rounding: half_even, requantizers: auto}")]
    [TestCase("output: {requantize: shift, bits: 10, activation: table}")]
    [TestCase("output: {requantize: shift, bits: 32, signed: false, zero_point: 4294967295}")]
    [TestCase("output: {requantize: thresholds, bits: 8}")]
    [TestCase(Thresholds + "activation: clamp, clamp: [-8, 0]}")]
    [TestCase(OneBit + "bipolar: true, activation: clamp, clamp: [-1, 1]}")]
    [TestCase(OneBit + "bipolar: false, signed: false}")]
    public void Accepts(string changes) => Assert.DoesNotThrow(() => ConfigurationSample.Load(changes));

    [TestCase("output: {requantize: scale}", "RTG005", "output.requantize")]
    [TestCase("output: {requantize: shift}", "RTG006", "output.bits")]
    [TestCase("output: {requantize: shift, bits: 33}", "RTG005", "output.bits")]
    [TestCase("output: {requantize: shift, bits: auto}", "RTG004", "output.bits")]
    [TestCase("output: {requantize: thresholds, bits: 9}", "RTG010", "output.bits")]
    [TestCase("output: {signed: true}", "RTG007", "output.signed")]
    [TestCase("output: {requantize: shift, bits: 1, signed: true}", "RTG010", "output.signed")]
    [TestCase(Shift + "bipolar: false}", "RTG007", "output.bipolar")]
    [TestCase(Thresholds + "bipolar: true}", "RTG007", "output.bipolar")]
    [TestCase("output: {rounding: floor}", "RTG007", "output.rounding")]
    [TestCase(Thresholds + "rounding: half_up}", "RTG007", "output.rounding")]
    [TestCase(Shift + "rounding: tflite_double}", "RTG010", "output.rounding")]
    [TestCase(Shift + "rounding: float32}", "RTG010", "output.rounding")]
    [TestCase(Multiplier + "rounding: half_up}", "RTG010", "output.rounding")]
    [TestCase(Multiplier + "rounding: floor}", "RTG010", "output.rounding")]
    [TestCase(Shift + "rounding: stochastic}", "RTG005", "output.rounding")]
    [TestCase("output: {granularity: per_tensor}", "RTG007", "output.granularity")]
    [TestCase(Shift + "granularity: per_row}", "RTG005", "output.granularity")]
    [TestCase("output: {zero_point: 0}", "RTG007", "output.zero_point")]
    [TestCase(Thresholds + "zero_point: 0}", "RTG007", "output.zero_point")]
    [TestCase(Shift + "zero_point: 128}", "RTG010", "output.zero_point")]
    [TestCase(Shift + "zero_point: -129}", "RTG010", "output.zero_point")]
    [TestCase(Shift + "signed: false, zero_point: -1}", "RTG010", "output.zero_point")]
    [TestCase(Shift + "zero_point: 4294967296}", "RTG005", "output.zero_point")]
    [TestCase("output: {activation: relu}", "RTG007", "output.activation")]
    [TestCase(Shift + "activation: gelu}", "RTG005", "output.activation")]
    [TestCase(Thresholds + "activation: relu}", "RTG010", "output.activation")]
    [TestCase("output: {requantize: shift, bits: 11, activation: table}", "RTG010", "output.activation")]
    [TestCase(OneBit + "bipolar: true, activation: table}", "RTG010", "output.activation")]
    [TestCase(OneBit + "bipolar: true, activation: clamp, clamp: [0, 1]}", "RTG010", "output.clamp")]
    [TestCase(Shift + "activation: clamp}", "RTG006", "output.clamp")]
    [TestCase(Shift + "clamp: [0, 1]}", "RTG007", "output.clamp")]
    [TestCase(Shift + "activation: clamp, clamp: [1, 0]}", "RTG005", "output.clamp")]
    [TestCase(Shift + "activation: clamp, clamp: [0]}", "RTG005", "output.clamp")]
    [TestCase(Shift + "activation: clamp, clamp: 5}", "RTG004", "output.clamp")]
    [TestCase(Shift + "activation: clamp, clamp: [0, 128]}", "RTG010", "output.clamp")]
    [TestCase(Shift + "activation: clamp, signed: false, clamp: [-1, 4]}", "RTG010", "output.clamp")]
    [TestCase("output: {bias_bits: 33}", "RTG005", "output.bias_bits")]
    [TestCase("output: {requantizers: 0}", "RTG005", "output.requantizers")]
    [TestCase("output: {requantizers: 65}", "RTG005", "output.requantizers")]
    public void Refuses(string changes, string code, string key) => ConfigurationSample.AssertRefused(changes, code, key);
}
