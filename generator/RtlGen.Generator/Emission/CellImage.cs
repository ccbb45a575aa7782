// SPDX-License-Identifier: Apache-2.0
using System.Text;
using RtlGen.Design;
using RtlGen.Tensors;

namespace RtlGen.Emission;

/// <summary>The memory images from which the behavioural crossbar loads its cells.</summary>
public static class CellImage
{
    /// <summary>Bit planes of the image: bits of the widest part.</summary>
    public static int PlanesOf(LayerDesign design) => design.Parts.Max(p => p.Bits);

    /// <summary>
    /// One file a tile, named <c>cells_T.hex</c> with T = row tile * column tiles + column tile; the order of the words
    /// is that of <c>rtl/sim/rtlgen_crossbar.v</c>.
    /// </summary>
    public static IReadOnlyList<GeneratedFile> Of(LayerDesign design, LayerParameters parameters)
    {
        List<GeneratedFile> files = [];
        for (int i = 0; i < design.Grid.RowTiles; i++)
        {
            for (int j = 0; j < design.Grid.ColumnTiles; j++)
            {
                files.Add(new GeneratedFile(
                    $"cells_{(i * design.Grid.ColumnTiles) + j}.hex", Text(design, parameters.Weights, i, j)));
            }
        }

        return files;
    }

    private static string Text(LayerDesign design, Tensor weights, int rowTile, int columnTile)
    {
        Placement placement = design.Placement;
        int planes = PlanesOf(design);
        int chunks = (design.Configuration.Crossbar.Rows + 31) / 32;
        int lanes = LaneGroups.InColumnTile(design, 0) * placement.LanesPerOutput;
        uint[] words = new uint[lanes * placement.ColumnsPerAdc * planes * chunks];
        for (int n = 0; n < design.Grid.OutputsOf(columnTile); n++)
        {
            for (int p = 0; p < design.Parts.Count; p++)
            {
                int column = placement.ConversionColumnOf(n, p);
                for (int k = 0; k < design.Grid.InputsOf(rowTile); k++)
                {
                    long weight = weights[(rowTile * design.Grid.TileInputs) + k, (columnTile * design.Grid.TileOutputs) + n];
                    long cell = CellOf(design, design.Parts[p], weight);
                    for (int b = 0; b < planes; b++)
                    {
                        if (((cell >> b) & 1) != 0)
                        {
                            words[(((column * planes) + b) * chunks) + (k / 32)] |= 1u << (k % 32);
                        }
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

    private static long CellOf(LayerDesign design, WeightPart part, long weight)
    {
        long source = part.Source switch
        {
            PartSource.Shifted => weight + (1L << (design.Configuration.Weights.Bits - 1)),
            PartSource.Positive => Math.Max(weight, 0),
            PartSource.Negative => Math.Max(-weight, 0),
            _ => throw new NotSupportedException($"no cell image for {part.Source}"),
        };
        return (source >> part.Low) & ((1L << part.Bits) - 1);
    }
}
