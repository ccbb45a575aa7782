// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.Diagnostics;

namespace RtlGen.Design;

/// <summary>Resolves the output's format, and refuses what the requantization cannot take (contract §7).</summary>
internal static class OutputRules
{
    /// <summary>y with its bias fits the 64-bit integers of every model that computes with it.</summary>
    private const int LargestResultBits = 63;

    /// <summary>Bits of an element on the output stream.</summary>
    private const int LargestOutputBits = 32;

    public static OutputFormat Derive(LoadedConfiguration loaded, Arithmetic arithmetic, DiagnosticBag bag)
    {
        OutputOptions output = loaded.Configuration.Output;
        if (arithmetic.Output.SignedBits() > LargestResultBits)
        {
            bag.Add(new Diagnostic(
                DiagnosticCodes.WidthTooSmall,
                loaded.PositionOf("adc.range"),
                "adc.range",
                null,
                $"results of {arithmetic.Output} need {arithmetic.Output.SignedBits()} bits, more than the {LargestResultBits} of the datapath",
                "use a smaller step, fewer inputs, or fewer bits"));
        }

        if (output.Requantize == Requantize.None)
        {
            // What a bias adds is known only with its tensor: each one given must leave a within the output's bits.
            int needed = arithmetic.OutputSum.SignedBits();
            int bits = output.Bits ?? Math.Max(needed, Math.Min(LargestOutputBits, arithmetic.Output.SignedBits()));
            if (bits < needed || bits > LargestOutputBits)
            {
                string key = output.Bits is null ? "output.requantize" : "output.bits";
                bag.Add(new Diagnostic(
                    DiagnosticCodes.WidthTooSmall,
                    loaded.PositionOf(key),
                    key,
                    output.Bits is null ? "none" : $"{bits}",
                    $"'output.bits' is {Math.Min(bits, LargestOutputBits)}, but results of {arithmetic.OutputSum} need {needed} bits before the bias",
                    $"give the bits needed (at most {LargestOutputBits}), or requantize"));
                return new OutputFormat(bits, true, false, 0, 0, 0, 0);
            }

            (long min, long max) = Limits(bits, true);
            return new OutputFormat(bits, true, false, min, max, min, max);
        }

        RequireInt32(loaded, arithmetic, bag);
        int width = output.Bits!.Value;
        if (output.Bipolar)
        {
            return new OutputFormat(1, false, true, -1, 1, -1, 1);
        }

        (long formatMin, long formatMax) = Limits(width, output.Signed);
        (long lo, long hi) = output.Activation switch
        {
            Activation.Relu => (output.ZeroPoint, formatMax),
            Activation.Clamp => output.Clamp!.Value,
            _ => (formatMin, formatMax),
        };
        return new OutputFormat(width, output.Signed, false, formatMin, formatMax, lo, hi);
    }

    private static (long Min, long Max) Limits(int bits, bool isSigned)
    {
        IntegerRange range = isSigned ? IntegerRange.Signed(bits) : IntegerRange.Unsigned(bits);
        return ((long)range.Min, (long)range.Max);
    }

    private static void RequireInt32(LoadedConfiguration loaded, Arithmetic arithmetic, DiagnosticBag bag)
    {
        OutputOptions output = loaded.Configuration.Output;
        if (output.Requantize != Requantize.Multiplier || output.Rounding == OutputRounding.HalfEven)
        {
            return;
        }

        string rounding = ConfigurationNames.Of(output.Rounding);
        if (arithmetic.FractionBits != 0)
        {
            bag.Add(new Diagnostic(
                DiagnosticCodes.Conflict,
                loaded.PositionOf("output.rounding"),
                "output.rounding",
                rounding,
                $"'{rounding}' takes integers, but 'adc.range' leaves {arithmetic.FractionBits} fraction bits",
                "use 'output.rounding: half_even', or a whole step and zero"));
        }

        if (!IntegerRange.Signed(32).Contains(arithmetic.OutputSum))
        {
            bag.Add(new Diagnostic(
                DiagnosticCodes.WidthTooSmall,
                loaded.PositionOf("output.rounding"),
                "output.rounding",
                rounding,
                $"'{rounding}' takes 32-bit sums, but they span {arithmetic.OutputSum}",
                "use 'output.rounding: half_even', fewer inputs, or fewer bits"));
        }
    }
}
