// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Golden;
using RtlGen.Reporting;
using RtlGen.Tensors;

namespace RtlGen.Tests.Reporting;

/// <summary>The width that weights need, against every input that there is.</summary>
internal sealed class WeightAccumulatorTests
{
    private const int Inputs = 3;
    private const int Outputs = 2;

    private static readonly string[] s_weights =
    [
        "{bits: 3, encoding: offset}",
        "{bits: 3, encoding: offset, reference: column}",
        "{bits: 4, encoding: differential}",
        "{bits: 4, encoding: differential, subtraction: analog}",
        "{bits: 4, encoding: twos_complement}",
        "{encoding: levels, levels: [0, 1, 3]}",
    ];

    private static readonly string[] s_inputs =
    [
        "{bits: 3, encoding: unsigned}", "{bits: 3, encoding: twos_complement}", "{bits: 3, encoding: offset}", "{bits: 3, encoding: differential}",
    ];

    [Test]
    public void NoInputOverflowsTheWidthAndOneBitFewerIsTooFew(
        [ValueSource(nameof(s_weights))] string weights, [ValueSource(nameof(s_inputs))] string inputs, [Values(1, 2)] int dacBits)
    {
        // Two row tiles, the first with two row groups.
        string yaml = $$"""
            name: needed
            weights: {{weights}}
            inputs: {{inputs}}
            crossbar: {rows: 2, columns: 12, cell_bits: 2, rows_per_activation: 1}
            dac: {kind: voltage, bits: {{dacBits}}}
            adc: {bits: 5, columns_per_adc: 1}
            output: {bias_bits: 0}
            """;
        bool isExact = !inputs.Contains("differential", StringComparison.Ordinal);
        for (int seed = 0; seed < 10; seed++)
        {
            LayerTensors layer = Load(yaml, new Random(seed));
            int needed = WeightAccumulator.Of(layer.Design, layer.Weights!).Bits;
            Assert.That(needed, Is.LessThanOrEqualTo(layer.Design.Arithmetic.Accumulator.Bits));
            Assert.That(Overflows(layer, needed), Is.False, $"{needed} bits, seed {seed}");
            Assert.That(!isExact || needed == 1 || Overflows(layer, needed - 1), $"{needed - 1} bits are enough, seed {seed}");
        }
    }

    [Test]
    public void BipolarWeightsCountProducts([Values(2, 4)] int rowsPerActivation)
    {
        string yaml = $$"""
            name: needed
            weights: {encoding: bipolar}
            inputs: {encoding: bipolar}
            crossbar: {rows: 6, columns: 4, rows_per_activation: {{rowsPerActivation}}}
            adc: {bits: 4}
            output: {bias_bits: 0}
            """;
        LayerTensors layer = Load(yaml, new Random(1));
        int needed = WeightAccumulator.Of(layer.Design, layer.Weights!).Bits;
        // 0 … 3 products of +1, and a sign.
        Assert.That(needed, Is.EqualTo(3));
        Assert.That(Overflows(layer, 3), Is.False);
        Assert.That(Overflows(layer, 2));
    }

    /// <summary>Coarse ADCs, where the width is a bound: never too small.</summary>
    [TestCase("{kind: sar, bits: 2, range: full}")]
    [TestCase("{kind: sar, bits: 2, range: {step: 1.5, zero: -0.5}, rounding: half_even}")]
    [TestCase("{kind: sar, bits: 3, range: {step: 1, zero: 0}, rounding: ceil_minus_one, signed: true}")]
    public void CoarseConvertersDoNotOverflowItEither(string adc)
    {
        foreach (string weights in s_weights.Where(w => !w.Contains("analog", StringComparison.Ordinal)))
        {
            string yaml = $$"""
                name: needed
                weights: {{weights}}
                inputs: {bits: 3, encoding: twos_complement}
                crossbar: {rows: 4, columns: 12, cell_bits: 2, rows_per_activation: 2}
                adc: {{adc}}
                output: {bias_bits: 0}
                """;
            for (int seed = 0; seed < 10; seed++)
            {
                LayerTensors layer = Load(yaml, new Random(seed));
                int needed = WeightAccumulator.Of(layer.Design, layer.Weights!).Bits;
                Assert.That(needed, Is.LessThanOrEqualTo(layer.Design.Arithmetic.Accumulator.Bits));
                Assert.That(Overflows(layer, needed), Is.False, $"{weights}, {needed} bits, seed {seed}");
            }
        }
    }

    [Test]
    public void ZeroWeightsNeedNothing()
    {
        LayerTensors layer = Load(
            """
            name: needed
            weights: {bits: 4, encoding: differential}
            inputs: {bits: 3, encoding: unsigned}
            crossbar: {rows: 4, columns: 12, cell_bits: 2}
            adc: {bits: 5}
            """,
            new Random(1));
        Width width = WeightAccumulator.Of(layer.Design, new Tensor(Inputs, Outputs));
        Assert.That((width.Bits, $"{width.Range}"), Is.EqualTo((1, "0 … 0")));
    }

    private static LayerTensors Load(string yaml, Random random)
    {
        LoadedConfiguration loaded = ConfigurationReader.Parse(yaml, "needed.yaml");
        IntegerRange weights = ValueRanges.Weight(loaded.Configuration);
        long[] allowed = [.. Enumerable.Range((int)weights.Min, (int)(weights.Max - weights.Min) + 1)
            .Select(w => (long)w).Where(w => ValueRanges.IsAllowedWeight(loaded.Configuration, w))];
        IntegerRange inputs = ValueRanges.Input(loaded.Configuration);
        long[] values = [.. Enumerable.Range((int)inputs.Min, (int)(inputs.Max - inputs.Min) + 1)
            .Select(x => (long)x).Where(x => ValueRanges.IsAllowedInput(loaded.Configuration, x))];
        long[] all = [.. from a in values from b in values from c in values from x in (long[])[a, b, c] select x];
        return LayerTensors.Check(loaded, new TensorSet
        {
            Weights = NpyArray.OfIntegers(
                new Tensor([Inputs, Outputs], [.. Enumerable.Range(0, Inputs * Outputs).Select(_ => allowed[random.Next(allowed.Length)])]), "weights"),
            Inputs = NpyArray.OfIntegers(new Tensor([all.Length / Inputs, Inputs], all), "inputs"),
        });
    }

    /// <summary>True when some input overflows an accumulator of this width.</summary>
    private static bool Overflows(LayerTensors layer, int bits)
    {
        Arithmetic arithmetic = layer.Design.Arithmetic;
        LayerDesign narrow = layer.Design with
        {
            Arithmetic = arithmetic with { Accumulator = arithmetic.Accumulator with { Bits = bits } },
        };
        return ReferenceModel.Run(narrow, layer.Parameters!, layer.Inputs!).Overflow.Data.Any(flag => flag != 0);
    }
}
