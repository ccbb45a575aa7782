// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;
using RtlGen.Diagnostics;
using RtlGen.Tensors;

namespace RtlGen.Golden;

/// <summary>
/// The contract as code: what every number of a layer must be. To be read beside the contract, whose sections the
/// parts name. It shares the configuration and the derived design with the hardware and nothing else: cells, slices,
/// codes, sums and outputs are computed here in their own way.
/// </summary>
public sealed class ReferenceModel
{
    /// <summary>Codes of a batch that are kept at most.</summary>
    private const long MostCodes = 1L << 28;

    private readonly LayerDesign _design;
    private readonly LayerParameters _parameters;
    private readonly IWeightCells _cells;
    private readonly IInputSlices _slices;
    private readonly IAccumulatorWidth _width;
    private readonly IRequantizer _requantizer;
    private readonly ReadNoise _noise;
    private readonly ReferenceTile[,] _tiles;

    /// <summary>[row tile, output]: Σ_k w_kn over the tile's rows.</summary>
    private readonly Tensor _weightSums;

    /// <summary>zero*Z in units of 2^−F.</summary>
    private readonly Int128 _zeroTerm;

    private ReferenceModel(LayerDesign design, LayerParameters parameters)
    {
        TileGrid grid = design.Grid;
        _design = design;
        _parameters = parameters;
        _cells = WeightCells.Of(design.Configuration);
        _slices = InputSlices.Of(design.Configuration);
        _width = AccumulatorWidth.Of(design.Configuration.Accumulator.Overflow, design.Arithmetic.Accumulator.Bits);
        _requantizer = Requantizers.Of(design, parameters);
        _noise = new ReadNoise(design.Configuration.Analog, parameters.NoiseSeed);
        _tiles = new ReferenceTile[grid.RowTiles, grid.ColumnTiles];
        for (int i = 0; i < grid.RowTiles; i++)
        {
            for (int j = 0; j < grid.ColumnTiles; j++)
            {
                _tiles[i, j] = new ReferenceTile(design, parameters, _cells, _noise, i, j);
            }
        }

        _weightSums = new Tensor(grid.RowTiles, grid.Outputs);
        for (int k = 0; k < grid.Inputs; k++)
        {
            for (int n = 0; n < grid.Outputs; n++)
            {
                _weightSums[k / grid.TileInputs, n] += parameters.Weights[k, n];
            }
        }

        Int128 coefficientSum = (Int128)_slices.Coefficients.Sum() * design.RowGroups
            * (_cells.Coefficients.Sum() + _cells.ReferenceCoefficient);
        _zeroTerm = design.Arithmetic.Zero * coefficientSum;
    }

    /// <summary>Computes a batch.</summary>
    /// <param name="design">The layer, derived with cells, thresholds and noise in mind.</param>
    /// <param name="parameters">Its tensors, checked against the configuration.</param>
    /// <param name="inputs">[batch, K], checked against the configuration.</param>
    /// <param name="cancellation">Ends the run between two vectors.</param>
    public static ReferenceResult Run(
        LayerDesign design, LayerParameters parameters, Tensor inputs, CancellationToken cancellation = default) =>
        Run(design, parameters, inputs, new ReferenceOptions(), cancellation);

    /// <summary>Computes a batch.</summary>
    /// <exception cref="BadInputException">More codes were asked for than fit memory.</exception>
    public static ReferenceResult Run(
        LayerDesign design, LayerParameters parameters, Tensor inputs, ReferenceOptions options, CancellationToken cancellation = default)
    {
        int batch = inputs.Shape[0];
        int n = design.Grid.Outputs;
        ReferenceModel model = new(design, parameters);
        ReferenceResult result = new(
            options.KeepCodes ? model.RoomForCodes(batch) : new Tensor(0),
            new Tensor(batch, design.Grid.RowTiles, n),
            new Tensor(batch, n),
            new Tensor(batch, n),
            new Tensor(batch, n))
        {
            ColumnValues = options.KeepColumnValues ? model.RoomForCodes(batch) : new Tensor(0),
        };
        // Vectors are independent of each other and write to places of their own: the result has no order.
        Parallel.For(
            0, batch, new ParallelOptions { CancellationToken = cancellation }, b => model.Vector(b, inputs, options, result));
        return result;
    }

    private Tensor RoomForCodes(int batch)
    {
        int[] shape =
        [
            batch, _design.Grid.RowTiles, _design.Grid.ColumnTiles, _slices.Coefficients.Count, _design.RowGroups, _design.ConversionsPerStep,
        ];
        Int128 codes = shape.Aggregate(Int128.One, (a, b) => a * b);
        if (codes > MostCodes)
        {
            throw new BadInputException(new Diagnostic(
                DiagnosticCodes.TensorShape,
                SourcePosition.None,
                "codes",
                TensorIndex.Shape(shape),
                $"{batch} vectors make {codes} codes of shape {TensorIndex.Shape(shape)}, more than the {MostCodes} that are kept",
                "give fewer vectors at once"));
        }

        return new Tensor(shape);
    }

    /// <summary>One vector, from x to q.</summary>
    private void Vector(int b, Tensor inputs, ReferenceOptions options, ReferenceResult result)
    {
        TileGrid grid = _design.Grid;
        Int128[] sums = new Int128[grid.Outputs];
        for (int i = 0; i < grid.RowTiles; i++)
        {
            ReadOnlySpan<long> x = inputs.Data.AsSpan((b * grid.Inputs) + (i * grid.TileInputs), grid.InputsOf(i));
            long[][] driven = DrivenRows(x);
            Int128 drivenSum = 0;
            foreach (long value in x)
            {
                drivenSum += _slices.Driven(value);
            }

            for (int j = 0; j < grid.ColumnTiles; j++)
            {
                Accumulator[] accumulators = Accumulate(b, _tiles[i, j], driven, options, result);
                for (int m = 0; m < accumulators.Length; m++)
                {
                    int n = (j * grid.TileOutputs) + m;
                    result.Accumulators.Data[(((b * grid.RowTiles) + i) * grid.Outputs) + n] = accumulators[m].Value;
                    result.Overflow[b, n] |= accumulators[m].Overflow ? 1L : 0L;
                    sums[n] += TileOutput(accumulators[m].Value, drivenSum, i, n);
                }
            }
        }

        for (int n = 0; n < grid.Outputs; n++)
        {
            Int128 bias = (Int128)LayerParameters.Of(_parameters.Bias, n, 0) << _design.Arithmetic.FractionBits;
            long a = checked((long)(sums[n] + bias));
            Requantized q = _requantizer.Apply(a, n);
            result.Y[b, n] = a;
            result.Outputs[b, n] = q.Value;
            result.Overflow[b, n] |= q.Overflow ? 1L : 0L;
        }
    }

    /// <summary>§4: [phase][physical row] of a row tile.</summary>
    private long[][] DrivenRows(ReadOnlySpan<long> x)
    {
        int rowsPerInput = _cells.RowsPerInput;
        long[][] driven = new long[_slices.Coefficients.Count][];
        for (int p = 0; p < driven.Length; p++)
        {
            driven[p] = new long[x.Length * rowsPerInput];
            for (int r = 0; r < driven[p].Length; r++)
            {
                driven[p][r] = _slices.Slice(x[r / rowsPerInput], p, r % rowsPerInput);
            }
        }

        return driven;
    }

    /// <summary>§6.1 and §6.2: the accumulators of a tile's outputs after all of its steps.</summary>
    private Accumulator[] Accumulate(int b, ReferenceTile tile, long[][] driven, ReferenceOptions options, ReferenceResult result)
    {
        Accumulator[] accumulators = new Accumulator[tile.Outputs];
        long[] unkept = options.KeepCodes ? [] : new long[tile.Conversions];
        for (int p = 0; p < driven.Length; p++)
        {
            int shift = p == 0 ? 0 : ShiftTo(_slices.Coefficients[p - 1], _slices.Coefficients[p]);
            for (int m = 0; m < accumulators.Length; m++)
            {
                accumulators[m].Shift(shift, _width);
            }

            for (int g = 0; g < _design.RowGroups; g++)
            {
                Span<long> step = options.KeepCodes ? StepOf(result.Codes, b, tile, p, g) : unkept;
                ulong noise = _noise.Step(options.FirstVector + b, tile.RowTile, tile.ColumnTile, p, g);
                tile.Drive(driven[p], RowsOf(g, tile.UsedRows), noise, step);
                if (options.KeepColumnValues)
                {
                    step[..tile.Conversions].CopyTo(StepOf(result.ColumnValues, b, tile, p, g));
                }

                tile.Convert(step);
                for (int m = 0; m < accumulators.Length; m++)
                {
                    long z = Combine(step, m, tile.Conversions);
                    accumulators[m].Add(_slices.Coefficients[p] < 0 ? -z : z, _width);
                }
            }
        }

        return accumulators;
    }

    /// <summary>§6.1: z of an output, the reference column included.</summary>
    private long Combine(ReadOnlySpan<long> codes, int output, int conversions)
    {
        IReadOnlyList<long> coefficients = _cells.Coefficients;
        long z = _cells.ReferenceCoefficient == 0 ? 0 : _cells.ReferenceCoefficient * codes[conversions - 1];
        for (int part = 0; part < coefficients.Count; part++)
        {
            z += coefficients[part] * codes[(output * coefficients.Count) + part];
        }

        return z;
    }

    /// <summary>§6.3: y of a tile in units of 2^−F.</summary>
    private Int128 TileOutput(long accumulator, Int128 drivenSum, int rowTile, int n)
    {
        int fraction = _design.Arithmetic.FractionBits;
        Int128 arraySum = ((Int128)_design.Arithmetic.Step * accumulator) + _zeroTerm;
        Int128 inputsUsed = (Int128)_design.Grid.InputsOf(rowTile) << fraction;
        Int128 owed = (Int128)_slices.Offset * _weightSums[rowTile, n] << fraction;
        return _cells.Correct(arraySum, drivenSum << fraction, inputsUsed) - owed;
    }

    private static Span<long> StepOf(Tensor codes, int b, ReferenceTile tile, int phase, int group)
    {
        IReadOnlyList<int> shape = codes.Shape;
        int step = (((((((b * shape[1]) + tile.RowTile) * shape[2]) + tile.ColumnTile) * shape[3]) + phase) * shape[4]) + group;
        return codes.Data.AsSpan(step * shape[5], shape[5]);
    }

    /// <summary>§4: physical rows <c>g*rows_per_activation …</c>, as far as they are used.</summary>
    private Range RowsOf(int group, int usedRows)
    {
        int rows = _design.Configuration.Crossbar.RowsPerActivation;
        return Math.Min(group * rows, usedRows)..Math.Min((group + 1) * rows, usedRows);
    }

    /// <summary>§6.2: what brings the sum from one phase's weight to the next one's.</summary>
    private static int ShiftTo(long from, long to) =>
        (int)(long.Log2(Math.Abs(from)) - long.Log2(Math.Abs(to)));
}
