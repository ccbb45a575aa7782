// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using RtlGen.Configuration;

namespace RtlGen.Tests.Oracle;

/// <summary>One phase: its coefficient, and what it drives on an input's row (contract §4).</summary>
internal sealed record OraclePhase(BigInteger Coefficient, Func<BigInteger, BigInteger> Slice);

/// <summary>Inputs to phases (contract §4).</summary>
internal sealed class OracleInputs
{
    private readonly InputOptions _options;

    public OracleInputs(RtlConfiguration configuration)
    {
        _options = configuration.Inputs;
        int bits = _options.Bits;
        switch (_options.Encoding)
        {
            case InputEncoding.Bipolar:
                Phases.Add(new(1, x => x));
                LargestSlice = 1;
                return;
            case InputEncoding.TwosComplement:
                Phases.Add(new(-Exact.Power(bits - 1), x => x < 0 ? 1 : 0));
                LargestSlice = 1;
                break;
        }

        int cut = _options.Encoding is InputEncoding.Unsigned or InputEncoding.Offset ? bits : bits - 1;
        List<int> slices = Exact.EvenCut(cut, configuration.Dac.Bits);
        for (int p = slices.Count - 1; p >= 0; p--)
        {
            int lo = p * configuration.Dac.Bits;
            int count = slices[p];
            LargestSlice = BigInteger.Max(LargestSlice, Exact.Power(count) - 1);
            switch (_options.Encoding)
            {
                case InputEncoding.Differential:
                    Phases.Add(new(Exact.Power(lo), x => Exact.Bits(BigInteger.Max(x, 0), lo, count)));
                    Phases.Add(new(-Exact.Power(lo), x => Exact.Bits(BigInteger.Max(-x, 0), lo, count)));
                    break;
                case InputEncoding.TwosComplement:
                    Phases.Add(new(Exact.Power(lo), x => Exact.Bits(x + Exact.Power(bits), lo, count)));
                    break;
                default:
                    Phases.Add(new(Exact.Power(lo), x => Exact.Bits(Driven(x), lo, count)));
                    break;
            }
        }
    }

    /// <summary>In their order in time.</summary>
    public List<OraclePhase> Phases { get; } = [];

    public BigInteger LargestSlice { get; }

    /// <summary>What is added to an input before it is driven.</summary>
    public BigInteger Offset => _options.Encoding == InputEncoding.Offset ? Exact.Power(_options.Bits - 1) : 0;

    public BigInteger Driven(BigInteger x) => x + Offset;

    /// <summary>What a phase drives on one of the rows of an input.</summary>
    public BigInteger OnRow(OraclePhase phase, BigInteger x, int row)
    {
        if (_options.Encoding == InputEncoding.Bipolar)
        {
            return (x == 1) == (row == 0) ? 1 : 0;
        }

        return phase.Slice(x);
    }
}
