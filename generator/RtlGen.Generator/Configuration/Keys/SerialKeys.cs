// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Configuration;

/// <summary>Section <c>dac.serial</c>: discrete DAC chips, fed bit by bit.</summary>
internal static class DacSerialKeys
{
    private static readonly Condition Serial = Condition.When(DacKeys.Link, ConverterLink.Serial);

    public static readonly Key<int> ClockDivider = new("dac.serial.clock_divider", new IntegerType<int>(1, 255), c => c.Dac.Serial?.ClockDivider ?? 0)
    {
        Documentation = "Cycles of half a bit, before and after the edge of the serial clock that the chips sample at.",
        Condition = Serial,
        Defaults = [new(1)],
    };

    public static readonly Key<SerialEdge> ClockEdge = new("dac.serial.clock_edge", new ChoiceType<SerialEdge>(), c => c.Dac.Serial?.ClockEdge ?? default)
    {
        Documentation = "Edge of the serial clock that the chips sample at.",
        Condition = Serial,
        Defaults = [new(SerialEdge.Rising)],
    };

    public static readonly Key<int> CommandBits = new("dac.serial.command_bits", new IntegerType<int>(0, 16), c => c.Dac.Serial?.CommandBits ?? 0)
    {
        Documentation = "Bits of the command at the start of a frame.",
        Condition = Serial,
        Defaults = [new(0)],
    };

    public static readonly Key<int> Command = new("dac.serial.command", new IntegerType<int>(0, 65535), c => c.Dac.Serial?.Command ?? 0)
    {
        Documentation = "The command that writes a channel's input register, in command_bits bits.",
        Condition = Serial.And(Condition.Unless(CommandBits, 0)),
        Defaults = [new(0)],
    };

    public static readonly Key<int> AddressBits = new("dac.serial.address_bits", new IntegerType<int>(0, 8), c => c.Dac.Serial?.AddressBits ?? 0)
    {
        Documentation = "Bits of the channel's number after the command.",
        Condition = Serial,
        Defaults = [new(0)],
    };

    public static readonly Key<int> Channels = new("dac.serial.channels", new IntegerType<int>(1, 256), c => c.Dac.Serial?.Channels ?? 0)
    {
        Documentation = "Channels of a chip, at most 2^address_bits. Word line r is channel r mod channels of chip r / channels.",
        Condition = Serial,
        Defaults = [new(1)],
    };

    public static readonly Key<int> DataBits = new("dac.serial.data_bits", new IntegerType<int>(1, 32), c => c.Dac.Serial?.DataBits ?? 0)
    {
        Documentation = "Bits of the data after the address, at least dac.bits: the code stands in the upper ones, zeros follow.",
        Condition = Serial,
        Defaults = [new(DacKeys.Bits)],
    };

    public static readonly Key<int> TrailingBits = new("dac.serial.trailing_bits", new IntegerType<int>(0, 16), c => c.Dac.Serial?.TrailingBits ?? 0)
    {
        Documentation = "Zeros at the end of a frame.",
        Condition = Serial,
        Defaults = [new(0)],
    };

    public static readonly Key<int> LoadCycles = new("dac.serial.load_cycles", new IntegerType<int>(1, 255), c => c.Dac.Serial?.LoadCycles ?? 0)
    {
        Documentation = "Cycles of the strobe with which all word lines take over what was sent.",
        Condition = Serial,
        Defaults = [new(1)],
    };

    public static readonly IReadOnlyList<KeyDescription> All =
        [ClockDivider, ClockEdge, CommandBits, Command, AddressBits, Channels, DataBits, TrailingBits, LoadCycles];
}

/// <summary>Section <c>adc.serial</c>: discrete ADC chips, read bit by bit.</summary>
internal static class AdcSerialKeys
{
    private static readonly Condition Serial = Condition.When(AdcKeys.Link, ConverterLink.Serial);

    public static readonly Key<int> ClockDivider = new("adc.serial.clock_divider", new IntegerType<int>(1, 255), c => c.Adc.Serial?.ClockDivider ?? 0)
    {
        Documentation = "Cycles of half a period of the serial clock.",
        Condition = Serial,
        Defaults = [new(1)],
    };

    public static readonly Key<int> LeadingBits = new("adc.serial.leading_bits", new IntegerType<int>(0, 16), c => c.Adc.Serial?.LeadingBits ?? 0)
    {
        Documentation = "Bits that an ADC sends before its code.",
        Condition = Serial,
        Defaults = [new(0)],
    };

    public static readonly Key<int> TrailingBits = new("adc.serial.trailing_bits", new IntegerType<int>(0, 16), c => c.Adc.Serial?.TrailingBits ?? 0)
    {
        Documentation = "Bits that an ADC sends after its code: those of a finer ADC that adc.bits leaves out, or padding.",
        Condition = Serial,
        Defaults = [new(0)],
    };

    public static readonly Key<int> Chain = new("adc.serial.chain", new IntegerType<int>(1, 64), c => c.Adc.Serial?.Chain ?? 0)
    {
        Documentation = "ADCs in a row on one data pin: ADC a is number a mod chain, counted from the pin, on pin a / chain.",
        Condition = Serial,
        Defaults = [new(1)],
    };

    public static readonly Key<AdcReady> Ready = new("adc.serial.ready", new ChoiceType<AdcReady>(), c => c.Adc.Serial?.Ready ?? default)
    {
        Documentation = "What tells that a conversion is done: the time adc.conversion_cycles, or a busy pin for each data pin.",
        Condition = Serial,
        Defaults = [new(AdcReady.Time)],
    };

    public static readonly Key<int> AcquireCycles = new("adc.serial.acquire_cycles", new IntegerType<int>(1, 255), c => c.Adc.Serial?.AcquireCycles ?? 0)
    {
        Documentation = "Cycles that the ADCs acquire a conversion column before convert_start rises.",
        Condition = Serial,
        Defaults = [new(1)],
    };

    public static readonly IReadOnlyList<KeyDescription> All = [ClockDivider, LeadingBits, TrailingBits, Chain, Ready, AcquireCycles];
}
