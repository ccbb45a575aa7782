// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Emission;
using RtlGen.Registers;

namespace RtlGen.Software;

/// <summary>One conversion column of an output, as the driver's table lists it.</summary>
internal sealed record PartView(string Source, int Low, int Bits, string IsPair);

/// <summary>A function of the driver that fills one window with numbers.</summary>
internal sealed record LoadView(string Name, string Macro, string Function, string Window, string Type, string Meaning)
{
    /// <summary>False where the type holds nothing else than what is allowed.</summary>
    public bool IsBounded { get; private init; }

    public long Least { get; private init; }

    public long Greatest { get; private init; }

    /// <summary>The same for numbers of a range only.</summary>
    public LoadView Within(long least, long greatest) => this with { IsBounded = true, Least = least, Greatest = greatest };
}

/// <summary>What the driver's header and source place.</summary>
internal sealed class DriverView(LayerDesign design)
{
    private readonly RtlConfiguration _configuration = design.Configuration;

    private readonly RegisterMap _map = RegisterMap.Of(design);

    public string Version { get; } = ToolVersion.Text;

    public string Name => design.Name;

    public string Macro => CLanguage.Macro(design);

    /// <summary>Bits of the interrupt registers.</summary>
    public int EventCount => _map.Events.Count;

    public bool HasProgramming => design.HasProgramming;

    public bool HasReadback => Has("ROW_CODES");

    public bool HasOffsets => Has("OFFSETS");

    /// <summary>True when there is a command besides resets.</summary>
    public bool HasCommands => HasProgramming || HasOffsets;

    public bool HasTimeouts => _map.Find("ADC_TIMEOUTS") is not null;

    /// <summary>What the ADC's rounding adds to the floor of a quotient: <c>twice</c> is twice the remainder.</summary>
    public string AboveFloor => design.Arithmetic.Adc.Rounding switch
    {
        AdcRounding.Floor => "0 * twice",
        AdcRounding.HalfUp => "twice >= step",
        AdcRounding.HalfEven => "twice > step || (twice == step && quotient % 2 != 0)",
        AdcRounding.HalfAway => "twice > step || (twice == step && numerator > 0)",
        _ => "-(twice == 0)",
    };

    public bool HasReferenceColumn => _configuration.Weights.HasReferenceColumn;

    public bool DriveIsFixed => !_map.Find("DRIVE_CYCLES")!.IsWritable;

    public bool SampleIsFixed => !_map.Find("SAMPLE_CYCLES")!.IsWritable;

    public bool HasWindows => Loads.Count > 0 || HasWeightSums || HasThresholds;

    /// <summary>Words of a window.</summary>
    public int WordsOf(LoadView load) => _map.FindWindow(load.Window)!.Words;

    /// <summary>Parameters that are one number each.</summary>
    public IReadOnlyList<LoadView> Loads
    {
        get
        {
            OutputOptions output = _configuration.Output;
            bool isSingle = output.Requantize == Requantize.Multiplier && output.Rounding == OutputRounding.Float32;
            List<LoadView> loads = [];
            if (Has("BIAS"))
            {
                LoadView bias = Load("bias", "BIAS", "int32_t", $"Biases, one an output, of {output.BiasBits} bits");
                loads.Add(output.BiasBits == 32 ? bias : bias.Within(-(1L << (output.BiasBits - 1)), (1L << (output.BiasBits - 1)) - 1));
            }

            if (Has("MULTIPLIER"))
            {
                loads.Add(isSingle
                    ? Load("multiplier", "MULTIPLIER", "uint32_t", "Multipliers, the bits of IEEE singles")
                    : Load("multiplier", "MULTIPLIER", "int32_t", "Multipliers in units of 2^-31"));
            }

            if (Has("SHIFT"))
            {
                loads.Add(output.Requantize == Requantize.Shift
                    ? Load("shift", "SHIFT", "int8_t", "Shifts to the right, 0 to 31").Within(0, 31)
                    : Load("shift", "SHIFT", "int8_t", "Exponents of powers of two, -31 to 30").Within(-31, 30));
            }

            if (Has("TABLE"))
            {
                LoadView table = Load("table", "TABLE", CLanguage.OutputType(design.Output), "The activation table, from the least output on");
                loads.Add(table.Within(design.Output.FormatMin, design.Output.FormatMax));
            }

            if (HasOffsets)
            {
                long most = 1L << _configuration.Adc.Bits;
                loads.Add(Load("offsets", "OFFSETS", "int16_t", "Offsets of the conversion columns in codes, tile by tile").Within(-most, most - 1));
            }

            return loads;
        }
    }

    public bool HasWeightSums => Has("WEIGHT_SUM");

    public bool HasThresholds => Has("THRESHOLDS");

    public bool HasWideThresholds => Has("THRESHOLDS_HIGH");

    public IReadOnlyList<PartView> Parts =>
        [.. design.Parts.Select(p => new PartView(ConfigurationNames.Of(p.Source).ToUpperInvariant(), p.Low, p.Bits, p.IsPair ? "true" : "false"))];

    public bool HasLevels => _configuration.Weights.Encoding == WeightEncoding.Levels;

    public string Levels => string.Join(", ", _configuration.Weights.Levels);

    public string WeightRule => _configuration.Weights.Encoding == WeightEncoding.Bipolar
        ? "weight == 1 || weight == -1"
        : Within("weight", ValueRanges.Weight(_configuration));

    /// <summary>What offset weights are moved by.</summary>
    public int WeightShift => _configuration.Weights.Encoding == WeightEncoding.Offset ? 1 << (_configuration.Weights.Bits - 1) : 0;

    public bool InputsAreBipolar => design.InputStream.IsBipolar;

    public string InputRule => InputsAreBipolar ? "value == 1 || value == -1" : Within("value", ValueRanges.Input(_configuration));

    public bool InputSpansWords => SpansWords(design.InputStream);

    public bool OutputSpansWords => SpansWords(design.OutputStream);

    public bool OutputsAreBipolar => design.OutputStream.IsBipolar;

    public bool OutputsAreSigned => design.OutputStream.IsSigned;

    private static bool SpansWords(StreamFormat format) => format.ElementBits > Math.Min(32, format.StreamBits);

    private static string Within(string name, IntegerRange range) =>
        string.Create(CultureInfo.InvariantCulture, $"{name} >= {range.Min} && {name} <= {range.Max}");

    private bool Has(string window) => _map.FindWindow(window) is not null;

    private LoadView Load(string function, string window, string type, string meaning) =>
        new(Name, Macro, function, window, type, meaning);
}
