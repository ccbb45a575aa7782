// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Tensors;

namespace RtlGen.CoSimulation;

/// <summary>Tensors drawn for a design: a uniform crowd with the corners in between where hardware goes wrong.</summary>
/// <param name="Parameters">Weights and whatever the output needs.</param>
/// <param name="Inputs">[vectors, K].</param>
public sealed record RandomTensors(LayerParameters Parameters, Tensor Inputs)
{
    // Streams of their own: more vectors, or another requantization, leave the weights of a seed as they are.
    private const ulong WeightStream = 0x57;
    private const ulong InputStream = 0x49;
    private const ulong ParameterStream = 0x50;

    /// <summary>Draws everything; the same design, count and seed always give the same tensors.</summary>
    /// <param name="design">The layer; its shape is the grid's.</param>
    /// <param name="vectors">Input vectors; the first ones are the same whatever their number.</param>
    /// <param name="seed">Seed of everything, read noise included.</param>
    public static RandomTensors Draw(LayerDesign design, int vectors, ulong seed)
    {
        Tensor weights = Weights(design, Stream(seed, WeightStream));
        LayerParameters parameters = RandomParameters.Draw(design, weights, Stream(seed, ParameterStream));
        return new RandomTensors(parameters with { NoiseSeed = seed }, DrawInputs(design, vectors, seed));
    }

    /// <summary>The inputs alone, [vectors, K]. Of every eight vectors four are uniform; the others are zero, greatest, least, alternating.</summary>
    public static Tensor DrawInputs(LayerDesign design, int vectors, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(vectors, 1);
        SplitMix64 random = Stream(seed, InputStream);
        RtlConfiguration configuration = design.Configuration;
        IntegerRange range = ValueRanges.Input(configuration);
        (long least, long greatest) = ((long)range.Min, (long)range.Max);
        bool isBipolar = configuration.Inputs.Encoding == InputEncoding.Bipolar;
        long calm = isBipolar ? least : 0;
        Tensor inputs = new(vectors, design.Grid.Inputs);
        for (int v = 0; v < vectors; v++)
        {
            for (int k = 0; k < design.Grid.Inputs; k++)
            {
                long drawn = isBipolar ? (2 * random.Below(2)) - 1 : random.Between(least, greatest);
                inputs[v, k] = (v % 8) switch
                {
                    1 => calm,
                    2 => greatest,
                    4 => least,
                    6 => (k + (v / 8)) % 2 == 0 ? greatest : least,
                    7 => random.OnceIn(8) ? drawn : calm,
                    _ => drawn,
                };
            }
        }

        return inputs;
    }

    /// <summary>Uniform weights; now and then an output whose weights are all extreme, all zero, or nearly all zero.</summary>
    private static Tensor Weights(LayerDesign design, SplitMix64 random)
    {
        RtlConfiguration configuration = design.Configuration;
        long[] allowed = AllowedWeights(configuration);
        long calm = Array.IndexOf(allowed, 0L) >= 0 ? 0 : allowed[0];
        Tensor weights = new(design.Grid.Inputs, design.Grid.Outputs);
        for (int n = 0; n < design.Grid.Outputs; n++)
        {
            int kind = random.Below(12);
            for (int k = 0; k < design.Grid.Inputs; k++)
            {
                long drawn = allowed[random.Below(allowed.Length)];
                weights[k, n] = kind switch
                {
                    0 => allowed[^1],
                    1 => allowed[0],
                    2 => calm,
                    3 => random.OnceIn(8) ? drawn : calm,
                    4 => k % 2 == 0 ? allowed[^1] : allowed[0],
                    _ => drawn,
                };
            }
        }

        return weights;
    }

    /// <summary>Every weight that the encoding can hold, ascending.</summary>
    private static long[] AllowedWeights(RtlConfiguration configuration) => configuration.Weights.Encoding switch
    {
        WeightEncoding.Bipolar => [-1, 1],
        WeightEncoding.Levels => [.. configuration.Weights.Levels.SelectMany(l => (long[])[l, -l]).Distinct().Order()],
        _ => [.. Values(ValueRanges.Weight(configuration))],
    };

    private static IEnumerable<long> Values(IntegerRange range)
    {
        // At most 2^16 of them, weights having at most 16 bits.
        for (long value = (long)range.Min; value <= (long)range.Max; value++)
        {
            yield return value;
        }
    }

    private static SplitMix64 Stream(ulong seed, ulong stream) => new(new SplitMix64(seed ^ (stream << 56)).Next());
}
