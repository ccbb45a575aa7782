// SPDX-License-Identifier: Apache-2.0
using RtlGen.Golden;
using RtlGen.Tensors;

namespace RtlGen.CoSimulation;

/// <summary>What a layer answered to a batch, whoever computed it.</summary>
/// <param name="Outputs">[batch, N].</param>
/// <param name="Overflow">[batch, N].</param>
/// <param name="Codes">As in the contract's section 9; [0] where they were not asked for.</param>
/// <param name="Faults">What went wrong in the RTL besides values; empty in a good run.</param>
public sealed record BatchResult(Tensor Outputs, Tensor Overflow, Tensor Codes, IReadOnlyList<SimulationFault> Faults)
{
    /// <summary>[batch, N] in units of 2^−F.</summary>
    public required Tensor Y { get; init; }

    /// <summary>What the ADCs saw according to the golden model, in the shape of the codes; [0] where it was not asked for.</summary>
    public Tensor ColumnValues { get; init; } = new(0);

    /// <summary>The golden model.</summary>
    /// <param name="layer">With parameters and inputs.</param>
    /// <param name="options">What to keep besides outputs and flags.</param>
    /// <param name="cancellation">Ends the run between two vectors.</param>
    public static Task<BatchResult> OfGoldenAsync(LayerTensors layer, ReferenceOptions options, CancellationToken cancellation) => Task.Run(
        () =>
        {
            ReferenceResult golden = ReferenceModel.Run(layer.Design, layer.Parameters!, layer.Inputs!, options, cancellation);
            return new BatchResult(golden.Outputs, golden.Overflow, golden.Codes, []) { Y = golden.Y, ColumnValues = golden.ColumnValues };
        },
        cancellation);

    /// <summary>The RTL, each vector once, nothing stalled.</summary>
    /// <param name="layer">With parameters and inputs.</param>
    /// <param name="engine">The simulator.</param>
    /// <param name="cancellation">Ends the tools.</param>
    public static async Task<BatchResult> OfHardwareAsync(LayerTensors layer, SimulationEngine engine, CancellationToken cancellation)
    {
        CoSimulationOptions options = new() { Engine = engine, Passes = [new SimulationPass("simulate", 1)] };
        CoSimulationRun run = await CoSimulator.RunAsync(layer.Design, layer.Parameters!, layer.Inputs!, options, cancellation);
        SimulatedPass pass = run.Passes[0];
        return new BatchResult(pass.Taps.Outputs, pass.Taps.Overflow, pass.Taps.Codes, pass.Faults) { Y = pass.Taps.Y };
    }
}
