// SPDX-License-Identifier: Apache-2.0
using RtlGen.CoSimulation;
using RtlGen.Regression.Cases;
using RtlGen.Regression.Run;
using RtlGen.Regression.Shrinking;
using RtlGen.Tools;

namespace RtlGen.Regression.Failures;

/// <summary>A failure made small and written down.</summary>
/// <param name="Folder">Holds <c>case.yaml</c>, <c>evidence.txt</c> and, where the layer's cycles are known, <c>waves.fst</c> (of Icarus: <c>.vcd</c>).</param>
/// <param name="Shrunk">How it was found.</param>
public sealed record AnalysedFailure(string Folder, ShrunkCase Shrunk)
{
    /// <summary>The case, to be put among the permanent regressions.</summary>
    public string CaseFile => Path.Combine(Folder, "case.yaml");
}

/// <summary>Looks into failures: shrinks a case, writes it, its evidence, and the waves of the failing window.</summary>
public sealed class FailureAnalysis(CaseRunner runner, CaseRunnerOptions options, ShrinkBudget budget)
{
    /// <summary>Analyses one failing case.</summary>
    /// <param name="failing">The case.</param>
    /// <param name="failure">What it came to.</param>
    /// <param name="folder">Where to write; replaced.</param>
    /// <param name="progress">Told of every smaller case.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<AnalysedFailure> AnalyseAsync(
        RegressionCase failing, CaseResult failure, string folder, IProgress<RegressionCase>? progress, CancellationToken cancellationToken)
    {
        ShrunkCase shrunk = await new Shrinker(runner, budget).ShrinkAsync(failing, failure, progress, cancellationToken);
        shrunk = shrunk with { Case = shrunk.Case with { Configuration = PlainConfiguration.Of(shrunk.Case.Configuration) } };
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "case.yaml"), CaseFile.Write(shrunk.Case), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "evidence.txt"), await EvidenceOfAsync(shrunk, folder, cancellationToken), cancellationToken);
        return new AnalysedFailure(folder, shrunk);
    }

    private async Task<string> EvidenceOfAsync(ShrunkCase shrunk, string folder, CancellationToken cancellationToken)
    {
        if (!shrunk.Repeats)
        {
            return $"case       {shrunk.Case.Id}\nsignature  {shrunk.Result.Signature}\n\n{string.Join('\n', shrunk.Result.Details)}\n\n"
                + "It did not fail when it was run again: the failure depends on something outside of the case (memory, disk, a tool, the time it was given).\n";
        }

        string summary = $"shrunk in {shrunk.Runs} runs ({shrunk.Builds} builds, {shrunk.Elapsed.TotalSeconds:0.0} s){(shrunk.IsMinimal ? "" : "; the budget ended before it was minimal")}\n";
        try
        {
            CaseRun run = await runner.ExamineAsync(shrunk.Case, cancellationToken);
            string waves = await WavesAsync(shrunk.Case, run, folder, cancellationToken);
            return Evidence.Of(shrunk.Case, run) + summary + waves;
        }
        catch (Exception e) when (e is ToolFailedException or InvalidDataException)
        {
            // Nothing ran to its end: what the tool said is all there is.
            return $"case       {shrunk.Case.Id}\nsignature  {shrunk.Result.Signature}\n\n{e.Message}\n{summary}";
        }
    }

    /// <summary>Runs the failing pass again in a build that traces; only the window of the failing vector is written.</summary>
    private async Task<string> WavesAsync(RegressionCase @case, CaseRun run, string folder, CancellationToken cancellationToken)
    {
        if (run.Verdict is not { } verdict)
        {
            return "";
        }

        Comparison comparison = verdict.FirstDiverging ?? verdict.Comparisons.FirstOrDefault(c => !c.Agrees) ?? verdict.Comparisons[0];
        int vector = Math.Min(comparison.First?.Vector ?? 0, comparison.Pass.Vectors - 1);
        if (comparison.Pass.Timing[vector].FirstAccept < 0)
        {
            return "no waves: the failing vector was never taken\n";
        }

        string file = Path.Combine(folder, @case.Engine == CaseEngine.Icarus ? "waves.vcd" : "waves.fst");
        Tensors.LayerTensors layer = @case.Load();
        await CoSimulator.WriteWavesAsync(
            run.Model, layer.Parameters!, layer.Inputs!, new VectorFlow(options, null).OptionsOf(@case), comparison.Pass, vector, file, cancellationToken);
        return $"waves of vector {vector}, pass \"{comparison.Pass.Pass.Name}\": {Path.GetFileName(file)}\n";
    }
}
