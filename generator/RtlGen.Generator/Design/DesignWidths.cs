// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;

namespace RtlGen.Design;

/// <summary>The widths that people ask about, each with the bound it comes from.</summary>
internal static class DesignWidths
{
    public static IReadOnlyList<Width> Of(LayerDesign design)
    {
        Arithmetic a = design.Arithmetic;
        IntegerRange y = a.OutputSum;
        List<Width> widths =
        [
            new("column value", a.ColumnValue.Min.Sign < 0 ? a.ColumnValue.SignedBits() : a.ColumnValue.UnsignedBits(), a.ColumnValue, $"{design.Configuration.Crossbar.RowsPerActivation} rows at once x slice up to {a.LargestSlice} x cell up to {a.LargestCell}"),
            new("code", design.Configuration.Adc.Bits, a.Code, $"adc.bits; codes {a.Adc.CodeMin} … {a.Adc.CodeMax}"),
            new("combined step z", a.Combined.SignedBits(), a.Combined, $"{design.Parts.Count} parts of an output, each with any code"),
            a.Accumulator,
            new("y", y.SignedBits(), y, $"{design.Grid.RowTiles} row tiles, {a.FractionBits} fraction bits, before the bias"),
            new("y with bias", a.Output.SignedBits(), a.Output, $"bias of {design.Configuration.Output.BiasBits} bits added"),
            new("q", design.Output.Bits, new IntegerRange(design.Output.FormatMin, design.Output.FormatMax), "output.bits"),
        ];
        if (design.Configuration.Weights is { Encoding: WeightEncoding.Offset, Reference: WeightReference.Digital })
        {
            widths.Insert(4, new("sum of inputs", a.InputSum.SignedBits(), a.InputSum, $"{design.Grid.InputsOf(0)} driven values of a row tile"));
        }

        return widths;
    }
}
