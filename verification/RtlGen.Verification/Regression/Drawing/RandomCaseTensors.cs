// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Tensors;

namespace RtlGen.Regression.Drawing;

/// <summary>Draws tensors for a configuration, extremes more often than chance would.</summary>
internal sealed class RandomCaseTensors(Random rng, LoadedConfiguration loaded, LayerShape shape, DrawOptions options)
{
    private readonly RtlConfiguration _configuration = loaded.Configuration;

    public TensorSet Draw()
    {
        bool analog = options.WholeContract && !options.Lossless;
        bool cells = analog && Odds(4);
        bool thresholds = analog && Odds(4) && _configuration.Adc.Bits <= 8;
        bool noise = _configuration.Analog.Noise > 0;
        LayerDesign design = LayerDesign.Derive(loaded, shape, cells || thresholds || noise);
        OutputOptions output = _configuration.Output;
        bool multiplies = output.Requantize == Requantize.Multiplier;
        bool isFloat = multiplies && output.Rounding == OutputRounding.Float32;
        (Tensor multiplier, Tensor shift) = Scales(design, isFloat);
        return new TensorSet
        {
            Weights = Named("weights", Matrix(shape.Inputs, shape.Outputs, Weights())),
            Inputs = Named("inputs", Matrix(options.Vectors ?? rng.Next(1, options.MostVectors + 1), shape.Inputs, Inputs())),
            Bias = output.BiasBits > 0 && !Odds(4) ? Named("bias", Bias(design)) : null,
            Multiplier = multiplies ? new NpyArray(multiplier, isFloat, "multiplier") : null,
            Shift = output.Requantize == Requantize.Shift || (multiplies && !isFloat) ? Named("shift", shift) : null,
            Thresholds = output.Requantize == Requantize.Thresholds ? Named("thresholds", Thresholds(design)) : null,
            Table = output.Activation == Activation.Table ? Named("table", Table(design)) : null,
            Cells = cells ? Named("cells", Cells(design)) : null,
            AdcThresholds = thresholds ? Named("adc_thresholds", AdcThresholds(design)) : null,
            AdcOffsets = _configuration.Adc.OffsetCorrection ? Named("adc_offsets", AdcOffsets(design)) : null,
            NoiseSeed = noise ? (ulong)rng.NextInt64() : null,
        };
    }

    /// <summary>Mostly small, now and then any.</summary>
    private Tensor AdcOffsets(LayerDesign design)
    {
        Tensor offsets = new(design.Grid.RowTiles, design.Grid.ColumnTiles, design.OffsetsPerTile);
        int most = 1 << design.Configuration.Adc.Bits;
        for (int i = 0; i < offsets.Data.Length; i++)
        {
            offsets.Data[i] = Odds(8) ? rng.Next(-most, most) : rng.Next(-2, Math.Min(3, most));
        }

        return offsets;
    }

    private Func<long> Weights()
    {
        long[] allowed = _configuration.Weights.Encoding switch
        {
            WeightEncoding.Bipolar => [-1, 1],
            WeightEncoding.Levels => [.. _configuration.Weights.Levels.SelectMany(l => new long[] { l, -l })],
            _ => [],
        };
        return allowed.Length > 0 ? () => allowed[rng.Next(allowed.Length)] : Of(ValueRanges.Weight(_configuration));
    }

    private Func<long> Inputs() => _configuration.Inputs.Encoding == InputEncoding.Bipolar
        ? () => Odds(2) ? 1 : -1
        : Of(ValueRanges.Input(_configuration));

    /// <summary>Rows are now and then all least, all greatest, or (where allowed) all zero.</summary>
    private Tensor Matrix(int rows, int columns, Func<long> draw)
    {
        Tensor tensor = new(rows, columns);
        for (int i = 0; i < rows; i++)
        {
            bool same = Odds(6);
            long first = draw();
            for (int j = 0; j < columns; j++)
            {
                tensor[i, j] = same ? first : draw();
            }
        }

        return tensor;
    }

    private Tensor Bias(LayerDesign design)
    {
        OutputOptions output = _configuration.Output;
        // Small enough that sums without requantization stay within 32 bits, large enough now and then to saturate int32.
        int bits = output.Requantize == Requantize.None || !Odds(6) ? Math.Min(output.BiasBits, 12) : output.BiasBits;
        Func<long> draw = Of(IntegerRange.Signed(bits));
        return Vector(design, false, _ => output.Requantize == Requantize.None ? Math.Clamp(draw(), RoomBelow(design), RoomAbove(design)) : draw());
    }

    private static long RoomBelow(LayerDesign design) =>
        -(long)((design.Arithmetic.OutputSum.Min - design.Output.FormatMin) >> design.Arithmetic.FractionBits);

    private static long RoomAbove(LayerDesign design) =>
        (long)((design.Output.FormatMax - design.Arithmetic.OutputSum.Max) >> design.Arithmetic.FractionBits);

    /// <summary>Scales that bring the range of y about to the range of the output; sometimes anything allowed.</summary>
    private (Tensor Multiplier, Tensor Shift) Scales(LayerDesign design, bool isFloat)
    {
        Tensor multiplier = Vector(design, true, _ => 0);
        Tensor shift = new(multiplier.Shape, new long[multiplier.Data.Length]);
        BigInteger sums = design.Arithmetic.OutputSum.Max - design.Arithmetic.OutputSum.Min + 1;
        double units = Math.Max(1.0, (double)sums) / Math.Pow(2, design.Arithmetic.FractionBits);
        for (int n = 0; n < multiplier.Data.Length; n++)
        {
            double scale = Math.Pow(2, design.Output.Bits) / units * (0.25 + (4 * rng.NextDouble()));
            int exponent = Math.Clamp((int)Math.Floor(Math.Log2(scale)) + 1, -31, 30);
            if (_configuration.Output.Requantize == Requantize.Shift)
            {
                shift[n] = Odds(10) ? rng.Next(32) : Math.Clamp(-exponent, 0, 31);
            }
            else if (isFloat)
            {
                multiplier[n] = Odds(10)
                    ? rng.NextInt64(1L << 23, 255L << 23)
                    : BitConverter.SingleToUInt32Bits((float)Math.Max(scale, 1e-30));
            }
            else
            {
                multiplier[n] = Odds(10)
                    ? rng.NextInt64(int.MinValue, 1L + int.MaxValue)
                    : (long)Math.Clamp(scale * Math.Pow(2, 31 - exponent), 1, int.MaxValue);
                shift[n] = Odds(10) ? rng.Next(-31, 31) : exponent;
            }
        }

        return (multiplier, shift);
    }

    private Tensor Thresholds(LayerDesign design)
    {
        int steps = (1 << design.Output.Bits) - 1;
        int rows = _configuration.Output.Granularity == Granularity.PerTensor || Odds(4) ? 1 : design.Grid.Outputs;
        // The middle of the range, where the sums are.
        IntegerRange sums = design.Arithmetic.OutputSum;
        return Ascending([rows, steps], new(sums.Min / 8, sums.Max / 8));
    }

    private Tensor Table(LayerDesign design)
    {
        Func<long> draw = Of(new(design.Output.FormatMin, design.Output.FormatMax));
        return new Tensor([1 << design.Output.Bits], [.. Enumerable.Range(0, 1 << design.Output.Bits).Select(_ => draw())]);
    }

    private Tensor Cells(LayerDesign design)
    {
        Tensor cells = new(design.Grid.RowTiles, design.Grid.ColumnTiles, _configuration.Crossbar.Rows, design.PhysicalColumns);
        long unit = 1L << _configuration.Analog.FractionBits;
        Func<long> draw = Of(new(-unit, ((long)design.Arithmetic.LargestCell * unit) + unit));
        for (int i = 0; i < cells.Data.Length; i++)
        {
            cells[i] = draw();
        }

        return cells;
    }

    private Tensor AdcThresholds(LayerDesign design)
    {
        BigInteger unit = BigInteger.One << _configuration.Analog.FractionBits;
        IntegerRange column = design.Arithmetic.ColumnValue * unit;
        return Ascending([design.Grid.RowTiles, design.Grid.ColumnTiles, design.Adcs, (1 << _configuration.Adc.Bits) - 1], column);
    }

    private Tensor Ascending(int[] of, IntegerRange range)
    {
        Tensor tensor = new(of);
        Func<long> draw = Of(range);
        int length = of[^1];
        for (int start = 0; start < tensor.Data.Length; start += length)
        {
            long[] sorted = [.. Enumerable.Range(0, length).Select(_ => draw()).Order()];
            sorted.CopyTo(tensor.Data, start);
        }

        return tensor;
    }

    /// <summary>[N], or [1] where the granularity asks for it or the draw chooses it.</summary>
    private Tensor Vector(LayerDesign design, bool hasGranularity, Func<int, long> draw)
    {
        bool one = (hasGranularity && _configuration.Output.Granularity == Granularity.PerTensor) || Odds(5);
        int length = one ? 1 : design.Grid.Outputs;
        return new Tensor([length], [.. Enumerable.Range(0, length).Select(draw)]);
    }

    /// <summary>Draws from an interval, one time in six one of its ends or the number nearest to zero.</summary>
    private Func<long> Of(IntegerRange range)
    {
        long min = (long)range.Min;
        long max = (long)range.Max;
        long[] special = [min, max, Math.Clamp(0, min, max)];
        return () => Odds(6) ? special[rng.Next(special.Length)] : min + (long)((ulong)rng.NextInt64(long.MaxValue) % ((ulong)(max - min) + 1));
    }

    private static NpyArray Named(string name, Tensor tensor) => NpyArray.OfIntegers(tensor, name);

    private bool Odds(int times) => rng.Next(times) == 0;
}
