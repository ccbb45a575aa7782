// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;

namespace RtlGen.Design;

/// <summary>Frames, pins and cycles of the link to discrete ADC chips (rtlgen_adc_serial).</summary>
/// <param name="Options">Section <c>adc.serial</c>.</param>
/// <param name="CodeBits">Ba.</param>
/// <param name="ReadyCycles">From convert_start to data ready, the longest time with busy pins.</param>
public sealed record AdcSerialLink(AdcSerialOptions Options, int CodeBits, int ReadyCycles)
{
    /// <summary>Cycles from convert_start until a busy pin is low again, at least.</summary>
    public const int ShortestBusy = 2;

    /// <summary>Bits that one ADC sends.</summary>
    public int FrameBits => Options.LeadingBits + CodeBits + Options.TrailingBits;

    /// <summary>Clocks that a chain takes to be read.</summary>
    public int Clocks => Options.Chain * FrameBits;

    /// <summary>Cycles in which the chains are read.</summary>
    public int ShiftCycles => Clocks * 2 * Options.ClockDivider;

    /// <summary>Cycles that a busy pin is seen late; 0 where a time is waited for.</summary>
    public int SynchronizerCycles => Options.Ready == AdcReady.Busy ? PipelineLatency.Synchronizer : 0;

    /// <summary>Cycles of a conversion, the longest with busy pins.</summary>
    public int ConversionCycles => Options.AcquireCycles + ReadyCycles + SynchronizerCycles + ShiftCycles;

    /// <summary>Cycles of the shortest conversion: a busy pin is high for a cycle at least, a time is waited for whole.</summary>
    public int ShortestConversion => ConversionCycles - (Options.Ready == AdcReady.Busy ? ReadyCycles - ShortestBusy : 0);

    /// <summary>Data pins for so many ADCs; the last chain may be shorter.</summary>
    public int Pins(int adcs) => (adcs + Options.Chain - 1) / Options.Chain;

    /// <summary>Null where the ADCs have no serial link.</summary>
    public static AdcSerialLink? Of(AdcOptions adc) =>
        adc.Serial is { } options ? new AdcSerialLink(options, adc.Bits, adc.ConversionCycles) : null;
}

/// <summary>Frames, pins and cycles of the link to discrete DAC chips (rtlgen_dac_serial).</summary>
/// <param name="Options">Section <c>dac.serial</c>.</param>
/// <param name="Rows">Word lines of the macro.</param>
public sealed record DacSerialLink(DacSerialOptions Options, int Rows)
{
    /// <summary>Bits that one channel of a chip is sent.</summary>
    public int FrameBits => Options.CommandBits + Options.AddressBits + Options.DataBits + Options.TrailingBits;

    /// <summary>Chips, each with a data pin of its own; the last one may have channels without a word line.</summary>
    public int Chips => (Rows + Options.Channels - 1) / Options.Channels;

    /// <summary>Cycles from the first bit to the end of the load strobe; between frames the synchronisation rests for one bit.</summary>
    public int TransferCycles => (Options.Channels * (FrameBits + 1) * 2 * Options.ClockDivider) + Options.LoadCycles;

    /// <summary>Null where the DACs have no serial link.</summary>
    public static DacSerialLink? Of(RtlConfiguration configuration) =>
        configuration.Dac.Serial is { } options ? new DacSerialLink(options, configuration.Crossbar.Rows) : null;
}
