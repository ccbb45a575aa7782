// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using RtlGen.Configuration;

namespace RtlGen.Tests.Oracle;

/// <summary>Column values to codes (contract §5). Column values come in units of 2^−f, step and zero in units of 1/256.</summary>
internal sealed class OracleAdc
{
    private readonly AdcRounding _rounding;
    private readonly BigInteger _unit;
    private readonly BigInteger _codeMax;

    public OracleAdc(RtlConfiguration configuration, BigInteger vMin, BigInteger vMax)
    {
        AdcOptions adc = configuration.Adc;
        _rounding = adc.Rounding;
        _unit = Exact.Power(configuration.Analog.FractionBits);
        CodeMin = adc.Signed ? -Exact.Power(adc.Bits - 1) : 0;
        _codeMax = CodeMin + Exact.Power(adc.Bits) - 1;
        Step256 = adc.Range.Kind == AdcRangeKind.Explicit ? adc.Range.Step256 : 256;
        Zero256 = adc.Range.Kind == AdcRangeKind.Explicit ? adc.Range.Zero256 : 0;
        if (adc.Range.Kind == AdcRangeKind.Full)
        {
            while (Clamps(vMin * _unit) || Clamps(vMax * _unit))
            {
                Step256 *= 2;
            }
        }

        LeastCode = Code(vMin * _unit);
        GreatestCode = Code(vMax * _unit);
    }

    public BigInteger Step256 { get; }

    public BigInteger Zero256 { get; }

    public BigInteger CodeMin { get; }

    /// <summary>Codes of an ideal column.</summary>
    public BigInteger LeastCode { get; }

    public BigInteger GreatestCode { get; }

    /// <summary>The range of the codes when any may occur.</summary>
    public (BigInteger Least, BigInteger Greatest) EveryCode => (CodeMin, _codeMax);

    /// <summary>The code of a value in units of 2^−f.</summary>
    public BigInteger Code(BigInteger v) => BigInteger.Max(CodeMin, BigInteger.Min(_codeMax, Round(v)));

    private bool Clamps(BigInteger v) => Round(v) < CodeMin || Round(v) > _codeMax;

    /// <summary>t = (v/2^f − zero/256) / (step/256).</summary>
    private BigInteger Round(BigInteger v)
    {
        BigInteger n = (v * 256) - (Zero256 * _unit);
        BigInteger d = Step256 * _unit;
        return _rounding switch
        {
            AdcRounding.Floor => Exact.Floor(n, d),
            AdcRounding.HalfUp => Exact.HalfUp(n, d),
            AdcRounding.HalfEven => Exact.HalfEven(n, d),
            AdcRounding.HalfAway => Exact.HalfAway(n, d),
            AdcRounding.CeilMinusOne => Exact.Ceiling(n, d) - 1,
            _ => throw new InvalidOperationException("no such rounding"),
        };
    }
}
