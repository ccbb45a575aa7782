// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;

namespace RtlGen.Golden;

/// <summary>The integer to which a rational rounds; the denominator is positive.</summary>
public delegate Int128 Rounding(Int128 numerator, Int128 denominator);

/// <summary>Rounding of exact rationals (contract §5 and §7).</summary>
public static class ExactRounding
{
    /// <summary>⌊t⌋.</summary>
    public static Int128 Floor(Int128 numerator, Int128 denominator)
    {
        (Int128 quotient, Int128 remainder) = Int128.DivRem(numerator, denominator);
        return remainder < 0 ? quotient - 1 : quotient;
    }

    /// <summary>⌊t + ½⌋.</summary>
    public static Int128 HalfUp(Int128 numerator, Int128 denominator) =>
        Floor((2 * numerator) + denominator, 2 * denominator);

    /// <summary>To the nearest, ties to even.</summary>
    public static Int128 HalfEven(Int128 numerator, Int128 denominator)
    {
        Int128 up = HalfUp(numerator, denominator);
        return IsTie(numerator, denominator) && Int128.IsOddInteger(up) ? up - 1 : up;
    }

    /// <summary>To the nearest, ties away from zero.</summary>
    public static Int128 HalfAway(Int128 numerator, Int128 denominator)
    {
        Int128 up = HalfUp(numerator, denominator);
        return IsTie(numerator, denominator) && numerator < 0 ? up - 1 : up;
    }

    /// <summary>⌈t⌉ − 1.</summary>
    public static Int128 CeilMinusOne(Int128 numerator, Int128 denominator) =>
        -Floor(-numerator, denominator) - 1;

    public static Rounding Of(AdcRounding rounding) => rounding switch
    {
        AdcRounding.Floor => Floor,
        AdcRounding.HalfUp => HalfUp,
        AdcRounding.HalfEven => HalfEven,
        AdcRounding.HalfAway => HalfAway,
        _ => CeilMinusOne,
    };

    /// <summary>The roundings of <c>requantize: shift</c>.</summary>
    public static Rounding Of(OutputRounding rounding) => rounding switch
    {
        OutputRounding.Floor => Floor,
        OutputRounding.HalfUp => HalfUp,
        OutputRounding.HalfEven => HalfEven,
        OutputRounding.HalfAway => HalfAway,
        _ => throw new ArgumentOutOfRangeException(nameof(rounding), rounding, "no rounding of a shift"),
    };

    private static bool IsTie(Int128 numerator, Int128 denominator)
    {
        Int128 remainder = numerator - (Floor(numerator, denominator) * denominator);
        return 2 * remainder == denominator;
    }
}
