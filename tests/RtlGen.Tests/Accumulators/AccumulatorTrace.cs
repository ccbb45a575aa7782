// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using RtlGen.Configuration;
using RtlGen.Tensors;
using RtlGen.Tests.Oracle;

namespace RtlGen.Tests.Accumulators;

/// <summary>What happens first, and in the end, to a sum that has only so many bits.</summary>
internal enum Overflowing
{
    /// <summary>Every intermediate value fits.</summary>
    Never,

    /// <summary>The first value that does not fit comes from a shift, and the final one does not fit either.</summary>
    OnAShift,

    /// <summary>The first value that does not fit comes from an addition, and the final one does not fit either.</summary>
    OnAnAddition,

    /// <summary>The first value that does not fit comes from a shift; the final one, computed exactly, fits.</summary>
    OnAShiftButBack,

    /// <summary>The first value that does not fit comes from an addition; the final one, computed exactly, fits.</summary>
    OnAnAdditionButBack,
}

/// <summary>Follows exact sums through phases and row groups of a layer of one tile with ideal lossless codes.</summary>
internal sealed class AccumulatorTrace(RtlConfiguration configuration, Tensor codes)
{
    private readonly OracleWeights _weights = new(configuration);
    private readonly List<OraclePhase> _phases = new OracleInputs(configuration).Phases;

    /// <summary>What one output of one vector meets in an accumulator of some bits.</summary>
    public Overflowing Of(int vector, int output, int bits)
    {
        int groups = codes.Shape[4];
        int conversions = codes.Shape[5];
        BigInteger sum = 0;
        bool? firstOnShift = null;
        for (int p = 0; p < _phases.Count; p++)
        {
            sum *= OracleAccumulator.Factor(_phases, p);
            firstOnShift ??= Fits(sum, bits) ? null : true;
            for (int g = 0; g < groups; g++)
            {
                int at = ((((vector * _phases.Count) + p) * groups) + g) * conversions;
                for (int part = 0; part < _weights.Coefficients.Count; part++)
                {
                    BigInteger term = _weights.Coefficients[part] * codes[at + (output * _weights.Coefficients.Count) + part];
                    sum += _phases[p].Coefficient > 0 ? term : -term;
                }

                firstOnShift ??= Fits(sum, bits) ? null : false;
            }
        }

        return (firstOnShift, Fits(sum, bits)) switch
        {
            (null, _) => Overflowing.Never,
            (true, false) => Overflowing.OnAShift,
            (false, false) => Overflowing.OnAnAddition,
            (true, true) => Overflowing.OnAShiftButBack,
            (false, true) => Overflowing.OnAnAdditionButBack,
        };
    }

    private static bool Fits(BigInteger value, int bits) => Exact.Saturate(value, bits) == value;
}
