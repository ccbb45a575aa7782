// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;

namespace RtlGen.Tests.Configuration;

/// <summary>What holds for keys that are not written.</summary>
[TestFixture]
internal sealed class DefaultTests
{
    [Test]
    public void ConstantDefaultsAreThoseOfTheContract()
    {
        RtlConfiguration c = ConfigurationSample.Load("");
        Assert.Multiple(() =>
        {
            Assert.That(c.Extends, Is.Null);
            Assert.That(c.Layer, Is.Null);
            Assert.That(c.Weights.Reference, Is.EqualTo(WeightReference.Digital));
            Assert.That(c.Crossbar.SliceBits, Is.Empty);
            Assert.That(c.Crossbar.RowsPerActivation, Is.EqualTo(64));
            Assert.That(c.Dac, Is.EqualTo(new DacOptions()));
            Assert.That(c.Adc, Is.EqualTo(new AdcOptions { Bits = 8 }));
            Assert.That(c.Accumulator, Is.EqualTo(new AccumulatorOptions()));
            Assert.That(c.Analog, Is.EqualTo(new AnalogOptions()));
            Assert.That(c.Output, Is.EqualTo(new OutputOptions()));
            Assert.That(c.Interface, Is.EqualTo(new InterfaceOptions()));
        });
        Assert.That(
            ConfigurationSample.Load("crossbar: {rows: 2, columns: 4}").Crossbar.CellBits, Is.EqualTo(1));
    }

    [Test]
    public void BipolarNeedsNoBits()
    {
        RtlConfiguration c = ConfigurationSample.Load("weights: {encoding: bipolar} | inputs: {encoding: bipolar}");
        Assert.That((c.Weights.Bits, c.Inputs.Bits), Is.EqualTo((1, 1)));
    }

    [TestCase("weights: {bits: 4, encoding: differential, subtraction: analog}", true)]
    [TestCase("weights: {bits: 4, encoding: differential, subtraction: digital}", false)]
    [TestCase("weights: {bits: 4, encoding: differential}", false)]
    [TestCase("weights: {encoding: levels, levels: [0, 1], subtraction: analog}", true)]
    [TestCase("weights: {bits: 4, encoding: offset}", false)]
    [TestCase("weights: {bits: 4, encoding: differential, subtraction: analog} | adc: {kind: sense_amplifier}", false)]
    [TestCase("weights: {bits: 4, encoding: differential, subtraction: analog} | adc: {bits: 8, signed: false}", false)]
    public void AdcIsSignedExactlyForAnalogPairs(string changes, bool expected) =>
        Assert.That(ConfigurationSample.Load(changes).Adc.Signed, Is.EqualTo(expected));

    [Test]
    public void SenseAmplifierHasOneBit() =>
        Assert.That(ConfigurationSample.Load("adc: {kind: sense_amplifier}").Adc.Bits, Is.EqualTo(1));

    [Test]
    public void SerialLinksHaveTheSimplestFrames()
    {
        RtlConfiguration c = ConfigurationSample.Load(
            "dac: {kind: voltage, bits: 3, link: serial} | adc: {kind: external, bits: 8, conversion_cycles: 5, link: serial}");
        Assert.That(c.Dac.Serial, Is.EqualTo(new DacSerialOptions { DataBits = 3 }));
        Assert.That(c.Adc.Serial, Is.EqualTo(new AdcSerialOptions()));
        RtlConfiguration parallel = ConfigurationSample.Load("dac: {kind: voltage} | adc: {kind: external, bits: 8, conversion_cycles: 5}");
        Assert.That((parallel.Dac.Serial, parallel.Adc.Serial), Is.EqualTo(((DacSerialOptions?)null, (AdcSerialOptions?)null)));
    }

    [TestCase("axi4_lite", true)]
    [TestCase("apb", true)]
    [TestCase("port", false)]
    public void CellsAreWrittenThroughABus(string control, bool expected)
    {
        InterfaceOptions options = ConfigurationSample.Load($"interface: {{control: {control}}}").Interface;
        Assert.That((options.HasBus, options.Programming, options.HasProgramming, options.Readback), Is.EqualTo((expected, expected, expected, false)));
    }

    [TestCase("shift", OutputRounding.HalfUp)]
    [TestCase("multiplier", OutputRounding.TfliteDouble)]
    public void RoundingFollowsRequantize(string requantize, OutputRounding expected) =>
        Assert.That(ConfigurationSample.Load($"output: {{requantize: {requantize}, bits: 8}}").Output.Rounding, Is.EqualTo(expected));

    [TestCase("{requantize: shift, bits: 2}", true)]
    [TestCase("{requantize: shift, bits: 1}", false)]
    [TestCase("{requantize: none, bits: 1}", true)]
    public void OneRequantizedBitIsUnsigned(string output, bool expected) =>
        Assert.That(ConfigurationSample.Load($"output: {output}").Output.Signed, Is.EqualTo(expected));

    [Test]
    public void RangeIsExactInUnitsOf256Ths()
    {
        RtlConfiguration c = ConfigurationSample.Load("adc: {bits: 8, range: {step: 0.00390625, zero: -1.5e1}}");
        Assert.That(c.Adc.Range, Is.EqualTo(new AdcRange(AdcRangeKind.Explicit, 1, -15 * 256)));
    }

    [TestCase("0x10", 16)]
    [TestCase("+7", 7)]
    [TestCase("7", 7)]
    public void IntegersAreDecimalOrHexadecimal(string written, int expected) =>
        Assert.That(ConfigurationSample.Load($"inputs: {{bits: {written}, encoding: unsigned}}").Inputs.Bits, Is.EqualTo(expected));
}
