// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Emission;

namespace RtlGen.Registers;

/// <summary>What the words of a window hold in one design.</summary>
/// <param name="Bits">Of one value, from the word's lowest bit on; 1 to 32. Bits of a written word above its values are ignored.</param>
/// <param name="IsSigned">Two's complement.</param>
/// <param name="Range">The values that mean something; of a single, the range of its bit patterns.</param>
/// <param name="Values">Values side by side in a word, the first one lowest.</param>
/// <param name="IsSingle">The bits of an IEEE single.</param>
/// <param name="Unit">What a value counts; empty where the window's description says it.</param>
/// <param name="Place">Which word is whose.</param>
public sealed record WordFormat(int Bits, bool IsSigned, IntegerRange Range, int Values, bool IsSingle, string Unit, string Place)
{
    private const int WordBits = 32;
    private const string OfAnOutput = "word = output";

    /// <summary>The format in words: <c>a signed integer of 20 bits, -524288 to 524287</c>.</summary>
    public string Text
    {
        get
        {
            string bits = Invariant($"{Bits} bit{(Bits == 1 ? "" : "s")}");
            string unit = Unit.Length == 0 ? "" : $", {Unit}";
            return IsSingle ? "a positive normal IEEE single, its 32 bits"
                : Values > 1 ? Invariant($"{Values} unsigned integers of {bits}, each {Range.Min} to {Range.Max}{unit}")
                : Invariant($"{(IsSigned ? "a signed" : "an unsigned")} integer of {bits}, {Range.Min} to {Range.Max}{unit}");
        }
    }

    /// <summary>What a window of a design holds.</summary>
    /// <exception cref="ArgumentException">There is no window of this name in any design.</exception>
    public static WordFormat Of(LayerDesign design, string window)
    {
        RtlConfiguration configuration = design.Configuration;
        OutputOptions output = configuration.Output;
        bool perTensor = output.Granularity == Granularity.PerTensor;
        string scale = perTensor ? "one word for all outputs" : OfAnOutput;
        switch (window)
        {
            case "OUTPUT":
                return Unsigned(Math.Min(WordBits, configuration.Interface.StreamBits), "bits of the beat", "lowest word first");
            case "ROW_TARGETS":
                int bits = DesignValues.TargetBits(design);
                int values = WordBits / bits;
                string reference = configuration.Weights.HasReferenceColumn ? Invariant($"; the reference column is {configuration.Crossbar.Columns}") : "";
                return new WordFormat(
                    bits, false, new(0, design.Arithmetic.LargestCell), values, false, "levels", Invariant($"physical column c is value c mod {values} of word c / {values}{reference}"));
            case "ROW_CODES":
                return Unsigned(configuration.Adc.Bits, "a code with code_min subtracted", "word = conversion column number");
            case "OFFSETS":
                return Signed(
                    configuration.Adc.Bits + 1, "codes", Invariant($"word = tile * {DesignValues.ConversionColumns(design)} + conversion column number"));
            case "BIAS":
                return Signed(output.BiasBits, "", OfAnOutput);
            case "MULTIPLIER" when output.Rounding == OutputRounding.Float32:
                return new WordFormat(WordBits, false, new(0x00800000, 0x7F7FFFFF), 1, true, "", scale);
            case "MULTIPLIER":
                return Signed(WordBits, "in units of 2^-31", scale);
            // The memory has 6 bits in both modes.
            case "SHIFT" when output.Requantize == Requantize.Shift:
                return Signed(6, "to the right", scale) with { Range = new(0, 31) };
            case "SHIFT":
                return Signed(6, "the exponent of a power of two", scale) with { Range = new(-31, 30) };
            case "TABLE":
                return new WordFormat(
                    design.Output.Bits, design.Output.IsSigned, new(design.Output.FormatMin, design.Output.FormatMax), 1, false, "",
                    Invariant($"word n replaces the output {design.Output.FormatMin} + n"));
            case "WEIGHT_SUM":
                return Signed((ValueRanges.Weight(configuration) * design.Grid.Inputs).SignedBits(), "", OfAnOutput);
            case "THRESHOLDS":
                return ThresholdsOf(design, perTensor);
            case "THRESHOLDS_HIGH":
                return Signed(ParameterWords.ThresholdBits(design) - WordBits, "", "as in THRESHOLDS, whose word is written after it");
            default:
                throw new ArgumentException($"there is no window {window}", nameof(window));
        }
    }

    private static WordFormat ThresholdsOf(LayerDesign design, bool perTensor)
    {
        int words = 1 << design.Output.Bits;
        int bits = ParameterWords.ThresholdBits(design);
        int fraction = design.Arithmetic.FractionBits;
        string last = Invariant($"index 0 to {words - 2}, ascending");
        string place = perTensor ? $"word = index for all outputs alike, {last}" : Invariant($"word = output * {words} + index, {last}");
        string unit = fraction == 0 ? "" : Invariant($"in units of 2^-{fraction}");
        return bits > WordBits
            ? Unsigned(WordBits, Invariant($"the low bits of a signed threshold of {bits} bits{(fraction == 0 ? "" : $" {unit}")}"), place)
            : Signed(bits, unit, place);
    }

    private static WordFormat Signed(int bits, string unit, string place) => new(bits, true, IntegerRange.Signed(bits), 1, false, unit, place);

    private static WordFormat Unsigned(int bits, string unit, string place) => new(bits, false, IntegerRange.Unsigned(bits), 1, false, unit, place);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
