// SPDX-License-Identifier: Apache-2.0
using RtlGen.Tensors;

namespace RtlGen.Golden;

/// <summary><c>shift</c>: round(a / 2^(shift[n]+F)).</summary>
public sealed class ShiftRequantizer(PerOutput shift, int fractionBits, Rounding round) : IRequantizer
{
    public Requantized Apply(long a, int output) =>
        new((long)round(a, Int128.One << (int)(shift[output] + fractionBits)), false);
}

/// <summary><c>tflite_double</c>: gemmlowp's MultiplyByQuantizedMultiplier of an int32.</summary>
public sealed class TfliteDoubleRequantizer(PerOutput multiplier, PerOutput shift) : IRequantizer
{
    public Requantized Apply(long a, int output)
    {
        int s = (int)shift[output];
        int shifted = unchecked((int)(a << Math.Max(s, 0)));
        int product = SaturatingRoundingDoublingHighMultiply(shifted, (int)multiplier[output]);
        return new((long)ExactRounding.HalfAway(product, Int128.One << Math.Max(-s, 0)), false);
    }

    /// <summary>(x * m) / 2^31 to the nearest, ties up; only −2^31 squared does not fit and saturates.</summary>
    public static int SaturatingRoundingDoublingHighMultiply(int x, int m)
    {
        if (x == int.MinValue && m == int.MinValue)
        {
            return int.MaxValue;
        }

        long product = (long)x * m;
        long nudge = product >= 0 ? 1L << 30 : 1 - (1L << 30);
        return (int)((product + nudge) / (1L << 31));
    }
}

/// <summary><c>tflite_single</c>: (a*m + 2^(30−s)) >> (31−s) exactly.</summary>
public sealed class TfliteSingleRequantizer(PerOutput multiplier, PerOutput shift) : IRequantizer
{
    public Requantized Apply(long a, int output)
    {
        int s = (int)shift[output];
        return new((long)(((a * (Int128)multiplier[output]) + (Int128.One << (30 - s))) >> (31 - s)), false);
    }
}

/// <summary><c>half_even</c>: a*m / 2^(31−s+F) exactly, ties to even.</summary>
public sealed class HalfEvenRequantizer(PerOutput multiplier, PerOutput shift, int fractionBits) : IRequantizer
{
    public Requantized Apply(long a, int output)
    {
        int exponent = 31 - (int)shift[output] + fractionBits;
        Int128 rounded = ExactRounding.HalfEven(a * (Int128)multiplier[output], Int128.One << exponent);
        // An output has at most 32 bits; what is beyond 64 is far outside of its clamp on the same side.
        return new((long)Int128.Clamp(rounded, long.MinValue, long.MaxValue), false);
    }
}

/// <summary>
/// <c>float32</c>: a rounded to IEEE single, times m[n] rounded to single, rounded to an integer; ties to even each time.
/// The multiplier is given as a bit pattern.
/// </summary>
public sealed class Float32Requantizer(PerOutput multiplierBits) : IRequantizer
{
    /// <summary>Beyond every output and its zero point, and exact as a single.</summary>
    private const float Beyond = 1L << 40;

    public Requantized Apply(long a, int output)
    {
        float multiplier = BitConverter.UInt32BitsToSingle((uint)multiplierBits[output]);
        float product = (float)((float)a * multiplier);
        return new((long)Math.Clamp(MathF.Round(product, MidpointRounding.ToEven), -Beyond, Beyond), false);
    }
}

/// <summary><c>thresholds</c>: lo + #{i : a ≥ T[n][i]}, lo the least output of the format.</summary>
public sealed class ThresholdRequantizer(Tensor thresholds, long least) : IRequantizer
{
    private readonly int _steps = thresholds.Shape[1];

    public Requantized Apply(long a, int output)
    {
        int row = thresholds.Shape[0] == 1 ? 0 : output;
        return new(least + Ascending.CountReached(thresholds.Data.AsSpan(row * _steps, _steps), a), false);
    }
}

/// <summary><c>thresholds</c> with bipolar outputs: 2*#{…} − 1.</summary>
public sealed class BipolarThresholdRequantizer(Tensor thresholds) : IRequantizer
{
    private readonly ThresholdRequantizer _count = new(thresholds, 0);

    public Requantized Apply(long a, int output) => new((2 * _count.Apply(a, output).Value) - 1, false);
}
