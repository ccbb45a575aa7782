// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Tests.Configuration;

namespace RtlGen.Tests.Design;

/// <summary>What the keys of the control plane do to a design (control.md §1).</summary>
[TestFixture]
internal sealed class ControlPlaneTests
{
    private const string Adc = "adc: {bits: 8, kind: flash, columns_per_adc: 8, offset_correction: ";

    [TestCase("", true, true)]
    [TestCase("interface: {control: apb}", true, true)]
    [TestCase("interface: {programming: false}", true, false)]
    [TestCase("interface: {control: port}", false, false)]
    public void ABusIsOneOfTwoAndProgrammingNeedsIt(string changes, bool bus, bool programming)
    {
        LayerDesign design = Derive(changes);
        Assert.That((design.HasBus, design.HasProgramming), Is.EqualTo((bus, programming)));
    }

    [Test]
    public void OffsetCorrectionMakesEveryCodePossibleAndTakesACycle()
    {
        LayerDesign without = Derive(Adc + "false}");
        LayerDesign with = Derive(Adc + "true}");
        Assert.Multiple(() =>
        {
            Assert.That(without.Arithmetic.Code, Is.EqualTo(new IntegerRange(0, 192)));
            Assert.That(with.Arithmetic.Code, Is.EqualTo(new IntegerRange(0, 255)));
            Assert.That(with.Schedule.Latency, Is.EqualTo(without.Schedule.Latency + 1));
        });
    }

    [TestCase("{bits: 4, encoding: offset}", 64)]
    [TestCase("{bits: 4, encoding: offset, reference: column}", 65)]
    [TestCase("{bits: 4, encoding: differential, subtraction: analog}", 32)]
    public void ATileHasAnOffsetForEachConversionColumn(string weights, int expected) =>
        Assert.That(Derive($"weights: {weights} | adc: {{bits: 9, columns_per_adc: 8}}").OffsetsPerTile, Is.EqualTo(expected));

    private static LayerDesign Derive(string changes) =>
        LayerDesign.Derive(ConfigurationReader.Parse(ConfigurationSample.With(changes), "tile.yaml"));
}
