// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Configuration;

/// <summary>Puts the values of all keys into a configuration.</summary>
internal static class ConfigurationBuilder
{
    /// <summary>Every value must be known, that is, reading found no error.</summary>
    public static RtlConfiguration Build(Settings s) => new()
    {
        Name = s.Get(DesignKeys.Name),
        Extends = s.Get(DesignKeys.Extends),
        Layer = s.Get(DesignKeys.LayerInputs) is { } inputs && s.Get(DesignKeys.LayerOutputs) is { } outputs
            ? new LayerShape(inputs, outputs)
            : null,
        Weights = new WeightOptions
        {
            Encoding = s.Get(WeightKeys.Encoding),
            Bits = s.Get(WeightKeys.Bits),
            Reference = s.Get(WeightKeys.Reference),
            Subtraction = s.Get(WeightKeys.Subtraction),
            Levels = s.Get(WeightKeys.Levels),
        },
        Inputs = new InputOptions { Encoding = s.Get(InputKeys.Encoding), Bits = s.Get(InputKeys.Bits) },
        Crossbar = new CrossbarOptions
        {
            Rows = s.Get(CrossbarKeys.Rows),
            Columns = s.Get(CrossbarKeys.Columns),
            CellBits = s.Get(CrossbarKeys.CellBits),
            SliceBits = s.Get(CrossbarKeys.SliceBits),
            RowsPerActivation = s.Get(CrossbarKeys.RowsPerActivation),
        },
        Dac = new DacOptions
        {
            Kind = s.Get(DacKeys.Kind),
            Bits = s.Get(DacKeys.Bits),
            DriveCycles = s.Get(DacKeys.DriveCycles),
            SettleCycles = s.Get(DacKeys.SettleCycles),
            SampleCycles = s.Get(DacKeys.SampleCycles),
            Link = s.Get(DacKeys.Link),
            Serial = s.Get(DacKeys.Link) == ConverterLink.Serial ? DacSerial(s) : null,
        },
        Adc = new AdcOptions
        {
            Kind = s.Get(AdcKeys.Kind),
            Bits = s.Get(AdcKeys.Bits),
            ColumnsPerAdc = s.Get(AdcKeys.ColumnsPerAdc),
            Signed = s.Get(AdcKeys.Signed),
            Range = s.Get(AdcKeys.Range),
            Rounding = s.Get(AdcKeys.Rounding),
            ConversionCycles = s.Get(AdcKeys.ConversionCycles),
            Link = s.Get(AdcKeys.Link),
            Serial = s.Get(AdcKeys.Link) == ConverterLink.Serial ? AdcSerial(s) : null,
            SampleAndHold = s.Get(AdcKeys.SampleAndHold),
            OffsetCorrection = s.Get(AdcKeys.OffsetCorrection),
        },
        Accumulator = new AccumulatorOptions { Bits = s.Get(AccumulatorKeys.Bits), Overflow = s.Get(AccumulatorKeys.Overflow) },
        Analog = new AnalogOptions { FractionBits = s.Get(AnalogKeys.FractionBits), Noise = s.Get(AnalogKeys.Noise) },
        Output = new OutputOptions
        {
            Requantize = s.Get(OutputKeys.Requantize),
            Bits = s.Get(OutputKeys.Bits),
            Signed = s.Get(OutputKeys.Signed),
            Bipolar = s.Get(OutputKeys.Bipolar),
            Rounding = s.Get(OutputKeys.Rounding),
            Granularity = s.Get(OutputKeys.Granularity),
            ZeroPoint = s.Get(OutputKeys.ZeroPoint),
            Activation = s.Get(OutputKeys.Activation),
            Clamp = s.Get(OutputKeys.Clamp),
            BiasBits = s.Get(OutputKeys.BiasBits),
            Requantizers = s.Get(OutputKeys.Requantizers),
        },
        Interface = new InterfaceOptions
        {
            StreamBits = s.Get(InterfaceKeys.StreamBits),
            Control = s.Get(InterfaceKeys.Control),
            Parameters = s.Get(InterfaceKeys.Parameters),
            Programming = s.Get(InterfaceKeys.Programming),
            Readback = s.Get(InterfaceKeys.Readback),
        },
    };

    private static DacSerialOptions DacSerial(Settings s) => new()
    {
        ClockDivider = s.Get(DacSerialKeys.ClockDivider),
        ClockEdge = s.Get(DacSerialKeys.ClockEdge),
        CommandBits = s.Get(DacSerialKeys.CommandBits),
        Command = s.Get(DacSerialKeys.Command),
        AddressBits = s.Get(DacSerialKeys.AddressBits),
        Channels = s.Get(DacSerialKeys.Channels),
        DataBits = s.Get(DacSerialKeys.DataBits),
        TrailingBits = s.Get(DacSerialKeys.TrailingBits),
        LoadCycles = s.Get(DacSerialKeys.LoadCycles),
    };

    private static AdcSerialOptions AdcSerial(Settings s) => new()
    {
        ClockDivider = s.Get(AdcSerialKeys.ClockDivider),
        LeadingBits = s.Get(AdcSerialKeys.LeadingBits),
        TrailingBits = s.Get(AdcSerialKeys.TrailingBits),
        Chain = s.Get(AdcSerialKeys.Chain),
        Ready = s.Get(AdcSerialKeys.Ready),
        AcquireCycles = s.Get(AdcSerialKeys.AcquireCycles),
    };
}
