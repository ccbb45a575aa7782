// SPDX-License-Identifier: Apache-2.0
using RtlGen.CoSimulation;
using RtlGen.Regression.Cases;
using RtlGen.Tensors;

namespace RtlGen.Regression.Run;

/// <summary>Plays a scenario of the control plane, drawn for the layer.</summary>
internal sealed class ControlFlow(CaseRunnerOptions options, Func<SimulationModel, SimulationModel>? change) : CaseFlow(options, change)
{
    /// <inheritdoc />
    public override Task<CaseRun> RunAsync(RegressionCase @case, LayerTensors layer, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
