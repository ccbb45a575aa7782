// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.Design;

namespace RtlGen.Reporting;

/// <summary>Choices of a design in words, shared by the reports.</summary>
internal static class Wording
{
    public static string Cells(WeightPart part, RtlConfiguration configuration)
    {
        string slice = Slice(part.Low, part.Bits);
        string negative = part.IsPair ? $", minus {slice} of max(-w, 0) in the next bit line" : "";
        return part.Source switch
        {
            _ when configuration.Weights.Encoding == WeightEncoding.Levels && part.IsPair => "level of max(w, 0), minus the level of max(-w, 0) in the next bit line",
            PartSource.Positive when configuration.Weights.Encoding == WeightEncoding.Levels => "level of max(w, 0)",
            PartSource.Negative when configuration.Weights.Encoding == WeightEncoding.Levels => "level of max(-w, 0)",
            PartSource.Shifted => $"{slice} of w + {1L << (configuration.Weights.Bits - 1)}",
            PartSource.Positive => $"{slice} of max(w, 0){negative}",
            PartSource.Negative => $"{slice} of max(-w, 0)",
            PartSource.LowBits => $"{slice} of w",
            PartSource.Sign => "sign bit of w",
            _ => "row 2k: w = +1, row 2k + 1: w = -1",
        };
    }

    public static string Drives(InputPhase phase, RtlConfiguration configuration)
    {
        string slice = Slice(phase.Low, phase.Bits);
        return phase.Source switch
        {
            PhaseSource.Value => $"{slice} of x",
            PhaseSource.Sign => "sign bit of x",
            PhaseSource.Shifted => $"{slice} of x + {1L << (configuration.Inputs.Bits - 1)}",
            PhaseSource.Positive => $"{slice} of max(x, 0)",
            PhaseSource.Negative => $"{slice} of max(-x, 0)",
            _ => "row 2k for x = +1, row 2k + 1 for x = -1",
        };
    }

    public static string Placement(Placement placement) => placement.LanesPerOutput == 1
        ? $"part j of output n: lane n / {placement.OutputsPerLane}, mux position (n mod {placement.OutputsPerLane}) * {placement.PartsPerOutput} + j"
        : $"part j of output n: lane n * {placement.LanesPerOutput} + j / {placement.ColumnsPerAdc}, mux position j mod {placement.ColumnsPerAdc}";

    public static string Step(LayerDesign design)
    {
        Schedule s = design.Schedule;
        return design.Configuration.Adc.SampleAndHold switch
        {
            SampleAndHold.None => $"drive and settle {s.DriveAndSettle} + convert {s.Converting}",
            SampleAndHold.Single => $"max(drive and settle {s.DriveAndSettle}, convert {s.Converting}) + sample {s.Sample}",
            _ => $"max(drive and settle {s.DriveAndSettle} + sample {s.Sample}, convert {s.Converting})",
        };
    }

    /// <summary>The serial links with the cycles that they take; none where converters are on the chip.</summary>
    public static IEnumerable<(string Link, string Cycles)> Links(LayerDesign design)
    {
        if (DacSerialLink.Of(design.Configuration) is { } dac)
        {
            yield return ("DAC link", $"{dac.TransferCycles} cycles a step = {dac.Options.Channels} channels x ({dac.FrameBits} + 1) bits x 2 x {dac.Options.ClockDivider} + load {dac.Options.LoadCycles}; {dac.Chips} chips");
        }

        if (AdcSerialLink.Of(design.Configuration.Adc) is { } adc)
        {
            string ready = adc.Options.Ready == AdcReady.Busy
                ? $"ready at most {adc.ReadyCycles} + synchroniser {adc.SynchronizerCycles}"
                : $"ready {adc.ReadyCycles}";
            yield return ("ADC link", $"acquire {adc.Options.AcquireCycles} + {ready} + read {adc.Options.Chain} ADCs x {adc.FrameBits} bits x 2 x {adc.Options.ClockDivider}; {adc.Pins(design.Adcs)} data pins");
        }
    }

    public static string Overlap(SampleAndHold sampleAndHold) => sampleAndHold switch
    {
        SampleAndHold.None => "none: the word lines stay driven while the bit lines are converted",
        SampleAndHold.Single => "single: the next step is driven and settles while this one is converted",
        _ => "double: the next step is driven, settles and is sampled while this one is converted",
    };

    public static string Requantizer(OutputOptions output) => output.Requantize switch
    {
        Requantize.None or Requantize.Thresholds => ConfigurationNames.Of(output.Requantize),
        _ => $"{ConfigurationNames.Of(output.Requantize)}, {ConfigurationNames.Of(output.Rounding)}",
    };

    public static string Percent(double fraction) => $"{100 * fraction:F1} %";

    private static string Slice(int low, int bits) => bits == 1 ? $"bit {low}" : $"bits {low + bits - 1}..{low}";
}
