// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;
using RtlGen.Tensors;

namespace RtlGen.Emission;

/// <summary>The parameters of a layer as the hardware keeps them; what was not given is 0.</summary>
/// <param name="design">The layer.</param>
/// <param name="parameters">Its tensors.</param>
public sealed class ParameterWords(LayerDesign design, LayerParameters parameters)
{
    /// <summary>Bits of a threshold: one more than y, so that one can lie above every y.</summary>
    public static int ThresholdBits(LayerDesign design) => design.Arithmetic.Output.SignedBits() + 1;

    public long Bias(int output) => LayerParameters.Of(parameters.Bias, output, 0);

    /// <summary>q31, or the bits of an IEEE single.</summary>
    public long Multiplier(int output) => LayerParameters.Of(parameters.Multiplier, output, 0);

    public long Shift(int output) => LayerParameters.Of(parameters.Shift, output, 0);

    /// <summary>Entry of the activation table, from the least output on.</summary>
    public long TableEntry(int entry) => parameters.Table?.Data[entry] ?? 0;

    /// <summary>Offset of a conversion column: tile * conversion columns of a tile + number.</summary>
    public long AdcOffset(int column) => parameters.AdcOffsets?.Data[column] ?? 0;

    /// <summary>The sum of an output's weights over all inputs.</summary>
    public long WeightSum(int output)
    {
        long sum = 0;
        for (int k = 0; k < design.Grid.Inputs; k++)
        {
            sum += parameters.Weights[k, output];
        }

        return sum;
    }

    /// <summary>
    /// The thresholds of an output. What lies outside the range of y is drawn to just outside of it, where it decides
    /// the same and fits the memory.
    /// </summary>
    public IEnumerable<long> Thresholds(int output)
    {
        Tensor thresholds = parameters.Thresholds ?? throw new InvalidOperationException("the layer has no thresholds");
        int row = thresholds.Shape[0] == 1 ? 0 : output;
        long above = 1L << (ThresholdBits(design) - 2);
        return Enumerable.Range(0, thresholds.Shape[1]).Select(i => Math.Clamp(thresholds[row, i], -above, above));
    }
}
