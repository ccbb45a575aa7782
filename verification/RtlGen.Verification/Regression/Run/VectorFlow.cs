// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using RtlGen.CoSimulation;
using RtlGen.Coverage;
using RtlGen.Emission;
using RtlGen.Regression.Cases;
using RtlGen.Regression.Failures;
using RtlGen.Tensors;

namespace RtlGen.Regression.Run;

/// <summary>Sends vectors and compares every tap with the golden model, and every cycle with the schedule.</summary>
internal sealed class VectorFlow(CaseRunnerOptions options, Func<SimulationModel, SimulationModel>? change) : CaseFlow(options, change)
{
    /// <inheritdoc />
    public override async Task<CaseRun> RunAsync(RegressionCase @case, LayerTensors layer, CancellationToken cancellationToken)
    {
        (SimulationModel model, double emitted) = Emit(@case, layer);
        string key = KeyOf(@case, model);
        double synthesised = 0;
        if (@case.Engine == CaseEngine.Netlist)
        {
            long start = Stopwatch.GetTimestamp();
            GeneratedFile macro = LayerEmitter.Emit(layer.Design, layer.Parameters).First(f => f.Path.StartsWith("macro/", StringComparison.Ordinal));
            model = await NetlistModel.OfAsync(model, macro, BuildCache.Open(Options.CacheDirectory), Options.CaseTimeout, cancellationToken);
            synthesised = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        LayerVerdict verdict = await LayerVerification.RunAsync(model, layer.Parameters!, layer.Inputs!, OptionsOf(@case), cancellationToken);
        IReadOnlyList<SimulatedPass> passes = verdict.Run.Passes;
        TimeSplit times = verdict.Run.Times;
        return new CaseRun
        {
            Model = model,
            Key = key,
            Verdict = verdict,
            Complaints = Complaints(verdict),
            Signature = verdict.Passes ? null : SignatureOf.Verdict(layer.Design, verdict),
            Vectors = passes.Sum(p => (long)p.Vectors),
            Cycles = passes.Sum(p => p.Cycles),
            Compared = verdict.Comparisons.Sum(c => c.Compared),
            Bins = verdict.Passes ? FunctionalCoverage.Of(@case, layer, verdict, cancellationToken) : [],
            Code = verdict.Run.Coverage,
            ModelWasCached = verdict.Run.ModelWasCached,
            Times = new CaseTimes
            {
                Emit = emitted,
                Translate = synthesised + Milliseconds(times.Translate),
                Compile = Milliseconds(times.Compile),
                Simulate = Milliseconds(times.Simulate),
            },
        };
    }

    /// <inheritdoc />
    protected override SimulationModel ModelOf(RegressionCase @case, LayerTensors layer, CancellationToken cancellationToken) => Emit(@case, layer).Model;

    /// <summary>What the co-simulation of a case is told.</summary>
    public CoSimulationOptions OptionsOf(RegressionCase @case) => new()
    {
        // A netlist has no lines of the library.
        Profile = @case.Engine == CaseEngine.Verilator ? Options.Profile : BuildProfile.Fast,
        Engine = @case.Engine == CaseEngine.Icarus ? SimulationEngine.Icarus : SimulationEngine.Verilator,
        Passes = @case.Passes,
        MalformedPackets = @case.Malformed,
        ConversionSeed = @case.ConversionSeed,
        CacheDirectory = Options.CacheDirectory,
        ToolTimeout = Options.CaseTimeout,
    };

    /// <summary>Everything that is wrong, the deepest tap first.</summary>
    private static IReadOnlyList<string> Complaints(LayerVerdict verdict)
    {
        if (verdict.Passes)
        {
            return [];
        }

        IEnumerable<string> values = verdict.Comparisons.Where(c => c.First is not null).Select(c => $"{c.Pass.Pass.Name}: {c.First}");
        IEnumerable<string> faults = verdict.Comparisons.SelectMany(c => c.Pass.Faults.Select(f => $"{c.Pass.Pass.Name}: {f}"));
        IEnumerable<string> cycles = verdict.Cycles is { Agrees: false } ? [$"cycles: {verdict.Cycles}"] : [];
        return [.. values, .. faults, .. cycles];
    }
}
