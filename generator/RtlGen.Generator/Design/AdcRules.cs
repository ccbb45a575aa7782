// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.Diagnostics;

namespace RtlGen.Design;

/// <summary>Resolves <c>adc.range</c> to a step and a zero (contract §5).</summary>
internal static class AdcRules
{
    public static AdcMap? Derive(LoadedConfiguration loaded, IntegerRange column, DiagnosticBag bag)
    {
        AdcOptions adc = loaded.Configuration.Adc;
        int codeMin = adc.Signed ? -(1 << (adc.Bits - 1)) : 0;
        int codeMax = codeMin + (1 << adc.Bits) - 1;
        AdcMap unit = new(256, 0, adc.Rounding, codeMin, codeMax);
        switch (adc.Range.Kind)
        {
            case AdcRangeKind.Explicit:
                return unit with { Step256 = adc.Range.Step256, Zero256 = adc.Range.Zero256 };
            case AdcRangeKind.Lossless:
                if (column.Min >= codeMin && column.Max <= codeMax)
                {
                    return unit;
                }

                int needed = column.Min.Sign < 0 || adc.Signed ? column.SignedBits() : column.UnsignedBits();
                string sign = column.Min.Sign < 0 && !adc.Signed ? " and 'adc.signed: true'" : "";
                bag.Add(new Diagnostic(
                    DiagnosticCodes.AdcRange,
                    loaded.PositionOf("adc.bits"),
                    "adc.bits",
                    $"{adc.Bits}",
                    $"'adc.bits' is {adc.Bits}, but column values of {column} need {needed} bits{sign} for 'adc.range: lossless'",
                    "give the bits needed, drive fewer rows at once, or use 'adc.range: full'"));
                return null;
            default:
                // Codes shrink with the step: once v_max fits, a larger power of two cannot mend a clamped v_min.
                for (int exponent = 0; exponent <= 40; exponent++)
                {
                    AdcMap map = unit with { Step256 = 256L << exponent };
                    if (map.Round(column.Min) >= codeMin && map.Round(column.Max) <= codeMax)
                    {
                        return map;
                    }
                }

                bag.Add(new Diagnostic(
                    DiagnosticCodes.AdcRange,
                    loaded.PositionOf("adc.range"),
                    "adc.range",
                    "full",
                    $"no step keeps column values of {column} within the codes {codeMin} … {codeMax}",
                    column.Min.Sign < 0 ? "set 'adc.signed: true'" : "use more 'adc.bits' or an explicit {step, zero}"));
                return null;
        }
    }
}
