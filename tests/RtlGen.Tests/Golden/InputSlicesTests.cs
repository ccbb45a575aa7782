// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.Golden;

namespace RtlGen.Tests.Golden;

/// <summary>Slices of inputs worked out by hand (contract §4), the most significant phase first.</summary>
internal sealed class InputSlicesTests
{
    // 22 = 1 01 10.
    [TestCase("unsigned", 5, 2, 22, new long[] { 1, 1, 2 }, new long[] { 16, 4, 1 })]
    [TestCase("unsigned", 1, 1, 1, new long[] { 1 }, new long[] { 1 })]
    // -3 = 1 1 01.
    [TestCase("twos_complement", 4, 2, -3, new long[] { 1, 1, 1 }, new long[] { -8, 4, 1 })]
    [TestCase("twos_complement", 4, 2, 6, new long[] { 0, 1, 2 }, new long[] { -8, 4, 1 })]
    // -3 + 8 = 5 = 01 01.
    [TestCase("offset", 4, 2, -3, new long[] { 1, 1 }, new long[] { 4, 1 })]
    // 6 = 1 10: positive phase, then negative.
    [TestCase("differential", 4, 2, -6, new long[] { 0, 1, 0, 2 }, new long[] { 4, -4, 1, -1 })]
    [TestCase("differential", 4, 2, 6, new long[] { 1, 0, 2, 0 }, new long[] { 4, -4, 1, -1 })]
    public void AnInputIsDrivenInItsPhases(string encoding, int bits, int dacBits, long x, long[] slices, long[] coefficients)
    {
        IInputSlices phases = Of(encoding, bits, dacBits, "{bits: 2, encoding: offset}");

        Assert.That(phases.Coefficients, Is.EqualTo(coefficients));
        Assert.That(Enumerable.Range(0, slices.Length).Select(p => phases.Slice(x, p, 0)), Is.EqualTo(slices));
        Assert.That(slices.Zip(coefficients, (s, c) => s * c).Sum(), Is.EqualTo(phases.Driven(x)));
        Assert.That(phases.Driven(x) - x, Is.EqualTo(phases.Offset));
    }

    [TestCase(1, new long[] { 1, 0 })]
    [TestCase(-1, new long[] { 0, 1 })]
    public void ABipolarInputDrivesOneOfItsTwoRows(long x, long[] rows)
    {
        IInputSlices phases = Of("bipolar", 1, 1, "{encoding: bipolar}");

        Assert.That(new[] { phases.Slice(x, 0, 0), phases.Slice(x, 0, 1) }, Is.EqualTo(rows));
    }

    private static IInputSlices Of(string encoding, int bits, int dacBits, string weights) => InputSlices.Of(ConfigurationReader.Parse(
        $$"""
        name: slices
        weights: {{weights}}
        inputs: {encoding: {{encoding}}, bits: {{bits}}}
        crossbar: {rows: 4, columns: 16}
        dac: {kind: {{(dacBits == 1 ? "pulse" : "voltage")}}, bits: {{dacBits}}}
        adc: {kind: sar, bits: 6}
        """,
        "slices.yaml").Configuration);
}
