// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Tensors;

namespace RtlGen.CoSimulation;

/// <summary>
/// Bias and requantization that spread the outputs over their range: scales follow from what the weights give for a few
/// uniform inputs, with outliers that clamp, vanish or change sign. Integers only, so no rounding mode matters.
/// </summary>
internal static class RandomParameters
{
    private const int Probes = 6;

    public static LayerParameters Draw(LayerDesign design, Tensor weights, SplitMix64 random)
    {
        OutputOptions output = design.Configuration.Output;
        long[] spread = Spread(design, weights, random);
        Tensor? bias = output.BiasBits == 0 ? null : Bias(design, spread, random);
        int channels = output.Granularity == Granularity.PerTensor ? 1 : design.Grid.Outputs;
        // One scale for all outputs has to suit a middling one.
        long[] scales = channels == 1 ? [Median(spread)] : spread;
        LayerParameters parameters = new() { Weights = weights, Bias = bias };
        if (output.Requantize == Requantize.Shift)
        {
            Tensor shift = new(channels);
            for (int n = 0; n < channels; n++)
            {
                shift[n] = random.OnceIn(16) ? random.Below(32) : Math.Clamp(-Exponent(design, scales[n], random), 0, 31);
            }

            parameters = parameters with { Shift = shift };
        }
        else if (output.Requantize == Requantize.Multiplier)
        {
            (Tensor multiplier, Tensor? shift) = Multipliers(design, scales, random);
            parameters = parameters with { Multiplier = multiplier, Shift = shift };
        }
        else if (output.Requantize == Requantize.Thresholds)
        {
            parameters = parameters with { Thresholds = Thresholds(design, scales, random) };
        }

        if (output.Activation == Activation.Table)
        {
            parameters = parameters with { Table = Table(design, random) };
        }

        return design.Configuration.Adc.OffsetCorrection ? parameters with { AdcOffsets = Offsets(design, random) } : parameters;
    }

    /// <summary>A few codes either way, now and then the extremes.</summary>
    private static Tensor Offsets(LayerDesign design, SplitMix64 random)
    {
        long most = 1L << design.Configuration.Adc.Bits;
        long usual = Math.Max(1, most / 32);
        Tensor offsets = new(design.Grid.RowTiles, design.Grid.ColumnTiles, design.OffsetsPerTile);
        for (int i = 0; i < offsets.Data.Length; i++)
        {
            offsets[i] = random.Below(24) switch
            {
                0 => -most,
                1 => most - 1,
                _ => random.Between(-usual, usual),
            };
        }

        return offsets;
    }

    /// <summary>The greatest magnitude of x W of each output over a few uniform inputs, at least 1.</summary>
    private static long[] Spread(LayerDesign design, Tensor weights, SplitMix64 random)
    {
        IntegerRange range = ValueRanges.Input(design.Configuration);
        long[] spread = new long[design.Grid.Outputs];
        Array.Fill(spread, 1);
        for (int probe = 0; probe < Probes; probe++)
        {
            long[] sums = new long[design.Grid.Outputs];
            for (int k = 0; k < design.Grid.Inputs; k++)
            {
                long x = design.Configuration.Inputs.Encoding == InputEncoding.Bipolar
                    ? (2 * random.Below(2)) - 1
                    : random.Between((long)range.Min, (long)range.Max);
                for (int n = 0; n < sums.Length; n++)
                {
                    sums[n] += x * weights[k, n];
                }
            }

            for (int n = 0; n < sums.Length; n++)
            {
                spread[n] = Math.Max(spread[n], Math.Abs(sums[n]));
            }
        }

        return spread;
    }

    private static Tensor Bias(LayerDesign design, long[] spread, SplitMix64 random)
    {
        (long least, long greatest) = BiasBounds(design);
        Tensor bias = new(design.Grid.Outputs);
        for (int n = 0; n < spread.Length; n++)
        {
            long drawn = random.Between(-spread[n] / 2, spread[n] / 2);
            bias[n] = random.Below(24) switch
            {
                0 => least,
                1 => greatest,
                _ => Math.Clamp(drawn, least, greatest),
            };
        }

        return bias;
    }

    /// <summary>What a bias may be: its own bits, and without requantization also the room that the output leaves.</summary>
    private static (long Least, long Greatest) BiasBounds(LayerDesign design)
    {
        IntegerRange bias = IntegerRange.Signed(design.Configuration.Output.BiasBits);
        if (design.Configuration.Output.Requantize == Requantize.None)
        {
            BigInteger unit = BigInteger.Pow(2, design.Arithmetic.FractionBits);
            IntegerRange sum = design.Arithmetic.OutputSum;
            // The sum itself fits, so the bounds have 0 between them; division then rounds towards it.
            bias = bias.Intersect(new IntegerRange(
                (design.Output.FormatMin - sum.Min) / unit, (design.Output.FormatMax - sum.Max) / unit));
        }

        return ((long)bias.Min, (long)bias.Max);
    }

    /// <summary>e such that 2^e brings the spread near half of the output's range, give or take a factor of two.</summary>
    private static int Exponent(LayerDesign design, long spread, SplitMix64 random) =>
        BitLength(Math.Max(1, (design.Output.FormatMax - design.Output.FormatMin) / 2)) - BitLength(spread) + random.Below(3) - 1;

    private static (Tensor Multiplier, Tensor? Shift) Multipliers(LayerDesign design, long[] scales, SplitMix64 random)
    {
        Tensor multiplier = new(scales.Length);
        Tensor shift = new(scales.Length);
        bool isFloat = design.Configuration.Output.Rounding == OutputRounding.Float32;
        for (int n = 0; n < scales.Length; n++)
        {
            int exponent = Exponent(design, scales[n], random);
            if (isFloat)
            {
                // A positive normal single: 1.mantissa * 2^exponent, as its bit pattern.
                multiplier[n] = ((long)Math.Clamp(exponent + 127, 1, 254) << 23) | (long)random.Below(1 << 23);
                continue;
            }

            // m in [2^30, 2^31) is the fraction of the scale, as the frameworks normalise it.
            long m = random.Between(1L << 30, (1L << 31) - 1);
            multiplier[n] = random.Below(24) switch
            {
                0 => -m,
                1 => random.Between(int.MinValue, int.MaxValue),
                2 => int.MinValue,
                _ => m,
            };
            shift[n] = random.OnceIn(24) ? random.Between(-31, 30) : Math.Clamp(exponent, -31, 30);
        }

        return (multiplier, isFloat ? null : shift);
    }

    private static Tensor Thresholds(LayerDesign design, long[] scales, SplitMix64 random)
    {
        int count = (1 << design.Output.Bits) - 1;
        IntegerRange range = design.Arithmetic.Output;
        BigInteger unit = BigInteger.Pow(2, design.Arithmetic.FractionBits);
        Tensor thresholds = new(scales.Length, count);
        for (int n = 0; n < scales.Length; n++)
        {
            long greatest = (long)BigInteger.Clamp(scales[n] * unit, range.Min, range.Max);
            long least = (long)BigInteger.Clamp(-scales[n] * unit, range.Min, range.Max);
            long[] drawn = [.. Enumerable.Range(0, count).Select(_ => random.Between(least, greatest)).Order()];
            if (random.OnceIn(8))
            {
                // A repeated threshold skips an output code.
                drawn[^1] = drawn[0];
                Array.Sort(drawn);
            }

            drawn.CopyTo(thresholds.Data, n * count);
        }

        return thresholds;
    }

    private static Tensor Table(LayerDesign design, SplitMix64 random)
    {
        Tensor table = new(1 << design.Output.Bits);
        for (int i = 0; i < table.Data.Length; i++)
        {
            table[i] = random.Between(design.Output.FormatMin, design.Output.FormatMax);
        }

        return table;
    }

    private static long Median(long[] values) => values.Order().ElementAt(values.Length / 2);

    private static int BitLength(long value) => 64 - BitOperations.LeadingZeroCount((ulong)value);
}
