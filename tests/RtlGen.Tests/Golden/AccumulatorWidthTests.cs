// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Golden;
using RtlGen.Regression.Drawing;
using RtlGen.Tensors;

namespace RtlGen.Tests.Golden;

/// <summary>The automatic accumulator (contract §6.2) holds every sum of extreme codes, and one bit fewer would not.</summary>
internal sealed class AccumulatorWidthTests
{
    private const int Cases = 500;

    [TestCase(false)]
    [TestCase(true)]
    public void ExtremeCodesFillTheAutomaticWidth(bool wholeContract)
    {
        int tested = 0;
        for (int seed = 0; seed < Cases; seed++)
        {
            RandomCase drawn = RandomConfigurations.Draw(new Random(seed), new DrawOptions { WholeContract = wholeContract });
            LayerDesign design = drawn.Load().Design;
            if (design.Configuration.Accumulator.Bits is not null)
            {
                continue;
            }

            BigInteger[] sums = [.. ExtremeSums(design, drawn.Tensors, 1), .. ExtremeSums(design, drawn.Tensors, -1)];
            int bits = design.Arithmetic.Accumulator.Bits;
            Assert.That(sums.All(s => Fits(s, bits)), drawn.Yaml);
            Assert.That(bits == 1 || !sums.All(s => Fits(s, bits - 1)), $"{bits - 1} bits are enough:\n{drawn.Yaml}");
            tested++;
        }

        Assert.That(tested, Is.GreaterThan(Cases / 2));
    }

    /// <summary>The same in the model: thresholds that no value reaches, or every value, make each ADC give one of its extreme codes.</summary>
    [Test]
    public void TheModelOverflowsWithOneBitFewerOnly()
    {
        ReferenceResult Run(string accumulator)
        {
            // 3 parts, 4 phases of a 3-bit code each, 2 row groups: (1 + 2 + 4) * 7 * 15 * 2 = 1470 needs 12 bits with its sign.
            LayerTensors layer = LayerTensors.Check(
                ConfigurationReader.Parse(
                    $$"""
                    name: extreme
                    weights: {bits: 3, encoding: offset}
                    inputs: {bits: 4, encoding: unsigned}
                    crossbar: {rows: 4, columns: 3, rows_per_activation: 2}
                    adc: {kind: sar, bits: 3, range: full}
                    accumulator: {{accumulator}}
                    output: {bias_bits: 0}
                    """,
                    "extreme.yaml"),
                new TensorSet
                {
                    Weights = NpyArray.OfIntegers(new Tensor(4, 1), "weights"),
                    Inputs = NpyArray.OfIntegers(new Tensor(1, 4), "inputs"),
                    AdcThresholds = NpyArray.OfIntegers(new Tensor(1, 1, 3, 7), "adc_thresholds"),
                });
            return ReferenceModel.Run(layer.Design, layer.Parameters!, layer.Inputs!);
        }

        ReferenceResult automatic = Run("{bits: auto}");
        ReferenceResult narrower = Run("{bits: 11}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(automatic.Codes.Data, Is.All.EqualTo(7));
            Assert.That(automatic.Accumulators.Data, Is.EqualTo(new long[] { 1470 }));
            Assert.That(automatic.Overflow.Data, Is.EqualTo(new long[] { 0 }));
            Assert.That(narrower.Accumulators.Data, Is.EqualTo(new long[] { 1023 }));
            Assert.That(narrower.Overflow.Data, Is.EqualTo(new long[] { 1 }));
        }
    }

    /// <summary>Every intermediate sum when each conversion takes the code that drives the sum towards one side.</summary>
    private static List<BigInteger> ExtremeSums(LayerDesign design, TensorSet tensors, int side)
    {
        RtlConfiguration configuration = design.Configuration;
        AdcMap map = design.Arithmetic.Adc;
        bool everyCode = tensors.Cells is not null || tensors.AdcThresholds is not null || configuration.Analog.Noise > 0
            || configuration.Adc.OffsetCorrection;
        RangeConverter converter = new(map, 0);
        long least = everyCode ? map.CodeMin : converter.Code((long)design.Arithmetic.ColumnValue.Min);
        long greatest = everyCode ? map.CodeMax : converter.Code((long)design.Arithmetic.ColumnValue.Max);
        IWeightCells cells = WeightCells.Of(configuration);
        IInputSlices slices = InputSlices.Of(configuration);
        long[] coefficients = [.. cells.Coefficients, cells.ReferenceCoefficient];
        List<BigInteger> sums = [];
        BigInteger sum = 0;
        for (int p = 0; p < slices.Coefficients.Count; p++)
        {
            long weight = Math.Abs(slices.Coefficients[p]);
            sum *= p == 0 ? 1 : Math.Abs(slices.Coefficients[p - 1]) / weight;
            sums.Add(sum);
            int sign = Math.Sign(slices.Coefficients[p]);
            for (int g = 0; g < design.RowGroups; g++)
            {
                sum += coefficients.Aggregate(BigInteger.Zero, (z, c) => z + (sign * c * (sign * c * side > 0 ? greatest : least)));
                sums.Add(sum);
            }
        }

        return sums;
    }

    private static bool Fits(BigInteger value, int bits) =>
        value >= -BigInteger.Pow(2, bits - 1) && value < BigInteger.Pow(2, bits - 1);
}
