// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;
using RtlGen.Tensors;

namespace RtlGen.Golden;

/// <summary>
/// One crossbar and its ADCs: from what is driven on the rows to the codes of a step, output by output, part by part,
/// then the reference column (contract §3, §5, §8).
/// </summary>
internal sealed class ReferenceTile
{
    /// <summary>[used row, conversion]: what each conversion column holds, in units of 2^−f.</summary>
    private readonly long[] _cells;

    private readonly IColumnConverter[] _converters;

    /// <summary>Conversion column number of each conversion: what the read noise depends on.</summary>
    private readonly int[] _columnNumbers;

    private readonly ReadNoise _noise;

    public ReferenceTile(LayerDesign design, LayerParameters parameters, IWeightCells encoding, ReadNoise noise, int rowTile, int columnTile)
    {
        RowTile = rowTile;
        ColumnTile = columnTile;
        Outputs = design.Grid.OutputsOf(columnTile);
        UsedRows = design.Grid.InputsOf(rowTile) * encoding.RowsPerInput;
        List<Column> columns = ColumnsOf(design, encoding);
        _columnNumbers = [.. columns.Select(c => c.Number)];
        _noise = noise;
        _cells = parameters.Cells is null
            ? CellsOfWeights(design, parameters.Weights, encoding, columns)
            : GivenCells(design, parameters.Cells, columns);
        RangeConverter configured = new(design.Arithmetic.Adc, design.Configuration.Analog.FractionBits);
        _converters = [.. columns.Select(c => Corrected(design, parameters.AdcOffsets, c.Number, parameters.AdcThresholds is null
            ? configured
            : new ThresholdConverter(ThresholdsOf(design, parameters.AdcThresholds, c.Adc), design.Arithmetic.Adc.CodeMin)))];
    }

    public int RowTile { get; }

    public int ColumnTile { get; }

    /// <summary>Outputs that the tile holds.</summary>
    public int Outputs { get; }

    /// <summary>Physical rows that hold an input.</summary>
    public int UsedRows { get; }

    /// <summary>Conversions of a step.</summary>
    public int Conversions => _converters.Length;

    /// <summary>One drive: what its conversions see.</summary>
    /// <param name="driven">What each used row is driven with in this phase.</param>
    /// <param name="rows">The rows of the group; it may be empty in a tile that is not full.</param>
    /// <param name="noiseStep">Hash of the step, see <see cref="ReadNoise.Step"/>.</param>
    /// <param name="columnValues">Receives the column values, noise included, in units of 2^−f.</param>
    public void Drive(ReadOnlySpan<long> driven, Range rows, ulong noiseStep, Span<long> columnValues)
    {
        Span<long> values = columnValues[..Conversions];
        values.Clear();
        (int first, int count) = rows.GetOffsetAndLength(UsedRows);
        for (int r = first; r < first + count; r++)
        {
            long slice = driven[r];
            if (slice == 0)
            {
                continue;
            }

            ReadOnlySpan<long> cells = _cells.AsSpan(r * values.Length, values.Length);
            for (int c = 0; c < values.Length; c++)
            {
                values[c] += slice * cells[c];
            }
        }

        for (int c = 0; c < values.Length && !_noise.IsSilent; c++)
        {
            values[c] += _noise.Draw(noiseStep, _columnNumbers[c]);
        }
    }

    /// <summary>The codes of all conversions of a step, in place of their column values.</summary>
    public void Convert(Span<long> values)
    {
        for (int c = 0; c < Conversions; c++)
        {
            values[c] = _converters[c].Code(values[c]);
        }
    }

    /// <summary>The conversions in the order of the codes file.</summary>
    private List<Column> ColumnsOf(LayerDesign design, IWeightCells encoding)
    {
        Placement placement = design.Placement;
        List<Column> columns = [];
        for (int n = 0; n < Outputs; n++)
        {
            for (int part = 0; part < encoding.Coefficients.Count; part++)
            {
                columns.Add(new Column(n, part, placement.LaneOf(n, part), placement.ConversionColumnOf(n, part), placement.PhysicalColumnOf(n, part)));
            }
        }

        if (encoding.ReferenceCoefficient != 0)
        {
            int number = placement.Lanes * placement.ColumnsPerAdc;
            columns.Add(new Column(null, 0, placement.Lanes, number, design.Configuration.Crossbar.Columns));
        }

        return columns;
    }

    private long[] CellsOfWeights(LayerDesign design, Tensor weights, IWeightCells encoding, List<Column> columns)
    {
        int firstInput = RowTile * design.Grid.TileInputs;
        int firstOutput = ColumnTile * design.Grid.TileOutputs;
        long[] cells = new long[UsedRows * columns.Count];
        for (int r = 0; r < UsedRows; r++)
        {
            (int input, int row) = Math.DivRem(r, encoding.RowsPerInput);
            for (int c = 0; c < columns.Count; c++)
            {
                long cell = columns[c].Output is int n
                    ? encoding.Cell(weights[firstInput + input, firstOutput + n], columns[c].Part, row)
                    : 1;
                cells[(r * columns.Count) + c] = cell << design.Configuration.Analog.FractionBits;
            }
        }

        return cells;
    }

    private long[] GivenCells(LayerDesign design, Tensor given, List<Column> columns)
    {
        int width = design.PhysicalColumns;
        int tile = ((RowTile * design.Grid.ColumnTiles) + ColumnTile) * design.Configuration.Crossbar.Rows * width;
        bool pair = design.Placement.ColumnsPerConversion == 2;
        long[] cells = new long[UsedRows * columns.Count];
        for (int r = 0; r < UsedRows; r++)
        {
            for (int c = 0; c < columns.Count; c++)
            {
                int first = tile + (r * width) + columns[c].Physical;
                cells[(r * columns.Count) + c] = pair ? given.Data[first] - given.Data[first + 1] : given.Data[first];
            }
        }

        return cells;
    }

    /// <summary>The ADC as a conversion column sees it: with the column's offset, where one is given.</summary>
    private IColumnConverter Corrected(LayerDesign design, Tensor? offsets, int number, IColumnConverter adc)
    {
        if (offsets is null)
        {
            return adc;
        }

        int tile = (RowTile * design.Grid.ColumnTiles) + ColumnTile;
        return new OffsetConverter(adc, offsets.Data[(tile * offsets.Shape[2]) + number], design.Arithmetic.Adc);
    }

    private ReadOnlyMemory<long> ThresholdsOf(LayerDesign design, Tensor thresholds, int adc)
    {
        int steps = thresholds.Shape[3];
        int tile = (RowTile * design.Grid.ColumnTiles) + ColumnTile;
        return thresholds.Data.AsMemory(((tile * design.Adcs) + adc) * steps, steps);
    }

    /// <summary>One conversion of a step.</summary>
    /// <param name="Output">Output of the tile; null: the reference column.</param>
    /// <param name="Part">Part of the output.</param>
    /// <param name="Adc">The ADC that reads it.</param>
    /// <param name="Number">Conversion column number.</param>
    /// <param name="Physical">First physical column.</param>
    private sealed record Column(int? Output, int Part, int Adc, int Number, int Physical);
}
