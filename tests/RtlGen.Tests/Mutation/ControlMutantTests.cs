// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Mutation;

namespace RtlGen.Tests.Mutation;

/// <summary>Mutants of what no vector reaches: flows through the registers see them.</summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class ControlMutantTests
{
    private const string Yaml = """
        name: controlled
        layer: {inputs: 4, outputs: 2}
        weights: {bits: 2, encoding: offset}
        inputs: {bits: 1, encoding: unsigned}
        crossbar: {rows: 4, columns: 2, cell_bits: 2}
        adc: {kind: external, bits: 4, conversion_cycles: 4}
        output: {requantize: none, bias_bits: 4}
        """;

    /// <summary>Without vectors, so that it is a flow that sees them.</summary>
    private static IReadOnlyList<IMutationCase> Flows
    {
        get
        {
            var design = LayerDesign.Derive(ConfigurationReader.Parse(Yaml.ReplaceLineEndings("\n"), "controlled.yaml"));
            var drawn = global::RtlGen.CoSimulation.RandomTensors.Draw(design, 6, seed: 4);
            IMutationCase[] all = [.. DesignCases.Of("controlled", design, drawn.Parameters, drawn.Inputs, 4, 1, CancellationToken.None)];
            Assert.That(all.OfType<VectorCase>().Count(), Is.EqualTo(2), "once with the longest conversions, once with others");
            return [.. all.OfType<ScenarioCase>()];
        }
    }

    /// <summary>What each of these does without its fault the preparation of the cases shows.</summary>
    [Test]
    public async Task FlowsKillWhatVectorsCannotReach()
    {
        var library = MutantLibrary.Load();
        string[] control = ["rtlgen_programmer", "rtlgen_axi4_lite", "rtlgen_performance"];
        Mutant[] dropped = [.. library.Mutants.Where(m => string.Equals(m.Operator, "dropped", StringComparison.Ordinal))];
        Mutant timeout = dropped.Single(m => m is { Module: "rtlgen_adc_external", Original: "timeout_q <= late;" });
        Mutant[] chosen = [.. control.SelectMany(c => dropped.Where(m => string.Equals(m.Module, c, StringComparison.Ordinal)).Take(4)), timeout];
        CoSimulationOptions tools = new() { CacheDirectory = TestCache.Folder, Profile = BuildProfile.Fast };
        List<string> ready = [];
        MutationBench bench = await MutationBench.PrepareAsync(
            library, chosen.Select(m => m.Module).ToHashSet(StringComparer.Ordinal), Flows, tools, TimeSpan.FromSeconds(20), 2, n => { lock (ready) { ready.Add(n); } }, CancellationToken.None);
        Assert.That(ready, Has.Count.EqualTo(Flows.Count));
        List<MutantResult> results = [];
        foreach (Mutant mutant in chosen)
        {
            results.Add(await bench.RunAsync(mutant, CancellationToken.None));
        }

        TestContext.Out.WriteLine(string.Join('\n', results.Select(r => $"{r.Mutant}: {r.Status} by {r.Case}: {r.Complaint}")));
        IEnumerable<string> seen = results.Where(r => r.Status == MutantStatus.Killed).Select(r => r.Mutant.Module).Distinct(StringComparer.Ordinal);
        Assert.That(seen, Is.EqualTo([.. control, timeout.Module]));
        Assert.That(results[^1].Case, Does.Contain("(endless"));
    }

    [Test]
    public void CasesComeFromFilesPatternsFoldersAndCampaigns()
    {
        using CommandLine.TemporaryFolder folder = new();
        folder.Write("a.yaml", Yaml);
        Directory.CreateDirectory(folder["specs"]);
        folder.Write("specs/quick.yaml", """
            name: quick
            groups:
              - name: given
                configurations: [../a.yaml]
                flows: [vectors, counters]
                vectors: 4
            """);
        MutationPlan plan = new(1, 2);
        string[] alone = [.. plan.Of([folder["a.yaml"]], CancellationToken.None).Select(c => c.Name)];
        string[] campaign = [.. plan.Of([Path.Combine(folder["specs"], "quick.yaml")], CancellationToken.None).Select(c => c.Name)];
        Assert.That(alone, Is.Unique);
        Assert.That(alone, Does.Contain($"{folder["a.yaml"]} (counters 2)").And.Contain($"{folder["a.yaml"]} (endless 3)"));
        Assert.That(plan.Of([folder["*.yaml"]], CancellationToken.None).Select(c => c.Name), Is.EqualTo(alone));
        Assert.That(plan.Of([folder.Path], CancellationToken.None).Select(c => c.Name), Is.EqualTo(alone));
        Assert.That(campaign, Is.EqualTo(["given/a/vectors", "given/a/counters"]));
        Assert.That(
            () => plan.Of([folder["b*.yaml"], folder["c*.yaml"]], CancellationToken.None),
            Throws.TypeOf<Diagnostics.BadInputException>().With.Property("Diagnostics").Count.EqualTo(2));
    }

    [Test]
    public void AMutantThatStandsStillIsNotWaitedForLong()
    {
        var whole = TimeSpan.FromSeconds(20);
        Assert.That(MutationBench.LimitOf(TimeSpan.FromMilliseconds(20), whole), Is.EqualTo(TimeSpan.FromSeconds(6)));
        Assert.That(MutationBench.LimitOf(TimeSpan.FromSeconds(1), whole), Is.EqualTo(whole));
    }
}
