// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using RtlGen.CoSimulation;
using RtlGen.Coverage;
using RtlGen.Regression.Cases;
using RtlGen.Regression.Failures;
using RtlGen.Scenarios;
using RtlGen.Tensors;

namespace RtlGen.Regression.Run;

/// <summary>Plays a scenario of the control plane, drawn for the layer of the case from its flow seed.</summary>
internal sealed class ControlFlow(CaseRunnerOptions options, Func<SimulationModel, SimulationModel>? change) : CaseFlow(options, change)
{
    /// <inheritdoc />
    public override async Task<CaseRun> RunAsync(RegressionCase @case, LayerTensors layer, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        DrawnScenario scenario = Draw(@case, layer, cancellationToken);
        SimulationModel model = scenario.Layer.Model;
        double emitted = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        start = Stopwatch.GetTimestamp();
        CoSimulationOptions simulation = new() { Profile = Options.Profile, CacheDirectory = Options.CacheDirectory, ToolTimeout = Options.CaseTimeout };
        (IReadOnlyList<Complaint> complaints, ScenarioResult? result) = await scenario.PlayAsync(simulation, cancellationToken);
        return new CaseRun
        {
            Model = model,
            Key = KeyOf(@case, model),
            Complaints = [.. complaints.Select(c => c.ToString())],
            Signature = complaints is [var first, ..] ? new FailureSignature(first.Kind, @case.Flow, SignatureOf.Shape(first.Text)) : null,
            Cycles = result?.Cycles ?? 0,
            Bins = complaints.Count == 0 ? FunctionalCoverage.Of(@case, layer) : [],
            Code = result?.Coverage,
            Times = new CaseTimes { Emit = emitted, Simulate = Stopwatch.GetElapsedTime(start).TotalMilliseconds },
        };
    }

    /// <inheritdoc />
    protected override SimulationModel ModelOf(RegressionCase @case, LayerTensors layer, CancellationToken cancellationToken) =>
        Draw(@case, layer, cancellationToken).Layer.Model;

    private DrawnScenario Draw(RegressionCase @case, LayerTensors layer, CancellationToken cancellationToken)
    {
        ControlledLayer controlled = ControlledLayer.Of(layer.Design, layer.Parameters!, layer.Inputs!, cancellationToken);
        DrawnScenario scenario = ControlScenarios.Draw(@case.Flow, controlled, @case.FlowSeed, Math.Max(1, @case.Length), cancellationToken);
        return Changed is null ? scenario : scenario.On(Changed);
    }
}
