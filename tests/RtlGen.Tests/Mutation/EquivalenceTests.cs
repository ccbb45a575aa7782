// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Mutation;
using RtlGen.Tools;

namespace RtlGen.Tests.Mutation;

/// <summary>What yosys says of mutants: number 0 is the module as it is, and a fault is never proved to be none.</summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class EquivalenceTests
{
    private const string Yaml = """
        name: proved
        layer: {inputs: 5, outputs: 3}
        weights: {bits: 3, encoding: differential}
        inputs: {bits: 3, encoding: unsigned}
        crossbar: {rows: 5, columns: 12, cell_bits: 2}
        adc: {kind: sar, bits: 5, columns_per_adc: 2, sample_and_hold: single}
        output: {requantize: shift, bits: 6, bias_bits: 8}
        interface: {control: port}
        """;

    // Signed arithmetic, state machines, memories, generate branches, a function.
    [TestCase("rtlgen_round_shift")]
    [TestCase("rtlgen_clamp")]
    [TestCase("rtlgen_sequencer")]
    [TestCase("rtlgen_vector_buffer")]
    [TestCase("rtlgen_lane")]
    [TestCase("rtlgen_adc_serial")]
    public async Task NumberZeroIsTheModule(string module)
    {
        Assert.That(await AreEqualAsync(module, 0), Is.True);
    }

    [Test]
    public async Task AnotherNumberIsNot()
    {
        Mutant mutant = MutantLibrary.Load().Mutants.First(m => m is { Module: "rtlgen_clamp", Operator: "< becomes >=" });
        Assert.That(await AreEqualAsync(mutant.Module, mutant.Number), Is.False);
    }

    /// <summary>Mutants that simulations kill, some of each module: none of them is proved to be equivalent.</summary>
    [TestCase("rtlgen_adc_sar", "& becomes |", Category = "Long")]
    [TestCase("rtlgen_round_shift", "left alone")]
    [TestCase("rtlgen_sequencer", "dropped", Category = "Long")]
    public async Task AFaultIsNotProvedToBeNone(string module, string kind)
    {
        var library = MutantLibrary.Load();
        var design = LayerDesign.Derive(ConfigurationReader.Parse(Yaml.ReplaceLineEndings("\n"), "proved.yaml"));
        var drawn = global::RtlGen.CoSimulation.RandomTensors.Draw(design, 8, seed: 4);
        VectorCase @case = new("proved", design, drawn.Parameters, drawn.Inputs);
        MutationOptions options = new() { Modules = [module], Sample = 25, Jobs = 2, Tools = new CoSimulationOptions { CacheDirectory = TestCache.Folder } };
        IReadOnlyList<MutantResult> results = await MutationRun.RunAsync(library, [@case], options, _ => { }, CancellationToken.None);
        MutantResult[] killed = [.. results.Where(r => r.Status == MutantStatus.Killed).OrderBy(r => r.Mutant.Operator.StartsWith(kind, StringComparison.Ordinal) ? 0 : 1).Take(3)];
        Assert.That(killed, Is.Not.Empty);
        using EquivalenceProver prover = new(library, TimeSpan.FromSeconds(20));
        foreach (MutantResult fault in killed)
        {
            Assert.That(await prover.ProveAsync(fault.Mutant, [@case], CancellationToken.None), Is.Not.Null, $"{fault.Mutant}");
        }
    }

    /// <summary>The counter stands at its last value only while something is converted: the tile proves it, the module alone cannot.</summary>
    [TestCase("rtlgen_adc_external", "right alone", "converting & (count_q == FINAL[COUNT_BITS-1:0])", ExpectedResult = true)]
    [TestCase("rtlgen_adc_external", "right alone", "done | done_q", ExpectedResult = false)]
    public async Task<bool> SurroundingsCount(string module, string kind, string original)
    {
        var library = MutantLibrary.Load();
        var design = LayerDesign.Derive(ConfigurationReader.Parse(
            Yaml.ReplaceLineEndings("\n").Replace("{kind: sar, bits: 5, columns_per_adc: 2,", "{kind: external, bits: 5, columns_per_adc: 2, conversion_cycles: 4,", StringComparison.Ordinal),
            "proved.yaml"));
        var drawn = global::RtlGen.CoSimulation.RandomTensors.Draw(design, 2, seed: 4);
        Mutant mutant = library.Mutants.First(m => string.Equals(m.Module, module, StringComparison.Ordinal)
            && string.Equals(m.Operator, kind, StringComparison.Ordinal) && string.Equals(m.Original, original, StringComparison.Ordinal));
        using EquivalenceProver prover = new(library, TimeSpan.FromSeconds(10));
        return await prover.ProveAsync(mutant, [new VectorCase("proved", design, drawn.Parameters, drawn.Inputs)], CancellationToken.None) is null;
    }

    /// <summary>The module alone, with its default parameters, against the text with a fixed number.</summary>
    private static async Task<bool> AreEqualAsync(string module, int number)
    {
        var library = MutantLibrary.Load();
        using CommandLine.TemporaryFolder folder = new();
        folder.Write("gold.v", library.Source(module));
        folder.Write("gate.v", library.Fixed(module, number));
        foreach (string other in library.Modules.Where(m => !string.Equals(m, module, StringComparison.Ordinal)))
        {
            folder.Write($"other_{other}.v", library.Source(other));
        }

        string script = string.Join("; ", new[] { "gold", "gate" }.Select(side =>
            $"read_verilog {side}.v other_*.v; hierarchy -top {module}; proc; flatten; memory_collect; memory_map; opt_clean; insbuf -buf $_BUF_ A Y; "
            + $"rename -top {side}; expose -evert-dff {side}; write_rtlil {side}.il; design -reset"))
            + "; read_rtlil gold.il; read_rtlil gate.il; miter -equiv -flatten gold gate miter; sat -verify -prove trigger 0 -timeout 60 miter";
        ToolResult result = await ToolRunner.RunAsync(
            new ToolInvocation(ToolCatalog.Yosys.Name, "-Q", "-q", "-p", script) { WorkingDirectory = folder.Path }, CancellationToken.None);
        bool failed = result.Error.Contains("proof did fail", StringComparison.Ordinal);
        Assert.That(result.ExitCode == 0 || failed, Is.True, result.Error);
        return result.ExitCode == 0;
    }
}
