// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Golden;
using RtlGen.Reporting;
using RtlGen.Tensors;

namespace RtlGen.Tests.Reporting;

/// <summary>The figures of the report, worked out by hand.</summary>
internal sealed class AccuracyReportTests
{
    [Test]
    public void ErrorsAreCountedExactly()
    {
        ErrorStatistics error = new(0.25);
        foreach ((long value, long ideal) in ((long, long)[])[(10, 10), (7, 10), (-1, 0), (8, 4)])
        {
            error.Add(value, ideal);
        }

        using (Assert.EnterMultipleScope())
        {
            // Errors 0, -3, -1, 4 in steps of a quarter; ideal squares 100 + 100 + 0 + 16.
            Assert.That((error.Count, error.Differing), Is.EqualTo((4L, 3L)));
            Assert.That(error.MaxAbsolute, Is.EqualTo(1.0));
            Assert.That(error.MeanAbsolute, Is.EqualTo(0.5));
            Assert.That(error.Mean, Is.Zero);
            Assert.That(error.RootMeanSquare, Is.EqualTo(Math.Sqrt(26 / 4.0) / 4));
            Assert.That(error.SignalToNoise, Is.EqualTo(10 * Math.Log10(216 / 26.0)));
        }
    }

    [Test]
    public void NoErrorIsInfinitelyGoodAndNothingAtAllUndefined()
    {
        ErrorStatistics exact = new(1);
        exact.Add(3, 3);
        ErrorStatistics nothing = new(1);
        nothing.Add(0, 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exact.SignalToNoise, Is.EqualTo(double.PositiveInfinity));
            Assert.That(nothing.SignalToNoise, Is.NaN);
        }
    }

    /// <summary>Codes 0 … 3 stand for the column values 1 … 4.</summary>
    [Test]
    public void AClippedConversionIsOneThatWasOutside()
    {
        LayerTensors layer = Load("{kind: sar, bits: 2, range: {step: 1, zero: 1}}", [[0], [1], [3], [4], [5]]);
        AccuracyReport report = ReportOf(layer);
        using (Assert.EnterMultipleScope())
        {
            // Output 0 sees x, output 1 nothing: v - 1 is -1, 0, 2, 3, 4 and five times -1.
            Assert.That(report.Codes.Counts, Is.EqualTo([7, 0, 1, 2]));
            Assert.That((report.Codes.ClippedLow, report.Codes.ClippedHigh), Is.EqualTo((6L, 1L)));
            Assert.That(report.Codes.ClippedShare, Is.EqualTo(0.7));
            // code + 1 is 1, 1, 3, 4, 4 instead of 0, 1, 3, 4, 5, and 1 five times instead of 0; the ideal y are 0 and -x.
            Assert.That((report.Y.Count, report.Y.Differing), Is.EqualTo((10L, 7L)));
            Assert.That(report.Y.SignalToNoise, Is.EqualTo(10 * Math.Log10(51 / 7.0)).Within(1e-12));
            Assert.That(report.Worst.Select(o => o.Output), Is.EqualTo([1, 0]));
            Assert.That(report.Worst.First().Lanes, Is.EqualTo([1]));
            Assert.That(report.Q, Is.Null);
        }
    }

    [Test]
    public void LosslessConvertersLeaveNoError()
    {
        AccuracyReport report = ReportOf(Load("{kind: sar, bits: 3}", [[0], [1], [7]]));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Y.Differing, Is.Zero);
            Assert.That(report.Worst, Is.Empty);
            // The greatest code is what was there, and not clipped.
            Assert.That(report.Codes.Counts, Is.EqualTo([4, 1, 0, 0, 0, 0, 0, 1]));
            Assert.That(report.Codes.ClippedHigh, Is.Zero);
        }
    }

    [Test]
    public void ABiasDoesNotPassForSignalAndPaddingNotForCodes()
    {
        LayerTensors layer = LayerTensors.Check(
            ConfigurationReader.Parse(
                """
                name: padded
                weights: {bits: 2, encoding: offset}
                inputs: {bits: 1, encoding: unsigned}
                crossbar: {rows: 2, columns: 4, cell_bits: 2}
                adc: {kind: sar, bits: 2, columns_per_adc: 2, range: {step: 2, zero: 0}}
                output: {requantize: shift, bits: 8, bias_bits: 16}
                """,
                "padded.yaml"),
            new TensorSet
            {
                Weights = NpyArray.OfIntegers(new Tensor([2, 5], [1, 1, 1, 1, 1, 0, 0, 0, 0, 0]), "weights"),
                Bias = NpyArray.OfIntegers(new Tensor([1], [100]), "bias"),
                Shift = NpyArray.OfIntegers(new Tensor([1], [0]), "shift"),
                Inputs = NpyArray.OfIntegers(new Tensor([1, 2], [1, 0]), "inputs"),
            });
        AccuracyReport report = ReportOf(layer);
        using (Assert.EnterMultipleScope())
        {
            // Two column tiles of four and one outputs: five conversions of the value 3, code 1, y = 2 - 2 + 100 instead of 101.
            Assert.That(report.Codes.Counts, Is.EqualTo([0, 5, 0, 0]));
            Assert.That(report.Y.SignalToNoise, Is.EqualTo(10 * Math.Log10(101 * 101)).Within(1e-12));
            Assert.That(report.WithoutBias.SignalToNoise, Is.Zero);
            Assert.That((report.Q!.Differing, report.Q.Mean), Is.EqualTo((5L, -1.0)));
            Assert.That(report.Outputs[4].ColumnTile, Is.EqualTo(1));
        }
    }

    private static LayerTensors Load(string adc, long[][] inputs) => LayerTensors.Check(
        ConfigurationReader.Parse(
            $$"""
            name: clipped
            weights: {bits: 1, encoding: offset}
            inputs: {bits: 3, encoding: unsigned}
            crossbar: {rows: 1, columns: 4}
            dac: {kind: voltage, bits: 3}
            adc: {{adc}}
            output: {bias_bits: 0}
            """,
            "clipped.yaml"),
        new TensorSet
        {
            // u = w + 1: the cells hold 1 and 0.
            Weights = NpyArray.OfIntegers(new Tensor([1, 2], [0, -1]), "weights"),
            Inputs = NpyArray.OfIntegers(new Tensor([inputs.Length, 1], [.. inputs.SelectMany(x => x)]), "inputs"),
        });

    private static AccuracyReport ReportOf(LayerTensors layer)
    {
        ReferenceResult golden = ReferenceModel.Run(layer.Design, layer.Parameters!, layer.Inputs!, new ReferenceOptions { KeepColumnValues = true });
        return AccuracyReport.Of(layer, new BatchResult(golden.Outputs, golden.Overflow, golden.Codes, [])
        {
            Y = golden.Y,
            ColumnValues = golden.ColumnValues,
        });
    }
}
