// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Numerics;
using RtlGen.Configuration;
using RtlGen.Design;

namespace RtlGen.Software;

/// <summary>Spellings of C.</summary>
internal static class CLanguage
{
    private const int ValuesOnALine = 16;

    /// <summary>Prefix of a design's macros.</summary>
    public static string Macro(LayerDesign design) => design.Name.ToUpperInvariant();

    /// <summary>The smallest type of stdint.h that holds a range, 32 bits at most.</summary>
    public static string TypeOf(BigInteger least, BigInteger greatest)
    {
        if (least.Sign >= 0)
        {
            return greatest <= byte.MaxValue ? "uint8_t" : greatest <= ushort.MaxValue ? "uint16_t" : "uint32_t";
        }

        return least >= sbyte.MinValue && greatest <= sbyte.MaxValue ? "int8_t"
            : least >= short.MinValue && greatest <= short.MaxValue ? "int16_t" : "int32_t";
    }

    public static string WeightType(RtlConfiguration configuration)
    {
        IntegerRange range = ValueRanges.Weight(configuration);
        return TypeOf(range.Min, range.Max);
    }

    public static string InputType(RtlConfiguration configuration)
    {
        IntegerRange range = ValueRanges.Input(configuration);
        return TypeOf(range.Min, range.Max);
    }

    public static string OutputType(OutputFormat output) =>
        output.IsBipolar ? "int8_t" : TypeOf(output.FormatMin, output.FormatMax);

    /// <summary>The elements of an array, some on a line.</summary>
    public static string Values(IEnumerable<long> values, bool isBits = false) => string.Join(
        ",\n",
        values.Chunk(ValuesOnALine).Select(line => "    " + string.Join(", ", line.Select(v => isBits
            ? string.Create(CultureInfo.InvariantCulture, $"0x{unchecked((uint)v):X8}u")
            : v.ToString(CultureInfo.InvariantCulture)))));
}
