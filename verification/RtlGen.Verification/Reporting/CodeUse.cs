// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;
using RtlGen.Golden;
using RtlGen.Tensors;

namespace RtlGen.Reporting;

/// <summary>How a batch uses the codes of the ADCs.</summary>
/// <param name="CodeMin">The least code of the ADC.</param>
/// <param name="Counts">Conversions with each code, from <paramref name="CodeMin"/> on.</param>
/// <param name="ClippedLow">Conversions with the least code whose column value lies below what that code stands for.</param>
/// <param name="ClippedHigh">Conversions with the greatest code whose column value lies above what that code stands for.</param>
public sealed record CodeUse(int CodeMin, IReadOnlyList<long> Counts, long ClippedLow, long ClippedHigh)
{
    public long Conversions => Counts.Sum();

    /// <summary>Share of conversions that are clipped, 0 to 1.</summary>
    public double ClippedShare => (ClippedLow + ClippedHigh) / (double)Math.Max(1, Conversions);

    /// <summary>
    /// Counts the conversions of a batch; what pads a codes file is none. Outside means: the configured map without its clamp
    /// would give a code beyond the least or greatest one. Per-ADC thresholds have no map beyond their ends, so that the configured
    /// one judges them too.
    /// </summary>
    /// <param name="design">The layer.</param>
    /// <param name="codes">As in the contract's section 9.</param>
    /// <param name="columnValues">What the ADCs saw, in units of 2^−f, in the same shape.</param>
    public static CodeUse Of(LayerDesign design, Tensor codes, Tensor columnValues)
    {
        AdcMap map = design.Arithmetic.Adc;
        RangeConverter converter = new(map, design.Configuration.Analog.FractionBits);
        long[] counts = new long[map.CodeMax - map.CodeMin + 1];
        (long low, long high) = (0, 0);
        int padded = codes.Shape[^1];
        int reference = design.Configuration.Weights.HasReferenceColumn ? 1 : 0;
        for (int step = 0; step < codes.Data.Length / padded; step++)
        {
            int columnTile = step / design.Steps % design.Grid.ColumnTiles;
            int used = (design.Grid.OutputsOf(columnTile) * design.Parts.Count) + reference;
            for (int c = step * padded; c < (step * padded) + used; c++)
            {
                long code = codes.Data[c];
                counts[code - map.CodeMin]++;
                low += code == map.CodeMin && converter.Unclamped(columnValues.Data[c]) < code ? 1 : 0;
                high += code == map.CodeMax && converter.Unclamped(columnValues.Data[c]) > code ? 1 : 0;
            }
        }

        return new CodeUse(map.CodeMin, counts, low, high);
    }
}
