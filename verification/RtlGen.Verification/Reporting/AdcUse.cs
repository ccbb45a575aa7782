// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;

namespace RtlGen.Reporting;

/// <summary>How busy the ADCs of a layer are with vectors back to back.</summary>
/// <param name="Conversions">Conversions of one vector that results need, over all tiles.</param>
/// <param name="ConversionCycles">Cycles of one conversion.</param>
/// <param name="Adcs">ADCs of all tiles.</param>
public sealed record AdcUse(long Conversions, int ConversionCycles, long Adcs)
{
    /// <summary>The figures of a design.</summary>
    public static AdcUse Of(LayerDesign design)
    {
        int reference = design.Configuration.Weights.HasReferenceColumn ? 1 : 0;
        long columns = Enumerable.Range(0, design.Grid.ColumnTiles)
            .Sum(j => ((long)design.Grid.OutputsOf(j) * design.Parts.Count) + reference);
        return new AdcUse(
            columns * design.Grid.RowTiles * design.Steps,
            design.Schedule.ConversionCycles,
            (long)design.Adcs * design.Grid.Count);
    }

    /// <summary>Cycles spent converting over cycles available, 0 to 1, at <paramref name="interval"/> cycles between vectors.</summary>
    public double At(double interval) => Conversions * (double)ConversionCycles / (Adcs * interval);
}
