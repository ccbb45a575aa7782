// SPDX-License-Identifier: Apache-2.0
using RtlGen.CoSimulation;
using RtlGen.Design;

namespace RtlGen.Benchmarks;

/// <summary>The harness, with every tap recorded, against a bare loop that replays the same pin values.</summary>
internal static class SimulationLoop
{
    public static async Task MeasureAsync(LayerDesign design, RandomTensors tensors, CoSimulationOptions options)
    {
        HarnessSpeed speed = await HarnessBenchmark.RunAsync(
            SimulationModel.Of(design, tensors.Parameters), tensors.Parameters, tensors.Inputs, vectors: 4000, repeats: 5, options, CancellationToken.None);
        Console.WriteLine(
            $"simulation loop   {speed.Harness / 1e6:0.00} M cycles/s, bare loop {speed.BareLoop / 1e6:0.00} M cycles/s: {speed.Ratio:P1} (goal 90 %)");
    }
}
