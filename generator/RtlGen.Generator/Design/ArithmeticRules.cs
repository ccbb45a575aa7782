// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using RtlGen.Configuration;
using RtlGen.Diagnostics;

namespace RtlGen.Design;

/// <summary>Ranges by interval arithmetic; exact, because conversions are independent of each other (contract §6.2).</summary>
internal static class ArithmeticRules
{
    /// <summary>Null where the ADC's range cannot be had; the reason is in the bag.</summary>
    public static Arithmetic? Derive(
        LoadedConfiguration loaded,
        TileGrid grid,
        IReadOnlyList<WeightPart> parts,
        IReadOnlyList<InputPhase> phases,
        int groups,
        bool analogInPlay,
        DiagnosticBag bag)
    {
        RtlConfiguration configuration = loaded.Configuration;
        int rowsPerInput = configuration.Weights.Encoding == WeightEncoding.Bipolar ? 2 : 1;
        int largestSlice = phases.Max(p => (1 << p.Bits) - 1);
        int largestCell = configuration.Weights.Encoding == WeightEncoding.Levels
            ? configuration.Weights.Levels[^1]
            : parts.Max(p => (1 << p.Bits) - 1);
        BigInteger columnMax = (BigInteger)(configuration.Crossbar.RowsPerActivation / rowsPerInput) * largestSlice * largestCell;
        IntegerRange column = new(configuration.Weights.IsAnalogPair ? -columnMax : 0, columnMax);
        AdcMap? adc = AdcRules.Derive(loaded, column, bag);
        if (adc is null)
        {
            return null;
        }

        IntegerRange allCodes = new(adc.CodeMin, adc.CodeMax);
        bool everyCode = analogInPlay || configuration.Analog.Noise > 0 || configuration.Adc.OffsetCorrection;
        IntegerRange code = everyCode ? allCodes : new(adc.Code(column.Min), adc.Code(column.Max));
        long referenceCoefficient = configuration.Weights.HasReferenceColumn ? -(1L << (configuration.Weights.Bits - 1)) : 0;
        IntegerRange combined = code * referenceCoefficient;
        foreach (WeightPart part in parts)
        {
            combined += code * part.Coefficient;
        }

        (IntegerRange exact, IntegerRange final) = Accumulate(combined, phases, groups);
        int needed = exact.SignedBits();
        int bits = configuration.Accumulator.Bits ?? needed;
        bool canOverflow = bits < needed;
        if (canOverflow)
        {
            final = configuration.Accumulator.Overflow == AccumulatorOverflow.Saturate
                ? Clamp(final, IntegerRange.Signed(bits))
                : IntegerRange.Signed(bits);
        }

        int fraction = adc.FractionBits;
        long step = adc.Step256 >> (8 - fraction);
        long zero = adc.Zero256 >> (8 - fraction);
        BigInteger coefficientSum = phases.Aggregate(BigInteger.Zero, (s, p) => s + p.Coefficient) * groups
            * (parts.Aggregate(BigInteger.Zero, (s, p) => s + p.Coefficient) + referenceCoefficient);
        IntegerRange inputSum = ValueRanges.DrivenInput(configuration) * grid.InputsOf(0);
        IntegerRange sum = new(0, 0);
        for (int i = 0; i < grid.RowTiles; i++)
        {
            sum += TileOutput(configuration, grid.InputsOf(i), final, step, zero * coefficientSum, fraction);
        }

        // Codes of levels between two integers are exact only when there are none.
        bool isBetween = configuration.Interface.HasProgramming && configuration.Analog.FractionBits > 0;
        bool isExact = adc.IsIdentity && configuration.Adc.Range.Kind == AdcRangeKind.Lossless && !canOverflow && !everyCode && !isBetween;
        if (isExact)
        {
            // Lossless codes and an accumulator that holds them: y is x W, which is narrower than the intervals of its terms.
            sum = sum.Intersect(ExactTerm(configuration, parts, largestCell) * grid.Inputs);
        }

        IntegerRange bias = configuration.Output.BiasBits == 0
            ? new IntegerRange(0, 0)
            : IntegerRange.Signed(configuration.Output.BiasBits) * BigInteger.Pow(2, fraction);
        return new Arithmetic
        {
            ColumnValue = column,
            Adc = adc,
            Code = code,
            Combined = combined,
            ExactAccumulator = exact,
            Accumulator = new Width(
                "accumulator",
                bits,
                final,
                configuration.Accumulator.Bits is null
                    ? $"auto: every intermediate sum of {phases.Count} phases and {groups} row groups with any codes, {exact}"
                    : $"accumulator.bits; exact sums need {needed} bits"),
            CanOverflow = canOverflow,
            FractionBits = fraction,
            Step = step,
            Zero = zero,
            CoefficientSum = coefficientSum,
            InputSum = inputSum,
            OutputSum = sum,
            Output = sum + bias,
            LargestSlice = largestSlice,
            LargestCell = largestCell,
        };
    }

    /// <summary>
    /// What one input adds to a lossless y. Cells that are programmed hold whatever programming left there, not
    /// only what a weight can be: blank, stuck, or a level above that of a narrow slice.
    /// </summary>
    private static IntegerRange ExactTerm(RtlConfiguration configuration, IReadOnlyList<WeightPart> parts, int largestCell)
    {
        if (!configuration.Interface.HasProgramming || configuration.Weights.Encoding == WeightEncoding.Bipolar)
        {
            return ValueRanges.Product(configuration);
        }

        IntegerRange level = new(0, largestCell);
        IntegerRange held = new(0, 0);
        foreach (WeightPart part in parts)
        {
            held += (part.IsPair ? level - level : level) * part.Coefficient;
        }

        if (configuration.Weights.Encoding == WeightEncoding.Offset)
        {
            BigInteger offset = BigInteger.Pow(2, configuration.Weights.Bits - 1);
            held -= (configuration.Weights.HasReferenceColumn ? level : new IntegerRange(1, 1)) * offset;
        }

        IntegerRange driven = ValueRanges.DrivenInput(configuration);
        IntegerRange term = (held * driven.Min).Union(held * driven.Max);
        // The sum of the weights, by which offset inputs are corrected, is that of what the cells should hold.
        return configuration.Inputs.Encoding == InputEncoding.Offset
            ? term - (ValueRanges.Weight(configuration) * BigInteger.Pow(2, configuration.Inputs.Bits - 1))
            : term;
    }

    private static (IntegerRange All, IntegerRange Final) Accumulate(
        IntegerRange combined, IReadOnlyList<InputPhase> phases, int groups)
    {
        IntegerRange value = new(0, 0);
        IntegerRange all = value;
        foreach (InputPhase phase in phases)
        {
            value *= BigInteger.Pow(2, phase.ShiftBefore);
            all = all.Union(value);
            for (int g = 0; g < groups; g++)
            {
                value = phase.IsNegative ? value - combined : value + combined;
                all = all.Union(value);
            }
        }

        return (all, value);
    }

    private static IntegerRange TileOutput(
        RtlConfiguration configuration, int inputsUsed, IntegerRange accumulator, long step, BigInteger zeroTerm, int fraction)
    {
        IntegerRange scaled = (accumulator * step) + new IntegerRange(zeroTerm, zeroTerm);
        BigInteger unit = BigInteger.Pow(2, fraction);
        if (configuration.Weights.Encoding == WeightEncoding.Bipolar)
        {
            BigInteger used = inputsUsed * unit;
            return (scaled * 2) - new IntegerRange(used, used);
        }

        if (configuration.Weights.Encoding == WeightEncoding.Offset && configuration.Weights.Reference == WeightReference.Digital)
        {
            scaled -= ValueRanges.DrivenInput(configuration) * inputsUsed * BigInteger.Pow(2, configuration.Weights.Bits - 1) * unit;
        }

        if (configuration.Inputs.Encoding == InputEncoding.Offset)
        {
            scaled -= ValueRanges.Weight(configuration) * inputsUsed * BigInteger.Pow(2, configuration.Inputs.Bits - 1) * unit;
        }

        return scaled;
    }

    private static IntegerRange Clamp(IntegerRange range, IntegerRange limit) =>
        new(BigInteger.Clamp(range.Min, limit.Min, limit.Max), BigInteger.Clamp(range.Max, limit.Min, limit.Max));
}
