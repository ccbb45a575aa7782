// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.Design;

namespace RtlGen.Emission;

/// <summary>A name and a value in a list of parameters or ports.</summary>
internal sealed record BindingView(string Key, string Value, string Comma);

/// <summary>Which requantizer module of the library serves a configuration, with its parameters and the scales it reads.</summary>
internal sealed record RequantizerBinding(
    string Module, IReadOnlyList<BindingView> Parameters, bool HasMultiplier, bool HasShift, bool HasReset)
{
    /// <summary>True where the requantizer computes in 32 bits and flags what does not fit.</summary>
    public bool FlagsInt32 { get; private init; }

    /// <summary>True where the requantizer keeps parameters of its own: thresholds.</summary>
    public bool NeedsWritePort => Thresholds is not null;

    private LayerDesign? Thresholds { get; init; }

    /// <summary>The module's parameters for the block of outputs that one requantizer serves.</summary>
    public IReadOnlyList<BindingView> ParametersOf(int first, int count, int indexBits, ParameterWords? words)
    {
        if (Thresholds is null)
        {
            return Parameters;
        }

        bool perTensor = Thresholds.Configuration.Output.Granularity == Granularity.PerTensor;
        (int firstOutput, int outputs) = perTensor ? (0, 1) : (first, count);
        List<(string Key, string Value)> own =
        [
            ("OUTPUTS", $"{outputs}"),
            ("FIRST", $"{firstOutput}"),
            ("PER_TENSOR", perTensor ? "1" : "0"),
            ("INDEX_BITS", $"{indexBits}"),
            ("BAKED", words is null ? "0" : "1"),
        ];
        if (words is not null)
        {
            own.Add(("VALUES", Verilog.Fields(
                ParameterWords.ThresholdBits(Thresholds),
                Enumerable.Range(firstOutput, outputs).SelectMany(words.Thresholds).Select(t => (System.Numerics.BigInteger)t))));
        }

        return List([.. Parameters.Select(p => (p.Key, p.Value)), .. own]);
    }

    public static RequantizerBinding Of(LayerDesign design)
    {
        OutputOptions output = design.Configuration.Output;
        int yBits = design.Arithmetic.Output.SignedBits();
        int outBits = design.Output.Bits;
        int fraction = design.Arithmetic.FractionBits;
        switch (output.Requantize, output.Rounding)
        {
            case (Requantize.None, _):
                return new("requantize_none", List([("Y_BITS", $"{yBits}"), ("OUT_BITS", $"{outBits}")]), false, false, false);
            case (Requantize.Shift, _):
                return new(
                    "requantize_shift",
                    List([("Y_BITS", $"{yBits}"), ("FRACTION_BITS", $"{fraction}"), ("ROUNDING", $"{RoundingOf(output.Rounding)}"),
                        .. Clamping(design, Math.Max(yBits + 2, outBits + 3))]),
                    false,
                    true,
                    false);
            case (Requantize.Thresholds, _):
                return new(
                    "requantize_thresholds",
                    List([("Y_BITS", $"{yBits}"), ("OUT_BITS", $"{outBits}"), ("OUT_SIGNED", design.Output.IsSigned ? "1" : "0"),
                        .. ThresholdClamping(design, outBits + 3)]),
                    false,
                    false,
                    false)
                { Thresholds = design };
            case (_, OutputRounding.Float32):
                return new(
                    "requantize_float32",
                    List([("Y_BITS", $"{yBits}"), .. Clamping(design, Math.Max(40, outBits + 3))]),
                    true,
                    false,
                    true)
                { FlagsInt32 = true };
            case (_, OutputRounding.TfliteDouble):
                return new(
                    "requantize_tflite_double",
                    List([("Y_BITS", $"{yBits}"), .. Clamping(design, Math.Max(35, outBits + 3))]),
                    true,
                    true,
                    true)
                { FlagsInt32 = true };
            default:
                bool single = output.Rounding == OutputRounding.TfliteSingle;
                int productBits = (single ? 32 : yBits) + 32;
                return new(
                    "requantize_scale",
                    List([("Y_BITS", $"{yBits}"), ("FRACTION_BITS", $"{fraction}"), ("INT32", single ? "1" : "0"),
                        ("ROUNDING", single ? "1" : "2"), .. Clamping(design, Math.Max(productBits + 2, outBits + 3))]),
                    true,
                    true,
                    true)
                { FlagsInt32 = single };
        }
    }

    private static List<(string Key, string Value)> Clamping(LayerDesign design, int workBits) =>
    [
        ("OUT_BITS", $"{design.Output.Bits}"),
        ("WORK_BITS", $"{workBits}"),
        ("ZERO_POINT", Verilog.Signed(workBits, design.Configuration.Output.ZeroPoint)),
        ("LO", Verilog.Signed(workBits, design.Output.Lo)),
        ("HI", Verilog.Signed(workBits, design.Output.Hi)),
    ];

    /// <summary>A bipolar output is the one bit of the number: 1 stands for +1.</summary>
    private static List<(string Key, string Value)> ThresholdClamping(LayerDesign design, int workBits) =>
    [
        ("WORK_BITS", $"{workBits}"),
        ("LO", Verilog.Signed(workBits, design.Output.IsBipolar ? (design.Output.Lo + 1) / 2 : design.Output.Lo)),
        ("HI", Verilog.Signed(workBits, design.Output.IsBipolar ? (design.Output.Hi + 1) / 2 : design.Output.Hi)),
    ];

    /// <summary>Numbers of rtlgen_round_shift.</summary>
    private static int RoundingOf(OutputRounding rounding) => rounding switch
    {
        OutputRounding.Floor => 0,
        OutputRounding.HalfUp => 1,
        OutputRounding.HalfEven => 2,
        _ => 3,
    };

    private static List<BindingView> List(IReadOnlyList<(string Key, string Value)> items) =>
        [.. items.Select((item, i) => new BindingView(item.Key, item.Value, i < items.Count - 1 ? "," : ""))];
}
