// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Mutation;

/// <summary>How many mutants of a module, or of all, were found.</summary>
/// <param name="Name">The module.</param>
/// <param name="Mutants">All that were run.</param>
/// <param name="Killed">Seen by a case.</param>
/// <param name="Equivalent">Proved to be no fault.</param>
/// <param name="Survived">Seen by no case, those of blocks that are in no case included.</param>
/// <param name="NotReached">Of the survivors those whose block is in no case.</param>
public sealed record MutationScore(string Name, int Mutants, int Killed, int Equivalent, int Survived, int NotReached)
{
    /// <summary>Share of the mutants that are faults, in percent, that must be killed.</summary>
    public const double Goal = 95;

    /// <summary>Percent of the mutants that are faults which were killed; 100 where there are none.</summary>
    public double Percent => Mutants == Equivalent ? 100 : 100.0 * Killed / (Mutants - Equivalent);

    /// <summary>True when enough were killed.</summary>
    public bool IsMet => Percent >= Goal;

    /// <summary>Of all results together.</summary>
    public static MutationScore Of(string name, IEnumerable<MutantResult> results)
    {
        MutantResult[] all = [.. results];
        return new MutationScore(name, all.Length, Count(MutantStatus.Killed), Count(MutantStatus.Equivalent), Count(MutantStatus.Survived) + Count(MutantStatus.NotReached), Count(MutantStatus.NotReached));

        int Count(MutantStatus status) => all.Count(r => r.Status == status);
    }

    /// <summary>One a module, by name.</summary>
    public static IReadOnlyList<MutationScore> OfModules(IEnumerable<MutantResult> results) =>
    [
        .. results.GroupBy(r => r.Mutant.Module, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Of(g.Key, g)),
    ];
}
