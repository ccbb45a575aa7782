// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Mutation;
using RtlGen.Tests.CommandLine;

namespace RtlGen.Tests.Mutation;

/// <summary>Mutants in a simulated layer: what is killed, what survives, what is proved to be no fault, what a killed run leaves.</summary>
internal sealed class MutationRunTests
{
    private const string Name = "rtlgen_adc_sar";

    private const string Yaml = """
        name: mutated
        layer: {inputs: 6, outputs: 3}
        weights: {bits: 3, encoding: offset}
        inputs: {bits: 3, encoding: twos_complement}
        crossbar: {rows: 6, columns: 12, cell_bits: 2}
        adc: {kind: sar, bits: 5, columns_per_adc: 2}
        output: {requantize: shift, bits: 6, bias_bits: 8}
        interface: {control: port}
        """;

    private VectorCase _case = null!;

    private static MutantLibrary Library => MutantLibrary.Load();

    [OneTimeSetUp]
    public void Draw() => _case = CaseOf("all vectors", vectors: 8);

    /// <summary>One build, every mutant of a module; the proofs; and what is left. Then the same from the file, without a simulation.</summary>
    [Test]
    public async Task MutantsOfAModuleAreKilledOrListed()
    {
        using TemporaryFolder folder = new();
        MutationOptions options = Options(folder["mutants.jsonl"]) with { Proof = TimeSpan.FromSeconds(10) };
        IReadOnlyList<MutantResult> results = await MutationRun.RunAsync(Library, [_case], options, _ => { }, CancellationToken.None);
        var score = MutationScore.Of(Name, results);
        TestContext.Out.WriteLine(MutationText.Of(results, []));

        Assert.Multiple(() =>
        {
            Assert.That(score.Mutants, Is.EqualTo(results.Count));
            Assert.That(score.Killed, Is.GreaterThan(score.Mutants / 2));
            Assert.That(Of(results, "& becomes |", "~(test_q &").Status, Is.EqualTo(MutantStatus.Killed));
            Assert.That(Of(results, "arms swapped", "restart ? FIRST_TRIAL").Status, Is.EqualTo(MutantStatus.Killed));
            // The bit above the highest one under test is 0 anyway.
            Assert.That(Of(results, "top bit cut", "{1'b0, test_q[BITS-1:1]}").Status, Is.EqualTo(MutantStatus.Equivalent));
            // Converters of one bit are another branch.
            Assert.That(results.Single(r => r.Mutant is { Original: "test_q", Operator: "tied to 0" }).Status, Is.EqualTo(MutantStatus.NotReached));
        });

        // A line was being written when the run was killed.
        string[] lines = await File.ReadAllLinesAsync(options.LogFile!);
        Assert.That(lines, Has.Length.EqualTo(results.Count + 1), "and one of the case");
        await File.WriteAllTextAsync(options.LogFile!, string.Join('\n', lines[..^3]) + "\n" + lines[^3][..40]);
        List<string> told = [];
        IReadOnlyList<MutantResult> again = await MutationRun.RunAsync(
            Library, [_case], options with { Proof = null }, p => { lock (told) { told.Add(p.Doing); } }, CancellationToken.None);
        Assert.That(told.Count(t => t.StartsWith("rtl/", StringComparison.Ordinal)), Is.EqualTo(3), "only what was lost is run again");
        Assert.That(again.Select(r => r.Mutant.Id), Is.EqualTo(results.Select(r => r.Mutant.Id)));
    }

    /// <summary>Inputs of zero say nothing about where a pulse goes: the same mutant survives them, and is listed with its line.</summary>
    [Test]
    public async Task AWeakCaseLetsAMutantLiveAndItIsListed()
    {
        VectorCase weak = CaseOf("one vector of zeros", vectors: 1, zeros: true);
        MutationOptions options = Options(null) with { Modules = ["rtlgen_row_driver"] };
        IReadOnlyList<MutantResult> strong = await MutationRun.RunAsync(Library, [_case], options, _ => { }, CancellationToken.None);
        IReadOnlyList<MutantResult> results = await MutationRun.RunAsync(Library, [weak], options, _ => { }, CancellationToken.None);
        MutantResult survivor = results.First(r => r.Status == MutantStatus.Survived && strong.Single(s => s.Mutant == r.Mutant).Status == MutantStatus.Killed);
        string text = MutationText.Of(results, []);
        Assert.That(text, Does.Contain($"  {survivor.Mutant.Place}:{survivor.Mutant.Column}: {survivor.Mutant.Operator}: "));
        Assert.That(MutationScore.Of("all", results).Percent, Is.LessThan(MutationScore.Of("all", strong).Percent));
    }

    [Test]
    public async Task EveryChangeOfExpectedDataIsNoticed()
    {
        IReadOnlyList<ExpectedDataMutant> changes = await _case.ChangeExpectedAsync(
            10, 3, new CoSimulationOptions { CacheDirectory = TestCache.Folder }, CancellationToken.None);
        Assert.That(changes.Where(c => !c.IsCaught), Is.Empty);
        Assert.That(changes, Has.Count.GreaterThan(40));
        Assert.That(MutationText.Of([], [new ExpectedDataMutant("Y 3 becomes 4 instead of 5", false)]), Does.Contain("not noticed: Y 3 becomes 4 instead of 5"));
    }

    private static MutantResult Of(IReadOnlyList<MutantResult> results, string kind, string original) =>
        results.First(r => string.Equals(r.Mutant.Operator, kind, StringComparison.Ordinal) && r.Mutant.Original.Contains(original, StringComparison.Ordinal));

    private static MutationOptions Options(string? log) => new()
    {
        Modules = [Name],
        Jobs = 2,
        LogFile = log,
        Tools = new CoSimulationOptions { CacheDirectory = TestCache.Folder },
    };

    private static VectorCase CaseOf(string name, int vectors, bool zeros = false)
    {
        var design = LayerDesign.Derive(ConfigurationReader.Parse(Yaml.ReplaceLineEndings("\n"), "mutated.yaml"));
        var drawn = global::RtlGen.CoSimulation.RandomTensors.Draw(design, vectors, seed: 4);
        if (zeros)
        {
            Array.Clear(drawn.Inputs.Data);
        }

        return new VectorCase(name, design, drawn.Parameters, drawn.Inputs);
    }
}
