// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using RtlGen.Configuration;
using RtlGen.Tensors;

namespace RtlGen.Tests.Oracle;

/// <summary>The columns of one tile while it computes one vector: values, noise, and codes (contract §5, §8).</summary>
internal sealed class OracleColumns(
    RtlConfiguration configuration,
    TensorSet tensors,
    OracleWeights weights,
    OracleInputs inputs,
    OracleAdc adc,
    OracleNoise noise,
    OracleGrid grid,
    int vector,
    int rowTile,
    int columnTile)
{
    private readonly BigInteger _unit = Exact.Power(configuration.Analog.FractionBits);

    /// <summary>What each phase drives on each physical row that is used: computed once, asked for by every column.</summary>
    private readonly BigInteger[][] _driven =
    [
        .. inputs.Phases.Select(phase => Enumerable.Range(0, grid.InputsOf(rowTile) * weights.RowsOfInput)
            .Select(r => inputs.OnRow(
                phase,
                tensors.Inputs!.Tensor[vector, (rowTile * grid.TileInputs) + (r / weights.RowsOfInput)],
                r % weights.RowsOfInput))
            .ToArray()),
    ];

    private readonly Dictionary<(int Output, int Part, int Column), BigInteger[]> _cells = [];

    public BigInteger Code(int output, int part, int p, int g)
    {
        int number = grid.ConversionColumn(output, part);
        int n = (columnTile * grid.TileOutputs) + output;
        BigInteger v = 0;
        for (int c = 0; c < weights.PhysicalColumns; c++)
        {
            if (!_cells.TryGetValue((output, part, c), out BigInteger[]? cells))
            {
                cells = new BigInteger[_driven[p].Length];
                for (int r = 0; r < cells.Length; r++)
                {
                    int k = (rowTile * grid.TileInputs) + (r / weights.RowsOfInput);
                    cells[r] = tensors.Cells is null
                        ? weights.Cell(tensors.Weights!.Tensor[k, n], part, c, r % weights.RowsOfInput) * _unit
                        : GivenCell(r, (number * weights.PhysicalColumns) + c);
                }

                _cells[(output, part, c)] = cells;
            }

            BigInteger sum = Sum(cells, p, g);
            v += c == 0 ? sum : -sum;
        }

        return Convert(v, number, grid.Lane(output, part), p, g);
    }

    public BigInteger ReferenceCode(int p, int g)
    {
        BigInteger[] cells = new BigInteger[_driven[p].Length];
        for (int r = 0; r < cells.Length; r++)
        {
            cells[r] = tensors.Cells is null ? _unit : GivenCell(r, configuration.Crossbar.Columns);
        }

        return Convert(Sum(cells, p, g), grid.ReferenceConversionColumn, grid.Lanes, p, g);
    }

    /// <summary>Σ over the rows of the group, in units of 2^−f.</summary>
    private BigInteger Sum(BigInteger[] cells, int p, int g)
    {
        int groupRows = configuration.Crossbar.RowsPerActivation;
        BigInteger sum = 0;
        for (int r = g * groupRows; r < Math.Min((g + 1) * groupRows, cells.Length); r++)
        {
            sum += _driven[p][r] * cells[r];
        }

        return sum;
    }

    private BigInteger Convert(BigInteger v, int number, int lane, int p, int g)
    {
        v += noise.Of(vector, rowTile, columnTile, p, g, number);
        BigInteger code = Code(v, lane);
        if (tensors.AdcOffsets is null)
        {
            return code;
        }

        // Contract of the control plane, section 6.
        Tensor offsets = tensors.AdcOffsets.Tensor;
        BigInteger corrected = code - offsets[(((rowTile * grid.ColumnTiles) + columnTile) * offsets.Shape[2]) + number];
        BigInteger greatest = adc.CodeMin + (1 << configuration.Adc.Bits) - 1;
        return corrected < adc.CodeMin ? adc.CodeMin : corrected > greatest ? greatest : corrected;
    }

    private BigInteger Code(BigInteger v, int lane)
    {
        if (tensors.AdcThresholds is null)
        {
            return adc.Code(v);
        }

        Tensor thresholds = tensors.AdcThresholds.Tensor;
        int count = thresholds.Shape[3];
        int from = ((((rowTile * grid.ColumnTiles) + columnTile) * thresholds.Shape[2]) + lane) * count;
        BigInteger code = adc.CodeMin;
        for (int i = 0; i < count; i++)
        {
            code += v >= thresholds[from + i] ? 1 : 0;
        }

        return code;
    }

    private BigInteger GivenCell(int row, int column)
    {
        Tensor cells = tensors.Cells!.Tensor;
        return cells[(((((rowTile * grid.ColumnTiles) + columnTile) * cells.Shape[2]) + row) * cells.Shape[3]) + column];
    }
}
