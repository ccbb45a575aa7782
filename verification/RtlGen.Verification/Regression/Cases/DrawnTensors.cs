// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Tensors;

namespace RtlGen.Regression.Cases;

/// <summary>Tensors drawn for a design, as a set that can be changed, checked and written.</summary>
public static class DrawnTensors
{
    /// <summary>What <see cref="RandomTensors"/> draws, noise seed included.</summary>
    public static TensorSet Of(LayerDesign design, int vectors, ulong seed)
    {
        RandomTensors drawn = RandomTensors.Draw(design, vectors, seed);
        LayerParameters parameters = drawn.Parameters;
        bool isFloat = design.Configuration.Output is { Requantize: Requantize.Multiplier, Rounding: OutputRounding.Float32 };
        return new TensorSet
        {
            Weights = Named("weights", parameters.Weights),
            Inputs = Named("inputs", drawn.Inputs),
            Bias = Named("bias", parameters.Bias),
            Multiplier = parameters.Multiplier is { } multiplier ? new NpyArray(multiplier, isFloat, "multiplier") : null,
            Shift = Named("shift", parameters.Shift),
            Thresholds = Named("thresholds", parameters.Thresholds),
            Table = Named("table", parameters.Table),
            Cells = Named("cells", parameters.Cells),
            AdcThresholds = Named("adc_thresholds", parameters.AdcThresholds),
            AdcOffsets = Named("adc_offsets", parameters.AdcOffsets),
            NoiseSeed = design.Configuration.Analog.Noise > 0 ? parameters.NoiseSeed : null,
        };
    }

    private static NpyArray? Named(string name, Tensor? tensor) => tensor is null ? null : NpyArray.OfIntegers(tensor, name);
}
