// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Configuration;

/// <summary>
/// Rules between keys (contract §2). What must be derived before it can be judged, such as a lossless range or room for an
/// output, is the business of the design.
/// </summary>
internal static class ConfigurationRules
{
    public static readonly IReadOnlyList<Rule> All =
    [
        .. WeightRules(), .. InputRules(), .. CrossbarRules(), .. ConverterRules(), .. SerialRules(), .. OutputRules(),
    ];

    private static IEnumerable<Rule> WeightRules() =>
    [
        Rule.On(WeightKeys.Bits, [WeightKeys.Encoding], (bits, s) => !HasBipolarWeights(s) || bits == 1, _ => "1"),
        Rule.On(
            WeightKeys.Bits, [WeightKeys.Encoding],
            (bits, s) => s.Get(WeightKeys.Encoding) is not (WeightEncoding.Differential or WeightEncoding.TwosComplement) || bits >= 2,
            _ => "2..16"),
        Rule.On(
            WeightKeys.Levels, [CrossbarKeys.CellBits],
            (levels, s) => levels.Max() <= LargestCell(s), s => $"levels up to {LargestCell(s)}"),
    ];

    private static IEnumerable<Rule> InputRules() =>
    [
        Rule.On(
            InputKeys.Encoding, [WeightKeys.Encoding],
            (encoding, s) => encoding == InputEncoding.Bipolar == HasBipolarWeights(s),
            s => HasBipolarWeights(s) ? "bipolar" : "any but bipolar"),
        Rule.On(
            InputKeys.Bits, [InputKeys.Encoding],
            (bits, s) => s.Get(InputKeys.Encoding) switch
            {
                InputEncoding.Bipolar => bits == 1,
                InputEncoding.Unsigned => true,
                _ => bits >= 2,
            },
            s => s.Get(InputKeys.Encoding) == InputEncoding.Bipolar ? "1" : "2..16"),
    ];

    private static IEnumerable<Rule> CrossbarRules() =>
    [
        Rule.On(CrossbarKeys.Rows, [WeightKeys.Encoding], (rows, s) => !HasBipolarWeights(s) || rows % 2 == 0, _ => "an even number"),
        Rule.On(
            CrossbarKeys.RowsPerActivation, [CrossbarKeys.Rows],
            (rows, s) => rows <= s.Get(CrossbarKeys.Rows), s => $"1..{s.Get(CrossbarKeys.Rows)}"),
        Rule.On(
            CrossbarKeys.RowsPerActivation, [WeightKeys.Encoding],
            (rows, s) => !HasBipolarWeights(s) || rows % 2 == 0, _ => "an even number"),
        Rule.On(
            CrossbarKeys.SliceBits, [CrossbarKeys.CellBits],
            (slices, s) => slices.All(b => b <= s.Get(CrossbarKeys.CellBits)), s => $"at most {s.Get(CrossbarKeys.CellBits)} bits in a slice"),
        Rule.On(
            CrossbarKeys.SliceBits, [WeightKeys.Encoding, WeightKeys.Bits],
            (slices, s) => slices.Sum() == BitsCut(s), s => $"slices that sum to {BitsCut(s)} bits"),
    ];

    private static IEnumerable<Rule> ConverterRules() =>
    [
        Rule.On(DacKeys.Bits, [DacKeys.Kind], (bits, s) => s.Get(DacKeys.Kind) != DacKind.Pulse || bits == 1, _ => "1"),
        Rule.On(DacKeys.Bits, [InputKeys.Encoding], (bits, s) => s.Get(InputKeys.Encoding) != InputEncoding.Bipolar || bits == 1, _ => "1"),
        Rule.On(DacKeys.Bits, [InputKeys.Bits], (bits, s) => bits <= s.Get(InputKeys.Bits), s => $"at most {s.Get(InputKeys.Bits)}"),
        Rule.On(AdcKeys.Bits, [AdcKeys.Kind], (bits, s) => bits <= MostAdcBits(s), s => MostAdcBits(s) == 1 ? "1" : $"1..{MostAdcBits(s)}"),
        Rule.On(
            AdcKeys.ColumnsPerAdc, [CrossbarKeys.Columns],
            (columns, s) => columns <= s.Get(CrossbarKeys.Columns), s => $"1..{s.Get(CrossbarKeys.Columns)}"),
        Rule.On(
            AdcKeys.Rounding, [AdcKeys.Range],
            (rounding, s) => rounding != AdcRounding.CeilMinusOne || s.Get(AdcKeys.Range).Kind == AdcRangeKind.Explicit,
            _ => "ceil_minus_one only with a range of {step, zero}"),
        Rule.On(
            AdcKeys.SampleAndHold, [DacKeys.Kind],
            (hold, s) => hold != SampleAndHold.None || s.Get(DacKeys.Kind) != DacKind.Pwm, _ => "single, double"),
        // Offsets that nothing can load.
        Rule.On(
            AdcKeys.OffsetCorrection, [InterfaceKeys.Control, InterfaceKeys.Parameters],
            (correction, s) => !correction || s.Get(InterfaceKeys.Control) != ControlKind.Port || s.Get(InterfaceKeys.Parameters) == ParameterStorage.Runtime,
            _ => "false, or true with a bus or runtime parameters"),
    ];

    private static IEnumerable<Rule> SerialRules() =>
    [
        Rule.On(
            DacSerialKeys.Command, [DacSerialKeys.CommandBits],
            (command, s) => command < 1 << s.Get(DacSerialKeys.CommandBits), s => $"0..{(1 << s.Get(DacSerialKeys.CommandBits)) - 1}"),
        Rule.On(
            DacSerialKeys.Channels, [DacSerialKeys.AddressBits],
            (channels, s) => channels <= 1 << s.Get(DacSerialKeys.AddressBits), s => $"at most {1 << s.Get(DacSerialKeys.AddressBits)}"),
        Rule.On(
            DacSerialKeys.DataBits, [DacKeys.Bits],
            (bits, s) => bits >= s.Get(DacKeys.Bits), s => $"at least {s.Get(DacKeys.Bits)}"),
        // A busy pin is high for at least one cycle.
        Rule.On(
            AdcSerialKeys.Ready, [AdcKeys.ConversionCycles],
            (ready, s) => ready != AdcReady.Busy || s.Get(AdcKeys.ConversionCycles) >= 2, _ => "time, or busy with at least 2 conversion cycles"),
    ];

    private static IEnumerable<Rule> OutputRules() =>
    [
        Rule.On(
            OutputKeys.Bits, [OutputKeys.Requantize],
            (bits, s) => s.Get(OutputKeys.Requantize) != Requantize.Thresholds || bits <= 8, _ => "1..8"),
        Rule.On(OutputKeys.Signed, [OutputKeys.Bits], (signed, s) => !signed || s.Get(OutputKeys.Bits) != 1, _ => "false"),
        Rule.On(
            OutputKeys.Rounding, [OutputKeys.Requantize],
            (rounding, s) => RoundingsOf(s).Contains(rounding),
            s => string.Join(", ", RoundingsOf(s).Select(OutputKeys.Rounding.Write))),
        Rule.On(
            OutputKeys.ZeroPoint, [OutputKeys.Bits, OutputKeys.Signed],
            (zero, s) => zero >= OutputRange(s).Lo && zero <= OutputRange(s).Hi, s => $"{OutputRange(s).Lo}..{OutputRange(s).Hi}"),
        Rule.On(
            OutputKeys.Activation, [OutputKeys.Requantize],
            (activation, s) => activation != Activation.Relu || s.Get(OutputKeys.Requantize) != Requantize.Thresholds,
            _ => "none, clamp, table"),
        Rule.On(
            OutputKeys.Activation, [OutputKeys.Bits],
            (activation, s) => activation != Activation.Table || s.Get(OutputKeys.Bits) <= 10, _ => "table with at most 10 bits"),
        // The index q - lo of a table with two entries would be 2 for +1; an output between -1 and +1 has no element.
        Rule.On(
            OutputKeys.Activation, [OutputKeys.Bipolar],
            (activation, s) => activation != Activation.Table || !s.Get(OutputKeys.Bipolar), _ => "none, clamp"),
        Rule.On(
            OutputKeys.Clamp, [OutputKeys.Bipolar],
            (clamp, s) => !s.Get(OutputKeys.Bipolar) || (clamp!.Value.Lo != 0 && clamp.Value.Hi != 0), _ => "bounds of -1 and 1"),
        Rule.On(
            OutputKeys.Clamp, [OutputKeys.Bits, OutputKeys.Signed, OutputKeys.Bipolar],
            (clamp, s) => clamp!.Value.Lo >= OutputRange(s).Lo && clamp.Value.Hi <= OutputRange(s).Hi,
            s => $"within [{OutputRange(s).Lo}, {OutputRange(s).Hi}]"),
    ];

    private static bool HasBipolarWeights(Settings s) => s.Get(WeightKeys.Encoding) == WeightEncoding.Bipolar;

    private static int LargestCell(Settings s) => (1 << s.Get(CrossbarKeys.CellBits)) - 1;

    /// <summary>The bits that slices must cut (contract §3); differential and two's complement keep the sign apart.</summary>
    private static int BitsCut(Settings s) =>
        s.Get(WeightKeys.Bits) - (s.Get(WeightKeys.Encoding) == WeightEncoding.Offset ? 0 : 1);

    private static int MostAdcBits(Settings s) => s.Get(AdcKeys.Kind) switch
    {
        AdcKind.SenseAmplifier => 1,
        AdcKind.Flash => 8,
        AdcKind.Ramp => 10,
        _ => 12,
    };

    private static OutputRounding[] RoundingsOf(Settings s) => s.Get(OutputKeys.Requantize) == Requantize.Shift
        ? [OutputRounding.Floor, OutputRounding.HalfUp, OutputRounding.HalfEven, OutputRounding.HalfAway]
        : [OutputRounding.TfliteDouble, OutputRounding.TfliteSingle, OutputRounding.Float32, OutputRounding.HalfEven];

    /// <summary>The range of the output's format; bipolar: its two values.</summary>
    private static (long Lo, long Hi) OutputRange(Settings s)
    {
        int bits = s.Get(OutputKeys.Bits)!.Value;
        if (s.Get(OutputKeys.Bipolar))
        {
            return (-1, 1);
        }

        return s.Get(OutputKeys.Signed) ? (-(1L << (bits - 1)), (1L << (bits - 1)) - 1) : (0, (1L << bits) - 1);
    }
}
