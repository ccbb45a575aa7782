// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Configuration;

/// <summary>K inputs by N outputs of the whole matrix.</summary>
public sealed record LayerShape(int Inputs, int Outputs);

/// <summary>
/// A configuration with every default filled in; one property a key of the contract's section 2.
/// Holds what the user asked for and nothing derived: that is <c>LayerDesign</c>.
/// </summary>
public sealed record RtlConfiguration
{
    /// <summary>Prefix of every generated module.</summary>
    public required string Name { get; init; }

    /// <summary>Name of the preset that gave the defaults; null without one.</summary>
    public string? Extends { get; init; }

    /// <summary>Null: the shape comes from the weights, or is one full tile.</summary>
    public LayerShape? Layer { get; init; }

    public required WeightOptions Weights { get; init; }

    public required InputOptions Inputs { get; init; }

    public required CrossbarOptions Crossbar { get; init; }

    public DacOptions Dac { get; init; } = new();

    public required AdcOptions Adc { get; init; }

    public AccumulatorOptions Accumulator { get; init; } = new();

    public AnalogOptions Analog { get; init; } = new();

    public OutputOptions Output { get; init; } = new();

    public InterfaceOptions Interface { get; init; } = new();
}

public enum WeightEncoding { Offset, Differential, TwosComplement, Bipolar, Levels }

public enum WeightReference { Digital, Column }

public enum WeightSubtraction { Digital, Analog }

/// <summary>Section <c>weights</c>.</summary>
public sealed record WeightOptions
{
    public required WeightEncoding Encoding { get; init; }

    /// <summary>Bw; bipolar: 1. For <c>levels</c>: 0, the levels say it all.</summary>
    public required int Bits { get; init; }

    public WeightReference Reference { get; init; } = WeightReference.Digital;

    public WeightSubtraction Subtraction { get; init; } = WeightSubtraction.Digital;

    /// <summary>What a cell can hold, ascending from 0; empty unless the encoding is <c>levels</c>.</summary>
    public IReadOnlyList<int> Levels { get; init; } = [];

    /// <summary>True when a positive and a negative column are read as one conversion column.</summary>
    public bool IsAnalogPair =>
        Encoding is WeightEncoding.Differential or WeightEncoding.Levels && Subtraction == WeightSubtraction.Analog;

    /// <summary>True when one more physical column, all of whose used cells hold 1, computes the sum of inputs.</summary>
    public bool HasReferenceColumn => Encoding == WeightEncoding.Offset && Reference == WeightReference.Column;
}

public enum InputEncoding { Unsigned, TwosComplement, Offset, Differential, Bipolar }

/// <summary>Section <c>inputs</c>.</summary>
public sealed record InputOptions
{
    public required InputEncoding Encoding { get; init; }

    /// <summary>Bx; bipolar: 1.</summary>
    public required int Bits { get; init; }
}

/// <summary>Section <c>crossbar</c>.</summary>
public sealed record CrossbarOptions
{
    /// <summary>Physical word lines.</summary>
    public required int Rows { get; init; }

    /// <summary>Physical bit lines, the reference column not counted.</summary>
    public required int Columns { get; init; }

    public int CellBits { get; init; } = 1;

    /// <summary>Bits of each slice, LSB first; empty: the even cut by <see cref="CellBits"/>.</summary>
    public IReadOnlyList<int> SliceBits { get; init; } = [];

    /// <summary>Word lines driven together.</summary>
    public required int RowsPerActivation { get; init; }
}

public enum DacKind { Pulse, Voltage, Pwm }

public enum ConverterLink { Parallel, Serial }

/// <summary>Section <c>dac</c>.</summary>
public sealed record DacOptions
{
    public DacKind Kind { get; init; } = DacKind.Pulse;

    /// <summary>Bd, bits of an input slice.</summary>
    public int Bits { get; init; } = 1;

    public int DriveCycles { get; init; } = 1;

    public int SettleCycles { get; init; } = 1;

    public int SampleCycles { get; init; } = 1;

    public ConverterLink Link { get; init; } = ConverterLink.Parallel;

    /// <summary>Null unless <see cref="Link"/> is serial.</summary>
    public DacSerialOptions? Serial { get; init; }
}

/// <summary>The edge of a serial clock that a chip samples at.</summary>
public enum SerialEdge { Rising, Falling }

/// <summary>Section <c>dac.serial</c>. A frame is command, address, data and trailing zeros.</summary>
public sealed record DacSerialOptions
{
    /// <summary>Cycles of half a bit.</summary>
    public int ClockDivider { get; init; } = 1;

    public SerialEdge ClockEdge { get; init; } = SerialEdge.Rising;

    public int CommandBits { get; init; }

    public int Command { get; init; }

    public int AddressBits { get; init; }

    /// <summary>Channels of a chip.</summary>
    public int Channels { get; init; } = 1;

    /// <summary>The code stands in the upper ones.</summary>
    public required int DataBits { get; init; }

    public int TrailingBits { get; init; }

    /// <summary>Cycles of the load strobe.</summary>
    public int LoadCycles { get; init; } = 1;
}

public enum AdcKind { Sar, Flash, Ramp, SenseAmplifier, External }

public enum AdcRangeKind { Lossless, Full, Explicit }

/// <summary>Key <c>adc.range</c>; step and zero, in units of 1/256, count only when <see cref="Kind"/> is explicit.</summary>
public sealed record AdcRange(AdcRangeKind Kind, long Step256 = 256, long Zero256 = 0);

public enum AdcRounding { Floor, HalfUp, HalfEven, HalfAway, CeilMinusOne }

public enum SampleAndHold { None, Single, Double }

/// <summary>Section <c>adc</c>.</summary>
public sealed record AdcOptions
{
    public AdcKind Kind { get; init; } = AdcKind.Sar;

    /// <summary>Ba.</summary>
    public required int Bits { get; init; }

    /// <summary>Conversion columns that share one ADC.</summary>
    public int ColumnsPerAdc { get; init; } = 1;

    public bool Signed { get; init; }

    public AdcRange Range { get; init; } = new(AdcRangeKind.Lossless);

    public AdcRounding Rounding { get; init; } = AdcRounding.Floor;

    /// <summary>External ADCs: the longest time from start to done; otherwise 0.</summary>
    public int ConversionCycles { get; init; }

    public ConverterLink Link { get; init; } = ConverterLink.Parallel;

    /// <summary>Null unless <see cref="Link"/> is serial.</summary>
    public AdcSerialOptions? Serial { get; init; }

    public SampleAndHold SampleAndHold { get; init; } = SampleAndHold.Double;

    /// <summary>True when an offset is subtracted from the codes of each conversion column.</summary>
    public bool OffsetCorrection { get; init; }
}

/// <summary>What tells that a chip's data is ready: a time, or its busy pin.</summary>
public enum AdcReady { Time, Busy }

/// <summary>Section <c>adc.serial</c>.</summary>
public sealed record AdcSerialOptions
{
    /// <summary>Cycles of half a period of the serial clock.</summary>
    public int ClockDivider { get; init; } = 1;

    /// <summary>Bits before the code.</summary>
    public int LeadingBits { get; init; }

    /// <summary>Bits after the code.</summary>
    public int TrailingBits { get; init; }

    /// <summary>ADCs on one data pin.</summary>
    public int Chain { get; init; } = 1;

    public AdcReady Ready { get; init; } = AdcReady.Time;

    /// <summary>Cycles from the step of the multiplexer to the start of the conversion.</summary>
    public int AcquireCycles { get; init; } = 1;
}

public enum AccumulatorOverflow { Saturate, Wrap }

/// <summary>Section <c>accumulator</c>.</summary>
public sealed record AccumulatorOptions
{
    /// <summary>A; null: <c>auto</c>.</summary>
    public int? Bits { get; init; }

    public AccumulatorOverflow Overflow { get; init; } = AccumulatorOverflow.Saturate;
}

/// <summary>Section <c>analog</c>.</summary>
public sealed record AnalogOptions
{
    /// <summary>f.</summary>
    public int FractionBits { get; init; }

    /// <summary>Standard deviation of the read noise in units of v, 0..64.</summary>
    public decimal Noise { get; init; }
}

public enum Requantize { None, Shift, Multiplier, Thresholds }

/// <summary>Key <c>output.rounding</c>: the first four belong to <c>shift</c>, the others to <c>multiplier</c> (half_even to both).</summary>
public enum OutputRounding { Floor, HalfUp, HalfEven, HalfAway, TfliteDouble, TfliteSingle, Float32 }

public enum Granularity { PerChannel, PerTensor }

public enum Activation { None, Relu, Clamp, Table }

/// <summary>Section <c>output</c>.</summary>
public sealed record OutputOptions
{
    public Requantize Requantize { get; init; } = Requantize.None;

    /// <summary>Bo; null only for requantize none: what is needed.</summary>
    public int? Bits { get; init; }

    public bool Signed { get; init; } = true;

    public bool Bipolar { get; init; }

    public OutputRounding Rounding { get; init; } = OutputRounding.HalfUp;

    public Granularity Granularity { get; init; } = Granularity.PerChannel;

    public long ZeroPoint { get; init; }

    public Activation Activation { get; init; } = Activation.None;

    /// <summary>[lo, hi] of activation <c>clamp</c>; null otherwise.</summary>
    public (long Lo, long Hi)? Clamp { get; init; }

    /// <summary>Bits of a bias; 0: no bias.</summary>
    public int BiasBits { get; init; } = 32;

    /// <summary>Null: <c>auto</c>, as many as never limit the interval.</summary>
    public int? Requantizers { get; init; }
}

public enum ControlKind { Axi4Lite, Apb, Port }

public enum ParameterStorage { Runtime, Baked }

/// <summary>Section <c>interface</c>.</summary>
public sealed record InterfaceOptions
{
    /// <summary>TDATA width in and out.</summary>
    public int StreamBits { get; init; } = 32;

    public ControlKind Control { get; init; } = ControlKind.Axi4Lite;

    public ParameterStorage Parameters { get; init; } = ParameterStorage.Runtime;

    /// <summary>True when cells are written through the registers; false without a bus.</summary>
    public bool Programming { get; init; } = true;

    /// <summary>True when weights can be read through the registers.</summary>
    public bool Readback { get; init; }

    /// <summary>True when <see cref="Control"/> is a bus with registers behind it.</summary>
    public bool HasBus => Control != ControlKind.Port;

    /// <summary>True when the design writes its cells itself.</summary>
    public bool HasProgramming => HasBus && Programming;
}
