// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;

namespace RtlGen.Golden;

/// <summary>An ADC: the code of a column value (contract §5).</summary>
public interface IColumnConverter
{
    /// <summary>The code of a column value in units of 2^−f.</summary>
    long Code(long columnValue);
}

/// <summary>
/// The configured map: <c>t = (v − zero) / step</c>, <c>code = clamp(round(t), code_min, code_max)</c>,
/// with step and zero in units of 1/256 and v in units of 2^−f, so that t is a ratio of two integers.
/// </summary>
public sealed class RangeConverter(AdcMap map, int fractionBits) : IColumnConverter
{
    private readonly Rounding _round = ExactRounding.Of(map.Rounding);

    private readonly Int128 _denominator = (Int128)map.Step256 << fractionBits;

    private readonly Int128 _zero = (Int128)map.Zero256 << fractionBits;

    public long Code(long columnValue) => (long)Int128.Clamp(Unclamped(columnValue), map.CodeMin, map.CodeMax);

    /// <summary>round(t): the code that an ADC with codes enough would return.</summary>
    public Int128 Unclamped(long columnValue) => _round(((Int128)columnValue * 256) - _zero, _denominator);
}

/// <summary>A map of its own for one ADC: <c>code = code_min + #{i : v ≥ T_i}</c> with ascending thresholds.</summary>
public sealed class ThresholdConverter(ReadOnlyMemory<long> thresholds, int codeMin) : IColumnConverter
{
    public long Code(long columnValue) => codeMin + Ascending.CountReached(thresholds.Span, columnValue);
}

/// <summary>An ADC whose codes are corrected: <c>clamp(code − offset, code_min, code_max)</c> (control.md §6).</summary>
public sealed class OffsetConverter(IColumnConverter inner, long offset, AdcMap map) : IColumnConverter
{
    public long Code(long columnValue) => Math.Clamp(inner.Code(columnValue) - offset, map.CodeMin, map.CodeMax);
}

/// <summary>Ascending lists of thresholds.</summary>
public static class Ascending
{
    /// <summary>#{i : value ≥ T_i}.</summary>
    public static int CountReached(ReadOnlySpan<long> thresholds, long value)
    {
        int reached = 0;
        int beyond = thresholds.Length;
        while (reached < beyond)
        {
            int middle = (reached + beyond) / 2;
            (reached, beyond) = value >= thresholds[middle] ? (middle + 1, beyond) : (reached, middle);
        }

        return reached;
    }
}
