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
            .. Rows(configuration),
            new("drive", PinDirection.Input, 1, configuration.Dac.Serial is null ? "high while the word lines are driven" : "high from the transfer to the DAC chips until the step's sample (or conversions) end"),
            new("sample", PinDirection.Input, 1, "high in the cycles in which the bit lines are sampled; without sample and hold, in the last cycle before the conversions"),
        ];
        if (adc.SampleAndHold == SampleAndHold.Double)
        {
            pins.Add(new("sample_bank", PinDirection.Input, 1, "hold capacitors that the sample goes to"));
            pins.Add(new("convert_bank", PinDirection.Input, 1, "hold capacitors that the ADCs read"));
        }

        pins.Add(new("mux", PinDirection.Input, MuxBits(schedule), $"bit line of its lane that each ADC reads; settles {(adc.Serial is null ? "within the first cycle of a conversion" : "while the ADCs acquire")}"));
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
            case AdcKind.External when AdcSerialLink.Of(adc) is { } link:
                pins.AddRange(SerialAdcs(link, adcs));
                break;
            default:
                pins.Add(new("start", PinDirection.Input, 1, "high in the first cycle of a conversion, for all ADCs"));
                pins.Add(new("done", PinDirection.Output, adcs, "high in the cycle in which the ADC's data is valid, lane 0 lowest"));
                pins.Add(new("data", PinDirection.Output, adcs * adc.Bits, "code of each ADC, code_min subtracted, lane 0 lowest"));
                break;
        }

        pins.AddRange(Programming(configuration));
        return pins;
    }

    /// <summary>Pulses on cells, and the mark of samples that belong to no vector (control.md §4, §6).</summary>
    private static IEnumerable<MacroPin> Programming(RtlConfiguration configuration)
    {
        bool programming = configuration.Interface.HasProgramming;
        if (programming)
        {
            int columns = configuration.Crossbar.Columns + (configuration.Weights.HasReferenceColumn ? 1 : 0);
            yield return new("program_pulse", PinDirection.Input, 1, "high while the cells at program_row and program_column are pulsed");
            yield return new("program_set", PinDirection.Input, 1, "1: the pulse raises the cells, 0: it lowers them; stable, as program_row and program_column, from one cycle before the pulse to one cycle after it");
            yield return new("program_row", PinDirection.Input, IndexBits(configuration.Crossbar.Rows), "number of the word line whose cells are pulsed");
            yield return new("program_column", PinDirection.Input, columns, "one bit a bit line, bit line 0 lowest: 1 where the cell is pulsed");
        }

        if (programming || configuration.Adc.OffsetCorrection)
        {
            yield return new("verify", PinDirection.Input, 1, "high in the cycles of sample in which a cell is verified or an ADC calibrated; a real macro may ignore it");
        }
    }

    private static IEnumerable<MacroPin> SerialAdcs(AdcSerialLink link, int adcs)
    {
        string chains = $"ADC a is number a mod {link.Options.Chain} of the chain on pin a / {link.Options.Chain}, the one at the pin first";
        yield return new("convert_start", PinDirection.Input, 1, "rises when the conversion of all ADCs starts, falls when the last bit has been sampled");
        yield return new("adc_clock", PinDirection.Input, 1, "serial clock of all ADCs; data is sampled at its rising edge and changes after its falling edge");
        if (link.Options.Ready == AdcReady.Busy)
        {
            yield return new("adc_busy", PinDirection.Output, link.Pins(adcs), "high from convert_start until the data of the pin's ADCs is ready; need not be synchronous to clk");
        }

        yield return new("adc_data", PinDirection.Output, link.Pins(adcs), $"{link.Options.LeadingBits} bits, the code (code_min subtracted, most significant bit first) and {link.Options.TrailingBits} bits of each ADC; {chains}");
    }

    private static IEnumerable<MacroPin> SerialDacs(DacSerialLink link)
    {
        string edge = ConfigurationNames.Of(link.Options.ClockEdge);
        yield return new("dac_clock", PinDirection.Input, 1, $"serial clock of all DAC chips; data is taken over at its {edge} edge");
        yield return new("dac_sync_n", PinDirection.Input, 1, $"low for the {link.FrameBits} bits of a frame");
        yield return new("dac_data", PinDirection.Input, link.Chips, $"data of each DAC chip; row r is channel r mod {link.Options.Channels} of chip r / {link.Options.Channels}");
        yield return new("dac_load_n", PinDirection.Input, 1, "low after the frames of all channels; when it rises all word lines have taken over their codes, and keep them until the next step's");
    }

    private static IEnumerable<MacroPin> Rows(RtlConfiguration configuration) =>
        DacSerialLink.Of(configuration) is { } link ? SerialDacs(link) : [ParallelRows(configuration)];

    private static MacroPin ParallelRows(RtlConfiguration configuration) => configuration.Dac.Kind switch
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
    internal static int MuxBits(Schedule schedule) => IndexBits(schedule.MuxPositions);

    /// <summary>Bits of an index into <paramref name="count"/> things, at least 1.</summary>
    private static int IndexBits(int count)
    {
        int bits = 1;
        while (1 << bits < count)
        {
            bits++;
        }

        return bits;
    }
}
