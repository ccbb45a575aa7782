// SPDX-License-Identifier: Apache-2.0
using RtlGen.Tensors;

namespace RtlGen.Design;

/// <summary>What the weights put into the cells of a tile, by physical word line and bit line (contract §3).</summary>
public static class IdealCells
{
    /// <summary>[rows, columns (+1 with a reference column)] in units of one level; unused cells hold 0.</summary>
    /// <param name="design">The layer.</param>
    /// <param name="weights">[K, N].</param>
    /// <param name="rowTile">i.</param>
    /// <param name="columnTile">j.</param>
    public static long[,] OfTile(LayerDesign design, Tensor weights, int rowTile, int columnTile)
    {
        long[,] cells = new long[design.Configuration.Crossbar.Rows, design.PhysicalColumns];
        for (int k = 0; k < design.Grid.InputsOf(rowTile); k++)
        {
            for (int n = 0; n < design.Grid.OutputsOf(columnTile); n++)
            {
                long weight = weights[(rowTile * design.Grid.TileInputs) + k, (columnTile * design.Grid.TileOutputs) + n];
                for (int p = 0; p < design.Parts.Count; p++)
                {
                    Place(design, cells, k, design.Placement.PhysicalColumnOf(n, p), design.Parts[p], weight);
                }
            }

            if (design.Configuration.Weights.HasReferenceColumn)
            {
                cells[k, design.Configuration.Crossbar.Columns] = 1;
            }
        }

        return cells;
    }

    /// <summary>Word lines of a row tile that hold an input: the first ones.</summary>
    public static int UsedRows(LayerDesign design, int rowTile) => design.Grid.InputsOf(rowTile) * design.RowsPerInput;

    /// <summary>Bit lines of a column tile that hold a part of an output, then the reference column.</summary>
    public static IReadOnlyList<int> UsedColumns(LayerDesign design, int columnTile)
    {
        List<int> columns = [];
        for (int n = 0; n < design.Grid.OutputsOf(columnTile); n++)
        {
            for (int p = 0; p < design.Parts.Count; p++)
            {
                columns.AddRange(Enumerable.Range(design.Placement.PhysicalColumnOf(n, p), design.Placement.ColumnsPerConversion));
            }
        }

        if (design.Configuration.Weights.HasReferenceColumn)
        {
            columns.Add(design.Configuration.Crossbar.Columns);
        }

        return columns;
    }

    private static void Place(LayerDesign design, long[,] cells, int input, int column, WeightPart part, long weight)
    {
        if (part.Source == PartSource.Bipolar)
        {
            cells[2 * input, column] = weight > 0 ? 1 : 0;
            cells[(2 * input) + 1, column] = weight < 0 ? 1 : 0;
            return;
        }

        long source = part.Source switch
        {
            PartSource.Shifted => weight + (1L << (design.Configuration.Weights.Bits - 1)),
            PartSource.Positive => Math.Max(weight, 0),
            PartSource.Negative => Math.Max(-weight, 0),
            _ => weight,
        };
        cells[input, column] = Slice(source, part);
        if (part.IsPair)
        {
            cells[input, column + 1] = Slice(Math.Max(-weight, 0), part);
        }
    }

    private static long Slice(long value, WeightPart part) => (value >> part.Low) & ((1L << part.Bits) - 1);
}
