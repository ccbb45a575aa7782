// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;

namespace RtlGen.Tests.Control;

/// <summary>What ROW_TARGETS holds for a row.</summary>
internal static class RowWords
{
    /// <summary>The words of a row's ideal cells.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="tile">Row tile * column tiles + column tile.</param>
    /// <param name="row">Physical row of the tile.</param>
    /// <param name="complement">The targets are those cells that are none of them: largest field less cell.</param>
    public static uint[] Of(ControlLayer layer, int tile, int row, bool complement = false)
    {
        LayerDesign design = layer.Design;
        long[,] cells = IdealCells.OfTile(design, layer.Parameters.Weights, tile / design.Grid.ColumnTiles, tile % design.Grid.ColumnTiles);
        int bits = RowTargets.FieldBits(design);
        uint[] words = new uint[RowTargets.Words(design)];
        for (int column = 0; column < cells.GetLength(1); column++)
        {
            long target = complement ? (1L << bits) - 1 - cells[row, column] : cells[row, column];
            words[column * bits / 32] |= (uint)target << (column * bits % 32);
        }

        return words;
    }
}
