// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.Golden;
using RtlGen.Tensors;

namespace RtlGen.Tests.Requantizers;

/// <summary>The requantizers of <c>rtl/</c> against recorded results of other implementations and against the golden ones.</summary>
internal sealed class RequantizerRtlTests
{
    private const int YBits = 34;

    [Test]
    public async Task Float32IsWhatOnnxRuntimeComputes()
    {
        string[][] rows = Recorded();
        // ONNX Runtime multiplies the three scales as singles.
        Stimulus[] stimuli = [.. rows.Select(r => new Stimulus(
            Number(r[0]), BitConverter.SingleToUInt32Bits((float)((float)(Single(r[1]) * 0.0123f) / 0.37f)), 0))];
        await CheckAsync(YBits, [(Modules.Float32(8, 7), [.. rows.Select(r => Number(r[4]))])], stimuli);
    }

    [Test]
    public async Task FixedPointIsWhatTfliteComputesWithEitherRounding()
    {
        string[][] rows = Recorded();
        Stimulus[] stimuli = [.. rows.Select(r => new Stimulus(Number(r[0]), Number(r[2]), Number(r[3])))];
        await CheckAsync(
            YBits,
            [
                (Modules.TfliteDouble(8, 7), [.. rows.Select(r => Number(r[5]))]),
                (Modules.TfliteSingle(8, 7), [.. rows.Select(r => Number(r[6]))]),
            ],
            stimuli);
    }

    [TestCase(34)]
    [TestCase(20)]
    [TestCase(46)]
    public async Task Float32AtItsExtremes(int yBits)
    {
        Stimulus[] stimuli = [.. Extremes.Cross(yBits, Extremes.Singles, [0]), .. Extremes.RandomSingles(new Random(1), yBits, 3000)];
        IRequantizer golden = new Int32Requantizer(new Float32Requantizer(Multipliers(stimuli)));
        await CheckAsync(
            yBits,
            [.. Formats(golden, stimuli, Modules.Float32)],
            stimuli);
    }

    [TestCase(34)]
    [TestCase(20)]
    [TestCase(46)]
    public async Task TfliteAtItsExtremes(int yBits)
    {
        Stimulus[] stimuli = [.. FixedPoint(yBits)];
        await CheckAsync(
            yBits,
            [
                .. Formats(new Int32Requantizer(new TfliteDoubleRequantizer(Multipliers(stimuli), Shifts(stimuli))), stimuli, Modules.TfliteDouble),
                .. Formats(new Int32Requantizer(new TfliteSingleRequantizer(Multipliers(stimuli), Shifts(stimuli))), stimuli, Modules.TfliteSingle),
            ],
            stimuli);
    }

    [TestCase(34)]
    [TestCase(20)]
    [TestCase(46)]
    public async Task HalfEvenAtItsExtremes(int yBits)
    {
        Stimulus[] stimuli = [.. FixedPoint(yBits)];
        await CheckAsync(
            yBits,
            [.. ((int[])[0, 3, 8]).SelectMany(fraction => Formats(
                new HalfEvenRequantizer(Multipliers(stimuli), Shifts(stimuli), fraction),
                stimuli,
                (bits, zero) => Modules.HalfEven(yBits, fraction, bits, zero)))],
            stimuli);
    }

    [Test]
    public async Task ShiftInEveryRoundingByEveryAmount([Values(12, 34, 46)] int yBits)
    {
        Stimulus[] stimuli = [.. Extremes.AboutHalves(new Random(2), yBits, 31, 8)];
        await CheckAsync(
            yBits,
            [.. from rounding in (OutputRounding[])[OutputRounding.Floor, OutputRounding.HalfUp, OutputRounding.HalfEven, OutputRounding.HalfAway]
                from fraction in Enumerable.Range(0, 9)
                from tested in Formats(
                    new ShiftRequantizer(Shifts(stimuli), fraction, ExactRounding.Of(rounding)),
                    stimuli,
                    (bits, zero) => Modules.Shift(yBits, fraction, (int)rounding, bits, zero)).Skip(fraction % 2).Take(1)
                select tested],
            stimuli);
    }

    /// <summary>Each line of arithmetic that rounds or clamps, changed: the comparison of that module must see it.</summary>
    [TestCase("requantize_float32", "& ((normal_q[6:0] != 7'd0) | normal_q[8])", "", TestName = "ABrokenModuleIsSeen(float32: ties of y go up)")]
    [TestCase("requantize_float32", "half & (sticky | kept[0])", "half", TestName = "ABrokenModuleIsSeen(float32: ties of the product go up)")]
    [TestCase("requantize_float32", "a_rounded[24] ? a_rounded[24:1]", "1'b0 ? a_rounded[24:1]", TestName = "ABrokenModuleIsSeen(float32: carry of y lost)")]
    [TestCase("requantize_tflite_double", "(rounded[63:62] == 2'b01) ? 32'h7FFF_FFFF :", "", TestName = "ABrokenModuleIsSeen(tflite_double: no saturation)")]
    [TestCase("requantize_tflite_double", "64'h0000_0000_4000_0000", "64'h0000_0000_3FFF_FFFF", TestName = "ABrokenModuleIsSeen(tflite_double: half missed by one)")]
    [TestCase("requantize_scale", "BASE[6:0] - {shift_q[5], shift_q}", "BASE[6:0] - {1'b0, shift_q}", TestName = "ABrokenModuleIsSeen(tflite_single: sign of the shift)")]
    [TestCase("clamp_int32", "overflow ? {value[IN_BITS-1], {31{!value[IN_BITS-1]}}} : value[31:0]", "value[31:0]", TestName = "ABrokenModuleIsSeen(int32 wraps)")]
    [TestCase("multiply", "{1'b0, b[HALF-1:0]}", "{b[HALF-1], b[HALF-1:0]}", TestName = "ABrokenModuleIsSeen(low half signed)")]
    [TestCase("round_shift", "half & (sticky | !sign)", "half", TestName = "ABrokenModuleIsSeen(half away rounds up)")]
    public async Task ABrokenModuleIsSeen(string module, string right, string wrong)
    {
        bool single = module.EndsWith("float32", StringComparison.Ordinal);
        Stimulus[] stimuli = single
            ? [.. Extremes.Cross(YBits, Extremes.Singles, [0]), .. Extremes.RandomSingles(new Random(1), YBits, 1000)]
            : [.. FixedPoint(YBits)];
        (UnderTest Module, long[] Expected)[] tested = single
            ? [.. Formats(new Int32Requantizer(new Float32Requantizer(Multipliers(stimuli))), stimuli, Modules.Float32)]
            :
            [
                .. Formats(new Int32Requantizer(new TfliteDoubleRequantizer(Multipliers(stimuli), Shifts(stimuli))), stimuli, Modules.TfliteDouble),
                .. Formats(new Int32Requantizer(new TfliteSingleRequantizer(Multipliers(stimuli), Shifts(stimuli))), stimuli, Modules.TfliteSingle),
            ];
        ulong[][] q = await new RequantizerBench(YBits, [.. tested.Select(t => t.Module)]) { Edit = (module, right, wrong) }.RunAsync(stimuli);
        Assert.That(tested.Select((t, i) => t.Module.Difference(t.Expected, q[i], stimuli)), Has.Some.Not.Null);
    }

    /// <summary>Eight bits with the zero point of the recorded results, and all 32 with a zero point at the end of its range.</summary>
    private static IEnumerable<(UnderTest Module, long[] Expected)> Formats(
        IRequantizer golden, Stimulus[] stimuli, Func<int, long, UnderTest> module)
    {
        foreach ((int bits, long zero) in ((int, long)[])[(8, 7), (32, int.MinValue)])
        {
            ClampedRequantizer clamped = new ClampedRequantizer(golden, zero, -(1L << (bits - 1)), (1L << (bits - 1)) - 1);
            yield return (module(bits, zero), [.. stimuli.Select((s, i) => clamped.Apply(s.Y, i).Value)]);
        }
    }

    private static Task CheckAsync(int yBits, (UnderTest Module, long[] Expected)[] tested, Stimulus[] stimuli) =>
        RequantizerBench.CheckAsync(yBits, tested, stimuli, []);

    private static IEnumerable<Stimulus> FixedPoint(int yBits) =>
        Extremes.Cross(yBits, Extremes.Multipliers, Extremes.Shifts).Concat(Extremes.RandomFixed(new Random(1), yBits, 3000));

    private static PerOutput Multipliers(Stimulus[] stimuli) => new(new Tensor([stimuli.Length], [.. stimuli.Select(s => s.Multiplier)]));

    private static PerOutput Shifts(Stimulus[] stimuli) => new(new Tensor([stimuli.Length], [.. stimuli.Select(s => s.Shift)]));

    private static string[][] Recorded() =>
        [.. File.ReadLines(SharedData.Require("arith/requant_vectors.csv")).Where(l => !l.StartsWith('#')).Select(l => l.Split(','))];

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static float Single(string bits) =>
        BitConverter.UInt32BitsToSingle(uint.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
