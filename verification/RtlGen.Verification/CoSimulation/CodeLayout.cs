// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using RtlGen.Design;

namespace RtlGen.CoSimulation;

/// <summary>A used ADC reading of one tile at one mux position.</summary>
/// <param name="Lane">The ADC.</param>
/// <param name="Conversion">Index in the contract's order: output by output, part by part, the reference column last.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct UsedConversion(int Lane, int Conversion);

/// <summary>Which lane and mux position carries which conversion of a tile; what no output uses is not in it.</summary>
internal sealed class CodeLayout
{
    private readonly UsedConversion[][][] _byTileColumnAndMux;

    public CodeLayout(LayerDesign design)
    {
        _byTileColumnAndMux = new UsedConversion[design.Grid.ColumnTiles][][];
        for (int j = 0; j < design.Grid.ColumnTiles; j++)
        {
            List<UsedConversion>[] positions = [.. Enumerable.Range(0, design.Schedule.MuxPositions).Select(_ => new List<UsedConversion>())];
            int outputs = design.Grid.OutputsOf(j);
            for (int n = 0; n < outputs; n++)
            {
                for (int part = 0; part < design.Parts.Count; part++)
                {
                    positions[design.Placement.PositionOf(n, part)].Add(
                        new UsedConversion(design.Placement.LaneOf(n, part), (n * design.Parts.Count) + part));
                }
            }

            if (design.Configuration.Weights.HasReferenceColumn)
            {
                // An ADC of its own reads the reference column once a step, at the first position.
                positions[0].Add(new UsedConversion(design.Placement.Lanes, outputs * design.Parts.Count));
            }

            _byTileColumnAndMux[j] = [.. positions.Select(p => p.ToArray())];
        }
    }

    /// <summary>The conversions at mux position <paramref name="mux"/> of a tile in tile column <paramref name="column"/>.</summary>
    public ReadOnlySpan<UsedConversion> At(int column, int mux) => _byTileColumnAndMux[column][mux];

    /// <summary>Lane and mux position of a conversion; false where a tile of this column has no such conversion.</summary>
    public bool TryFind(int column, int conversion, out int lane, out int mux)
    {
        UsedConversion[][] positions = _byTileColumnAndMux[column];
        for (mux = 0; mux < positions.Length; mux++)
        {
            foreach (UsedConversion used in positions[mux])
            {
                if (used.Conversion == conversion)
                {
                    lane = used.Lane;
                    return true;
                }
            }
        }

        (lane, mux) = (-1, -1);
        return false;
    }
}
