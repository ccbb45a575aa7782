// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;

namespace RtlGen.Mutation;

/// <summary>What is known of a mutant, from this run and from earlier ones.</summary>
public sealed record MutantMemory
{
    /// <summary>What became of it; null: nothing is known, or what was known does not hold any more.</summary>
    public MutantResult? Result { get; init; }

    /// <summary>Name of the case that saw it the last time and is likely to see it again; null: none did.</summary>
    public string? FirstCase { get; init; }

    /// <summary>Keys of the cases that did not see it, those that it is no part of included.</summary>
    public IReadOnlySet<string> Unseen { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Keys of the designs in which it is proved to be no fault, or that it is no part of.</summary>
    public IReadOnlySet<string> Proved { get; init; } = FrozenSet<string>.Empty;

    /// <summary>The proof that failed the last time, as <see cref="EquivalenceProver.AttemptAt"/> names it; null: none did.</summary>
    public string? Unproved { get; init; }

    /// <summary>True when no case of a run can say more.</summary>
    /// <param name="keys">Of the cases.</param>
    public bool IsRun(IEnumerable<string> keys) => Result is { Status: MutantStatus.Killed or MutantStatus.Equivalent } || (Result is not null && keys.All(Unseen.Contains));

    /// <summary>True when the same proof with the same patience would fail once more.</summary>
    /// <param name="designs">Keys of the designs.</param>
    /// <param name="prover">Who would try.</param>
    public bool IsHopeless(IEnumerable<string> designs, EquivalenceProver prover) =>
        Unproved is { } failed && designs.Select(prover.AttemptAt).Contains(failed, StringComparer.Ordinal);
}
