// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.Design;

namespace RtlGen.Emission;

/// <summary>Lane groups and what serves them; shared by the views of tile and layer.</summary>
internal static class LaneGroups
{
    /// <summary>Lane groups in use in a column tile.</summary>
    public static int InColumnTile(LayerDesign design, int column)
    {
        int perGroup = design.Placement.OutputsPerLane;
        return (design.Grid.OutputsOf(column) + perGroup - 1) / perGroup;
    }

    /// <summary>Lane groups in use in all column tiles.</summary>
    public static int Total(LayerDesign design) =>
        Enumerable.Range(0, design.Grid.ColumnTiles).Sum(j => InColumnTile(design, j));

    /// <summary>True where the digital reference needs the sum of the driven values.</summary>
    public static bool HasRowSum(LayerDesign design) =>
        design.Configuration.Weights is { Encoding: WeightEncoding.Offset, Reference: WeightReference.Digital };
}
