// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;
using RtlGen.Scenarios;

namespace RtlGen.Tests.Control;

/// <summary>What ROW_TARGETS holds for a row.</summary>
internal static class RowWords
{
    /// <summary>The words of a row's ideal cells.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="tile">Row tile * column tiles + column tile.</param>
    /// <param name="row">Physical row of the tile.</param>
    /// <param name="complement">The targets are those cells that are none of them: largest field less cell.</param>
    public static uint[] Of(ControlledLayer layer, int tile, int row, bool complement = false)
    {
        LayerDesign design = layer.Design;
        long[,] cells = IdealCells.OfTile(design, layer.Parameters.Weights, tile / design.Grid.ColumnTiles, tile % design.Grid.ColumnTiles);
        int bits = RowTargets.FieldBits(design);
        return RowTargets.Pack(
            design, [.. Enumerable.Range(0, cells.GetLength(1)).Select(c => complement ? (1L << bits) - 1 - cells[row, c] : cells[row, c])]);
    }
}
