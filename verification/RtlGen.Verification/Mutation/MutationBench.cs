// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Globalization;
using RtlGen.CoSimulation;
using RtlGen.Tools;

namespace RtlGen.Mutation;

/// <summary>What became of a mutant.</summary>
public enum MutantStatus
{
    /// <summary>A case saw it.</summary>
    Killed,

    /// <summary>No case saw it.</summary>
    Survived,

    /// <summary>In no case is the block that it is in a part of the design. Counts as survived.</summary>
    NotReached,

    /// <summary>It was proved that nothing can tell it from the module as it is.</summary>
    Equivalent,
}

/// <summary>A mutant and what became of it.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Case">The case that saw it; null where none did.</param>
/// <param name="Complaint">What the case said.</param>
/// <param name="Milliseconds">Time of all its simulations.</param>
public sealed record MutantResult(Mutant Mutant, MutantStatus Status, string? Case, string? Complaint, long Milliseconds);

/// <summary>Compiled cases with mutants in them.</summary>
public sealed class MutationBench
{
    private readonly IReadOnlyList<PreparedStage> _stages;
    private readonly TimeSpan _limit;

    private MutationBench(IReadOnlyList<PreparedStage> stages, TimeSpan limit) => (_stages, _limit) = (stages, limit);

    /// <summary>Scopes of the library that are a part of the design in at least one case.</summary>
    public IReadOnlySet<int> Scopes => _stages.SelectMany(s => s.Scopes).ToHashSet();

    /// <summary>Designs of cases that hold a mutant's scope.</summary>
    public IEnumerable<IMutationCase> Reaching(Mutant mutant) =>
        _stages.Where(s => s.Scopes.Contains(mutant.Scope)).Select(s => s.Case).Distinct();

    /// <summary>
    /// Compiles every case with all mutants of the modules in it, and runs each as the design is: a case that does not pass
    /// then would kill everything.
    /// </summary>
    /// <param name="library">The mutants.</param>
    /// <param name="modules">Modules whose mutants will be run; cases without any are left out.</param>
    /// <param name="cases">The cases.</param>
    /// <param name="options">Where compiled models are kept; longest time of a tool.</param>
    /// <param name="limit">Longest time of a mutant's simulation.</param>
    /// <param name="jobs">Builds at a time.</param>
    /// <param name="report">Told of every case that is ready.</param>
    /// <param name="cancellationToken">Stops the tools.</param>
    /// <exception cref="InvalidOperationException">A case does not pass as the design is.</exception>
    public static async Task<MutationBench> PrepareAsync(
        MutantLibrary library,
        IReadOnlySet<string> modules,
        IReadOnlyList<IMutationCase> cases,
        CoSimulationOptions options,
        TimeSpan limit,
        int jobs,
        Action<string> report,
        CancellationToken cancellationToken)
    {
        // Cases of one text are built once, by the first of them; the longest build is begun first.
        IMutationCase[][] builds =
        [
            .. cases
                .Where(c => library.ModulesOf(c.Model).Overlaps(modules))
                .GroupBy(c => BuildCache.KeyOf(c.Model.Sources.Select(s => s.Content)), StringComparer.Ordinal)
                .Select(g => g.ToArray())
                .OrderByDescending(g => g[0].Model.Sources.Sum(s => s.Content.Length)),
        ];
        List<PreparedStage>[] prepared = [.. builds.Select(_ => new List<PreparedStage>())];
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = jobs, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, builds.Length), parallel, async (i, token) =>
        {
            foreach (IMutationCase @case in builds[i])
            {
                prepared[i].AddRange(await PrepareAsync(library, modules, @case, options, token));
                report(@case.Name);
            }
        });
        return new MutationBench(
            [.. prepared.SelectMany(p => p).OrderBy(s => s.Number).ThenBy(s => s.Cost)], limit);
    }

    /// <summary>
    /// What a mutant may take of a stage: many times what the design as it is takes, so that one which stands still does not
    /// hold up the others for the whole of <paramref name="limit"/>.
    /// </summary>
    /// <param name="cost">Time of the stage without a mutant.</param>
    /// <param name="limit">Longest time of any mutant's simulation.</param>
    public static TimeSpan LimitOf(TimeSpan cost, TimeSpan limit)
    {
        TimeSpan patience = TimeSpan.FromSeconds(5) + (50 * cost);
        return patience < limit ? patience : limit;
    }

    /// <summary>Runs the cases that the mutant is a part of, the cheapest first, until one sees it.</summary>
    public Task<MutantResult> RunAsync(Mutant mutant, CancellationToken cancellationToken) =>
        RunAsync(mutant, new MutantMemory(), cancellationToken);

    /// <summary>The same without the cases that are known not to see it, and with the one that is likely to see it first.</summary>
    public async Task<MutantResult> RunAsync(Mutant mutant, MutantMemory memory, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        MutantStatus status = memory.Result?.Status == MutantStatus.Survived ? MutantStatus.Survived : MutantStatus.NotReached;
        IEnumerable<PreparedStage> open = _stages
            .Where(s => s.Scopes.Contains(mutant.Scope) && !memory.Unseen.Contains(s.Case.Key))
            .OrderBy(s => string.Equals(s.Case.Name, memory.FirstCase, StringComparison.Ordinal) ? 0 : 1);
        foreach (PreparedStage stage in open)
        {
            status = MutantStatus.Survived;
            if (await ComplaintAsync(stage, mutant, cancellationToken) is { } complaint)
            {
                return new MutantResult(mutant, MutantStatus.Killed, stage.Case.Name, complaint, Elapsed(start));
            }
        }

        return new MutantResult(mutant, status, null, null, Elapsed(start));
    }

    private async Task<string?> ComplaintAsync(PreparedStage stage, Mutant mutant, CancellationToken cancellationToken)
    {
        try
        {
            return await stage.Simulation.RunAsync((uint)mutant.Number, stage.Number, null, LimitOf(stage.Cost, _limit), cancellationToken);
        }
        catch (ToolFailedException e) when (e.TimedOut)
        {
            return "timeout: the simulation did not come to an end";
        }
        catch (ToolFailedException e) when (!e.DiskIsFull)
        {
            string said = e.Result!.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "nothing";
            return $"the simulation failed with exit code {e.Result.ExitCode} and said: {said}";
        }
        catch (InvalidDataException e)
        {
            return $"the simulation's records make no sense: {e.Message}";
        }
    }

    private static long Elapsed(long start) => (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds;

    private static async Task<IReadOnlyList<PreparedStage>> PrepareAsync(
        MutantLibrary library,
        IReadOnlySet<string> modules,
        IMutationCase @case,
        CoSimulationOptions options,
        CancellationToken cancellationToken)
    {
        IMutationSimulation simulation = await @case.BuildAsync(library.Apply(@case.Model, modules), options, cancellationToken);
        List<PreparedStage> stages = [];
        string folder = Directory.CreateTempSubdirectory("rtlgen-mutate-").FullName;
        try
        {
            HashSet<int> scopes = [];
            for (int i = 0; i < @case.Stages; i++)
            {
                // The second run is the one that is timed: the first reads the executable from the disk.
                await MustPassAsync(@case, simulation, MutantLibrary.ListScopes, i, folder, options, cancellationToken);
                long start = Stopwatch.GetTimestamp();
                await MustPassAsync(@case, simulation, 0, i, null, options, cancellationToken);
                string[] listed = await File.ReadAllLinesAsync(Path.Combine(folder, MutantLibrary.ScopeFile), cancellationToken);
                scopes.UnionWith(listed.Select(l => int.Parse(l, CultureInfo.InvariantCulture)));
                stages.Add(new PreparedStage(@case, simulation, i, Stopwatch.GetElapsedTime(start), scopes));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return stages;
    }

    private static async Task MustPassAsync(
        IMutationCase @case,
        IMutationSimulation simulation,
        uint number,
        int stage,
        string? folder,
        CoSimulationOptions options,
        CancellationToken cancellationToken)
    {
        if (await simulation.RunAsync(number, stage, folder, options.ToolTimeout, cancellationToken) is { } complaint)
        {
            throw new InvalidOperationException($"the case {@case.Name} does not pass without a mutant: {complaint}");
        }
    }

    private sealed record PreparedStage(
        IMutationCase Case, IMutationSimulation Simulation, int Number, TimeSpan Cost, IReadOnlySet<int> Scopes);
}
