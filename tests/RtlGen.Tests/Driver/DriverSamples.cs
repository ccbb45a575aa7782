// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Regression.Drawing;
using RtlGen.Tensors;

namespace RtlGen.Tests.Driver;

/// <summary>Layers with a bus.</summary>
internal static class DriverSamples
{
    private const int Seed = 4471;

    /// <summary>A random layer of the whole contract, with its tensors, behind one of the buses.</summary>
    public static LayerTensors Random(int number, DrawOptions? options = null)
    {
        Random rng = new(Seed + number);
        for (; ; )
        {
            RandomCase drawn = RandomConfigurations.Draw(rng, options ?? new DrawOptions { WholeContract = true });
            LayerTensors layer = drawn.Load();
            if (layer.Design.HasBus)
            {
                return layer;
            }
        }
    }

    /// <summary>A layer with every capability, signed codes and a grid of tiles.</summary>
    public static LayerDesign WithEverything() => LayerDesign.Derive(ConfigurationReader.Parse(
        """
        name: everything
        layer: {inputs: 20, outputs: 9}
        weights: {bits: 4, encoding: differential, subtraction: analog}
        inputs: {bits: 4, encoding: offset}
        crossbar: {rows: 8, columns: 24, cell_bits: 2}
        adc: {kind: external, bits: 6, columns_per_adc: 4, conversion_cycles: 5, offset_correction: true}
        output: {requantize: shift, bits: 6}
        interface: {stream_bits: 8, control: apb, readback: true}
        """,
        "everything.yaml"));

    /// <summary>The first random layer that is as wanted.</summary>
    public static LayerTensors RandomWhere(Func<RtlConfiguration, bool> isWanted)
    {
        for (int number = 0; ; number++)
        {
            LayerTensors layer = Random(1000 + number);
            if (isWanted(layer.Design.Configuration))
            {
                return layer;
            }
        }
    }
}
