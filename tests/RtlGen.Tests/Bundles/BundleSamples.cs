// SPDX-License-Identifier: Apache-2.0
using RtlGen.Bundles;
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Golden;
using LayerTensors = RtlGen.CoSimulation.RandomTensors;

namespace RtlGen.Tests.Bundles;

/// <summary>Small layers with random tensors, to make bundles of.</summary>
internal static class BundleSamples
{
    public const int Vectors = 6;

    /// <summary>Two by two tiles, so that the row tiles are added and the last column tile is not full.</summary>
    public const string Plain = """
        name: sample_layer
        layer: {inputs: 12, outputs: 5}
        weights: {bits: 3, encoding: offset}
        inputs: {bits: 3, encoding: twos_complement}
        crossbar: {rows: 8, columns: 8, cell_bits: 2}
        adc: {kind: sar, bits: 5, columns_per_adc: 4}

        """;

    /// <summary>Only a bias is written.</summary>
    public const string Bias = Plain + "output: {bias_bits: 8}\n";

    /// <summary>Every kind of parameter, one of them for all outputs alike.</summary>
    public const string PerTensor = Plain + "output: {requantize: multiplier, bits: 8, bias_bits: 8, granularity: per_tensor}\n";

    /// <summary>Multipliers are bit patterns of IEEE singles.</summary>
    public const string Float32 = Plain + "output: {requantize: multiplier, rounding: float32, bits: 8, bias_bits: 8}\n";

    /// <summary>The parameter port is there, but nothing is to be written.</summary>
    public const string Nothing = Plain + "output: {bias_bits: 0}\n";

    /// <summary>No parameter port.</summary>
    public const string Baked = PerTensor + "interface: {parameters: baked}\n";

    public static BundleContent Of(string yaml)
    {
        LoadedConfiguration loaded = ConfigurationReader.Parse(yaml, "sample.yaml");
        LayerDesign design = LayerDesign.Derive(loaded);
        LayerTensors random = LayerTensors.Draw(design, Vectors, seed: 7);
        ReferenceResult golden = ReferenceModel.Run(design, random.Parameters, random.Inputs);
        return new BundleContent
        {
            Configuration = loaded,
            Design = design,
            Parameters = random.Parameters,
            Inputs = random.Inputs,
            Outputs = golden.Outputs,
            Overflows = golden.Overflow.Data.Any(o => o != 0),
        };
    }
}
