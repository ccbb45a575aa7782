// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using RtlGen.Configuration;

namespace RtlGen.Tests.Oracle;

/// <summary>One output's accumulator in one tile (contract §6.2).</summary>
internal sealed class OracleAccumulator(int bits, AccumulatorOverflow overflow)
{
    public BigInteger Value { get; private set; }

    public bool Overflowed { get; private set; }

    public void ShiftLeft(BigInteger factor) => Keep(Value * factor);

    public void Add(BigInteger term) => Keep(Value + term);

    private void Keep(BigInteger value)
    {
        Value = overflow == AccumulatorOverflow.Wrap ? Exact.Wrap(value, bits) : Exact.Saturate(value, bits);
        Overflowed |= Value != value;
    }

    /// <summary>By how much the sum so far is multiplied before a phase.</summary>
    public static BigInteger Factor(IReadOnlyList<OraclePhase> phases, int p) =>
        p == 0 ? 1 : BigInteger.Abs(phases[p - 1].Coefficient) / BigInteger.Abs(phases[p].Coefficient);

    /// <summary>The smallest width that holds every intermediate value, each conversion taking any code on its own.</summary>
    /// <param name="phases">In their order in time.</param>
    /// <param name="groups">Row groups.</param>
    /// <param name="coefficients">Of every conversion of an output, the reference column's among them.</param>
    /// <param name="least">The least code.</param>
    /// <param name="greatest">The greatest code.</param>
    public static int AutomaticBits(
        IReadOnlyList<OraclePhase> phases, int groups, IReadOnlyList<BigInteger> coefficients, BigInteger least, BigInteger greatest)
    {
        BigInteger zMin = 0;
        BigInteger zMax = 0;
        foreach (BigInteger c in coefficients)
        {
            zMin += BigInteger.Min(c * least, c * greatest);
            zMax += BigInteger.Max(c * least, c * greatest);
        }

        BigInteger low = 0;
        BigInteger high = 0;
        int bits = 1;
        for (int p = 0; p < phases.Count; p++)
        {
            low *= Factor(phases, p);
            high *= Factor(phases, p);
            for (int g = 0; g <= groups; g++)
            {
                while (low < -Exact.Power(bits - 1) || high >= Exact.Power(bits - 1))
                {
                    bits++;
                }

                if (g < groups)
                {
                    bool adds = phases[p].Coefficient > 0;
                    low += adds ? zMin : -zMax;
                    high += adds ? zMax : -zMin;
                }
            }
        }

        return bits;
    }
}
