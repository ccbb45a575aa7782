// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.Design;

namespace RtlGen.CoSimulation;

/// <summary>One write of the plain parameter port.</summary>
/// <param name="Address">Kind in bits 20 and above, output below.</param>
/// <param name="Data">The value's low 32 bits.</param>
internal sealed record ParameterWrite(uint Address, uint Data)
{
    private const uint Bias = 0;
    private const uint Multiplier = 1;
    private const uint Shift = 2;

    /// <summary>Everything that has to be loaded before the first vector; nothing when the parameters are baked.</summary>
    public static IReadOnlyList<ParameterWrite> Of(LayerDesign design, LayerParameters parameters)
    {
        RtlConfiguration configuration = design.Configuration;
        List<ParameterWrite> writes = [];
        if (configuration.Interface.Parameters == ParameterStorage.Baked)
        {
            return writes;
        }

        if (configuration.Output.BiasBits > 0)
        {
            AddAll(Bias, design.Grid.Outputs, n => LayerParameters.Of(parameters.Bias, n, 0));
        }

        int scales = configuration.Output.Granularity == Granularity.PerTensor ? 1 : design.Grid.Outputs;
        if (configuration.Output.Requantize == Requantize.Multiplier)
        {
            AddAll(Multiplier, scales, n => LayerParameters.Of(parameters.Multiplier, n, 0));
        }

        bool shifts = configuration.Output.Requantize == Requantize.Shift
            || (configuration.Output.Requantize == Requantize.Multiplier && configuration.Output.Rounding != OutputRounding.Float32);
        if (shifts)
        {
            AddAll(Shift, scales, n => LayerParameters.Of(parameters.Shift, n, 0));
        }

        return writes;

        void AddAll(uint kind, int count, Func<int, long> value)
        {
            for (int n = 0; n < count; n++)
            {
                writes.Add(new ParameterWrite((kind << 20) | (uint)n, unchecked((uint)value(n))));
            }
        }
    }
}
