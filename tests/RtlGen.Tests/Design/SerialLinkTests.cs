// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Diagnostics;

namespace RtlGen.Tests.Design;

/// <summary>Cycles, frames and pins of serial links, worked out by hand.</summary>
internal sealed class SerialLinkTests
{
    private const string Tile = """
        name: chips
        layer: {inputs: 20, outputs: 7}
        weights: {bits: 4, encoding: offset, reference: column}
        inputs: {bits: 4, encoding: unsigned}
        crossbar: {rows: 20, columns: 28, cell_bits: 2}

        """;

    // 7 lanes and the reference column's ADC: 8 ADCs in chains of 3, of which the last has 2.
    [TestCase("{}", 8, 1 + 10 + (8 * 2), 1 + 10 + (8 * 2), 8)]
    [TestCase("{chain: 3}", 24, 1 + 10 + (3 * 8 * 2), 1 + 10 + (3 * 8 * 2), 3)]
    [TestCase("{chain: 3, leading_bits: 1, trailing_bits: 3, clock_divider: 5, acquire_cycles: 7}", 36, 7 + 10 + (3 * 12 * 10), 7 + 10 + (3 * 12 * 10), 3)]
    [TestCase("{chain: 64, ready: busy}", 512, 1 + 10 + 2 + (64 * 8 * 2), 1 + 2 + 2 + (64 * 8 * 2), 1)]
    public void AConversionIsAcquiredAwaitedAndRead(string serial, int clocks, int cycles, int shortest, int pins)
    {
        LayerDesign design = Derive($"adc: {{kind: external, bits: 8, conversion_cycles: 10, columns_per_adc: 4, link: serial, serial: {serial}}}");
        AdcSerialLink link = AdcSerialLink.Of(design.Configuration.Adc)!;
        Assert.Multiple(() =>
        {
            Assert.That(link.Clocks, Is.EqualTo(clocks));
            Assert.That(design.Schedule.ConversionCycles, Is.EqualTo(cycles));
            Assert.That(link.ShortestConversion, Is.EqualTo(shortest));
            Assert.That(Widths(design), Does.Contain(("adc_data", pins)));
            Assert.That(Widths(design).Contains(("adc_busy", pins)), Is.EqualTo(serial.Contains("busy", StringComparison.Ordinal)));
        });
    }

    // 20 rows on chips of 8 channels: the third chip has four channels without a row.
    [TestCase("{}", 20 /* chips */, 1 * (2 + 1) * 2 + 1)]
    [TestCase("{address_bits: 3, channels: 8, command_bits: 1, data_bits: 8, trailing_bits: 4}", 3, (8 * (16 + 1) * 2) + 1)]
    [TestCase("{address_bits: 4, channels: 8, command_bits: 8, data_bits: 12, trailing_bits: 8, clock_divider: 3, load_cycles: 5}", 3, (8 * (32 + 1) * 6) + 5)]
    public void ATransferComesBeforeDriving(string serial, int chips, int transfer)
    {
        LayerDesign design = Derive($"dac: {{kind: voltage, bits: 2, drive_cycles: 3, settle_cycles: 4, link: serial, serial: {serial}}}\nadc: {{bits: 8, columns_per_adc: 4}}");
        Assert.Multiple(() =>
        {
            Assert.That(design.Schedule.Transfer, Is.EqualTo(transfer));
            Assert.That(design.Schedule.DriveAndSettle, Is.EqualTo(transfer + 3 + 4));
            Assert.That(Widths(design), Does.Contain(("dac_data", chips)));
            Assert.That(Widths(design).Select(w => w.Name), Does.Not.Contain("row"));
        });
    }

    [Test]
    public void CyclesBeyondCountingAreRefused()
    {
        BadInputException refused = Assert.Throws<BadInputException>(() => Derive(
            """
            dac: {kind: voltage, bits: 1, link: serial, serial: {clock_divider: 255, address_bits: 8, channels: 256, data_bits: 32, trailing_bits: 16}}
            adc: {kind: external, bits: 12, conversion_cycles: 4095, columns_per_adc: 28, link: serial, serial: {clock_divider: 255, leading_bits: 16, trailing_bits: 16, chain: 64}}
            inputs: {bits: 16, encoding: unsigned}
            """))!;
        Assert.That(refused.Diagnostics.Single().Code, Is.EqualTo(DiagnosticCodes.WidthTooSmall));
        Assert.That(refused.Diagnostics.Single().Message, Does.StartWith("a vector takes 320 steps of "));
    }

    private static (string Name, int Width)[] Widths(LayerDesign design) => [.. design.MacroPins.Select(p => (p.Name, p.Width))];

    private static LayerDesign Derive(string sections)
    {
        string tile = sections.Contains("inputs:", StringComparison.Ordinal)
            ? Tile.Replace("inputs: {bits: 4, encoding: unsigned}\n", "", StringComparison.Ordinal).Replace("rows: 20,", "rows: 20, rows_per_activation: 1,", StringComparison.Ordinal)
            : Tile;
        return LayerDesign.Derive(ConfigurationReader.Parse(tile.ReplaceLineEndings("\n") + sections + "\n", "chips.yaml"));
    }
}
