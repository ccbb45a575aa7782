// SPDX-License-Identifier: Apache-2.0

namespace RtlGen.Tests.Requantizers;

/// <summary>The requantizers of <c>rtl/</c> with the latencies of their headers and the least widths that these allow.</summary>
internal static class Modules
{
    private static readonly string[] s_scaled = ["rst_n", "y", "multiplier", "shift"];

    public static UnderTest Float32(int bits, long zero) =>
        new("requantize_float32", 10, bits, ["rst_n", "y", "multiplier"], Clamping(bits, zero, Math.Max(40, bits + 3)));

    public static UnderTest TfliteDouble(int bits, long zero) =>
        new("requantize_tflite_double", 9, bits, s_scaled, Clamping(bits, zero, Math.Max(35, bits + 3)));

    public static UnderTest TfliteSingle(int bits, long zero) =>
        new("requantize_scale", 9, bits, s_scaled, [("INT32", "1"), ("ROUNDING", "1"), .. Clamping(bits, zero, 66)]);

    public static UnderTest HalfEven(int yBits, int fraction, int bits, long zero) =>
        new("requantize_scale", 9, bits, s_scaled, [("FRACTION_BITS", $"{fraction}"), .. Clamping(bits, zero, yBits + 34)]);

    /// <param name="yBits">Width of y.</param>
    /// <param name="fraction">F.</param>
    /// <param name="rounding">Number of rtlgen_round_shift.</param>
    /// <param name="bits">Width of q.</param>
    /// <param name="zero">Zero point.</param>
    public static UnderTest Shift(int yBits, int fraction, int rounding, int bits, long zero) =>
        new("requantize_shift", 3, bits, ["y", "shift"],
            [("FRACTION_BITS", $"{fraction}"), ("ROUNDING", $"{rounding}"), .. Clamping(bits, zero, Math.Max(yBits + 2, bits + 3))]);

    private static (string Name, string Value)[] Clamping(int bits, long zero, int workBits) =>
    [
        ("WORK_BITS", $"{workBits}"),
        ("ZERO_POINT", Signed(workBits, zero)),
        ("LO", Signed(workBits, -(1L << (bits - 1)))),
        ("HI", Signed(workBits, (1L << (bits - 1)) - 1)),
    ];

    private static string Signed(int bits, long value) => value < 0 ? $"-{bits}'sd{-value}" : $"{bits}'sd{value}";
}
