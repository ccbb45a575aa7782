// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;

namespace RtlGen.Tests.Configuration;

/// <summary>The canonical form. That all shared configurations survive it is in <see cref="SharedConfigurationTests"/>.</summary>
[TestFixture]
internal sealed class WriterTests
{
    private const string Canonical = """
        name: tile
        weights:
          encoding: offset
          bits: 4
          reference: digital
        inputs:
          encoding: unsigned
          bits: 4
        crossbar:
          rows: 64
          columns: 64
          cell_bits: 2
          rows_per_activation: 64
        dac:
          kind: pulse
          bits: 1
          drive_cycles: 1
          settle_cycles: 1
          sample_cycles: 1
        adc:
          kind: sar
          bits: 8
          columns_per_adc: 1
          signed: false
          range: lossless
          rounding: floor
          sample_and_hold: double
          offset_correction: false
        accumulator:
          bits: auto
        analog:
          fraction_bits: 0
          noise: 0
        output:
          requantize: none
          bias_bits: 32
          requantizers: auto
        interface:
          stream_bits: 32
          control: axi4_lite
          parameters: runtime
          programming: true
          readback: false

        """;

    [Test]
    public void EveryKeyThatAppliesIsWritten() =>
        Assert.That(ConfigurationWriter.ToYaml(ConfigurationSample.Load("")), Is.EqualTo(Canonical.ReplaceLineEndings("\n")));

    [Test]
    public void SectionsInSectionsAreIndented()
    {
        string yaml = ConfigurationWriter.ToYaml(ConfigurationSample.Load(
            "dac: {kind: voltage, bits: 2, link: serial, serial: {address_bits: 3, channels: 8, trailing_bits: 4}} | "
            + "adc: {kind: external, bits: 8, conversion_cycles: 7, link: serial, serial: {chain: 4, ready: busy}}"));
        const string Dac = """
              link: serial
              serial:
                clock_divider: 1
                clock_edge: rising
                command_bits: 0
                address_bits: 3
                channels: 8
                data_bits: 2
                trailing_bits: 4
                load_cycles: 1
            adc:

            """;
        const string Adc = """
              sample_and_hold: double
              offset_correction: false
              serial:
                clock_divider: 1
                leading_bits: 0
                trailing_bits: 0
                chain: 4
                ready: busy
                acquire_cycles: 1
            accumulator:

            """;
        Assert.That(yaml, Does.Contain(Dac.ReplaceLineEndings("\n")).And.Contain(Adc.ReplaceLineEndings("\n")));
    }

    [TestCase("name: \"True\"")]
    [TestCase("name: 'Yes'")]
    [TestCase("layer: {inputs: 3, outputs: 5}")]
    [TestCase("weights: {encoding: levels, levels: [0, 1, 3], subtraction: analog}")]
    [TestCase("crossbar: {rows: 8, columns: 8, cell_bits: 3, slice_bits: [1, 3]}")]
    [TestCase("adc: {bits: 8, range: {step: 0.00390625, zero: -292.25}}")]
    [TestCase("adc: {kind: sense_amplifier}")]
    [TestCase("adc: {kind: external, bits: 12, conversion_cycles: 7, link: serial} | dac: {kind: voltage, link: serial}")]
    [TestCase("dac: {kind: voltage, bits: 2, link: serial, serial: {command_bits: 3, command: 5, clock_edge: falling, data_bits: 9}}")]
    [TestCase("accumulator: {bits: 12, overflow: wrap}")]
    [TestCase("analog: {noise: 0.0000000000000000000000000001}")]
    [TestCase("output: {requantize: none, bits: 20}")]
    [TestCase("output: {requantize: thresholds, bits: 1, bipolar: true}")]
    [TestCase("output: {requantize: shift, bits: 4, activation: clamp, clamp: [-3, 5], requantizers: 2}")]
    [TestCase("interface: {control: port}")]
    [TestCase("interface: {control: apb, readback: true} | adc: {bits: 8, offset_correction: true}")]
    [TestCase("interface: {programming: false}")]
    public void WhatIsWrittenReadsBackEqual(string changes)
    {
        RtlConfiguration first = ConfigurationSample.Load(changes);
        RtlConfiguration second = ConfigurationReader.Parse(ConfigurationWriter.ToYaml(first), "written.yaml").Configuration;
        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void TheHashTellsValuesAndNotSpellings()
    {
        string hash = ConfigurationWriter.Hash(ConfigurationSample.Load(""));
        Assert.Multiple(() =>
        {
            Assert.That(hash, Does.Match("^[0-9a-f]{64}$"));
            Assert.That(ConfigurationWriter.Hash(ConfigurationSample.Load("dac: {kind: pulse} | analog: {noise: 0.00}")), Is.EqualTo(hash));
            Assert.That(ConfigurationWriter.Hash(ConfigurationSample.Load("name: other")), Is.Not.EqualTo(hash));
        });
    }
}
