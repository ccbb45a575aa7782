// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;

namespace RtlGen.Design;

/// <summary>Which number a phase's slice is cut from.</summary>
public enum PhaseSource
{
    /// <summary>x itself (unsigned), or its low Bx−1 bits (two's complement).</summary>
    Value,

    /// <summary>The sign bit of the two's complement.</summary>
    Sign,

    /// <summary><c>x + 2^(Bx−1)</c>.</summary>
    Shifted,

    /// <summary>max(x, 0).</summary>
    Positive,

    /// <summary>max(−x, 0).</summary>
    Negative,

    /// <summary>Bipolar: the even row for x = +1, the odd one for x = −1.</summary>
    Bipolar,
}

/// <summary>One input slice as it is driven on the rows (contract §4).</summary>
/// <param name="Source">The number that is cut.</param>
/// <param name="Low">Position of the slice's lowest bit.</param>
/// <param name="Bits">Bits of the slice, at most <c>dac.bits</c>.</param>
/// <param name="Coefficient">Signed weight of the phase.</param>
/// <param name="ShiftBefore">Left shift of the accumulator before this phase's first addition; 0 for the first phase.</param>
public sealed record InputPhase(PhaseSource Source, int Low, int Bits, long Coefficient, int ShiftBefore)
{
    public bool IsNegative => Coefficient < 0;

    /// <summary>The phases in their order in time: from the most significant down.</summary>
    public static IReadOnlyList<InputPhase> Of(RtlConfiguration configuration)
    {
        int bx = configuration.Inputs.Bits;
        int bd = configuration.Dac.Bits;
        List<(PhaseSource Source, int Low, int Bits, long Coefficient)> phases = [];
        switch (configuration.Inputs.Encoding)
        {
            case InputEncoding.Unsigned:
                phases.AddRange(Cut(bx, bd).Select(s => (PhaseSource.Value, s.Low, s.Bits, 1L << s.Low)));
                break;
            case InputEncoding.Offset:
                phases.AddRange(Cut(bx, bd).Select(s => (PhaseSource.Shifted, s.Low, s.Bits, 1L << s.Low)));
                break;
            case InputEncoding.TwosComplement:
                phases.Add((PhaseSource.Sign, bx - 1, 1, -(1L << (bx - 1))));
                phases.AddRange(Cut(bx - 1, bd).Select(s => (PhaseSource.Value, s.Low, s.Bits, 1L << s.Low)));
                break;
            case InputEncoding.Differential:
                foreach ((int low, int bits) in Cut(bx - 1, bd))
                {
                    phases.Add((PhaseSource.Positive, low, bits, 1L << low));
                    phases.Add((PhaseSource.Negative, low, bits, -(1L << low)));
                }

                break;
            default:
                phases.Add((PhaseSource.Bipolar, 0, 1, 1));
                break;
        }

        List<InputPhase> result = [];
        foreach ((PhaseSource source, int low, int bits, long coefficient) in phases)
        {
            int shift = result.Count == 0
                ? 0
                : int.CreateChecked(long.Log2(Math.Abs(result[^1].Coefficient)) - long.Log2(Math.Abs(coefficient)));
            result.Add(new InputPhase(source, low, bits, coefficient, shift));
        }

        return result;
    }

    /// <summary>Slices from the most significant down.</summary>
    private static List<(int Low, int Bits)> Cut(int bits, int dacBits)
    {
        List<(int Low, int Bits)> slices = [];
        for (int low = 0; low < bits; low += dacBits)
        {
            slices.Insert(0, (low, Math.Min(dacBits, bits - low)));
        }

        return slices;
    }
}
