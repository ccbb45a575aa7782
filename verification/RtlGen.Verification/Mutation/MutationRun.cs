// SPDX-License-Identifier: Apache-2.0
using RtlGen.CoSimulation;

namespace RtlGen.Mutation;

/// <summary>Which mutants are run, and how.</summary>
public sealed record MutationOptions
{
    /// <summary>Modules of the library; empty: all that the cases hold.</summary>
    public IReadOnlyList<string> Modules { get; init; } = [];

    /// <summary>So many mutants, drawn from all; null: every one.</summary>
    public int? Sample { get; init; }

    /// <summary>Seed of the sample.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Simulations and builds at a time.</summary>
    public int Jobs { get; init; } = 2;

    /// <summary>Results are kept here, and continued from here; null: they are not.</summary>
    public string? LogFile { get; init; }

    /// <summary>Longest time of one mutant's simulation; one that takes longer, or many times longer than without it, is killed by it.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Where compiled models are kept, and how long a tool may take.</summary>
    public CoSimulationOptions Tools { get; init; } = new() { Profile = BuildProfile.Fast };

    /// <summary>Longest time of a proof that a survivor is equivalent; null: nothing is proved.</summary>
    public TimeSpan? Proof { get; init; }
}

/// <summary>How far a run is.</summary>
/// <param name="Doing">In words.</param>
/// <param name="Done">Of <paramref name="All"/>.</param>
/// <param name="All">Cases, or mutants.</param>
public sealed record MutationProgress(string Doing, int Done, int All);

/// <summary>Runs mutants against cases.</summary>
public static class MutationRun
{
    /// <summary>Runs what the options ask for.</summary>
    /// <param name="library">The mutants.</param>
    /// <param name="cases">What they are run against.</param>
    /// <param name="options">Which, and how.</param>
    /// <param name="report">Told how far it is, from several threads.</param>
    /// <param name="cancellationToken">Stops everything; the file of results can be continued.</param>
    /// <returns>In the order of the library.</returns>
    /// <exception cref="InvalidOperationException">A case does not pass without a mutant.</exception>
    public static async Task<IReadOnlyList<MutantResult>> RunAsync(
        MutantLibrary library,
        IReadOnlyList<IMutationCase> cases,
        MutationOptions options,
        Action<MutationProgress> report,
        CancellationToken cancellationToken)
    {
        HashSet<string> modules = options.Modules.Count > 0
            ? [.. options.Modules]
            : [.. library.Modules];
        Mutant[] mutants = [.. Sampled(library.Mutants.Where(m => modules.Contains(m.Module)), options)];
        await using MutationLog log = await MutationLog.OpenAsync(options.LogFile, library, cases, cancellationToken);
        using EquivalenceProver? prover = options.Proof is { } limit ? new EquivalenceProver(library, limit) : null;
        string[] keys = [.. cases.Select(c => c.Key)];
        MutantMemory[] memories = [.. mutants.Select(log.Find)];
        int[] open = [.. Enumerable.Range(0, mutants.Length).Where(i => !memories[i].IsRun(keys) || MayBeProved(memories[i], log.Designs, prover))];
        IMutationCase[] designs = prover is null ? [] : [.. cases.DistinctBy(c => MutationKey.OfDesign(c.Model), StringComparer.Ordinal)];
        IMutationCase[] needed = [.. cases.Where(c => open.Any(i => !memories[i].IsRun(keys) && !memories[i].Unseen.Contains(c.Key)))];
        int built = 0;
        MutationBench bench = await MutationBench.PrepareAsync(
            library,
            modules,
            needed,
            options.Tools,
            options.Limit,
            options.Jobs,
            name => report(new MutationProgress($"built {name}", Interlocked.Increment(ref built), needed.Length)),
            cancellationToken);
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = options.Jobs, CancellationToken = cancellationToken };
        int done = 0;
        await Parallel.ForEachAsync(open, parallel, async (i, token) =>
        {
            if (!memories[i].IsRun(keys))
            {
                MutantResult result = await bench.RunAsync(mutants[i], memories[i], token);
                memories[i] = memories[i] with { Result = result, Unseen = memories[i].Unseen.Union(keys, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal) };
            }

            if (MayBeProved(memories[i], log.Designs, prover))
            {
                memories[i] = await ProveAsync(memories[i], designs, log.Designs, prover!, token);
            }

            await log.AddAsync(memories[i], token);
            report(new MutationProgress(mutants[i].Place, Interlocked.Increment(ref done), open.Length));
        });
        return [.. memories.Select(m => m.Result!)];
    }

    private static async Task<MutantMemory> ProveAsync(
        MutantMemory memory, IReadOnlyList<IMutationCase> cases, IReadOnlySet<string> designs, EquivalenceProver prover, CancellationToken cancellationToken)
    {
        MutantResult result = memory.Result!;
        IMutationCase[] open = [.. cases.Where(c => !memory.Proved.Contains(MutationKey.OfDesign(c.Model)))];
        string? failed = await prover.ProveAsync(result.Mutant, open, cancellationToken);
        return failed is not null
            ? memory with { Unproved = failed }
            : memory with
            {
                Result = result with { Status = MutantStatus.Equivalent, Complaint = "proved" },
                Proved = memory.Proved.Union(designs, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal),
            };
    }

    private static bool MayBeProved(MutantMemory memory, IReadOnlySet<string> designs, EquivalenceProver? prover) =>
        prover is not null && memory.Result?.Status == MutantStatus.Survived && !memory.IsHopeless(designs, prover);

    private static IEnumerable<Mutant> Sampled(IEnumerable<Mutant> mutants, MutationOptions options)
    {
        if (options.Sample is not { } count)
        {
            return mutants;
        }

        SplitMix64 random = new(options.Seed);
        return mutants.Select(m => (Mutant: m, Order: random.Next())).OrderBy(m => m.Order).Take(count).Select(m => m.Mutant).OrderBy(m => m.Number);
    }
}
