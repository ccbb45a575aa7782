// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using RtlGen.Mutation;

namespace RtlGen.Cli.Commands;

/// <summary><c>rtlgen mutate</c>: proves that the regression finds faults, by planting them.</summary>
internal static class MutateCommand
{
    public static Command Create(IConsole console)
    {
        Argument<string[]> configurations = new("CONFIG")
        {
            Description = "Configurations whose designs mutants are run in, with every flow that applies; folders and patterns of them; specifications of campaigns.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string[]> module = new("--module") { Description = "Only mutants of this module of rtl/, with or without rtlgen_; may be given more than once.", HelpName = "NAME" };
        Option<int?> sample = new("--sample") { Description = "Run only so many mutants, drawn from all.", HelpName = "N" };
        Option<ulong> seed = new("--seed") { Description = "Seed of the sample and of every tensor.", HelpName = "S", DefaultValueFactory = _ => 1 };
        Option<int> jobs = new("--jobs") { Description = "Builds and simulations at a time.", HelpName = "N", DefaultValueFactory = _ => 2 };
        Option<int> flowSeeds = new("--flow-seeds") { Description = "Times that each flow through the registers of a configuration is drawn.", HelpName = "N", DefaultValueFactory = _ => 1 };
        Option<int?> equivalence = new("--equivalence") { Description = "Let yosys try for so many seconds to prove of each survivor that it is no fault.", HelpName = "SECONDS" };
        Option<int> expected = new("--expected") { Description = "Also change so many expected values at each tap of every design, which must be noticed.", HelpName = "N", DefaultValueFactory = _ => 6 };
        Option<string?> results = new("--results") { Description = "Append every result to this file of JSON lines; what it already holds of the same mutants and cases is not run again.", HelpName = "FILE" };
        Option<string?> jsonFile = new("--json") { Description = "Write the whole result to this file as JSON.", HelpName = "FILE" };
        DocumentedCommand command = new(
            "mutate",
            "Plant small faults in rtl/, one at a time, and see whether the comparison with the golden model finds them.",
            "rtlgen mutate fc1.yaml --module lane --module row_sum",
            "rtlgen mutate tests/lint --module programmer --flow-seeds 3",
            "rtlgen mutate verification/campaigns/quick.yaml --sample 200 --seed 7",
            "rtlgen mutate tests/lint/*.yaml --equivalence 20 --results build/mutate.jsonl --json build/mutate.json")
        {
            configurations, module, sample, seed, flowSeeds, jobs, equivalence, expected, results, jsonFile,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var library = MutantLibrary.Load();
            MutationOptions options = new()
            {
                Modules = [.. (parsed.GetValue(module) ?? []).Select(m => Module(library, m))],
                Sample = parsed.GetValue(sample) is { } n ? AtLeastOne("--sample", n) : null,
                Seed = parsed.GetValue(seed),
                Jobs = AtLeastOne("--jobs", parsed.GetValue(jobs)),
                LogFile = parsed.GetValue(results),
                Proof = parsed.GetValue(equivalence) is { } seconds ? TimeSpan.FromSeconds(AtLeastOne("--equivalence", seconds)) : null,
            };
            MutationPlan plan = new(options.Seed, AtLeastOne("--flow-seeds", parsed.GetValue(flowSeeds)));
            IReadOnlyList<IMutationCase> cases = await Progress.ShowAsync(
                console, "cases", _ => Task.Run(() => plan.Of(parsed.GetRequiredValue(configurations), cancellation), cancellation));
            int perTap = parsed.GetValue(expected);
            ExpectedDataMutant[] changed = perTap == 0 ? [] : await Progress.ShowAsync(
                console, "changes of expected data", progress => ChangeExpectedAsync([.. cases.OfType<VectorCase>()], perTap, options, progress, cancellation));
            IReadOnlyList<MutantResult> found = await Progress.ShowAsync(
                console,
                $"{cases.Count} cases",
                progress => MutationRun.RunAsync(
                    library, cases, options, p => progress.Report($"{p.Done} of {p.All}: {p.Doing}"), cancellation));
            await console.Out.WriteAsync(MutationText.Of(found, changed));
            if (parsed.GetValue(jsonFile) is { } file)
            {
                await File.WriteAllTextAsync(file, MutationJson.Of(found, changed), cancellation);
            }

            return MutationScore.Of("all", found).IsMet && changed.All(c => c.IsCaught) ? ExitCode.Done : ExitCode.ComparisonFailed;
        });
        return command;
    }

    private static async Task<ExpectedDataMutant[]> ChangeExpectedAsync(
        IReadOnlyList<VectorCase> cases, int perTap, MutationOptions options, IProgress<string> progress, CancellationToken cancellationToken)
    {
        List<ExpectedDataMutant> all = [];
        foreach (VectorCase @case in cases)
        {
            progress.Report($"changes of expected data: {@case.Name}");
            IReadOnlyList<ExpectedDataMutant> changed = await @case.ChangeExpectedAsync(perTap, options.Seed, options.Tools, cancellationToken);
            all.AddRange(changed.Select(c => c with { What = $"{@case.Name}: {c.What}" }));
        }

        return [.. all];
    }

    private static string Module(MutantLibrary library, string name)
    {
        string whole = name.StartsWith("rtlgen_", StringComparison.Ordinal) ? name : $"rtlgen_{name}";
        return library.Modules.Contains(whole, StringComparer.Ordinal)
            ? whole
            : throw new UsageException($"--module is '{name}', but rtl/ has no {whole}.v");
    }

    private static int AtLeastOne(string option, int value) =>
        value >= 1 ? value : throw new UsageException($"{option} is {value}, but must be 1 at least");
}
