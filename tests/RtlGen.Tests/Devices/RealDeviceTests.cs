// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using System.Security.Cryptography;
using NUnit.Framework;
using RtlGen.Design;
using RtlGen.Devices;
using RtlGen.Golden;
using RtlGen.Regression.Drawing;
using RtlGen.Tensors;
using RtlGen.Tests.Golden;

namespace RtlGen.Tests.Devices;

/// <summary>Whole tensors of devices: ideal ones change nothing, real ones are the same for a seed everywhere.</summary>
internal sealed class RealDeviceTests
{
    private const int Cases = 300;

    private static readonly DeviceOptions s_everything = new()
    {
        OnOffRatio = 20,
        RelativeSigma = 0.05,
        AbsoluteSigma = 0.02,
        LogNormalSigma = 0.03,
        StuckOn = 0.01,
        StuckOff = 0.02,
        DriftExponent = 0.05,
        DriftSpread = 0.01,
        DriftTime = 3600,
        DriftStart = 20,
    };

    [Test]
    public void IdealDevicesChangeNoNumber()
    {
        for (int seed = 0; seed < Cases; seed++)
        {
            RandomCase drawn = RandomConfigurations.Draw(new Random(seed), new DrawOptions { WholeContract = true });
            LayerTensors layer = drawn.Load();
            LayerParameters ideal = layer.Parameters! with { Cells = null, AdcThresholds = null };
            RealCells cells = RealCells.Draw(layer.Design, ideal.Weights, new DeviceOptions(), 1);
            RealAdcs adcs = RealAdcs.Draw(layer.Design, new AdcErrorOptions(), 1);
            ReferenceResult expected = ReferenceModel.Run(layer.Design, ideal, layer.Inputs!);

            ReferenceResult withCells = ReferenceModel.Run(layer.Design, ideal with { Cells = cells.Cells }, layer.Inputs!);
            ReferenceResult withThresholds = ReferenceModel.Run(layer.Design, ideal with { AdcThresholds = adcs.Thresholds }, layer.Inputs!);

            Assert.That(cells.Statistics.Changed + adcs.Statistics.Changed, Is.Zero);
            TensorAssert.AreEqual(withCells.Codes, expected.Codes, $"cells, seed {seed}:\n{drawn.Yaml}\n");
            TensorAssert.AreEqual(withCells.Outputs, expected.Outputs, $"cells, seed {seed}:\n{drawn.Yaml}\n");
            TensorAssert.AreEqual(withThresholds.Codes, expected.Codes, $"thresholds, seed {seed}:\n{drawn.Yaml}\n");
            TensorAssert.AreEqual(withThresholds.Outputs, expected.Outputs, $"thresholds, seed {seed}:\n{drawn.Yaml}\n");
        }
    }

    [Test]
    public void RealDevicesChangeCodes()
    {
        LayerTensors layer = Sample();
        ReferenceResult ideal = ReferenceModel.Run(layer.Design, layer.Parameters!, layer.Inputs!);
        RealCells cells = RealCells.Draw(layer.Design, layer.Parameters!.Weights, new DeviceOptions { RelativeSigma = 0.2 }, 1);
        RealAdcs adcs = RealAdcs.Draw(layer.Design, new AdcErrorOptions { OffsetSigma = 2 }, 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ReferenceModel.Run(layer.Design, layer.Parameters with { Cells = cells.Cells }, layer.Inputs!).Codes.Data, Is.Not.EqualTo(ideal.Codes.Data));
            Assert.That(ReferenceModel.Run(layer.Design, layer.Parameters with { AdcThresholds = adcs.Thresholds }, layer.Inputs!).Codes.Data, Is.Not.EqualTo(ideal.Codes.Data));
        }
    }

    [Test]
    public void UnusedCellsStayAtZero()
    {
        // 11 of 2 x 8 inputs, 5 of 3 x 2 outputs; the fifth bit line belongs to no lane; the sixth is the reference column.
        LayerTensors layer = Sample();
        Tensor cells = RealCells.Draw(layer.Design, layer.Parameters!.Weights, new DeviceOptions { AbsoluteSigma = 1, OnOffRatio = 2 }, 1).Cells;
        int[] usedOf(int i, int j) =>
            [.. Enumerable.Range(0, 48).Where(c => cells.Data[(((i * 3) + j) * 48) + c] != 0).Select(c => c % 6).Distinct().Order()];
        int lastRowOf(int i) => Enumerable.Range(0, 48).Last(c => cells.Data[(i * 3 * 48) + c] != 0) / 6;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(cells.Shape, Is.EqualTo([2, 3, 8, 6]));
            Assert.That(usedOf(0, 0), Is.EqualTo([0, 1, 2, 3, 5]));
            Assert.That(usedOf(0, 2), Is.EqualTo([0, 1, 5]));
            Assert.That(lastRowOf(0), Is.EqualTo(7));
            Assert.That(lastRowOf(1), Is.EqualTo(2));
        }
    }

    /// <summary>
    /// The numbers that a seed stands for: they may never change, on no machine and in no version. The first ones were worked out
    /// from docs/devices.md with the arithmetic and the normal quantiles of another language's library.
    /// </summary>
    [Test]
    public void ASeedsBytesAreFixed()
    {
        LayerTensors layer = Sample();
        RealCells cells = RealCells.Draw(layer.Design, layer.Parameters!.Weights, s_everything, 7);
        RealAdcs adcs = RealAdcs.Draw(layer.Design, new AdcErrorOptions { OffsetSigma = 0.5, GainSigma = 0.02, LinearitySigma = 0.3 }, 7);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(string.Join(" ", cells.Cells.Data[..10]), Is.EqualTo("579 222 40 23 0 225 450 22 235 557"));
            Assert.That(string.Join(" ", adcs.Thresholds.Data[..7]), Is.EqualTo("80 273 486 873 1082 1404 1637"));
            Assert.That(Hash(cells.Cells), Is.EqualTo("783e364c5994f83efbe4a864ff585348c2c69685358f846412b04d840151b100"));
            Assert.That(Hash(adcs.Thresholds), Is.EqualTo("8d4e652d87221b4de6b71471ca93f21a33a7924da1015964b3d8af42d93a8a19"));
            Assert.That(RealCells.Draw(layer.Design, layer.Parameters.Weights, s_everything, 8).Cells.Data, Is.Not.EqualTo(cells.Cells.Data));
        }
    }

    [Test]
    public void SwitchingAnEffectOnLeavesTheOthersAlone()
    {
        LayerTensors layer = Sample();
        long[] varied = RealCells.Draw(layer.Design, layer.Parameters!.Weights, new DeviceOptions { RelativeSigma = 0.3 }, 5).Cells.Data;
        long[] stuckToo = RealCells.Draw(layer.Design, layer.Parameters.Weights, new DeviceOptions { RelativeSigma = 0.3, StuckOn = 0.1 }, 5).Cells.Data;
        long on = (long)layer.Design.Arithmetic.LargestCell << 8;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(stuckToo.Zip(varied), Has.All.Matches<(long Stuck, long Varied)>(c => c.Stuck == c.Varied || c.Stuck == on));
            Assert.That(stuckToo, Is.Not.EqualTo(varied));
        }
    }

    [Test]
    public void ThresholdsAscendAndMoveAsTheirAdcDoes()
    {
        LayerTensors layer = Sample();
        long[] ideal = RealAdcs.IdealThresholds(layer.Design);
        RealAdcs offset = RealAdcs.Draw(layer.Design, new AdcErrorOptions { OffsetSigma = 1 }, 3);
        RealAdcs rough = RealAdcs.Draw(layer.Design, new AdcErrorOptions { LinearitySigma = 5 }, 3);
        int steps = ideal.Length;
        using (Assert.EnterMultipleScope())
        {
            // 2 x 3 tiles, 2 lanes and the reference column's ADC.
            Assert.That(rough.Thresholds.Shape, Is.EqualTo([2, 3, 3, 31]));
            Assert.That(Enumerable.Range(0, rough.Thresholds.Data.Length), Has.All.Matches<int>(
                t => t % steps == 0 || rough.Thresholds.Data[t] >= rough.Thresholds.Data[t - 1]));
            Assert.That(offset.Thresholds.Data.Select((t, k) => t - ideal[k % steps]).Distinct().Count(), Is.EqualTo(18), "one offset for each ADC");
        }
    }

    [Test]
    public void WhatRoundsAwayIsNoticed()
    {
        DeviationStatistics lost = new();
        DeviationStatistics kept = new();
        foreach (double deviation in (ReadOnlySpan<double>)[0.1, -0.1, 0.3])
        {
            lost.Add(1, 1 + deviation, 1);
            kept.Add(1, 1 + deviation, Math.Round((1 + deviation) * 16) / 16);
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(lost.IsRoundedAway);
            Assert.That(kept.IsRoundedAway, Is.False);
            Assert.That((lost.Changed, kept.Changed, lost.Count), Is.EqualTo((0L, 3L, 3L)));
            Assert.That(lost.RootMeanSquare, Is.EqualTo(Math.Sqrt(0.11 / 3)).Within(1e-12));
            // A quarter of 0.19 is 0.048: steps of 1/8 err by 0.036, steps of 1/4 by 0.072.
            Assert.That(lost.FractionBitsWanted(1), Is.EqualTo(3));
        }
    }

    /// <summary>A layer of six tiles with room to spare, a reference column, and 8 fraction bits.</summary>
    internal static LayerTensors Sample(string analog = "{fraction_bits: 8}")
    {
        Random random = new(11);
        Tensor weights = new(11, 5);
        Tensor inputs = new(12, 11);
        Array.Copy(Enumerable.Range(0, 55).Select(_ => (long)random.Next(-8, 8)).ToArray(), weights.Data, 55);
        Array.Copy(Enumerable.Range(0, 132).Select(_ => (long)random.Next(16)).ToArray(), inputs.Data, 132);
        return new RandomCase(
            $$"""
            name: devices
            weights: {bits: 4, encoding: offset, reference: column}
            inputs: {bits: 4, encoding: unsigned}
            crossbar: {rows: 8, columns: 5, cell_bits: 2}
            adc: {kind: flash, bits: 5, columns_per_adc: 2}
            analog: {{analog}}
            output: {requantize: none, bias_bits: 0}
            """,
            new TensorSet { Weights = NpyArray.OfIntegers(weights, "weights"), Inputs = NpyArray.OfIntegers(inputs, "inputs") }).Load();
    }

    private static string Hash(Tensor tensor)
    {
        byte[] bytes = new byte[tensor.Data.Length * 8];
        for (int i = 0; i < tensor.Data.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * 8), tensor.Data[i]);
        }

        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
