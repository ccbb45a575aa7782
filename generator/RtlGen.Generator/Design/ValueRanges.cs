// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using RtlGen.Configuration;

namespace RtlGen.Design;

/// <summary>What inputs and weights may be (contract §3 and §4).</summary>
public static class ValueRanges
{
    /// <summary>The interval that the allowed weights span.</summary>
    public static IntegerRange Weight(RtlConfiguration configuration) => configuration.Weights.Encoding switch
    {
        WeightEncoding.Bipolar => new(-1, 1),
        WeightEncoding.Levels => new(-configuration.Weights.Levels[^1], configuration.Weights.Levels[^1]),
        WeightEncoding.Differential => new(1 - BigInteger.Pow(2, configuration.Weights.Bits - 1), BigInteger.Pow(2, configuration.Weights.Bits - 1) - 1),
        _ => IntegerRange.Signed(configuration.Weights.Bits),
    };

    /// <summary>The interval that the allowed inputs span.</summary>
    public static IntegerRange Input(RtlConfiguration configuration) => configuration.Inputs.Encoding switch
    {
        InputEncoding.Bipolar => new(-1, 1),
        InputEncoding.Unsigned => IntegerRange.Unsigned(configuration.Inputs.Bits),
        InputEncoding.Differential => new(1 - BigInteger.Pow(2, configuration.Inputs.Bits - 1), BigInteger.Pow(2, configuration.Inputs.Bits - 1) - 1),
        _ => IntegerRange.Signed(configuration.Inputs.Bits),
    };

    /// <summary>What the rows drive for an input: x, or x + 2^(Bx−1) for offset inputs.</summary>
    public static IntegerRange DrivenInput(RtlConfiguration configuration) =>
        configuration.Inputs.Encoding == InputEncoding.Offset
            ? IntegerRange.Unsigned(configuration.Inputs.Bits)
            : Input(configuration);

    /// <summary>One product of an input and a weight.</summary>
    public static IntegerRange Product(RtlConfiguration configuration)
    {
        IntegerRange x = Input(configuration);
        IntegerRange w = Weight(configuration);
        return (w * x.Min).Union(w * x.Max);
    }

    /// <summary>True for a weight that the encoding can hold; levels allow only ± the listed ones.</summary>
    public static bool IsAllowedWeight(RtlConfiguration configuration, long weight) => configuration.Weights.Encoding switch
    {
        WeightEncoding.Bipolar => weight is 1 or -1,
        WeightEncoding.Levels => Math.Abs(weight) <= int.MaxValue && configuration.Weights.Levels.Contains((int)Math.Abs(weight)),
        _ => Weight(configuration).Min <= weight && weight <= Weight(configuration).Max,
    };

    /// <summary>True for an input that the encoding can hold.</summary>
    public static bool IsAllowedInput(RtlConfiguration configuration, long input) =>
        configuration.Inputs.Encoding == InputEncoding.Bipolar
            ? input is 1 or -1
            : Input(configuration).Min <= input && input <= Input(configuration).Max;
}
