// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;

namespace RtlGen.Reporting;

/// <summary>What becomes of the physical bit lines of the tiles of one column, the reference column not counted.</summary>
/// <param name="Used">Bit lines that hold a part of an output.</param>
/// <param name="NoOutput">Bit lines whose output the layer does not have.</param>
/// <param name="NoPart">Bit lines of a lane that no whole output fits into.</param>
/// <param name="NoLane">Bit lines that fill no lane.</param>
public sealed record ColumnUse(int Used, int NoOutput, int NoPart, int NoLane)
{
    public int Unused => NoOutput + NoPart + NoLane;

    /// <summary>The figures of column tile <paramref name="j"/>.</summary>
    public static ColumnUse Of(LayerDesign design, int j)
    {
        Placement placement = design.Placement;
        int perOutput = placement.PartsPerOutput * placement.ColumnsPerConversion;
        int inLanes = placement.Lanes * placement.ColumnsPerAdc * placement.ColumnsPerConversion;
        int full = placement.Outputs * perOutput;
        int used = design.Grid.OutputsOf(j) * perOutput;
        return new ColumnUse(used, full - used, inLanes - full, design.Configuration.Crossbar.Columns - inLanes);
    }
}
