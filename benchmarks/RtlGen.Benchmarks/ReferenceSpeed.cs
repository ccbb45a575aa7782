// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Numerics;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Golden;

namespace RtlGen.Benchmarks;

/// <summary>The reference model against the popcounts that the same column values would cost as bit planes.</summary>
internal static class ReferenceSpeed
{
    private const int Repeats = 5;

    public static void Measure(LayerDesign design, RandomTensors tensors)
    {
        long conversions = (long)tensors.Inputs.Shape[0] * design.Grid.Count * design.Steps * design.ConversionsPerStep;
        int words = (design.Configuration.Crossbar.Rows + 63) / 64 * design.Parts.Max(p => p.Bits);
        List<double> model = [];
        List<double> bare = [];
        for (int run = 0; run < Repeats; run++)
        {
            var watch = Stopwatch.StartNew();
            ReferenceModel.Run(design, tensors.Parameters, tensors.Inputs, CancellationToken.None);
            model.Add(conversions / watch.Elapsed.TotalSeconds);
            watch.Restart();
            Blackhole(Popcounts(conversions, words));
            bare.Add(conversions / watch.Elapsed.TotalSeconds);
        }

        double ours = model.Order().ElementAt(Repeats / 2);
        double limit = bare.Order().ElementAt(Repeats / 2);
        Console.WriteLine(
            $"reference model   {ours / 1e6:0.00} M conversions/s on {Environment.ProcessorCount} processors, bare popcounts {limit / 1e6:0.00} M/s on one: {ours / limit:P1}");
    }

    private static long Popcounts(long conversions, int words)
    {
        long sum = 0;
        ulong pattern = 0x9E3779B97F4A7C15;
        for (long c = 0; c < conversions; c++)
        {
            for (int w = 0; w < words; w++)
            {
                pattern += 0x9E3779B97F4A7C15;
                sum += BitOperations.PopCount(pattern);
            }
        }

        return sum;
    }

    /// <summary>Keeps the sum from being optimised away.</summary>
    private static void Blackhole(long value)
    {
        if (value < 0)
        {
            throw new InvalidOperationException("a count cannot be negative");
        }
    }
}
