// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.Diagnostics;

namespace RtlGen.Tests.Configuration;

/// <summary><c>extends</c>: a preset's keys are the defaults.</summary>
[TestFixture]
internal sealed class PresetTests
{
    private const string Preset = """
        weights: {bits: 4, encoding: offset, reference: column}
        inputs: {bits: 4, encoding: unsigned}
        crossbar: {rows: 64, columns: 64}
        adc: {kind: external, conversion_cycles: 20, bits: 8, range: {step: 2, zero: 1}}
        """;

    [Test]
    public void KeysOfTheFileGoBeforeThoseOfThePreset()
    {
        RtlConfiguration c = Load("name: a\nextends: small\ncrossbar: {rows: 32}\nadc: {bits: 6, range: full}\n");
        Assert.Multiple(() =>
        {
            Assert.That(c.Extends, Is.EqualTo("small"));
            Assert.That((c.Crossbar.Rows, c.Crossbar.Columns), Is.EqualTo((32, 64)));
            Assert.That((c.Adc.Bits, c.Adc.ConversionCycles, c.Adc.Range.Kind), Is.EqualTo((6, 20, AdcRangeKind.Full)));
            Assert.That(c.Weights.HasReferenceColumn);
        });
    }

    [Test]
    public void WhatThePresetGivesInVainIsDropped()
    {
        RtlConfiguration c = Load("name: a\nextends: small\nweights: {encoding: differential}\nadc: {kind: sar}\n");
        Assert.That((c.Adc.Kind, c.Adc.ConversionCycles, c.Weights.HasReferenceColumn), Is.EqualTo((AdcKind.Sar, 0, false)));
    }

    [Test]
    public void ASectionInASectionIsMergedKeyByKey()
    {
        const string Chips = Preset + "\ndac: {kind: voltage, link: serial, serial: {address_bits: 3, channels: 8, data_bits: 8}}\n";
        RtlConfiguration c = ConfigurationReader.Parse(
            "name: a\nextends: small\ndac: {bits: 2, serial: {channels: 4}}\n", "tile.yaml", new OnePreset(Chips)).Configuration;
        Assert.That(c.Dac.Serial, Is.EqualTo(new DacSerialOptions { AddressBits = 3, Channels = 4, DataBits = 8 }));
    }

    [Test]
    public void WhatAPresetSaysOfALinkInVainIsDropped()
    {
        const string Chips = Preset + "\ndac: {kind: voltage, link: serial, serial: {address_bits: 3, channels: 8}}\n";
        RtlConfiguration c = ConfigurationReader.Parse(
            "name: a\nextends: small\ndac: {kind: pulse}\n", "tile.yaml", new OnePreset(Chips)).Configuration;
        Assert.That(c.Dac, Is.EqualTo(new DacOptions()));
    }

    [Test]
    public void ARangeIsTakenWhole()
    {
        Diagnostic error = ConfigurationSample.Errors("name: a\nextends: small\nadc: {range: {step: 4}}\n", new OnePreset()).Single();
        Assert.That((error.Code, error.Key), Is.EqualTo((DiagnosticCodes.MissingKey, "adc.range.zero")));
    }

    [Test]
    public void AConflictPointsToWhereTheValueStands()
    {
        Diagnostic error = ConfigurationSample.Errors("name: a\nextends: small\ninputs: {encoding: bipolar}\nweights: {encoding: bipolar, bits: 1}\n", new OnePreset()).Single();
        Assert.That((error.Position.ToString(), error.Key), Is.EqualTo(("presets/small.yaml:2:16", "inputs.bits")));
    }

    [Test]
    public void AnUnknownPresetListsThoseThereAre()
    {
        Diagnostic error = ConfigurationSample.Errors("name: a\nextends: smal\n", new OnePreset())
            .Single(e => string.Equals(e.Code, DiagnosticCodes.UnknownPreset, StringComparison.Ordinal));
        Assert.That(error.ToString(), Is.EqualTo(
            "tile.yaml:2:10: error RTG009: there is no preset smal; did you mean 'small'? available presets: small"));
    }

    [Test]
    public void EveryEmbeddedPresetMakesAConfiguration()
    {
        var presets = new EmbeddedPresets();
        Assert.That(presets.TryGet("no such preset", out _), Is.False);
        Assert.Multiple(() =>
        {
            foreach (string name in presets.Names)
            {
                Assert.That(presets.TryGet(name, out string yaml), Is.True);
                Assert.That(yaml, Does.Not.Contain("extends:"), "a preset stands for itself");
                Assert.DoesNotThrow(() => ConfigurationReader.Parse($"name: a\nextends: {name}\n", "tile.yaml"), name);
            }
        });
    }

    private static RtlConfiguration Load(string text) => ConfigurationReader.Parse(text, "tile.yaml", new OnePreset()).Configuration;

    private sealed class OnePreset(string text = Preset) : IPresetSource
    {
        public IReadOnlyList<string> Names => ["small"];

        public bool TryGet(string name, out string yaml)
        {
            yaml = text;
            return string.Equals(name, "small", StringComparison.Ordinal);
        }
    }
}
