// SPDX-License-Identifier: Apache-2.0
using System.Text;
using RtlGen.Design;
using RtlGen.Tensors;

namespace RtlGen.Emission;

/// <summary>The memory images from which the behavioural crossbar loads its cells, thresholds and seeds.</summary>
public static class CellImage
{
    /// <summary>
    /// One file of cells a tile, named <c>cells_T.hex</c> with T = row tile * column tiles + column tile, the order of
    /// its words that of <c>rtl/sim/rtlgen_crossbar.v</c>; where they are in play <c>thresholds_T.hex</c>,
    /// <c>noise_seed.hex</c> and <c>program.hex</c>.
    /// </summary>
    public static IReadOnlyList<GeneratedFile> Of(LayerDesign design, LayerParameters parameters)
    {
        DeviceModel devices = new(design, parameters);
        List<GeneratedFile> files = [];
        for (int i = 0; i < design.Grid.RowTiles; i++)
        {
            for (int j = 0; j < design.Grid.ColumnTiles; j++)
            {
                int tile = (i * design.Grid.ColumnTiles) + j;
                files.Add(new GeneratedFile($"cells_{tile}.hex", Cells(design, devices, parameters.Weights, i, j)));
                if (parameters.AdcThresholds is not null)
                {
                    files.Add(new GeneratedFile($"thresholds_{tile}.hex", Thresholds(design, devices, parameters.AdcThresholds, tile)));
                }
            }
        }

        if (devices.NoiseScale != 0)
        {
            files.Add(new GeneratedFile("noise_seed.hex", $"{parameters.NoiseSeed:x16}\n"));
        }

        if (design.HasProgramming)
        {
            CellProgramming p = devices.Programming;
            files.Add(new GeneratedFile("program.hex", $"{p.Seed:x16}\n{p.StuckOn:x16}\n{p.StuckOff:x16}\n"));
        }

        return files;
    }

    private static string Cells(LayerDesign design, DeviceModel devices, Tensor weights, int rowTile, int columnTile)
    {
        long[,] ideal = IdealCells.OfTile(design, weights, rowTile, columnTile);
        int chunks = (ideal.GetLength(0) + 31) / 32;
        List<int> columns = [.. Enumerable.Range(0, devices.Lanes * design.Placement.ColumnsPerAdc * design.Placement.ColumnsPerConversion)];
        if (design.Configuration.Weights.HasReferenceColumn)
        {
            columns.Add(design.Configuration.Crossbar.Columns);
        }

        uint[] words = new uint[columns.Count * devices.Planes * chunks];
        for (int c = 0; c < columns.Count; c++)
        {
            for (int row = 0; row < ideal.GetLength(0); row++)
            {
                long cell = devices.Cell(rowTile, columnTile, row, columns[c], ideal[row, columns[c]]);
                for (int plane = 0; plane < devices.Planes; plane++)
                {
                    if (((cell >> plane) & 1) != 0)
                    {
                        words[(((c * devices.Planes) + plane) * chunks) + (row / 32)] |= 1u << (row % 32);
                    }
                }
            }
        }

        StringBuilder text = new(words.Length * 9);
        foreach (uint word in words)
        {
            text.Append(word.ToString("x8")).Append('\n');
        }

        return text.ToString();
    }

    private static string Thresholds(LayerDesign design, DeviceModel devices, Tensor thresholds, int tile)
    {
        int adcs = thresholds.Shape[2];
        int perAdc = thresholds.Shape[3];
        IEnumerable<int> used = Enumerable.Range(0, devices.Lanes);
        if (design.Configuration.Weights.HasReferenceColumn)
        {
            used = used.Append(adcs - 1);
        }

        StringBuilder text = new();
        foreach (int adc in used)
        {
            for (int i = 0; i < perAdc; i++)
            {
                text.Append(thresholds.Data[(((tile * adcs) + adc) * perAdc) + i].ToString("x16")).Append('\n');
            }
        }

        return text.ToString();
    }
}
