// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;
using RtlGen.Golden;
using RtlGen.Tensors;

namespace RtlGen.Devices;

/// <summary>The thresholds of real ADCs (contract §8 and §9).</summary>
/// <param name="Thresholds">[row tiles, column tiles, lanes (+1), 2^Ba − 1] in units of 2^−f, ascending.</param>
/// <param name="Statistics">Of all thresholds, in codes.</param>
public sealed record RealAdcs(Tensor Thresholds, DeviationStatistics Statistics)
{
    /// <summary>
    /// Moves the threshold of code c by <c>offset + gain error * c + own error</c> codes, offset and gain error one for each
    /// ADC. Thresholds that change places are sorted: a code counts the thresholds reached, in whatever order.
    /// </summary>
    /// <param name="design">The layer.</param>
    /// <param name="options">In range.</param>
    /// <param name="seed">The same seed gives the same thresholds on every machine.</param>
    public static RealAdcs Draw(LayerDesign design, AdcErrorOptions options, ulong seed)
    {
        DeviceDraws draws = new(seed);
        long[] ideal = IdealThresholds(design);
        double stepsPerCode = Math.ScaleB(design.Arithmetic.Adc.Step256 / 256.0, design.Configuration.Analog.FractionBits);
        Tensor thresholds = new(design.Grid.RowTiles, design.Grid.ColumnTiles, design.Adcs, ideal.Length);
        DeviationStatistics statistics = new();
        int next = 0;
        for (int i = 0; i < design.Grid.RowTiles; i++)
        {
            for (int j = 0; j < design.Grid.ColumnTiles; j++)
            {
                for (int adc = 0; adc < design.Adcs; adc++)
                {
                    Span<long> own = thresholds.Data.AsSpan(next, ideal.Length);
                    DevicePlace place = new(i, j, adc, 0);
                    double offset = options.OffsetSigma * draws.Normal(DeviceDraw.AdcOffset, place);
                    double gain = options.GainSigma * draws.Normal(DeviceDraw.AdcGain, place);
                    for (int t = 0; t < own.Length; t++)
                    {
                        int code = design.Arithmetic.Adc.CodeMin + 1 + t;
                        double linearity = options.LinearitySigma * draws.Normal(DeviceDraw.AdcLinearity, place with { Column = t });
                        double deviation = offset + (gain * code) + linearity;
                        double steps = Math.Round(deviation * stepsPerCode, MidpointRounding.ToEven);
                        own[t] = ideal[t] + (long)steps;
                        statistics.Add(0, deviation, steps / stepsPerCode);
                    }

                    own.Sort();
                    next += ideal.Length;
                }
            }
        }

        return new RealAdcs(thresholds, statistics);
    }

    /// <summary>For each code above the least one, the smallest column value in units of 2^−f that gives it or a greater one.</summary>
    public static long[] IdealThresholds(LayerDesign design)
    {
        AdcMap map = design.Arithmetic.Adc;
        int fraction = design.Configuration.Analog.FractionBits;
        RangeConverter converter = new(map, fraction);
        long[] thresholds = new long[(1 << design.Configuration.Adc.Bits) - 1];
        for (int t = 0; t < thresholds.Length; t++)
        {
            Int128 code = map.CodeMin + 1 + t;
            // Wherever rounding puts the boundary, it lies within a step below zero + step*code, or right behind it.
            long below = (long)(((map.Zero256 + (map.Step256 * (code - 1))) << fraction) >> 8) - 1;
            long above = (long)(((map.Zero256 + (map.Step256 * (code + 1))) << fraction) >> 8) + 1;
            while (above - below > 1)
            {
                long middle = below + ((above - below) / 2);
                (below, above) = converter.Unclamped(middle) >= code ? (below, middle) : (middle, above);
            }

            thresholds[t] = above;
        }

        return thresholds;
    }
}
