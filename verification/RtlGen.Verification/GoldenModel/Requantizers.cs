// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.Design;

namespace RtlGen.Golden;

/// <summary>What a requantization gives for one output.</summary>
/// <param name="Value">The integer.</param>
/// <param name="Overflow">True where a was clamped to int32 on the way.</param>
public readonly record struct Requantized(long Value, bool Overflow);

/// <summary>One mode of requantization (contract §7): from <c>a = y * 2^F</c>.</summary>
public interface IRequantizer
{
    /// <summary>The result for logical output <paramref name="output"/>.</summary>
    Requantized Apply(long a, int output);
}

/// <summary>Chooses the mode: the only place where the golden model asks for its name.</summary>
public static class Requantizers
{
    /// <summary>From a to q: the mode, the zero point, the clamp and the table.</summary>
    public static IRequantizer Of(LayerDesign design, LayerParameters parameters)
    {
        OutputOptions output = design.Configuration.Output;
        if (output.Requantize == Requantize.None)
        {
            return new PassThrough();
        }

        OutputFormat format = design.Output;
        IRequantizer clamped = new ClampedRequantizer(ModeOf(design, parameters), output.ZeroPoint, format.Lo, format.Hi);
        return output.Activation == Activation.Table
            ? new TableRequantizer(clamped, format.FormatMin, parameters.Table!.Data)
            : clamped;
    }

    /// <summary>The mode alone, before zero point and clamp.</summary>
    private static IRequantizer ModeOf(LayerDesign design, LayerParameters parameters)
    {
        OutputOptions output = design.Configuration.Output;
        int fraction = design.Arithmetic.FractionBits;
        PerOutput shift = new(parameters.Shift);
        PerOutput multiplier = new(parameters.Multiplier);
        return (output.Requantize, output.Rounding) switch
        {
            (Requantize.Shift, _) => new ShiftRequantizer(shift, fraction, ExactRounding.Of(output.Rounding)),
            (Requantize.Multiplier, OutputRounding.TfliteDouble) => new Int32Requantizer(new TfliteDoubleRequantizer(multiplier, shift)),
            (Requantize.Multiplier, OutputRounding.TfliteSingle) => new Int32Requantizer(new TfliteSingleRequantizer(multiplier, shift)),
            (Requantize.Multiplier, OutputRounding.Float32) => new Int32Requantizer(new Float32Requantizer(multiplier)),
            (Requantize.Multiplier, OutputRounding.HalfEven) => new HalfEvenRequantizer(multiplier, shift, fraction),
            (Requantize.Thresholds, _) when output.Bipolar => new BipolarThresholdRequantizer(parameters.Thresholds!),
            (Requantize.Thresholds, _) => new ThresholdRequantizer(parameters.Thresholds!, design.Output.FormatMin),
            _ => throw new ArgumentOutOfRangeException(nameof(design), (output.Requantize, output.Rounding), "unknown requantization"),
        };
    }
}

/// <summary><c>none</c>: q = a.</summary>
public sealed class PassThrough : IRequantizer
{
    public Requantized Apply(long a, int output) => new(a, false);
}

/// <summary><c>clamp(result + zero_point, lo, hi)</c>.</summary>
public sealed class ClampedRequantizer(IRequantizer mode, long zeroPoint, long lo, long hi) : IRequantizer
{
    public Requantized Apply(long a, int output)
    {
        Requantized result = mode.Apply(a, output);
        return result with { Value = (long)Int128.Clamp((Int128)result.Value + zeroPoint, lo, hi) };
    }
}

/// <summary>Activation <c>table</c>: q is replaced by entry q − lo, lo the least output of the format.</summary>
public sealed class TableRequantizer(IRequantizer inner, long least, IReadOnlyList<long> table) : IRequantizer
{
    public Requantized Apply(long a, int output)
    {
        Requantized result = inner.Apply(a, output);
        return result with { Value = table[(int)(result.Value - least)] };
    }
}

/// <summary>For modes that take 32 bits: a is clamped to int32 first, and the flag says so.</summary>
public sealed class Int32Requantizer(IRequantizer mode) : IRequantizer
{
    public Requantized Apply(long a, int output)
    {
        long clamped = Math.Clamp(a, int.MinValue, int.MaxValue);
        Requantized result = mode.Apply(clamped, output);
        return result with { Overflow = result.Overflow || clamped != a };
    }
}
