// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using System.Globalization;
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Emission;

namespace RtlGen.Registers;

/// <summary>The names by which the description of the registers refers to a design: values and conditions.</summary>
public static class DesignValues
{
    private static readonly FrozenDictionary<string, Func<LayerDesign, long>> s_values = new Dictionary<string, Func<LayerDesign, long>>(StringComparer.Ordinal)
    {
        ["version_major"] = _ => VersionPart(0),
        ["version_minor"] = _ => VersionPart(1),
        ["version_patch"] = _ => VersionPart(2),
        ["hash_high"] = d => HashWord(d, 0),
        ["hash_low"] = d => HashWord(d, 1),
        ["programming"] = d => d.HasProgramming ? 1 : 0,
        ["readback"] = d => HasReadback(d) ? 1 : 0,
        ["offset_correction"] = d => d.Configuration.Adc.OffsetCorrection ? 1 : 0,
        ["runtime_parameters"] = d => d.Configuration.Interface.Parameters == ParameterStorage.Runtime ? 1 : 0,
        ["external_adc"] = d => d.Configuration.Adc.Kind == AdcKind.External ? 1 : 0,
        ["inputs"] = d => d.Grid.Inputs,
        ["outputs"] = d => d.Grid.Outputs,
        ["row_tiles"] = d => d.Grid.RowTiles,
        ["column_tiles"] = d => d.Grid.ColumnTiles,
        ["tiles"] = d => d.Grid.Count,
        ["rows"] = d => d.Configuration.Crossbar.Rows,
        ["rows_per_activation"] = d => d.Configuration.Crossbar.RowsPerActivation,
        ["physical_columns"] = d => d.PhysicalColumns,
        ["columns_per_adc"] = d => d.Placement.ColumnsPerAdc,
        ["tile_inputs"] = d => d.Grid.TileInputs,
        ["tile_outputs"] = d => d.Grid.TileOutputs,
        ["code_bits"] = d => d.Configuration.Adc.Bits,
        ["code_min"] = d => (long)d.Arithmetic.Adc.CodeMin,
        ["largest_cell"] = d => d.Arithmetic.LargestCell,
        ["lanes"] = d => d.Placement.Lanes,
        ["conversion_columns"] = ConversionColumns,
        ["stream_bits"] = d => d.Configuration.Interface.StreamBits,
        ["stream_words"] = d => Math.Max(1, d.Configuration.Interface.StreamBits / 32),
        ["input_beats"] = d => d.InputStream.Beats,
        ["output_beats"] = d => d.OutputStream.Beats,
        ["drive_cycles"] = d => d.Configuration.Dac.DriveCycles,
        ["settle_cycles"] = d => d.Configuration.Dac.SettleCycles,
        ["sample_cycles"] = d => d.Schedule.Sample,
        ["target_bits"] = d => TargetBits(d),
        ["target_words"] = d => (d.PhysicalColumns + (32 / TargetBits(d)) - 1) / (32 / TargetBits(d)),
        ["bias_words"] = d => ParameterWordsOf(d, 0),
        ["multiplier_words"] = d => ParameterWordsOf(d, 1),
        ["shift_words"] = d => ParameterWordsOf(d, 2),
        ["table_words"] = d => ParameterWordsOf(d, 3),
        ["weight_sum_words"] = d => ParameterWordsOf(d, 4),
        ["threshold_words"] = d => ParameterWordsOf(d, ThresholdKind),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Func<LayerDesign, bool>> s_conditions = new Dictionary<string, Func<LayerDesign, bool>>(StringComparer.Ordinal)
    {
        ["programming"] = d => d.HasProgramming,
        ["readback"] = HasReadback,
        ["offset_correction"] = d => d.Configuration.Adc.OffsetCorrection,
        ["commands"] = d => d.HasProgramming || d.Configuration.Adc.OffsetCorrection,
        ["external_adc"] = d => d.Configuration.Adc.Kind == AdcKind.External,
        ["pwm"] = d => d.Configuration.Dac.Kind == DacKind.Pwm,
        ["no_sample_and_hold"] = d => d.Configuration.Adc.SampleAndHold == SampleAndHold.None,
        ["bias"] = d => ParameterWordsOf(d, 0) > 0,
        ["multiplier"] = d => ParameterWordsOf(d, 1) > 0,
        ["shift"] = d => ParameterWordsOf(d, 2) > 0,
        ["table"] = d => ParameterWordsOf(d, 3) > 0,
        ["weight_sum"] = d => ParameterWordsOf(d, 4) > 0,
        ["thresholds"] = d => ParameterWordsOf(d, ThresholdKind) > 0,
        ["wide_thresholds"] = d => ParameterWordsOf(d, ThresholdKind) > 0 && ParameterWords.ThresholdBits(d) > 32,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Kind of the parameter port's threshold space: its address bit 31.</summary>
    private const uint ThresholdKind = 1u << 11;

    /// <summary>Conversion columns of a tile, the reference column's included.</summary>
    public static long ConversionColumns(LayerDesign design) =>
        ((long)design.Placement.Lanes * design.Placement.ColumnsPerAdc) + (design.Configuration.Weights.HasReferenceColumn ? 1 : 0);

    /// <summary>Bits of a field of ROW_TARGETS: the smallest of 1, 2, 4, 8 that holds the largest cell.</summary>
    public static int TargetBits(LayerDesign design)
    {
        int bits = 1;
        while (design.Arithmetic.LargestCell >> bits != 0)
        {
            bits *= 2;
        }

        return bits;
    }

    internal static bool IsCondition(string name) => s_conditions.ContainsKey(name);

    internal static bool Holds(string? condition, LayerDesign design) => condition is null || s_conditions[condition](design);

    /// <summary>The value of a number, or of names and numbers with <c>*</c> and <c>-</c> between them.</summary>
    internal static long Resolve(string value, LayerDesign design)
    {
        string[] terms = value.Split(" - ");
        return terms.Skip(1).Aggregate(Product(terms[0], design), (difference, term) => difference - Product(term, design));
    }

    /// <summary>The first name in a value that means nothing; null when all do.</summary>
    internal static string? FindUnknown(string value) =>
        value.Split(" - ").SelectMany(t => t.Split(" * ")).FirstOrDefault(f => !TryLiteral(f, out _) && !s_values.ContainsKey(f));

    internal static bool TryLiteral(string text, out long value) =>
        text.StartsWith("0x", StringComparison.Ordinal)
            ? long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static long Product(string term, LayerDesign design) =>
        term.Split(" * ").Aggregate(1L, (product, factor) => product * (TryLiteral(factor, out long literal) ? literal : s_values[factor](design)));

    private static bool HasReadback(LayerDesign design) => design.HasProgramming && design.Configuration.Interface.Readback;

    private static long ParameterWordsOf(LayerDesign design, uint kind) =>
        ParameterWrites.KindsOf(design).FirstOrDefault(k => k.Base >> 20 == kind)?.Words ?? 0;

    private static long VersionPart(int part) => long.Parse(ToolVersion.Text.Split('.')[part], CultureInfo.InvariantCulture);

    private static long HashWord(LayerDesign design, int word) =>
        long.Parse(ConfigurationWriter.Hash(design.Configuration).AsSpan(8 * word, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
