// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using RtlGen.Configuration;
using RtlGen.Tensors;

namespace RtlGen.Tests.Oracle;

/// <summary>From a = y * 2^F to q (contract §7); IEEE singles are exact fractions here, rounded by hand.</summary>
internal sealed class OracleRequantizer(OutputOptions output, TensorSet tensors, int fractionBits)
{
    private const int Significand = 24;

    private readonly (BigInteger Least, BigInteger Greatest) _format = output switch
    {
        { Bipolar: true } => (-1, 1),
        { Signed: true } => (-Exact.Power((output.Bits ?? 64) - 1), Exact.Power((output.Bits ?? 64) - 1) - 1),
        _ => (0, Exact.Power(output.Bits ?? 64) - 1),
    };

    /// <summary>q of output n, and whether a did not fit into int32 where it has to.</summary>
    public (BigInteger Q, bool Overflow) Apply(BigInteger a, int n)
    {
        if (output.Requantize == Requantize.None)
        {
            return (a, false);
        }

        bool inInt32 = output.Requantize == Requantize.Multiplier && output.Rounding != OutputRounding.HalfEven;
        BigInteger clamped = inInt32 ? Exact.Saturate(a, 32) : a;
        BigInteger lo = output.Activation == Activation.Relu ? output.ZeroPoint : output.Clamp?.Lo ?? _format.Least;
        BigInteger hi = output.Clamp?.Hi ?? _format.Greatest;
        BigInteger q = BigInteger.Max(lo, BigInteger.Min(hi, Result(clamped, n) + output.ZeroPoint));
        if (output.Activation == Activation.Table)
        {
            q = tensors.Table!.Tensor[(int)(q - _format.Least)];
        }

        return (q, clamped != a);
    }

    private BigInteger Result(BigInteger a, int n)
    {
        switch (output.Requantize)
        {
            case Requantize.Shift:
                BigInteger d = Exact.Power((int)Of(tensors.Shift, n) + fractionBits);
                return output.Rounding switch
                {
                    OutputRounding.Floor => Exact.Floor(a, d),
                    OutputRounding.HalfUp => Exact.HalfUp(a, d),
                    OutputRounding.HalfEven => Exact.HalfEven(a, d),
                    OutputRounding.HalfAway => Exact.HalfAway(a, d),
                    _ => throw new InvalidOperationException("no such rounding"),
                };
            case Requantize.Thresholds:
                Tensor thresholds = tensors.Thresholds!.Tensor;
                int row = thresholds.Shape[0] == 1 ? 0 : n;
                int reached = 0;
                for (int i = 0; i < thresholds.Shape[1]; i++)
                {
                    reached += a >= thresholds[row, i] ? 1 : 0;
                }

                return output.Bipolar ? (2 * reached) - 1 : _format.Least + reached;
            default:
                return Multiplied(a, Of(tensors.Multiplier, n), output.Rounding == OutputRounding.Float32 ? 0 : (int)Of(tensors.Shift, n));
        }
    }

    private BigInteger Multiplied(BigInteger a, BigInteger m, int s)
    {
        switch (output.Rounding)
        {
            case OutputRounding.TfliteSingle:
                return Exact.Floor((a * m) + Exact.Power(30 - s), Exact.Power(31 - s));
            case OutputRounding.HalfEven:
                return Exact.HalfEven(a * m, Exact.Power(31 - s + fractionBits));
            case OutputRounding.TfliteDouble:
                BigInteger ab = Exact.Wrap(a * Exact.Power(Math.Max(s, 0)), 32) * m;
                BigInteger nudge = ab >= 0 ? Exact.Power(30) : 1 - Exact.Power(30);
                // Division truncates here as it does in gemmlowp.
                return Exact.HalfAway(Exact.Saturate((ab + nudge) / Exact.Power(31), 32), Exact.Power(Math.Max(-s, 0)));
            default:
                (BigInteger significand, int exponent) = ToSingle(a, 0);
                BigInteger fraction = Exact.Power(23) + Exact.Bits(m, 0, 23);
                (significand, exponent) = ToSingle(significand * fraction, exponent + (int)Exact.Bits(m, 23, 8) - 150);
                return exponent >= 0
                    ? significand * Exact.Power(exponent)
                    : Exact.HalfEven(significand, Exact.Power(-exponent));
        }
    }

    /// <summary>
    /// significand * 2^exponent with 24 significant bits. The limits of the exponent do not matter: what lies below
    /// rounds to 0, and what lies above is clamped.
    /// </summary>
    private static (BigInteger Significand, int Exponent) ToSingle(BigInteger significand, int exponent)
    {
        int excess = Math.Max(0, (int)BigInteger.Abs(significand).GetBitLength() - Significand);
        return (Exact.HalfEven(significand, Exact.Power(excess)), exponent + excess);
    }

    private static BigInteger Of(NpyArray? array, int n) => array!.Tensor[array.Tensor.Data.Length == 1 ? 0 : n];
}
