// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;

namespace RtlGen.Design;

/// <summary>Builds the macro's pin table from the configuration.</summary>
internal static class MacroPinTable
{
    public static IReadOnlyList<MacroPin> Of(RtlConfiguration configuration, Placement placement, Schedule schedule)
    {
        int adcs = placement.Lanes + (configuration.Weights.HasReferenceColumn ? 1 : 0);
        AdcOptions adc = configuration.Adc;
        List<MacroPin> pins =
        [
            new("clk", PinDirection.Input, 1, "clock of the tile; every other pin is synchronous to it"),
            new("rst_n", PinDirection.Input, 1, "synchronous reset, active low"),
            Rows(configuration),
            new("drive", PinDirection.Input, 1, "high while the word lines are driven"),
            new("sample", PinDirection.Input, 1, "high in the cycles in which the bit lines are sampled; without sample and hold, in the last cycle before the conversions"),
        ];
        if (adc.SampleAndHold == SampleAndHold.Double)
        {
            pins.Add(new("sample_bank", PinDirection.Input, 1, "hold capacitors that the sample goes to"));
            pins.Add(new("convert_bank", PinDirection.Input, 1, "hold capacitors that the ADCs read"));
        }

        pins.Add(new("mux", PinDirection.Input, MuxBits(schedule), "bit line of its lane that each ADC reads; settles within the first cycle of a conversion"));
        switch (adc.Kind)
        {
            case AdcKind.Sar:
                pins.Add(new("trial", PinDirection.Input, adcs * adc.Bits, "trial code of each ADC, code_min subtracted, lane 0 lowest"));
                pins.Add(new("comparator", PinDirection.Output, adcs, "1 where the column value reaches the trial code's threshold"));
                break;
            case AdcKind.Flash:
                int comparators = (1 << adc.Bits) - 1;
                pins.Add(new("comparator", PinDirection.Output, adcs * comparators, $"{comparators} comparators of each ADC, lowest threshold first, lane 0 lowest"));
                break;
            case AdcKind.Ramp:
                pins.Add(new("ramp", PinDirection.Input, adc.Bits, "ramp code of all ADCs, code_min subtracted"));
                pins.Add(new("comparator", PinDirection.Output, adcs, "1 while the column value reaches the ramp code's threshold"));
                break;
            case AdcKind.SenseAmplifier:
                pins.Add(new("comparator", PinDirection.Output, adcs, "1 where the column value reaches the threshold"));
                break;
            default:
                pins.Add(new("start", PinDirection.Input, 1, "high in the first cycle of a conversion, for all ADCs"));
                pins.Add(new("done", PinDirection.Output, adcs, "high in the cycle in which the ADC's data is valid, lane 0 lowest"));
                pins.Add(new("data", PinDirection.Output, adcs * adc.Bits, "code of each ADC, code_min subtracted, lane 0 lowest"));
                break;
        }

        return pins;
    }

    private static MacroPin Rows(RtlConfiguration configuration) => configuration.Dac.Kind switch
    {
        DacKind.Voltage => new(
            "row",
            PinDirection.Input,
            configuration.Crossbar.Rows * configuration.Dac.Bits,
            "word line DAC codes, row 0 lowest, held from the first drive cycle until the step's sample (or conversions) end"),
        DacKind.Pwm => new(
            "row", PinDirection.Input, configuration.Crossbar.Rows, "word line pulses, as long as the slice says, starting together"),
        _ => new(
            "row",
            PinDirection.Input,
            configuration.Crossbar.Rows,
            "word line enables, held from the first drive cycle until the step's sample (or conversions) end"),
    };

    /// <summary>Bits of the mux pin, at least 1.</summary>
    internal static int MuxBits(Schedule schedule)
    {
        int bits = 1;
        while (1 << bits < schedule.MuxPositions)
        {
            bits++;
        }

        return bits;
    }
}
