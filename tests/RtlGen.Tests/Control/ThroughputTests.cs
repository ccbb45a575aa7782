// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Scenarios;

namespace RtlGen.Tests.Control;

/// <summary>One access a cycle through the whole register file, for each direction of AXI4-Lite; two cycles an access for APB.</summary>
internal sealed class ThroughputTests
{
    private const int Accesses = 500;

    private const string Layer = """
        name: burst
        layer: {inputs: 8, outputs: 8}
        weights: {bits: 2, encoding: offset}
        inputs: {bits: 2, encoding: unsigned}
        crossbar: {rows: 8, columns: 16}
        adc: {kind: sar, bits: 4, columns_per_adc: 4}
        output: {requantize: shift, bits: 6}

        """;

    [TestCase("axi4_lite", true, 1)]
    [TestCase("axi4_lite", false, 1)]
    [TestCase("apb", true, 2)]
    [TestCase("apb", false, 2)]
    public async Task BackToBack(string control, bool writes, int cyclesEach)
    {
        ControlledLayer layer = Layers.Of($"{Layer}interface: {{control: {control}}}\n");
        long few = (await layer.PlayAsync(Burst(layer, writes, Accesses))).Cycles;
        long many = (await layer.PlayAsync(Burst(layer, writes, 2 * Accesses))).Cycles;
        Assert.That(many - few, Is.EqualTo(Accesses * cyclesEach));
    }

    private static Scenario Burst(ControlledLayer layer, bool writes, int count)
    {
        Scenario scenario = new(layer.Design);
        for (int i = 0; i < count; i++)
        {
            if (writes)
            {
                scenario.PostWrite(scenario.At("BIAS", i % 8), (uint)i);
            }
            else
            {
                scenario.PostRead(scenario.At("TOLERANCE"));
            }
        }

        return scenario.Join();
    }
}
