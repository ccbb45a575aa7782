// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Scenarios;

namespace RtlGen.Tests.Control;

/// <summary>
/// Faults at random, one after the other and in the middle of anything: packets of wrong lengths, accesses that are refused,
/// resets of both kinds while vectors, commands and accesses are on their way. Every output between them is right.
/// </summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class RandomFaultTests
{
    private const int Events = 12;

    private const string Layer = """
        name: unlucky
        layer: {inputs: 21, outputs: 14}
        weights: {bits: 3, encoding: differential}
        inputs: {bits: 3, encoding: unsigned}
        crossbar: {rows: 21, columns: 32, cell_bits: 2}
        adc: {kind: sar, bits: 7, columns_per_adc: 4}
        output: {requantize: shift, bits: 8}

        """;

    private const string Axi = "interface: {control: axi4_lite, stream_bits: 16}\n";
    private const string Apb = "interface: {control: apb, stream_bits: 64}\n";

    [Test]
    public Task TheNextOperationIsRight([Range(1, 12)] int seed) => MustHoldAsync(seed);

    [Category("Long")]
    [Test]
    public Task TheNextOperationIsRightHoweverOften([Range(13, 212)] int seed) => MustHoldAsync(seed);

    [Test]
    public async Task ALayerThatForgetsToResetItsInputIsSeen()
    {
        ControlledLayer layer = Layers.Of(Layer + Axi);
        ControlledLayer broken = Broken.Of(layer, "rtl/unlucky_packet_check.v", "      beat_q <= {COUNT_BITS{1'b0}};\n", "");
        int seen = 0;
        for (int seed = 1; seed <= 12; seed++)
        {
            seen += (await broken.ComplaintsAsync(new RandomFaults(layer, seed, Events).Check)).Count > 0 ? 1 : 0;
        }

        Assert.That(seen, Is.Positive);
    }

    private static async Task MustHoldAsync(int seed)
    {
        ControlledLayer layer = Layers.Of(Layer + (seed % 2 == 0 ? Apb : Axi));
        Assert.That(await layer.ComplaintsAsync(new RandomFaults(layer, seed, Events).Check), Is.Empty, $"seed {seed}");
    }
}
