// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Configuration;

/// <summary>Section <c>accumulator</c>.</summary>
internal static class AccumulatorKeys
{
    public static readonly Key<int?> Bits = new("accumulator.bits", new OptionalIntegerType(4, 48, "auto"), c => c.Accumulator.Bits)
    {
        Documentation = "A, bits of the accumulator; auto: as many as never overflow.",
        Defaults = [new((int?)null)],
    };

    public static readonly Key<AccumulatorOverflow> Overflow = new("accumulator.overflow", new ChoiceType<AccumulatorOverflow>(), c => c.Accumulator.Overflow)
    {
        Documentation = "What happens to a sum that does not fit.",
        Condition = Condition.Unless(Bits, (int?)null),
        Defaults = [new(AccumulatorOverflow.Saturate)],
    };

    public static readonly IReadOnlyList<KeyDescription> All = [Bits, Overflow];
}

/// <summary>Section <c>output</c>.</summary>
internal static class OutputKeys
{
    public static readonly Key<Requantize> Requantize = new("output.requantize", new ChoiceType<Requantize>(), c => c.Output.Requantize)
    {
        Documentation = "How a sum becomes an output.",
        Defaults = [new(Configuration.Requantize.None)],
    };

    public static readonly Key<int?> Bits = new("output.bits", new OptionalIntegerType(1, 32), c => c.Output.Bits)
    {
        Documentation = "Bo, bits of an output. Thresholds: at most 8; table: at most 10.",
        Defaults = [new(null, "what is needed") { When = Condition.When(Requantize, Configuration.Requantize.None) }],
    };

    public static readonly Key<bool> Signed = new("output.signed", new BooleanType(), c => c.Output.Signed)
    {
        Documentation = "Whether outputs are signed; one bit is not.",
        Condition = Condition.Unless(Requantize, Configuration.Requantize.None),
        Defaults = [new(false) { When = Condition.When(Bits, 1) }, new(true)],
        Neutral = true,
    };

    public static readonly Key<bool> Bipolar = new("output.bipolar", new BooleanType(), c => c.Output.Bipolar)
    {
        Documentation = "Whether outputs are -1 and +1.",
        Condition = Condition.When(Requantize, Configuration.Requantize.Thresholds).And(Condition.When(Bits, 1)),
        Defaults = [new(false)],
    };

    public static readonly Key<OutputRounding> Rounding = new("output.rounding", new ChoiceType<OutputRounding>(), c => c.Output.Rounding)
    {
        Documentation = "How the scaled sum is rounded. Shift: floor, half_up, half_even, half_away; multiplier: tflite_double, tflite_single, float32, half_even.",
        Condition = Condition.When(Requantize, Configuration.Requantize.Shift, Configuration.Requantize.Multiplier),
        Defaults =
        [
            new(OutputRounding.HalfUp) { When = Condition.When(Requantize, Configuration.Requantize.Shift) },
            new(OutputRounding.TfliteDouble),
        ],
        Neutral = OutputRounding.HalfUp,
    };

    public static readonly Key<Granularity> Granularity = new("output.granularity", new ChoiceType<Granularity>(), c => c.Output.Granularity)
    {
        Documentation = "Whether each output has its own multiplier, shift or thresholds, or all share them.",
        Condition = Condition.Unless(Requantize, Configuration.Requantize.None),
        Defaults = [new(Configuration.Granularity.PerChannel)],
    };

    public static readonly Key<long> ZeroPoint = new("output.zero_point", new IntegerType<long>(int.MinValue, uint.MaxValue), c => c.Output.ZeroPoint)
    {
        Documentation = "The output that stands for 0, in the range of the output.",
        Condition = Condition.When(Requantize, Configuration.Requantize.Shift, Configuration.Requantize.Multiplier),
        Defaults = [new(0L)],
    };

    public static readonly Key<Activation> Activation = new("output.activation", new ChoiceType<Activation>(), c => c.Output.Activation)
    {
        Documentation = "What narrows or replaces the output; relu not with thresholds, table with at most 10 bits.",
        Condition = Condition.Unless(Requantize, Configuration.Requantize.None),
        Defaults = [new(Configuration.Activation.None)],
    };

    public static readonly Key<(long Lo, long Hi)?> Clamp = new("output.clamp", new IntervalType(int.MinValue, uint.MaxValue), c => c.Output.Clamp)
    {
        Documentation = "[lo, hi] of activation clamp, within the range of the output.",
        Condition = Condition.When(Activation, Configuration.Activation.Clamp),
    };

    public static readonly Key<int> BiasBits = new("output.bias_bits", new IntegerType<int>(0, 32), c => c.Output.BiasBits)
    {
        Documentation = "Bits of a bias; 0: no bias.",
        Defaults = [new(32)],
    };

    public static readonly Key<int?> Requantizers = new("output.requantizers", new OptionalIntegerType(1, 64, "auto"), c => c.Output.Requantizers)
    {
        Documentation = "How many outputs are requantized at a time; auto: as many as never limit the interval.",
        Defaults = [new((int?)null)],
    };

    public static readonly IReadOnlyList<KeyDescription> All =
        [Requantize, Bits, Signed, Bipolar, Rounding, Granularity, ZeroPoint, Activation, Clamp, BiasBits, Requantizers];
}
