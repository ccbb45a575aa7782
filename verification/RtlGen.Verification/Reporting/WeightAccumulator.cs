// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using System.Runtime.InteropServices;
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Golden;
using RtlGen.Tensors;

namespace RtlGen.Reporting;

/// <summary>
/// The accumulator width that given weights need: enough for every intermediate value, whatever the inputs, with ideal cells,
/// ADCs and no noise.
/// </summary>
/// <remarks>
/// A row's slice takes every value of its phase, whatever the other rows do. A column's value in a step thus spans exactly the
/// interval from the sum of its negative cells to the sum of its positive ones, times the largest slice; for bipolar weights
/// each input adds the lesser or the greater of its two rows' cells. From there to z, the sum over an output's parts:
/// <list type="bullet">
/// <item>Where every conversion of the step returns its column value, z is linear in the slices and its interval is computed
/// like a column's, from the sums of coefficient times cell: no bound, but the extremes.</item>
/// <item>Otherwise z is bounded by the sum of the intervals between the codes of each column's extremes. The codes are
/// exact, but no input need reach all of these extremes at once.</item>
/// </list>
/// The steps are then shifted and added as intervals. Phases are independent of each other except the two phases of a
/// differential slice, of which one input drives only one. So the width is the smallest there is where conversions are lossless
/// and inputs are not differential, and else may be larger than necessary, never smaller.
/// </remarks>
public sealed class WeightAccumulator
{
    private readonly LayerDesign _design;
    private readonly Tensor _weights;
    private readonly IWeightCells _cells;

    /// <summary>Coefficient of each conversion of an output, the reference column's at the end.</summary>
    private readonly long[] _coefficients;

    private WeightAccumulator(LayerDesign design, Tensor weights)
    {
        _design = design;
        _weights = weights;
        _cells = WeightCells.Of(design.Configuration);
        _coefficients = _cells.ReferenceCoefficient == 0
            ? [.. _cells.Coefficients]
            : [.. _cells.Coefficients, _cells.ReferenceCoefficient];
    }

    /// <summary>The width, the range of the intermediate values, and the reason.</summary>
    /// <param name="design">The layer.</param>
    /// <param name="weights">[K, N], checked against the configuration.</param>
    public static Width Of(LayerDesign design, Tensor weights)
    {
        IntegerRange range = new WeightAccumulator(design, weights).Intermediate();
        bool isExact = design.Configuration.Adc.Range.Kind == AdcRangeKind.Lossless
            && design.Configuration.Inputs.Encoding != InputEncoding.Differential;
        return new Width(
            "accumulator, these weights",
            range.SignedBits(),
            range,
            $"{(isExact ? "" : "at most: ")}every intermediate sum with these weights in ideal cells and any inputs");
    }

    private IntegerRange Intermediate()
    {
        IntegerRange all = new(0, 0);
        for (int i = 0; i < _design.Grid.RowTiles; i++)
        {
            for (int n = 0; n < _design.Grid.Outputs; n++)
            {
                Column[] groups = [.. Enumerable.Range(0, _design.RowGroups).Select(g => GroupOf(i, n, g))];
                IntegerRange value = new(0, 0);
                foreach (InputPhase phase in _design.Phases)
                {
                    value *= BigInteger.Pow(2, phase.ShiftBefore);
                    all = all.Union(value);
                    foreach (Column group in groups)
                    {
                        IntegerRange z = Combined(group, (1 << phase.Bits) - 1);
                        value = phase.IsNegative ? value - z : value + z;
                        all = all.Union(value);
                    }
                }
            }
        }

        return all;
    }

    /// <summary>z of a step.</summary>
    private IntegerRange Combined(Column group, int largestSlice)
    {
        AdcMap map = _design.Arithmetic.Adc;
        bool isLinear = map.IsIdentity;
        IntegerRange sum = new(0, 0);
        for (int c = 0; c < _coefficients.Length; c++)
        {
            IntegerRange values = group.Conversions[c] * largestSlice;
            IntegerRange codes = new(map.Code(values.Min), map.Code(values.Max));
            isLinear &= codes == values;
            sum += codes * _coefficients[c];
        }

        return isLinear ? group.Combined * largestSlice : sum;
    }

    /// <summary>The intervals of one output in one row group, for slices of 0 and 1.</summary>
    private Column GroupOf(int rowTile, int output, int group)
    {
        int rowsPerInput = _cells.RowsPerInput;
        int inputsAtOnce = _design.Configuration.Crossbar.RowsPerActivation / rowsPerInput;
        int first = group * inputsAtOnce;
        int last = Math.Min(first + inputsAtOnce, _design.Grid.InputsOf(rowTile));
        Interval[] conversions = new Interval[_coefficients.Length];
        Interval combined = default;
        long[] cells = new long[rowsPerInput];
        long[] products = new long[rowsPerInput];
        for (int k = first; k < last; k++)
        {
            long weight = _weights[(rowTile * _design.Grid.TileInputs) + k, output];
            Array.Clear(products);
            for (int c = 0; c < conversions.Length; c++)
            {
                for (int row = 0; row < rowsPerInput; row++)
                {
                    cells[row] = c < _cells.Coefficients.Count ? _cells.Cell(weight, c, row) : 1;
                    products[row] += _coefficients[c] * cells[row];
                }

                conversions[c] = conversions[c].Plus(cells);
            }

            combined = combined.Plus(products);
        }

        return new Column([.. conversions.Select(c => c.Range)], combined.Range);
    }

    /// <summary>What a row group can give for slices of 0 and 1.</summary>
    /// <param name="Conversions">Column value of each conversion.</param>
    /// <param name="Combined">Sum of coefficient times column value.</param>
    private sealed record Column(IReadOnlyList<IntegerRange> Conversions, IntegerRange Combined);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Interval(long Min, long Max)
    {
        public IntegerRange Range => new(Min, Max);

        /// <summary>One more input, with the cells of its rows: one row is driven or not; of two rows exactly one is.</summary>
        public Interval Plus(ReadOnlySpan<long> cells) => cells.Length == 1
            ? new Interval(Min + Math.Min(cells[0], 0), Max + Math.Max(cells[0], 0))
            : new Interval(Min + Math.Min(cells[0], cells[1]), Max + Math.Max(cells[0], cells[1]));
    }
}
