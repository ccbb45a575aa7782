// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.Design;

namespace RtlGen.Emission;

/// <summary>The link to ADC chips, as tile and behavioural macro place it.</summary>
internal sealed class AdcSerialView(AdcSerialLink link, int adcs)
{
    public int Chain => link.Options.Chain;

    public int LeadingBits => link.Options.LeadingBits;

    public int TrailingBits => link.Options.TrailingBits;

    public int ClockDivider => link.Options.ClockDivider;

    public int AcquireCycles => link.Options.AcquireCycles;

    public int ReadyCycles => link.ReadyCycles;

    public bool HasBusy => link.Options.Ready == AdcReady.Busy;

    public int Busy => HasBusy ? 1 : 0;

    public int Clocks => link.Clocks;

    public int Pins => link.Pins(adcs);

    public static IReadOnlyList<AdcSerialView> Of(LayerDesign design) =>
        AdcSerialLink.Of(design.Configuration.Adc) is { } link ? [new AdcSerialView(link, design.Adcs)] : [];
}

/// <summary>The link to DAC chips, as tile and behavioural macro place it.</summary>
internal sealed class DacSerialView(DacSerialLink link)
{
    public int Channels => link.Options.Channels;

    public int CommandBits => link.Options.CommandBits;

    public string Command => $"16'd{link.Options.Command}";

    public int AddressBits => link.Options.AddressBits;

    public int DataBits => link.Options.DataBits;

    public int TrailingBits => link.Options.TrailingBits;

    public int ClockDivider => link.Options.ClockDivider;

    public int ClockFalling => link.Options.ClockEdge == SerialEdge.Falling ? 1 : 0;

    public int LoadCycles => link.Options.LoadCycles;

    public int Chips => link.Chips;

    public static IReadOnlyList<DacSerialView> Of(LayerDesign design) =>
        DacSerialLink.Of(design.Configuration) is { } link ? [new DacSerialView(link)] : [];
}
