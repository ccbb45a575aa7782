// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;
using RtlGen.Emission;

namespace RtlGen.CoSimulation;

/// <summary>A pass with the beats that it sends.</summary>
internal sealed record PlannedPass(SimulationPass Pass, Stimulus Stimulus);

/// <summary>Cycles of a pass that are dumped to a file of the run's folder.</summary>
internal sealed record WaveWindow(string FileName, long From, long To);

/// <summary>What every pass of a run shares.</summary>
/// <param name="Design">The layer.</param>
/// <param name="Parameters">Written before the first vector.</param>
/// <param name="Passes">At least one.</param>
/// <param name="Folder">Where the processes run.</param>
/// <param name="Options">Limits.</param>
internal sealed record SimulationJob(
    LayerDesign Design,
    IReadOnlyList<ParameterWrite> Parameters,
    IReadOnlyList<PlannedPass> Passes,
    RunFolder Folder,
    CoSimulationOptions Options)
{
    /// <summary>Cycles of reset.</summary>
    public const int ResetCycles = 8;

    /// <summary>Not null: the first pass is run for the sake of these waves.</summary>
    public WaveWindow? Window { get; init; }

    /// <summary>
    /// Cycles without any movement that mean a hang: the schedule's bound, and room for the longest stalls that chance makes
    /// (a hundred times the mean).
    /// </summary>
    public long IdleBound => Design.Schedule.IdleBound
        + Passes.Max(p => 10_000 / (100 - Math.Max(p.Pass.InputStallPercent, p.Pass.OutputStallPercent)));

    /// <summary>Cycles to watch after the last expected beat, for what should not come any more.</summary>
    public long Drain => Design.Schedule.IdleBound;
}

/// <summary>A simulator.</summary>
internal interface ISimulationEngine
{
    /// <summary>Compiles the model, or takes it from the cache.</summary>
    Task<CompiledModel> BuildAsync(
        SimulationModel model, BuildCache cache, BuildProfile profile, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>Runs every pass; the records are in the order of the passes.</summary>
    Task<IReadOnlyList<PassRecords>> RunAsync(CompiledModel model, SimulationJob job, CancellationToken cancellationToken);
}
