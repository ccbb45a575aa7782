// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;
using RtlGen.Tensors;

namespace RtlGen.Devices;

/// <summary>The cells of real devices that were programmed with the ideal cells of a weight matrix (contract §8 and §9).</summary>
/// <param name="Cells">[row tiles, column tiles, rows, columns (+1)] in units of 2^−f; unused cells hold 0.</param>
/// <param name="Statistics">Of the used cells, in levels.</param>
public sealed record RealCells(Tensor Cells, DeviationStatistics Statistics)
{
    /// <summary>Applies the effects to every used cell, the reference column's included.</summary>
    /// <param name="design">The layer.</param>
    /// <param name="weights">[K, N], checked against the configuration.</param>
    /// <param name="options">In range.</param>
    /// <param name="seed">The same seed gives the same cells on every machine.</param>
    /// <param name="cancellation">Ends the work between two tiles.</param>
    public static RealCells Draw(LayerDesign design, Tensor weights, DeviceOptions options, ulong seed, CancellationToken cancellation = default)
    {
        IReadOnlyList<ICellEffect> effects = options.Effects(design.Arithmetic.LargestCell, new DeviceDraws(seed));
        int fraction = design.Configuration.Analog.FractionBits;
        int rows = design.Configuration.Crossbar.Rows;
        Tensor cells = new(design.Grid.RowTiles, design.Grid.ColumnTiles, rows, design.PhysicalColumns);
        DeviationStatistics statistics = new();
        for (int i = 0; i < design.Grid.RowTiles; i++)
        {
            for (int j = 0; j < design.Grid.ColumnTiles; j++)
            {
                cancellation.ThrowIfCancellationRequested();
                long[,] ideal = IdealCells.OfTile(design, weights, i, j);
                IReadOnlyList<int> columns = IdealCells.UsedColumns(design, j);
                int tile = ((i * design.Grid.ColumnTiles) + j) * rows * design.PhysicalColumns;
                for (int row = 0; row < IdealCells.UsedRows(design, i); row++)
                {
                    foreach (int column in columns)
                    {
                        DevicePlace place = new(i, j, row, column);
                        double exact = ideal[row, column];
                        foreach (ICellEffect effect in effects)
                        {
                            exact = effect.Apply(exact, place);
                        }

                        double steps = Math.Round(Math.ScaleB(exact, fraction), MidpointRounding.ToEven);
                        cells[tile + (row * design.PhysicalColumns) + column] = (long)steps;
                        statistics.Add(ideal[row, column], exact, Math.ScaleB(steps, -fraction));
                    }
                }
            }
        }

        return new RealCells(cells, statistics);
    }
}
