// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;

namespace RtlGen.Design;

/// <summary>What one cell holds of a weight.</summary>
public enum PartSource
{
    /// <summary>A slice of <c>w + 2^(Bw−1)</c>.</summary>
    Shifted,

    /// <summary>A slice (or the level) of max(w, 0).</summary>
    Positive,

    /// <summary>A slice (or the level) of max(−w, 0).</summary>
    Negative,

    /// <summary>A slice of the low Bw−1 bits of the two's complement.</summary>
    LowBits,

    /// <summary>The sign bit of the two's complement.</summary>
    Sign,

    /// <summary>Bipolar: [w = +1] in the even row, [w = −1] in the odd one.</summary>
    Bipolar,
}

/// <summary>One conversion column of an output (contract §3): which bits of the weight, with which coefficient.</summary>
/// <param name="Source">What the cells of the (first) physical column hold.</param>
/// <param name="Low">Position of the slice's lowest bit.</param>
/// <param name="Bits">Bits of the slice; levels: the bits of a cell.</param>
/// <param name="Coefficient">Factor of this part's code in the sum over the parts.</param>
/// <param name="IsPair">True for an analog pair: the second physical column holds the negative source, and the ADC reads the difference.</param>
public sealed record WeightPart(PartSource Source, int Low, int Bits, long Coefficient, bool IsPair)
{
    /// <summary>The parts of one weight in column order.</summary>
    public static IReadOnlyList<WeightPart> Of(RtlConfiguration configuration)
    {
        WeightOptions weights = configuration.Weights;
        int bitsCut = weights.Encoding switch
        {
            WeightEncoding.Offset => weights.Bits,
            WeightEncoding.Differential or WeightEncoding.TwosComplement => weights.Bits - 1,
            _ => 0,
        };
        List<(int Low, int Bits)> slices = Cut(bitsCut, configuration.Crossbar);
        List<WeightPart> parts = [];
        switch (weights.Encoding)
        {
            case WeightEncoding.Offset:
                parts.AddRange(slices.Select(s => new WeightPart(PartSource.Shifted, s.Low, s.Bits, 1L << s.Low, false)));
                break;
            case WeightEncoding.TwosComplement:
                parts.AddRange(slices.Select(s => new WeightPart(PartSource.LowBits, s.Low, s.Bits, 1L << s.Low, false)));
                parts.Add(new WeightPart(PartSource.Sign, weights.Bits - 1, 1, -(1L << (weights.Bits - 1)), false));
                break;
            case WeightEncoding.Bipolar:
                parts.Add(new WeightPart(PartSource.Bipolar, 0, 1, 1, false));
                break;
            case WeightEncoding.Levels:
                AddSigned(parts, [(0, configuration.Crossbar.CellBits)], weights.IsAnalogPair);
                break;
            default:
                AddSigned(parts, slices, weights.IsAnalogPair);
                break;
        }

        return parts;
    }

    private static void AddSigned(List<WeightPart> parts, List<(int Low, int Bits)> slices, bool pair)
    {
        foreach ((int low, int bits) in slices)
        {
            parts.Add(new WeightPart(PartSource.Positive, low, bits, 1L << low, pair));
            if (!pair)
            {
                parts.Add(new WeightPart(PartSource.Negative, low, bits, -(1L << low), false));
            }
        }
    }

    private static List<(int Low, int Bits)> Cut(int bits, CrossbarOptions crossbar)
    {
        List<(int Low, int Bits)> slices = [];
        int low = 0;
        for (int s = 0; low < bits; s++)
        {
            int width = s < crossbar.SliceBits.Count ? crossbar.SliceBits[s] : Math.Min(crossbar.CellBits, bits - low);
            slices.Add((low, width));
            low += width;
        }

        return slices;
    }
}
