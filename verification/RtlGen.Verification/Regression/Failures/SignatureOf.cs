// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Emission;

namespace RtlGen.Regression.Failures;

/// <summary>Makes a signature of a verdict: the deepest tap that differs, the module that feeds it, and how the values differ.</summary>
public static class SignatureOf
{
    /// <summary>Cycles: values are right but come when they must not.</summary>
    public const string Cycles = "cycles";

    /// <summary>Handshakes, packets, hangs, counters: what no tap's value shows.</summary>
    public const string Protocol = "protocol";

    /// <summary>A tool or the simulation failed.</summary>
    public const string Tool = "tool";

    /// <summary>The signature of a verdict that does not pass.</summary>
    public static FailureSignature Verdict(LayerDesign design, LayerVerdict verdict)
    {
        if (verdict.FirstDiverging is { First: { } first } comparison)
        {
            string under = verdict.Comparisons.Any(c => c.First is null) ? OnlyIn(verdict) : "";
            return new FailureSignature(Divergence.Name(first.Tap), Module(design, first.Tap), Pattern(first, comparison, design) + under);
        }

        foreach (Comparison pass in verdict.Comparisons)
        {
            if (pass.Pass.Faults is [var fault, ..])
            {
                return new FailureSignature(Protocol, ProtocolModule(design, fault.Message), Shape(fault.Message));
            }
        }

        return new FailureSignature(Cycles, "rtlgen_sequencer", verdict.Cycles is { Varying: not null } ? "vectors on other cycles" : CyclePattern(verdict.Cycles));
    }

    /// <summary>A message with its numbers taken out, so that the same complaint of two cases is the same.</summary>
    public static string Shape(string message)
    {
        System.Text.StringBuilder shape = new();
        foreach (char c in message.Split('\n')[0])
        {
            bool isDigit = char.IsAsciiDigit(c);
            if (!isDigit || shape.Length == 0 || shape[^1] != '#')
            {
                shape.Append(isDigit ? '#' : c);
            }
        }

        return shape.Length <= 120 ? shape.ToString() : shape.ToString(0, 120);
    }

    private static string CyclePattern(CycleCheck? cycles) => cycles switch
    {
        null => "unknown",
        { Latency: null } => "no latency",
        _ when cycles.Latency != cycles.ExpectedLatency => "latency",
        _ => "interval",
    };

    private static string OnlyIn(LayerVerdict verdict)
    {
        bool unstalledAgrees = verdict.Comparisons.Where(c => c.Pass.Pass.IsUnstalled).All(c => c.First is null);
        bool stalledAgrees = verdict.Comparisons.Where(c => !c.Pass.Pass.IsUnstalled).All(c => c.First is null);
        return unstalledAgrees ? ", only when stalled" : stalledAgrees ? ", only unstalled" : ", not in every pass";
    }

    /// <summary>The module of <c>rtl/</c> or the template whose result the tap is.</summary>
    private static string Module(LayerDesign design, Tap tap)
    {
        RtlConfiguration configuration = design.Configuration;
        return tap switch
        {
            Tap.Code when configuration.Adc.OffsetCorrection => "rtlgen_offset_correction",
            Tap.Code when configuration.Adc.Link == ConverterLink.Serial => "rtlgen_adc_serial",
            Tap.Code => $"rtlgen_adc_{ConfigurationNames.Of(configuration.Adc.Kind)}",
            Tap.Accumulator => "rtlgen_lane",
            Tap.Y => "rtlgen_row_sum",
            Tap.Output => LayerEmitter.RequantizerModule(design),
            _ => "overflow",
        };
    }

    private static string ProtocolModule(LayerDesign design, string message) =>
        message.Contains("packet", StringComparison.Ordinal) ? "rtlgen_packet_input"
        : message.Contains("reads", StringComparison.Ordinal) ? "rtlgen_performance"
        : message.Contains("m_t", StringComparison.Ordinal) ? "rtlgen_packet_output"
        : message.Contains("unknown bits", StringComparison.Ordinal) ? "unknown (x)"
        : design.HasBus ? "top" : "layer";

    /// <summary>How the two values differ; the direction and size of a difference say more of a cause than the values.</summary>
    private static string Pattern(Divergence first, Comparison comparison, LayerDesign design)
    {
        if (first.Expected is not { } expected)
        {
            return "records too many";
        }

        if (first.Actual is not { } actual)
        {
            return "never came";
        }

        long difference = unchecked(actual - expected);
        TapSummary summary = comparison.Taps.First(t => t.Tap == first.Tap);
        string share = summary.Differing * 2 > summary.Compared ? "most" : "some";
        string kind =
            actual == -expected ? "sign"
            : difference is 1 or -1 ? "by one"
            : actual == 0 ? "zero"
            : long.IsPow2(difference) || long.IsPow2(-difference) ? "by a power of two"
            : long.PopCount(unchecked(expected ^ actual)) == 1 ? "one bit"
            : Wrapped(difference, design) ? "wrapped"
            : "value";
        return $"{share}, {kind}";
    }

    /// <summary>The difference is a multiple of the accumulator's modulus.</summary>
    private static bool Wrapped(long difference, LayerDesign design) =>
        design.Arithmetic.Accumulator.Bits is > 1 and < 63 and var bits && difference % (1L << bits) == 0;
}
