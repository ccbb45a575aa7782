// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using RtlGen.CoSimulation;
using RtlGen.Regression.Cases;
using RtlGen.Regression.Run;
using RtlGen.Regression.Spec;
using RtlGen.Tensors;

namespace RtlGen.Benchmarks;

/// <summary>Different small layers a minute: drawn, built, simulated and compared, against what the simulator's own makefile takes to build the same models.</summary>
internal static class CampaignSpeed
{
    private const int Cases = 60;

    /// <summary>One in so many models is built by the makefile too: it takes long.</summary>
    private const int MakefileEvery = 6;

    private const string Spec = """
        name: speed
        groups:
          - name: small
            count: 60
            size: {rows: 12, outputs: 4, tiles: 2}
            vectors: 32
        """;

    public static async Task MeasureAsync(string cache)
    {
        IReadOnlyList<PlannedCase> plan = CasePlan.Of(CampaignSpecReader.Parse(Spec, "speed.yaml"), 1);
        CaseRunnerOptions options = new() { CacheDirectory = cache };
        // What is built once a machine does not count; a case of another seed builds it.
        await new CaseRunner(options).RunAsync(CasePlan.Of(CampaignSpecReader.Parse(Spec, "speed.yaml"), 2)[0], CancellationToken.None);
        CampaignOutcome cold = await RunAsync(plan, options);
        CampaignOutcome cached = await RunAsync(plan, options);
        double makefile = await MakefileAsync([.. plan.Where((_, i) => i % MakefileEvery == 0)]);
        CaseTimes times = Sum(cold.Results);
        double perMakefile = makefile / (Cases / MakefileEvery);
        double perCase = cold.Elapsed.TotalSeconds / Cases;
        Console.WriteLine(
            $"campaign of {Cases} small layers, {Environment.ProcessorCount} at a time: {60 / perCase:0} a minute cold "
            + $"(translate {times.Translate / times.Total:P0}, compile {times.Compile / times.Total:P0}, simulate {times.Simulate / times.Total:P0} of their time), "
            + $"{60 * Cases / cached.Elapsed.TotalSeconds:0} a minute when nothing changed ({cold.Elapsed / cached.Elapsed:0.0} times as many); "
            + $"verilator --build of the same models alone, as many at a time: {60 / perMakefile:0} a minute; a case takes {perCase / perMakefile:P0} of that");
    }

    private static async Task<CampaignOutcome> RunAsync(IReadOnlyList<PlannedCase> plan, CaseRunnerOptions options)
    {
        DirectoryInfo output = Directory.CreateTempSubdirectory("rtlgen-bench-campaign-");
        try
        {
            CampaignIdentity identity = new("bench", 1, "", ToolIdentity.Hash);
            using CampaignFolder folder = CampaignFolder.Open(output.FullName, identity, new CampaignOpening(), out IReadOnlyList<CaseResult> done);
            CampaignOutcome outcome = await Campaign.RunAsync(
                plan, folder, done, new CaseRunner(options), new CampaignOptions { Cases = options }, new Progress<CampaignProgress>(), CancellationToken.None);
            return outcome.Results.All(r => r.Verdict == CaseVerdict.Passed) ? outcome : throw new InvalidOperationException("a case failed: what is measured is not what is meant");
        }
        finally
        {
            output.Delete(recursive: true);
        }
    }

    /// <summary>Seconds for all of them, as many at a time as there are processors.</summary>
    private static async Task<double> MakefileAsync(IReadOnlyList<PlannedCase> plan)
    {
        SimulationModel[] models =
        [
            .. plan.Select(p =>
            {
                RegressionCase drawn = p.Draw()!;
                LayerTensors layer = drawn.Load();
                return SimulationModel.Of(layer.Design, layer.Parameters!, drawn.ConversionSeed);
            }),
        ];
        var watch = Stopwatch.StartNew();
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };
        await Parallel.ForEachAsync(models, parallel, async (model, _) => await ColdModel.OwnMakefileAsync(model));
        return watch.Elapsed.TotalSeconds;
    }

    private static CaseTimes Sum(IReadOnlyList<CaseResult> results) => new()
    {
        Translate = results.Sum(r => r.Times.Translate),
        Compile = results.Sum(r => r.Times.Compile),
        Simulate = results.Sum(r => r.Times.Simulate),
        Total = results.Sum(r => r.Times.Total),
    };
}
