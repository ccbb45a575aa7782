// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Design;

/// <summary>How the targets of one row's cells lie in 32-bit words (control.md §3, ROW_TARGETS).</summary>
public static class RowTargets
{
    /// <summary>Bits of a target: 1, 2, 4 or 8, the fewest that hold the largest cell.</summary>
    public static int FieldBits(LayerDesign design)
    {
        int bits = 1;
        while (1 << bits <= design.Arithmetic.LargestCell)
        {
            bits *= 2;
        }

        return bits;
    }

    /// <summary>Words of a row, the reference column included.</summary>
    public static int Words(LayerDesign design)
    {
        int fields = 32 / FieldBits(design);
        return (design.PhysicalColumns + fields - 1) / fields;
    }

    /// <summary>The words of a row.</summary>
    /// <param name="design">The layer.</param>
    /// <param name="targets">[physical columns] levels.</param>
    public static uint[] Pack(LayerDesign design, IReadOnlyList<long> targets)
    {
        int bits = FieldBits(design);
        int fields = 32 / bits;
        uint[] words = new uint[Words(design)];
        for (int column = 0; column < targets.Count; column++)
        {
            words[column / fields] |= (uint)targets[column] << (column % fields * bits);
        }

        return words;
    }
}
