// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.Design;
using RtlGen.Emission;
using RtlGen.Tensors;

namespace RtlGen.CoSimulation;

/// <summary>Speed of the co-simulation's loop and of a bare loop over the same pin values, measured in turn in one process.</summary>
/// <param name="Cycles">Cycles of each run.</param>
/// <param name="Harness">Cycles per second with every tap recorded; the median of the runs.</param>
/// <param name="BareLoop">Cycles per second of two evaluations a cycle and nothing else; the median.</param>
public sealed record HarnessSpeed(long Cycles, double Harness, double BareLoop)
{
    /// <summary>Share of the bare loop's speed that is left.</summary>
    public double Ratio => Harness / BareLoop;
}

/// <summary>Measures what the harness costs.</summary>
public static class HarnessBenchmark
{
    /// <summary>Sends the inputs, repeated up to <paramref name="vectors"/> vectors, through an unstalled pass <paramref name="repeats"/> times.</summary>
    /// <inheritdoc cref="CoSimulator.RunAsync(LayerDesign, LayerParameters, Tensor, CoSimulationOptions, CancellationToken)"/>
    public static async Task<HarnessSpeed> RunAsync(
        SimulationModel model,
        LayerParameters parameters,
        Tensor inputs,
        int vectors,
        int repeats,
        CoSimulationOptions options,
        CancellationToken cancellationToken)
    {
        RecordSize.Check(model.Design, [vectors], options);
        CompiledModel compiled = await VerilatorBuild.GetAsync(
            model, BuildCache.Open(options.CacheDirectory), options.Profile, options.ToolTimeout, cancellationToken);
        using RunFolder folder = await RunFolder.CreateAsync(options.WorkDirectory, model.Images, cancellationToken);
        SimulationPass pass = new("benchmark", 1) { MinimumVectors = vectors };
        PlannedPass planned = new(pass, Stimulus.Of(model.Design, inputs, pass, []));
        SimulationJob job = new(model.Design, ControlWrites.Of(model.Design, parameters), [planned], folder, options);
        string output = await VerilatorEngine.BenchmarkAsync(compiled, job, repeats, cancellationToken);
        double[][] runs =
        [
            .. output.Split('\n')
                .Where(l => l.StartsWith("bench ", StringComparison.Ordinal))
                .Select(l => l.Split(' ').Skip(1).Select(f => double.Parse(f, CultureInfo.InvariantCulture)).ToArray()),
        ];
        return new HarnessSpeed((long)runs[0][0], Median(runs.Select(r => r[0] / r[1])), Median(runs.Select(r => r[2] / r[3])));
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
