// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Golden;

/// <summary>One slice of an unsigned number: bits <c>Low … Low + Bits − 1</c>.</summary>
public sealed record BitSlice(int Low, int Bits)
{
    /// <summary>c_s, the weight of the slice in the number.</summary>
    public long Coefficient => 1L << Low;

    /// <summary><c>(u >> lo_s) &amp; (2^b_s − 1)</c>.</summary>
    public long Of(long u) => (u >> Low) & ((1L << Bits) - 1);
}

/// <summary>Cuts numbers into slices, LSB first (contract §3 and §4).</summary>
public static class BitSlices
{
    /// <summary>Slices of <paramref name="width"/> bits, the last one what is left.</summary>
    public static IReadOnlyList<BitSlice> Even(int bits, int width)
    {
        List<BitSlice> slices = [];
        for (int low = 0; low < bits; low += width)
        {
            slices.Add(new BitSlice(low, Math.Min(width, bits - low)));
        }

        return slices;
    }

    /// <summary>Slices of the listed widths; an even cut where none are listed.</summary>
    public static IReadOnlyList<BitSlice> Cut(int bits, IReadOnlyList<int> widths, int evenWidth)
    {
        if (widths.Count == 0)
        {
            return Even(bits, evenWidth);
        }

        List<BitSlice> slices = [];
        int low = 0;
        foreach (int width in widths)
        {
            slices.Add(new BitSlice(low, width));
            low += width;
        }

        return slices;
    }
}
