// SPDX-License-Identifier: Apache-2.0
using RtlGen.Tensors;

namespace RtlGen.Tests.CommandLine;

/// <summary>Configurations that the tests start from.</summary>
internal static class Samples
{
    /// <summary>The example of the contract's section 2.</summary>
    public const string DigitsFc1 = """
        name: digits_fc1
        layer: {inputs: 64, outputs: 32}
        weights: {bits: 4, encoding: offset}
        inputs: {bits: 4, encoding: unsigned}
        crossbar: {rows: 64, columns: 64, cell_bits: 2}
        adc: {kind: sar, bits: 8, columns_per_adc: 8}      # lossless: column values reach 64 x 1 x 3 = 192
        output: {requantize: multiplier, rounding: float32, bits: 4, signed: false, activation: relu}
        """;

    /// <summary>Three inputs, two outputs, exact sums.</summary>
    public const string Small = """
        name: tiny
        layer: {inputs: 3, outputs: 2}
        weights: {bits: 4, encoding: offset}
        inputs: {bits: 4, encoding: unsigned}
        crossbar: {rows: 8, columns: 8, cell_bits: 2}
        adc: {bits: 5, columns_per_adc: 2}
        output: {requantize: none, bias_bits: 8}
        """;

    /// <summary>Converter chips on both sides of the crossbar.</summary>
    public const string Serial = """
        name: chips
        layer: {inputs: 3, outputs: 2}
        weights: {bits: 4, encoding: offset}
        inputs: {bits: 4, encoding: unsigned}
        crossbar: {rows: 8, columns: 8, cell_bits: 2}
        dac: {kind: voltage, bits: 2, link: serial, serial: {address_bits: 2, channels: 3, data_bits: 4, load_cycles: 5}}
        adc: {kind: external, bits: 7, conversion_cycles: 4, link: serial, serial: {leading_bits: 2, chain: 3, clock_divider: 2, ready: busy}}
        """;

    /// <summary>Tensors for <see cref="Small"/>: w.npy, b.npy and two vectors x.npy, whose outputs are (6, 5) and (-35, -1).</summary>
    public static void WriteTensors(TemporaryFolder folder)
    {
        folder.Write("w.npy", new Tensor([3, 2], [1, -8, 2, 7, -3, 0]));
        folder.Write("b.npy", new Tensor([2], [10, -1]));
        folder.Write("x.npy", new Tensor([2, 3], [1, 2, 3, 0, 0, 15]));
    }
}
