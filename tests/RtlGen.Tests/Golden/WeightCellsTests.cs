// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.Golden;

namespace RtlGen.Tests.Golden;

/// <summary>Cells of weights worked out by hand (contract §3).</summary>
internal sealed class WeightCellsTests
{
    // -3 + 8 = 5 = 01 01; 7 + 8 = 15 = 11 11.
    [TestCase("{bits: 4, encoding: offset}", "cell_bits: 2", -3, new long[] { 1, 1 }, new long[] { 1, 4 })]
    [TestCase("{bits: 4, encoding: offset}", "cell_bits: 2", 7, new long[] { 3, 3 }, new long[] { 1, 4 })]
    [TestCase("{bits: 4, encoding: offset}", "cell_bits: 2", -8, new long[] { 0, 0 }, new long[] { 1, 4 })]
    // The last slice holds what is left: 5-bit 21 = 1 0101.
    [TestCase("{bits: 5, encoding: offset}", "cell_bits: 4", 5, new long[] { 5, 1 }, new long[] { 1, 16 })]
    // 5 = 010 1.
    [TestCase("{bits: 4, encoding: offset}", "cell_bits: 3, slice_bits: [1, 3]", -3, new long[] { 1, 2 }, new long[] { 1, 2 })]
    // 6 = 1 10, negative columns.
    [TestCase("{bits: 4, encoding: differential}", "cell_bits: 2", -6, new long[] { 0, 2, 0, 1 }, new long[] { 1, -1, 4, -4 })]
    [TestCase("{bits: 4, encoding: differential}", "cell_bits: 2", 5, new long[] { 1, 0, 1, 0 }, new long[] { 1, -1, 4, -4 })]
    [TestCase("{bits: 4, encoding: differential, subtraction: analog}", "cell_bits: 2", -6, new long[] { -2, -1 }, new long[] { 1, 4 })]
    // Ternary.
    [TestCase("{bits: 2, encoding: differential}", "cell_bits: 1", -1, new long[] { 0, 1 }, new long[] { 1, -1 })]
    // -3 = 1 1 01.
    [TestCase("{bits: 4, encoding: twos_complement}", "cell_bits: 2", -3, new long[] { 1, 1, 1 }, new long[] { 1, 4, -8 })]
    [TestCase("{bits: 4, encoding: twos_complement}", "cell_bits: 2", 6, new long[] { 2, 1, 0 }, new long[] { 1, 4, -8 })]
    [TestCase("{encoding: levels, levels: [0, 1, 5]}", "cell_bits: 3", -5, new long[] { 0, 5 }, new long[] { 1, -1 })]
    [TestCase("{encoding: levels, levels: [0, 1, 5], subtraction: analog}", "cell_bits: 3", -5, new long[] { -5 }, new long[] { 1 })]
    public void AWeightIsHeldInItsParts(string weights, string crossbar, long weight, long[] cells, long[] coefficients)
    {
        IWeightCells encoding = Of(weights, crossbar);

        Assert.That(encoding.Coefficients, Is.EqualTo(coefficients));
        Assert.That(Enumerable.Range(0, cells.Length).Select(part => encoding.Cell(weight, part, 0)), Is.EqualTo(cells));
    }

    [TestCase(1, new long[] { 1, 0 })]
    [TestCase(-1, new long[] { 0, 1 })]
    public void ABipolarWeightIsHeldInTwoRows(long weight, long[] rows)
    {
        IWeightCells encoding = Of("{encoding: bipolar}", "cell_bits: 1", "bipolar");

        Assert.That(encoding.RowsPerInput, Is.EqualTo(2));
        Assert.That(new[] { encoding.Cell(weight, 0, 0), encoding.Cell(weight, 0, 1) }, Is.EqualTo(rows));
    }

    [Test]
    public void TheOffsetIsTakenOutDigitallyOrByTheReferenceColumn()
    {
        IWeightCells digital = Of("{bits: 4, encoding: offset}", "cell_bits: 2");
        IWeightCells column = Of("{bits: 4, encoding: offset, reference: column}", "cell_bits: 2");
        using (Assert.EnterMultipleScope())
        {
            // Two inputs of 3 and 5 meet 2^3 too much each.
            Assert.That(digital.ReferenceCoefficient, Is.Zero);
            Assert.That(digital.Correct(100, 8, 2), Is.EqualTo((Int128)(100 - 64)));
            Assert.That(column.ReferenceCoefficient, Is.EqualTo(-8));
            Assert.That(column.Correct(100, 8, 2), Is.EqualTo((Int128)100));
        }
    }

    [Test]
    public void BipolarCountsBecomeASum()
    {
        // 5 inputs, 3 products of +1 and 2 of -1.
        Assert.That(new BipolarCells().Correct(3, 0, 5), Is.EqualTo((Int128)1));
    }

    private static IWeightCells Of(string weights, string crossbar, string inputs = "unsigned") => WeightCells.Of(ConfigurationReader.Parse(
        $$"""
        name: cells
        weights: {{weights}}
        inputs: {encoding: {{inputs}}, bits: 1}
        crossbar: {rows: 4, columns: 16, {{crossbar}}}
        adc: {kind: sar, bits: 6}
        """,
        "cells.yaml").Configuration);
}
