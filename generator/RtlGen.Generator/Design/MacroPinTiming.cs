// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;

namespace RtlGen.Design;

/// <summary>What a pin of the macro asks of the clock.</summary>
public enum MacroPath
{
    /// <summary>It may change in every cycle.</summary>
    SingleCycle,

    /// <summary>The schedule keeps it for some cycles before anything looks at it.</summary>
    Multicycle,

    /// <summary>It passes synchronizer registers first.</summary>
    Asynchronous,

    /// <summary>It never changes.</summary>
    Constant,
}

/// <summary>What the schedule guarantees of one pin of the macro: constraints and documents say this and nothing more.</summary>
/// <param name="Pin">Name of the pin.</param>
/// <param name="Path">What it asks of the clock.</param>
/// <param name="Cycles">Cycles from a change to the clock edge that needs it, whatever the registers hold; 1 but for <see cref="MacroPath.Multicycle"/>.</param>
/// <param name="ResetCycles">The same while the registers of the step's timing hold their reset values.</param>
/// <param name="Reason">Why, with the cycles of the schedule.</param>
public sealed record MacroPinTiming(string Pin, MacroPath Path, int Cycles, int ResetCycles, string Reason)
{
    /// <summary>Every pin but clk, in the order of the pin table.</summary>
    public static IReadOnlyList<MacroPinTiming> Of(LayerDesign design) =>
        [.. design.MacroPins.Where(p => !string.Equals(p.Name, "clk", StringComparison.Ordinal)).Select(p => Of(design, p.Name))];

    private static MacroPinTiming Of(LayerDesign design, string pin)
    {
        Schedule schedule = design.Schedule;
        AdcOptions adc = design.Configuration.Adc;
        DacOptions dac = design.Configuration.Dac;
        switch (pin)
        {
            case "row" when dac.Kind == DacKind.Pwm:
                return Single(pin, "the length of its pulses is what is computed");
            case "row" or "sample_bank":
                int step = schedule.DriveAndSettle;
                int fewest = FewestUntilSample(design);
                string changes = string.Equals(pin, "row", StringComparison.Ordinal)
                    ? $"changes when a step begins and stands until its {(schedule.Sample > 0 ? "sample ends" : "conversions end")}"
                    : "changes when a sample ends, as the next step may begin";
                string looked = schedule.Sample > 0 ? "sample rises" : "the first conversion begins";
                string shortened = fewest < step ? $"; registers can shorten that to {fewest}" : "";
                return Many(pin, fewest, step, $"{changes}; {looked} {step} cycle{(step == 1 ? "" : "s")} after the step's beginning (drive and settle){shortened}");
            case "mux" when schedule.MuxPositions == 1:
                return new MacroPinTiming(pin, MacroPath.Constant, 1, 1, "there is one position only: it stays 0");
            case "mux" or "convert_bank" when AdcSerialLink.Of(adc) is not null:
                return Many(pin, adc.Serial!.AcquireCycles, adc.Serial.AcquireCycles, $"changes when a conversion has ended; convert_start rises {adc.Serial.AcquireCycles} cycles later (acquire_cycles)");
            case "mux" or "convert_bank" when adc.Kind == AdcKind.Ramp:
                return Many(pin, 2, 2, "changes when a conversion has ended; the comparators of the next one count from its second cycle on, since every column reaches the lowest ramp code");
            case "mux" or "convert_bank" when adc.Kind is AdcKind.Sar or AdcKind.Flash or AdcKind.SenseAmplifier:
                return Single(pin, "the next conversion follows at once: comparators are read at the end of its first cycle");
            case "adc_busy":
                return new MacroPinTiming(pin, MacroPath.Asynchronous, 1, 1, $"passes {PipelineLatency.Synchronizer} synchronizer registers: chips have a clock of their own");
            case "adc_data":
                return Many(pin, adc.Serial!.ClockDivider, adc.Serial.ClockDivider, $"changes after adc_clock falls and is sampled when it rises, {adc.Serial.ClockDivider} cycles later (clock_divider)");
            case "dac_data" or "dac_sync_n":
                return Many(pin, dac.Serial!.ClockDivider, dac.Serial.ClockDivider, $"changes between bits; chips sample {dac.Serial.ClockDivider} cycles later (clock_divider)");
            case "comparator" when adc.Kind == AdcKind.Sar:
                return Single(pin, "answers the trial code of the same cycle");
            case "comparator" when adc.Kind == AdcKind.Ramp:
                return Single(pin, "answers the ramp code of the same cycle");
            case "comparator":
                return Single(pin, "is read at the end of the conversion's only cycle");
            default:
                return Single(pin, "may change in every cycle");
        }
    }

    /// <summary>Cycles from a step's beginning to its sample, with the shortest times that registers can set.</summary>
    private static int FewestUntilSample(LayerDesign design) =>
        design.HasBus ? design.Schedule.Transfer + 1 : design.Schedule.DriveAndSettle;

    private static MacroPinTiming Single(string pin, string reason) => new(pin, MacroPath.SingleCycle, 1, 1, reason);

    private static MacroPinTiming Many(string pin, int cycles, int resetCycles, string reason) =>
        new(pin, cycles > 1 ? MacroPath.Multicycle : MacroPath.SingleCycle, Math.Max(1, cycles), Math.Max(1, resetCycles), reason);
}
