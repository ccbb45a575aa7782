// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using RtlGen.CoSimulation;
using RtlGen.Coverage;
using RtlGen.Regression.Cases;
using RtlGen.Regression.Failures;
using RtlGen.Tensors;

namespace RtlGen.Regression.Run;

/// <summary>All that a run of a case came to.</summary>
public sealed record CaseRun
{
    /// <summary>Everything that is wrong, the deepest first, a line each; empty when nothing is.</summary>
    public IReadOnlyList<string> Complaints { get; init; } = [];

    /// <summary>Null when nothing is wrong.</summary>
    public FailureSignature? Signature { get; init; }

    /// <summary>Of the flow of vectors.</summary>
    public LayerVerdict? Verdict { get; init; }

    /// <summary>What was compiled.</summary>
    public required SimulationModel Model { get; init; }

    /// <summary>Hash of everything that the result depends on.</summary>
    public required string Key { get; init; }

    public long Vectors { get; init; }

    public long Cycles { get; init; }

    public long Compared { get; init; }

    public IReadOnlyList<string> Bins { get; init; } = [];

    /// <summary>Code that it reached; null where nobody counts it.</summary>
    public CodeCoverage? Code { get; init; }

    public bool ModelWasCached { get; init; }

    public CaseTimes Times { get; init; } = new();
}

/// <summary>What is done with the layer of a case.</summary>
internal abstract class CaseFlow(CaseRunnerOptions options, Func<SimulationModel, SimulationModel>? change)
{
    protected CaseRunnerOptions Options { get; } = options;

    /// <summary>Changes the Verilog before it is compiled; null: it stays as it is.</summary>
    protected Func<SimulationModel, SimulationModel>? Changed { get; } = change;

    /// <summary>The flow that a case asks for.</summary>
    public static CaseFlow Of(RegressionCase @case, CaseRunnerOptions options, Func<SimulationModel, SimulationModel>? change) =>
        string.Equals(@case.Flow, RegressionCase.VectorFlow, StringComparison.Ordinal)
            ? new VectorFlow(options, change)
            : new ControlFlow(options, change);

    /// <summary>Checks the case and runs it.</summary>
    public Task<CaseRun> RunAsync(RegressionCase @case, CancellationToken cancellationToken) => RunAsync(@case, @case.Load(), cancellationToken);

    /// <summary>Runs a case whose configuration and tensors were checked.</summary>
    public abstract Task<CaseRun> RunAsync(RegressionCase @case, LayerTensors layer, CancellationToken cancellationToken);

    /// <summary>Hash of everything that the result of a case depends on: what a run would say of it, without one.</summary>
    public string KeyOf(RegressionCase @case, LayerTensors layer, CancellationToken cancellationToken) =>
        KeyOf(@case, ModelOf(@case, layer, cancellationToken));

    /// <summary>What would be compiled; of a netlist, what it is made of.</summary>
    protected abstract SimulationModel ModelOf(RegressionCase @case, LayerTensors layer, CancellationToken cancellationToken);

    /// <summary>The Verilog of the layer, and how long it took to write.</summary>
    protected (SimulationModel Model, double Milliseconds) Emit(RegressionCase @case, LayerTensors layer)
    {
        long start = Stopwatch.GetTimestamp();
        SimulationModel model = SimulationModel.Of(layer.Design, layer.Parameters!, @case.ConversionSeed);
        return (Changed is null ? model : Changed(model), Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    /// <summary>Hash of the case, its Verilog and this program.</summary>
    protected static string KeyOf(RegressionCase @case, SimulationModel model) => BuildCache.KeyOf(
        [ToolIdentity.Hash, @case.Hash(), .. model.Sources.Concat(model.Images).SelectMany(s => (string[])[s.Path, s.Content])]);

    protected static double Milliseconds(TimeSpan time) => time.TotalMilliseconds;
}
