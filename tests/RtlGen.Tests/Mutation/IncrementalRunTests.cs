// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Emission;
using RtlGen.Mutation;

namespace RtlGen.Tests.Mutation;

/// <summary>What a file of results still says when cases or modules have changed: with cases that only count how often they are asked.</summary>
internal sealed class IncrementalRunTests
{
    private const string Module = "rtlgen_adc_sar";

    private const string Yaml = """
        name: counted
        layer: {inputs: 2, outputs: 1}
        weights: {bits: 2, encoding: offset}
        inputs: {bits: 1, encoding: unsigned}
        crossbar: {rows: 2, columns: 2, cell_bits: 1}
        adc: {kind: sar, bits: 3, columns_per_adc: 1}
        output: {requantize: shift, bits: 4}
        interface: {control: port}
        """;

    private string _folder = null!;
    private SimulationModel _model = null!;
    private MutantLibrary _library = null!;

    private string LogFile => Path.Combine(_folder, "results.jsonl");

    [SetUp]
    public void Prepare()
    {
        _folder = Directory.CreateTempSubdirectory("rtlgen-incremental-").FullName;
        var design = LayerDesign.Derive(ConfigurationReader.Parse(Yaml.ReplaceLineEndings("\n"), "counted.yaml"));
        _model = SimulationModel.Of(design, global::RtlGen.CoSimulation.RandomTensors.Draw(design, 2, seed: 1).Parameters);
        _library = MutantLibrary.Load();
    }

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    /// <summary>A new case is run against the survivors alone; the cases that did not see them are not even built.</summary>
    [Test]
    public async Task ANewCaseIsRunAgainstSurvivorsOnly()
    {
        CountingCase even = Case("even", n => n % 2 == 0);
        IReadOnlyList<MutantResult> first = await RunAsync(even);
        Assert.That(first.Count(r => r.Status == MutantStatus.Killed), Is.EqualTo(first.Count(r => r.Mutant.Number % 2 == 0)));
        Assert.That(even.Asked, Has.Count.EqualTo(first.Count));

        (CountingCase again, CountingCase third) = (Case("even", n => n % 2 == 0), Case("third", n => n % 3 == 0));
        IReadOnlyList<MutantResult> second = await RunAsync(again, third);
        Assert.That(again.Builds, Is.Zero);
        Assert.That(third.Asked.Order(), Is.EqualTo(first.Where(r => r.Status == MutantStatus.Survived).Select(r => (uint)r.Mutant.Number)));
        Assert.That(second.Where(r => r.Status == MutantStatus.Killed).Select(r => r.Case).Distinct(StringComparer.Ordinal), Is.EquivalentTo((string[])["even", "third"]));

        (CountingCase a, CountingCase b) = (Case("even", _ => false), Case("third", _ => false));
        Assert.That(await RunAsync(a, b), Is.EqualTo(second), "everything is known");
        Assert.That(a.Builds + b.Builds, Is.Zero);
    }

    /// <summary>A case that has changed loses what it killed, and is the first that is asked about it; what others killed stays.</summary>
    [Test]
    public async Task AChangedCaseIsAskedAgain()
    {
        await RunAsync(Case("low", n => n % 4 == 1), Case("high", n => n % 4 == 2));
        (CountingCase low, CountingCase high) = (Case("low", n => n % 4 == 1, "changed"), Case("high", n => n % 4 == 2));
        IReadOnlyList<MutantResult> results = await RunAsync(low, high);
        Assert.That(low.Asked.Order(), Is.EqualTo(results.Where(r => r.Mutant.Number % 4 != 2).Select(r => (uint)r.Mutant.Number)));
        Assert.That(high.Asked, Is.Empty, "it saw its own, and has not seen the others before");
        Assert.That(results.Count(r => r.Status == MutantStatus.Survived), Is.EqualTo(results.Count(r => r.Mutant.Number % 4 is 0 or 3)));
    }

    /// <summary>A case that is gone takes its kills with it, and a case that sees nothing does not bring them back.</summary>
    [Test]
    public async Task AKillWithoutItsCaseIsNone()
    {
        await RunAsync(Case("all", _ => true));
        IReadOnlyList<MutantResult> results = await RunAsync(Case("none", _ => false));
        Assert.That(results.Select(r => r.Status).Distinct(), Is.EqualTo([MutantStatus.Survived]));
    }

    /// <summary>Nothing that was found of another text of the module holds.</summary>
    [Test]
    public async Task AChangedModuleBeginsAnew()
    {
        IReadOnlyList<MutantResult> first = await RunAsync(Case("all", _ => true));
        var changed = MutantLibrary.Of(RtlLibrary.Sources.Select(s => new GeneratedFile(s.Key, s.Value)).Select(f =>
            f.Path.EndsWith($"{Module}.v", StringComparison.Ordinal) ? f with { Content = f.Content + "// Another one.\n" } : f));
        await using MutationLog log = await MutationLog.OpenAsync(LogFile, changed, [Case("all", _ => true)], CancellationToken.None);
        Mutant same = changed.Mutants.Single(m => string.Equals(m.Id, first[0].Mutant.Id, StringComparison.Ordinal));
        Assert.That(log.Find(same), Is.EqualTo(new MutantMemory { FirstCase = "all" }));
    }

    /// <summary>What was proved holds for new cases of the same design, and no longer.</summary>
    [Test]
    public async Task AProofIsAboutADesign()
    {
        Mutant mutant = _library.Mutants.First(m => string.Equals(m.Module, Module, StringComparison.Ordinal));
        MutantResult proved = new(mutant, MutantStatus.Equivalent, null, "proved", 1);
        await using (MutationLog log = await OpenAsync(Case("one", _ => false)))
        {
            await log.AddAsync(new MutantMemory { Result = proved, Proved = log.Designs }, CancellationToken.None);
        }

        await using (MutationLog log = await OpenAsync(Case("another", _ => false)))
        {
            Assert.That(log.Find(mutant).Result, Is.EqualTo(proved));
            Assert.That(log.Find(mutant).IsRun(["any"]), Is.True);
        }

        CountingCase other = Case("another", _ => false);
        other.Model = _model with { Sources = [.. _model.Sources, new GeneratedFile("rtl/more.v", "")] };
        await using (MutationLog log = await OpenAsync(other))
        {
            Assert.That(log.Find(mutant).Result!.Status, Is.EqualTo(MutantStatus.Survived));
            Assert.That(log.Find(mutant).IsRun([other.Key]), Is.False);
        }
    }

    private Task<MutationLog> OpenAsync(params IMutationCase[] cases) =>
        MutationLog.OpenAsync(LogFile, _library, cases, CancellationToken.None);

    private Task<IReadOnlyList<MutantResult>> RunAsync(params IMutationCase[] cases) => MutationRun.RunAsync(
        _library, cases, new MutationOptions { Modules = [Module], Jobs = 1, LogFile = LogFile }, _ => { }, CancellationToken.None);

    private CountingCase Case(string name, Func<uint, bool> sees, string key = "") => new(name, name + key, _model, _library, sees);

    /// <summary>Sees the mutants of some numbers, without any simulation.</summary>
    private sealed class CountingCase(string name, string key, SimulationModel model, MutantLibrary library, Func<uint, bool> sees)
        : IMutationCase, IMutationSimulation
    {
        public string Name => name;

        public string Key => key;

        public SimulationModel Model { get; set; } = model;

        public int Stages => 1;

        public int Builds { get; private set; }

        /// <summary>Numbers of mutants, in the order of asking.</summary>
        public List<uint> Asked { get; } = [];

        public Task<IMutationSimulation> BuildAsync(SimulationModel applied, CoSimulationOptions options, CancellationToken cancellationToken)
        {
            Builds++;
            return Task.FromResult<IMutationSimulation>(this);
        }

        public async Task<string?> RunAsync(uint number, int stage, string? folder, TimeSpan limit, CancellationToken cancellationToken)
        {
            if (number == MutantLibrary.ListScopes)
            {
                IEnumerable<string> scopes = library.Mutants.Select(m => $"{m.Scope}").Distinct(StringComparer.Ordinal);
                await File.WriteAllLinesAsync(Path.Combine(folder!, MutantLibrary.ScopeFile), scopes, cancellationToken);
                return null;
            }

            if (number == 0)
            {
                return null;
            }

            Asked.Add(number);
            return sees(number) ? "seen" : null;
        }
    }
}
