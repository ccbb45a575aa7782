// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.Diagnostics;

namespace RtlGen.Tests.Configuration;

/// <summary>All errors of a file in one run, each with its place, and with a remedy that helps.</summary>
[TestFixture]
internal sealed class DiagnosticTests
{
    private const string Faulty = """
        name: entity
        layer: {inputs: 0, ouputs: 4}
        weights:
          bits: "4"
          encoding: offset
          subtraction: digital
        inputs: {bits: 17, encoding: unsinged}
        crossbar: {rows: 64, columns: 64, cell_bits: 010}
        adc:
          kind: flash
          bits: 9
          colums_per_adc: 8
          range: {step: 0.3, zer: 1}
          bits: 8
        accumulator: {overflow: wrap}
        output: {requantize: shift, zero_point: 9}
        extends: foo
        """;

    [Test]
    public void AllErrorsAreReportedInTheOrderOfTheText()
    {
        string[] expected =
        [
            "1:7 RTG008 name",
            "2:1 RTG006 layer.outputs",
            "2:17 RTG005 layer.inputs",
            "2:20 RTG002 layer.ouputs",
            "4:9 RTG004 weights.bits",
            "6:3 RTG007 weights.subtraction",
            "7:16 RTG005 inputs.bits",
            "7:30 RTG005 inputs.encoding",
            "8:46 RTG004 crossbar.cell_bits",
            "11:9 RTG010 adc.bits",
            "12:3 RTG002 adc.colums_per_adc",
            "13:10 RTG006 adc.range.zero",
            "13:17 RTG005 adc.range.step",
            "13:22 RTG002 adc.range.zer",
            "14:3 RTG003 adc.bits",
            "15:15 RTG007 accumulator.overflow",
            "16:1 RTG006 output.bits",
            "17:10 RTG009 extends",
        ];
        Assert.That(
            ConfigurationSample.Errors(Faulty).Select(d => $"{d.Position.Line}:{d.Position.Column} {d.Code} {d.Key}"),
            Is.EqualTo(expected));
    }

    [TestCase("adc: {bits: 8, colums_per_adc: 8}", "did you mean 'columns_per_adc'?")]
    [TestCase("adc: {bits: 8, sample-and-hold: none}", "did you mean 'sample_and_hold'?")]
    [TestCase("acd: {bits: 8}", "did you mean 'adc'?")]
    [TestCase("columns_per_adc: 8", "did you mean 'adc.columns_per_adc'?")]
    [TestCase("crossbar: {rows: 64, columns: 64, columns_per_adc: 8}", "did you mean 'adc.columns_per_adc'?")]
    [TestCase("crossbar: {rows: 64, columns: 64, colums_per_adc: 8}", "did you mean 'adc.columns_per_adc'?")]
    [TestCase("analog: {temperature: 8}", "allowed in 'analog': fraction_bits, noise")]
    [TestCase("layer: {inputs: 4, outputs: 4, bits: 4}", "allowed in 'layer': inputs, outputs")]
    public void UnknownKeysComeWithASuggestion(string changes, string remedy)
    {
        Diagnostic error = ConfigurationSample.Errors(ConfigurationSample.With(changes))[0];
        Assert.That((error.Code, error.Remedy), Is.EqualTo((DiagnosticCodes.UnknownKey, remedy)));
    }

    [Test]
    public void AMisspeltSectionDoesNotHideWhatElseIsWrong()
    {
        IReadOnlyList<Diagnostic> errors = ConfigurationSample.Errors(ConfigurationSample.With("weigths: {bits: 4} | inputs: {bits: 0, encoding: unsigned}"));
        Assert.That(errors.Select(e => e.Key), Is.EqualTo(new[] { "inputs.bits", "weigths" }));
    }

    [Test]
    public void EveryRequiredKeyOfAnEmptyMappingIsNamed()
    {
        string[] expected =
        [
            "name", "weights.encoding", "inputs.encoding", "crossbar.rows", "crossbar.columns", "adc.bits",
        ];
        IReadOnlyList<Diagnostic> errors = ConfigurationSample.Errors("{}");
        Assert.That(errors.Select(e => e.Key), Is.EqualTo(expected));
        Assert.That(errors.Select(e => e.Code), Is.All.EqualTo(DiagnosticCodes.MissingKey));
    }

    [Test]
    public void AnErrorHasNoConsequences()
    {
        // With the encoding unknown, nothing can be said of the keys that depend on it.
        ConfigurationSample.AssertRefused(
            "weights: {encoding: wrong, reference: column, levels: [0, 1], bits: 1}", DiagnosticCodes.OutOfRange, "weights.encoding");
        ConfigurationSample.AssertRefused("weights: {encoding: wrong}", DiagnosticCodes.OutOfRange, "weights.encoding");
    }

    [Test]
    public void AMessageNamesKeyValueCauseAndWhatIsAllowed()
    {
        Diagnostic error = ConfigurationSample.Errors(ConfigurationSample.With("dac: {kind: pulse, bits: 5}"))[0];
        Assert.That(
            error.ToString(),
            Is.EqualTo("tile.yaml:6:26: error RTG010: 'dac.bits' cannot be 5 when dac.kind is pulse and inputs.bits is 4; allowed: 1; at most 4"));
        Assert.That(error.Value, Is.EqualTo("5"));
    }

    [TestCase("adc: 8", "adc")]
    [TestCase("adc:", "adc")]
    [TestCase("adc: [8]", "adc")]
    public void ASectionMustBeAMapping(string changes, string key)
    {
        IReadOnlyList<Diagnostic> errors = ConfigurationSample.Errors(ConfigurationSample.With(changes));
        Assert.That(errors.Select(e => (e.Code, e.Key)), Does.Contain((DiagnosticCodes.WrongType, key)));
    }

    [Test]
    public void PositionsOfAValidFileServeLaterErrors()
    {
        LoadedConfiguration loaded = ConfigurationReader.Parse(
            ConfigurationSample.With("adc: {bits: 8, range: {step: 2, zero: 0}}"), "tile.yaml");
        Assert.Multiple(() =>
        {
            Assert.That(loaded.PositionOf("adc.range.zero").ToString(), Is.EqualTo("tile.yaml:5:39"));
            Assert.That(loaded.PositionOf("adc.range").ToString(), Is.EqualTo("tile.yaml:5:16"));
            Assert.That(loaded.PositionOf("adc.kind").ToString(), Is.EqualTo("tile.yaml:5:1"));
            Assert.That(loaded.PositionOf("dac.kind").ToString(), Is.EqualTo("tile.yaml:1:1"));
        });
    }
}
