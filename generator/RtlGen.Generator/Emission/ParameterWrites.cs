// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.Design;

namespace RtlGen.Emission;

/// <summary>One word for the parameter port of a layer.</summary>
/// <param name="Address">Kind in bits 20 and above, output below; thresholds have bit 31 and their own order.</param>
/// <param name="Data">The parameter's two's complement or bit pattern.</param>
public sealed record ParameterWrite(uint Address, uint Data);

/// <summary>One kind of parameter.</summary>
/// <param name="Base">Address of its first word.</param>
/// <param name="Meaning">What a word of it means.</param>
/// <param name="Words">Words from the base address on.</param>
/// <param name="Writes">The writes that load it.</param>
public sealed record ParameterKind(
    uint Base, string Meaning, int Words, Func<ParameterWords, IEnumerable<ParameterWrite>> Writes);

/// <summary>What has to be written to the parameter port of a layer before its first vector.</summary>
public static class ParameterWrites
{
    private const int KindShift = 20;
    private const uint ThresholdSpace = 1u << 31;
    private const uint UpperWord = 1u << 30;

    /// <summary>The windows of the registers whose words go to the parameter port, in the order of the kinds.</summary>
    private static readonly string[] s_windows = ["BIAS", "MULTIPLIER", "SHIFT", "TABLE", "WEIGHT_SUM", "OFFSETS"];

    /// <summary>Address of the first word of a window of the registers; null for one that holds no parameters.</summary>
    internal static uint? BaseOf(string window) => window switch
    {
        "THRESHOLDS" => ThresholdSpace,
        "THRESHOLDS_HIGH" => ThresholdSpace | UpperWord,
        _ => Array.IndexOf(s_windows, window) is >= 0 and int kind ? (uint)kind << KindShift : null,
    };

    /// <summary>The window of the registers and the word in it that an address belongs to.</summary>
    internal static (string Window, uint Index) PlaceOf(uint address) =>
        (address & ThresholdSpace) == 0 ? (s_windows[address >> KindShift], address & ((1u << KindShift) - 1))
        : ((address & UpperWord) == 0 ? "THRESHOLDS" : "THRESHOLDS_HIGH", address & (UpperWord - 1));

    /// <summary>The kinds that a layer has, in the order of their addresses; when its parameters are baked, offsets alone.</summary>
    public static IReadOnlyList<ParameterKind> KindsOf(LayerDesign design)
    {
        RtlConfiguration configuration = design.Configuration;
        if (configuration.Interface.Parameters == ParameterStorage.Baked)
        {
            return [.. OffsetKinds(design)];
        }

        OutputOptions output = configuration.Output;
        int outputs = design.Grid.Outputs;
        bool perTensor = output.Granularity == Granularity.PerTensor;
        string whose = perTensor ? "of all outputs" : "of output n";
        int scales = perTensor ? 1 : outputs;
        bool isSingle = output.Rounding == OutputRounding.Float32;
        List<ParameterKind> kinds = [];
        if (output.BiasBits > 0)
        {
            kinds.Add(Kind(0, $"bias of output n, a signed integer of {output.BiasBits} bits", outputs, (w, n) => w.Bias(n)));
        }

        if (output.Requantize == Requantize.Multiplier)
        {
            string unit = isSingle ? "the bits of an IEEE single" : "a signed integer in units of 2^-31";
            kinds.Add(Kind(1, $"multiplier {whose}, {unit}", scales, (w, n) => w.Multiplier(n)));
        }

        if (output.Requantize == Requantize.Shift || (output.Requantize == Requantize.Multiplier && !isSingle))
        {
            string range = output.Requantize == Requantize.Shift ? "to the right, 0 to 31" : "-31 to 30: the exponent of a power of two";
            kinds.Add(Kind(2, $"shift {whose}, {range}", scales, (w, n) => w.Shift(n)));
        }

        if (output.Activation == Activation.Table)
        {
            kinds.Add(Kind(3, "entry n of the activation table, from the least output on", 1 << design.Output.Bits, (w, n) => w.TableEntry(n)));
        }

        if (configuration.Inputs.Encoding == InputEncoding.Offset)
        {
            kinds.Add(Kind(4, "sum of the weights of output n", outputs, (w, n) => w.WeightSum(n)));
        }

        kinds.AddRange(OffsetKinds(design));
        if (output.Requantize == Requantize.Thresholds)
        {
            kinds.Add(ThresholdKind(design, whose, scales));
        }

        return kinds;
    }

    /// <summary>Every write, in an order that the hardware accepts; a tensor that was not given counts as zeros.</summary>
    public static IReadOnlyList<ParameterWrite> Of(LayerDesign design, LayerParameters parameters)
    {
        ParameterWords words = new(design, parameters);
        return [.. KindsOf(design).SelectMany(kind => kind.Writes(words))];
    }

    private static ParameterKind Kind(uint number, string meaning, int words, Func<ParameterWords, int, long> value)
    {
        uint start = number << KindShift;
        return new ParameterKind(start, meaning, words, w => Enumerable.Range(0, words).Select(
            n => new ParameterWrite(start + (uint)n, unchecked((uint)value(w, n)))));
    }

    private static IEnumerable<ParameterKind> OffsetKinds(LayerDesign design)
    {
        if (design.Configuration.Adc.OffsetCorrection)
        {
            int columns = design.OffsetsPerTile;
            yield return Kind(
                5,
                $"offset of a conversion column, a signed integer of {design.Configuration.Adc.Bits + 1} bits: column c of tile t at t * {columns} + c",
                design.Grid.Count * columns,
                (w, n) => w.AdcOffset(n));
        }
    }

    private static ParameterKind ThresholdKind(LayerDesign design, string whose, int outputs)
    {
        int stride = 1 << design.Output.Bits;
        bool isWide = ParameterWords.ThresholdBits(design) > 32;
        string upper = isWide ? ", the bits above 32 written first, with address bit 30 set" : "";
        return new ParameterKind(
            ThresholdSpace,
            $"thresholds {whose}, threshold i at n * {stride} + i{upper}",
            outputs * stride,
            words => Enumerable.Range(0, outputs).SelectMany(n => words.Thresholds(n).SelectMany((threshold, i) =>
            {
                uint address = ThresholdSpace + (uint)((n * stride) + i);
                ParameterWrite low = new(address, unchecked((uint)threshold));
                return isWide ? [new ParameterWrite(address | UpperWord, unchecked((uint)(threshold >> 32))), low] : new[] { low };
            })));
    }
}
