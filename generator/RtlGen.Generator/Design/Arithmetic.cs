// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace RtlGen.Design;

/// <summary>The ranges of every number on the way from a column value to an output (contract §5 to §7).</summary>
public sealed record Arithmetic
{
    /// <summary>v_min … v_max.</summary>
    public required IntegerRange ColumnValue { get; init; }

    public required AdcMap Adc { get; init; }

    /// <summary>Codes that a column can give; every code when cells, noise, thresholds or offsets are in play.</summary>
    public required IntegerRange Code { get; init; }

    /// <summary>z of one activation step.</summary>
    public required IntegerRange Combined { get; init; }

    /// <summary>Every intermediate value of an accumulator that never overflows.</summary>
    public required IntegerRange ExactAccumulator { get; init; }

    /// <summary>A with its reason.</summary>
    public required Width Accumulator { get; init; }

    /// <summary>True when the accumulator can overflow, so that flags and the overflow rule matter.</summary>
    public required bool CanOverflow { get; init; }

    /// <summary>F, fraction bits of y.</summary>
    public required int FractionBits { get; init; }

    /// <summary>step * 2^F, an integer.</summary>
    public required long Step { get; init; }

    /// <summary>zero * 2^F, an integer.</summary>
    public required long Zero { get; init; }

    /// <summary>Z: the sum over all steps of the phase's coefficient times the sum of the output's coefficients.</summary>
    public required BigInteger CoefficientSum { get; init; }

    /// <summary>The sum over the inputs of one row tile of their driven values.</summary>
    public required IntegerRange InputSum { get; init; }

    /// <summary>y before the bias, in units of 2^−F, over all row tiles.</summary>
    public required IntegerRange OutputSum { get; init; }

    /// <summary>a: y with its bias, in units of 2^−F.</summary>
    public required IntegerRange Output { get; init; }

    /// <summary>The largest value that any phase drives on a row.</summary>
    public required int LargestSlice { get; init; }

    /// <summary>The largest value that any cell holds.</summary>
    public required int LargestCell { get; init; }
}
