// SPDX-License-Identifier: Apache-2.0
using MathNet.Numerics.Distributions;

namespace RtlGen.Devices;

/// <summary>
/// The standard normal distribution as 2^20 equally likely values: the quantiles of the middles of 2^20 equal parts of
/// [0, 1], rounded to multiples of 2^−20. None of them lies near a tie of that rounding (a test goes through them all), so
/// that the last bits in which logarithms differ between machines never decide: the same index is the same number everywhere.
/// The largest magnitude is 4.9; the standard deviation differs from 1 by less than 10^−5.
/// </summary>
public static class NormalDeviate
{
    /// <summary>Bits of an index.</summary>
    public const int IndexBits = 20;

    /// <summary>Every deviate is a multiple of 1 over this.</summary>
    public const double Steps = 1 << 20;

    /// <summary>The deviate of rank <paramref name="index"/>, 0 … 2^20 − 1, ascending.</summary>
    public static double Of(int index) => Math.Round(Unrounded(index) * Steps) / Steps;

    /// <summary>The quantile before it is rounded.</summary>
    public static double Unrounded(int index) => Normal.InvCDF(0, 1, (index + 0.5) / (1 << IndexBits));
}
