// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Configuration;

/// <summary>Section <c>dac</c>.</summary>
internal static class DacKeys
{
    public static readonly Key<DacKind> Kind = new("dac.kind", new ChoiceType<DacKind>(), c => c.Dac.Kind)
    {
        Documentation = "What drives a row: one-bit pulses, a voltage, or the length of a pulse.",
        Defaults = [new(DacKind.Pulse)],
    };

    public static readonly Key<int> Bits = new("dac.bits", new IntegerType<int>(1, 8), c => c.Dac.Bits)
    {
        Documentation = "Bd, bits of an input slice, at most inputs.bits. Pulses and bipolar inputs: 1.",
        Defaults = [new(1)],
    };

    public static readonly Key<int> DriveCycles = new("dac.drive_cycles", new IntegerType<int>(1, 255), c => c.Dac.DriveCycles)
    {
        Documentation = "Cycles that the rows are driven; pwm: for each unit of the largest slice value of any phase.",
        Defaults = [new(1)],
    };

    public static readonly Key<int> SettleCycles = new("dac.settle_cycles", new IntegerType<int>(0, 255), c => c.Dac.SettleCycles)
    {
        Documentation = "Cycles from the end of driving until the columns may be sampled.",
        Defaults = [new(1)],
    };

    public static readonly Key<int> SampleCycles = new("dac.sample_cycles", new IntegerType<int>(1, 255), c => c.Dac.SampleCycles)
    {
        Documentation = "Cycles that sampling the columns takes.",
        Defaults = [new(1)],
    };

    public static readonly Key<ConverterLink> Link = new("dac.link", new ChoiceType<ConverterLink>(), c => c.Dac.Link)
    {
        Documentation = "How discrete converter chips are connected.",
        Condition = Condition.When(Kind, DacKind.Voltage),
        Defaults = [new(ConverterLink.Parallel)],
    };

    public static readonly IReadOnlyList<KeyDescription> All = [Kind, Bits, DriveCycles, SettleCycles, SampleCycles, Link];
}

/// <summary>Section <c>adc</c>.</summary>
internal static class AdcKeys
{
    public static readonly Key<AdcKind> Kind = new("adc.kind", new ChoiceType<AdcKind>(), c => c.Adc.Kind)
    {
        Documentation = "Architecture of the ADC.",
        Defaults = [new(AdcKind.Sar)],
    };

    public static readonly Key<int> Bits = new("adc.bits", new IntegerType<int>(1, 12), c => c.Adc.Bits)
    {
        Documentation = "Ba, bits of a code. Sense amplifier: 1; flash: at most 8; ramp: at most 10.",
        Defaults = [new(1) { When = Condition.When(Kind, AdcKind.SenseAmplifier) }],
    };

    public static readonly Key<int> ColumnsPerAdc = new("adc.columns_per_adc", new IntegerType<int>(1, 4096), c => c.Adc.ColumnsPerAdc)
    {
        Documentation = "Conversion columns that share one ADC, at most crossbar.columns.",
        Defaults = [new(1)],
    };

    public static readonly Key<bool> Signed = new("adc.signed", new BooleanType(), c => c.Adc.Signed)
    {
        Documentation = "Whether codes are signed.",
        Condition = Condition.Unless(Kind, AdcKind.SenseAmplifier),
        Defaults = [new(true) { When = Condition.When(WeightKeys.Subtraction, WeightSubtraction.Analog) }, new(false)],
    };

    public static readonly Key<AdcRange> Range = new("adc.range", new RangeType(), c => c.Adc.Range)
    {
        Documentation = "Which column values the codes stand for: each its own code, all of them, or as given.",
        Defaults = [new(new AdcRange(AdcRangeKind.Lossless))],
    };

    public static readonly Key<AdcRounding> Rounding = new("adc.rounding", new ChoiceType<AdcRounding>(), c => c.Adc.Rounding)
    {
        Documentation = "How a column value between two codes is rounded; ceil_minus_one only with a range of {step, zero}.",
        Defaults = [new(AdcRounding.Floor)],
    };

    public static readonly Key<int> ConversionCycles = new("adc.conversion_cycles", new IntegerType<int>(1, 4095), c => c.Adc.ConversionCycles)
    {
        Documentation = "The longest time from start to done; past it the conversion is an error.",
        Condition = Condition.When(Kind, AdcKind.External),
    };

    public static readonly Key<ConverterLink> Link = new("adc.link", new ChoiceType<ConverterLink>(), c => c.Adc.Link)
    {
        Documentation = "How discrete converter chips are connected.",
        Condition = Condition.When(Kind, AdcKind.External),
        Defaults = [new(ConverterLink.Parallel)],
    };

    public static readonly Key<SampleAndHold> SampleAndHold = new("adc.sample_and_hold", new ChoiceType<SampleAndHold>(), c => c.Adc.SampleAndHold)
    {
        Documentation = "How many held samples let driving and conversion overlap; pwm needs at least one.",
        Defaults = [new(Configuration.SampleAndHold.Double)],
    };

    public static readonly Key<bool> OffsetCorrection = new("adc.offset_correction", new BooleanType(), c => c.Adc.OffsetCorrection)
    {
        Documentation = "Whether a digital offset of each conversion column is subtracted from its codes. Needs a bus or runtime parameters to load it.",
        Condition = Condition.Unless(Kind, AdcKind.SenseAmplifier),
        Defaults = [new(false)],
    };

    public static readonly IReadOnlyList<KeyDescription> All =
        [Kind, Bits, ColumnsPerAdc, Signed, Range, Rounding, ConversionCycles, Link, SampleAndHold, OffsetCorrection];
}

/// <summary>Section <c>analog</c>.</summary>
internal static class AnalogKeys
{
    public static readonly Key<int> FractionBits = new("analog.fraction_bits", new IntegerType<int>(0, 12), c => c.Analog.FractionBits)
    {
        Documentation = "f, fraction bits of given cells, of noise and of thresholds.",
        Defaults = [new(0)],
    };

    public static readonly Key<decimal> Noise = new("analog.noise", new DecimalType(0, 64), c => c.Analog.Noise)
    {
        Documentation = "Standard deviation of read noise in units of the column value.",
        Defaults = [new(0m)],
    };

    public static readonly IReadOnlyList<KeyDescription> All = [FractionBits, Noise];
}
