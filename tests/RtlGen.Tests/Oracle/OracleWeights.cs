// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using RtlGen.Configuration;

namespace RtlGen.Tests.Oracle;

/// <summary>Weights to cells (contract §3).</summary>
internal sealed class OracleWeights
{
    private readonly WeightOptions _options;

    /// <summary>For each conversion column of an output the cells of its physical columns, as functions of the weight.</summary>
    private readonly List<Func<BigInteger, BigInteger>[]> _cells = [];

    public OracleWeights(RtlConfiguration configuration)
    {
        _options = configuration.Weights;
        int bits = _options.Bits;
        switch (_options.Encoding)
        {
            case WeightEncoding.Bipolar:
                Coefficients.Add(1);
                _cells.Add([w => w]);
                LargestCell = 1;
                break;
            case WeightEncoding.Levels:
                AddPair(1, m => m);
                LargestCell = _options.Levels[^1];
                break;
            case WeightEncoding.Offset:
                AddSlices(configuration, bits, (lo, count) => Add(Exact.Power(lo), w => Exact.Bits(w + Exact.Power(bits - 1), lo, count)));
                break;
            case WeightEncoding.Differential:
                AddSlices(configuration, bits - 1, (lo, count) => AddPair(Exact.Power(lo), m => Exact.Bits(m, lo, count)));
                break;
            case WeightEncoding.TwosComplement:
                AddSlices(configuration, bits - 1, (lo, count) => Add(Exact.Power(lo), w => Exact.Bits(w + Exact.Power(bits), lo, count)));
                Add(-Exact.Power(bits - 1), w => w < 0 ? 1 : 0);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(configuration));
        }
    }

    /// <summary>One for each conversion column of an output.</summary>
    public List<BigInteger> Coefficients { get; } = [];

    /// <summary>Of the reference column, beside the coefficients of an output; 0 without one.</summary>
    public BigInteger ReferenceCoefficient => _options.HasReferenceColumn ? -Exact.Power(_options.Bits - 1) : 0;

    public BigInteger LargestCell { get; private set; }

    /// <summary>Physical columns of a conversion column.</summary>
    public int PhysicalColumns => _cells[0].Length;

    /// <summary>Physical rows of an input.</summary>
    public int RowsOfInput => _options.Encoding == WeightEncoding.Bipolar ? 2 : 1;

    /// <summary>What the cell holds.</summary>
    /// <param name="weight">w.</param>
    /// <param name="part">Conversion column of the output.</param>
    /// <param name="column">Physical column of the conversion column.</param>
    /// <param name="row">Physical row of the input.</param>
    public BigInteger Cell(BigInteger weight, int part, int column, int row)
    {
        if (_options.Encoding == WeightEncoding.Bipolar)
        {
            return (weight == 1) == (row == 0) ? 1 : 0;
        }

        return _cells[part][column](weight);
    }

    private void Add(BigInteger coefficient, params Func<BigInteger, BigInteger>[] cells)
    {
        Coefficients.Add(coefficient);
        _cells.Add(cells);
    }

    /// <summary>The cells of the positive and of the negative magnitude: one conversion column or two.</summary>
    private void AddPair(BigInteger coefficient, Func<BigInteger, BigInteger> ofMagnitude)
    {
        BigInteger Positive(BigInteger w) => ofMagnitude(BigInteger.Max(w, 0));
        BigInteger Negative(BigInteger w) => ofMagnitude(BigInteger.Max(-w, 0));
        if (_options.Subtraction == WeightSubtraction.Analog)
        {
            Add(coefficient, Positive, Negative);
        }
        else
        {
            Add(coefficient, Positive);
            Add(-coefficient, Negative);
        }
    }

    private void AddSlices(RtlConfiguration configuration, int bits, Action<int, int> add)
    {
        CrossbarOptions crossbar = configuration.Crossbar;
        List<int> slices = crossbar.SliceBits.Count > 0 ? [.. crossbar.SliceBits] : Exact.EvenCut(bits, crossbar.CellBits);
        int lo = 0;
        foreach (int count in slices)
        {
            add(lo, count);
            LargestCell = BigInteger.Max(LargestCell, Exact.Power(count) - 1);
            lo += count;
        }
    }
}
