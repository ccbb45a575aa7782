// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using RtlGen.Configuration;
using RtlGen.Tensors;

namespace RtlGen.Tests.Oracle;

/// <summary>Every tap of a batch, in the shapes of the contract.</summary>
internal sealed record OracleResult(Tensor Codes, Tensor Accumulators, Tensor Y, Tensor Outputs, Tensor Overflow);

/// <summary>
/// The contract written a second time, slowly: it takes the configuration as it was read and the tensors, and shares no
/// code with the golden model, the derived design, or the hardware. Where it and they disagree, one of them is wrong.
/// </summary>
internal sealed class ContractOracle
{
    private readonly RtlConfiguration _configuration;
    private readonly TensorSet _tensors;
    private readonly OracleWeights _weights;
    private readonly OracleInputs _inputs;
    private readonly OracleAdc _adc;
    private readonly OracleNoise _noise;
    private readonly OracleGrid _grid;
    private readonly int _accumulatorBits;
    private readonly int _fractionBits;

    public ContractOracle(RtlConfiguration configuration, TensorSet tensors)
    {
        _configuration = configuration;
        _tensors = tensors;
        _weights = new OracleWeights(configuration);
        _inputs = new OracleInputs(configuration);
        _grid = new OracleGrid(configuration, _weights, tensors.Weights!.Tensor.Shape[0], tensors.Weights.Tensor.Shape[1]);
        BigInteger vMax = configuration.Crossbar.RowsPerActivation / _weights.RowsOfInput * _inputs.LargestSlice * _weights.LargestCell;
        _adc = new OracleAdc(configuration, _weights.PhysicalColumns == 2 ? -vMax : 0, vMax);
        _noise = new OracleNoise(configuration.Analog, tensors.NoiseSeed ?? 0);
        bool everyCode = tensors.Cells is not null || tensors.AdcThresholds is not null || configuration.Analog.Noise > 0 || configuration.Adc.OffsetCorrection;
        (BigInteger least, BigInteger greatest) = everyCode ? _adc.EveryCode : (_adc.LeastCode, _adc.GreatestCode);
        _accumulatorBits = configuration.Accumulator.Bits ?? OracleAccumulator.AutomaticBits(
            _inputs.Phases, _grid.Groups, [.. _weights.Coefficients, _weights.ReferenceCoefficient], least, greatest);
        while ((_adc.Step256 * Exact.Power(_fractionBits) % 256) != 0 || (_adc.Zero256 * Exact.Power(_fractionBits) % 256) != 0)
        {
            _fractionBits++;
        }
    }

    public OracleResult Run()
    {
        Tensor inputs = _tensors.Inputs!.Tensor;
        int batch = inputs.Shape[0];
        int conversions = (_grid.OutputsOf(0) * _weights.Coefficients.Count) + (_weights.ReferenceCoefficient != 0 ? 1 : 0);
        Tensor codes = new(batch, _grid.RowTiles, _grid.ColumnTiles, _inputs.Phases.Count, _grid.Groups, conversions);
        Tensor accumulators = new(batch, _grid.RowTiles, _grid.Outputs);
        Tensor ys = new(batch, _grid.Outputs);
        Tensor outputs = new(batch, _grid.Outputs);
        Tensor overflow = new(batch, _grid.Outputs);
        OracleRequantizer requantizer = new(_configuration.Output, _tensors, _fractionBits);
        int at = 0;
        for (int b = 0; b < batch; b++)
        {
            BigInteger[] y = new BigInteger[_grid.Outputs];
            for (int i = 0; i < _grid.RowTiles; i++)
            {
                for (int j = 0; j < _grid.ColumnTiles; j++)
                {
                    OracleAccumulator[] sums = Convert(b, i, j, codes.Data.AsSpan(at));
                    at += _inputs.Phases.Count * _grid.Groups * conversions;
                    for (int o = 0; o < sums.Length; o++)
                    {
                        int n = (j * _grid.TileOutputs) + o;
                        accumulators.Data[(((b * _grid.RowTiles) + i) * _grid.Outputs) + n] = (long)sums[o].Value;
                        overflow[b, n] = sums[o].Overflowed ? 1 : overflow[b, n];
                        y[n] += TileSum(b, i, n, sums[o].Value);
                    }
                }
            }

            for (int n = 0; n < _grid.Outputs; n++)
            {
                Tensor? bias = _tensors.Bias?.Tensor;
                y[n] += bias is null ? 0 : bias[bias.Data.Length == 1 ? 0 : n] * Exact.Power(_fractionBits);
                (BigInteger q, bool clamped) = requantizer.Apply(y[n], n);
                ys[b, n] = (long)y[n];
                outputs[b, n] = (long)q;
                overflow[b, n] = clamped ? 1 : overflow[b, n];
            }
        }

        return new OracleResult(codes, accumulators, ys, outputs, overflow);
    }

    /// <summary>All conversions of a tile for one vector, and the accumulators they lead to.</summary>
    private OracleAccumulator[] Convert(int b, int i, int j, Span<long> codes)
    {
        int parts = _weights.Coefficients.Count;
        int outputs = _grid.OutputsOf(j);
        int full = _grid.OutputsOf(0);
        bool hasReference = _weights.ReferenceCoefficient != 0;
        int step = (full * parts) + (hasReference ? 1 : 0);
        OracleColumns columns = new(_configuration, _tensors, _weights, _inputs, _adc, _noise, _grid, b, i, j);
        OracleAccumulator[] sums = new OracleAccumulator[outputs];
        for (int o = 0; o < outputs; o++)
        {
            sums[o] = new OracleAccumulator(_accumulatorBits, _configuration.Accumulator.Overflow);
        }

        for (int p = 0; p < _inputs.Phases.Count; p++)
        {
            foreach (OracleAccumulator sum in sums)
            {
                sum.ShiftLeft(OracleAccumulator.Factor(_inputs.Phases, p));
            }

            for (int g = 0; g < _grid.Groups; g++)
            {
                int at = ((p * _grid.Groups) + g) * step;
                BigInteger reference = hasReference ? columns.ReferenceCode(p, g) : 0;
                for (int o = 0; o < outputs; o++)
                {
                    BigInteger z = _weights.ReferenceCoefficient * reference;
                    for (int part = 0; part < parts; part++)
                    {
                        BigInteger code = columns.Code(o, part, p, g);
                        codes[at++] = (long)code;
                        z += _weights.Coefficients[part] * code;
                    }

                    sums[o].Add(_inputs.Phases[p].Coefficient > 0 ? z : -z);
                }

                if (hasReference)
                {
                    codes[at] = (long)reference;
                }
            }
        }

        return sums;
    }

    /// <summary>y_tile in units of 2^−F (contract §6.3).</summary>
    private BigInteger TileSum(int b, int i, int n, BigInteger accumulator)
    {
        BigInteger coefficients = _weights.ReferenceCoefficient;
        foreach (BigInteger c in _weights.Coefficients)
        {
            coefficients += c;
        }

        BigInteger allSteps = 0;
        foreach (OraclePhase phase in _inputs.Phases)
        {
            allSteps += phase.Coefficient * coefficients * _grid.Groups;
        }

        BigInteger unit = Exact.Power(_fractionBits);
        BigInteger mapped = ((_adc.Step256 * accumulator) + (_adc.Zero256 * allSteps)) * unit / 256;
        WeightOptions weights = _configuration.Weights;
        if (weights.Encoding == WeightEncoding.Bipolar)
        {
            return (2 * mapped) - (_grid.InputsOf(i) * unit);
        }

        BigInteger owed = 0;
        for (int k = i * _grid.TileInputs; k < (i * _grid.TileInputs) + _grid.InputsOf(i); k++)
        {
            if (weights.Encoding == WeightEncoding.Offset && weights.Reference == WeightReference.Digital)
            {
                owed += Exact.Power(weights.Bits - 1) * _inputs.Driven(_tensors.Inputs!.Tensor[b, k]);
            }

            owed += _inputs.Offset * _tensors.Weights!.Tensor[k, n];
        }

        return mapped - (owed * unit);
    }
}
