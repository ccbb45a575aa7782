// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace RtlGen.Design;

/// <summary>The column values at which an ADC's code changes, in units of 2^−f: what comparators of a digital ADC compare with.</summary>
/// <param name="Values">
/// For each code but the lowest, ascending, the least value whose code is not below it. Repeats are possible, where a step is
/// finer than the unit.
/// </param>
public sealed record AdcThresholds(IReadOnlyList<BigInteger> Values)
{
    /// <summary>Log2 of the distance of the thresholds where it is everywhere the same power of two; else null.</summary>
    public int? Shift
    {
        get
        {
            if (Values.Count < 2)
            {
                return 0;
            }

            BigInteger distance = Values[1] - Values[0];
            return distance.Sign > 0 && distance.IsPowerOfTwo && Values.Zip(Values.Skip(1)).All(p => p.Second - p.First == distance)
                ? (int)(distance.GetBitLength() - 1)
                : null;
        }
    }

    /// <summary>The thresholds of a map (contract §5) for values in units of 2^−<paramref name="fractionBits"/>.</summary>
    public static AdcThresholds Of(AdcMap map, int fractionBits)
    {
        AdcMap scaled = map with { Step256 = map.Step256 << fractionBits, Zero256 = map.Zero256 << fractionBits };
        // No rounding moves a code by more than one step.
        BigInteger reach = (scaled.Step256 / 256) + 2;
        return new([.. Enumerable.Range(map.CodeMin + 1, map.CodeMax - map.CodeMin).Select(code =>
        {
            BigInteger near = ((scaled.Step256 * (BigInteger)code) + scaled.Zero256) / 256;
            (BigInteger below, BigInteger at) = (near - reach, near + reach);
            while (at - below > 1)
            {
                BigInteger middle = below + ((at - below) / 2);
                (below, at) = scaled.Round(middle) >= code ? (below, middle) : (middle, at);
            }

            return at;
        })]);
    }
}
