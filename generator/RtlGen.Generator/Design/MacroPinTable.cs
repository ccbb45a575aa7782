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
            new("row", PinDirection.Input, configuration.Crossbar.Rows, "word line enables, held from the first drive cycle until the step's sample (or conversions) end"),
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
            default:
                break;
        }

        return pins;
    }

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
