// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using RtlGen.Diagnostics;
using RtlGen.Regression.Cases;
using RtlGen.Regression.Failures;
using RtlGen.Regression.Run;

namespace RtlGen.Regression.Shrinking;

/// <summary>How long a case is shrunk.</summary>
/// <param name="Time">No candidate is run after it.</param>
/// <param name="Candidates">Runs at most.</param>
public sealed record ShrinkBudget(TimeSpan Time, int Candidates)
{
    public static ShrinkBudget Standard { get; } = new(TimeSpan.FromMinutes(2), 400);
}

/// <summary>A case that still fails, and how it was found.</summary>
/// <param name="Case">The smallest one found.</param>
/// <param name="Result">What it came to.</param>
/// <param name="Runs">Candidates that were run.</param>
/// <param name="Builds">Those whose model had to be compiled.</param>
/// <param name="Elapsed">Time that it took.</param>
/// <param name="IsMinimal">True when every smaller candidate was tried and passes; false when the budget ended before.</param>
public sealed record ShrunkCase(RegressionCase Case, CaseResult Result, int Runs, int Builds, TimeSpan Elapsed, bool IsMinimal)
{
    /// <summary>False when the case did not fail a second time: its failure depends on something outside of it, and nothing was shrunk.</summary>
    public bool Repeats { get; init; } = true;
}

/// <summary>
/// Makes a failing case small: takes away passes, vectors, outputs, inputs, options and values as long as what is left
/// fails for the same reason (tap and module of the signature). Greedy, in rounds, largest steps first.
/// </summary>
/// <param name="runner">Runs candidates; their models share its cache.</param>
/// <param name="budget">When to stop.</param>
public sealed class Shrinker(CaseRunner runner, ShrinkBudget budget)
{
    /// <summary>From what saves most to what saves least, cheap ones first where they can be: data needs no new model.</summary>
    private static readonly ShrinkStage[] s_stages =
        [PassStages.Passes, DataStages.Vectors, DataStages.Outputs, DataStages.Inputs, KeyStages.Keys, PassStages.Stalls, DataStages.Values];

    private readonly HashSet<string> _tried = new(StringComparer.Ordinal);
    private long _start;
    private int _runs;
    private int _builds;

    /// <summary>Shrinks a case.</summary>
    /// <param name="failing">A case that fails.</param>
    /// <param name="failure">What it came to.</param>
    /// <param name="progress">Told of every case that is taken.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="ArgumentException">The case did not fail.</exception>
    public async Task<ShrunkCase> ShrinkAsync(
        RegressionCase failing, CaseResult failure, IProgress<RegressionCase>? progress, CancellationToken cancellationToken)
    {
        FailureSignature signature = failure.Signature ?? throw new ArgumentException("a case that passes cannot be shrunk", nameof(failure));
        _start = Stopwatch.GetTimestamp();
        (RegressionCase best, CaseResult result) = (failing, failure);
        if (await FirstThatFailsAsync([failing], signature, cancellationToken) is null)
        {
            return new ShrunkCase(failing, failure, _runs, _builds, Stopwatch.GetElapsedTime(_start), false) { Repeats = false };
        }

        bool hasImproved = true;
        while (hasImproved && !IsSpent)
        {
            hasImproved = false;
            foreach (ShrinkStage stage in s_stages)
            {
                while (await FirstThatFailsAsync(stage(best), signature, cancellationToken) is { } smaller)
                {
                    (best, result) = smaller;
                    hasImproved = true;
                    progress?.Report(best);
                }
            }
        }

        return new ShrunkCase(best, result, _runs, _builds, Stopwatch.GetElapsedTime(_start), !IsSpent);
    }

    private bool IsSpent => _runs >= budget.Candidates || Stopwatch.GetElapsedTime(_start) > budget.Time;

    private async Task<(RegressionCase Case, CaseResult Result)?> FirstThatFailsAsync(
        IEnumerable<RegressionCase> candidates, FailureSignature signature, CancellationToken cancellationToken)
    {
        foreach (RegressionCase candidate in candidates)
        {
            if (IsSpent)
            {
                return null;
            }

            if (!_tried.Add(candidate.Hash()) || !IsAllowed(candidate))
            {
                continue;
            }

            CaseResult result = await runner.RunAsync(candidate, cancellationToken);
            _runs++;
            _builds += result.ModelWasCached ? 0 : 1;
            if (result.Signature is { } found
                && string.Equals(found.Tap, signature.Tap, StringComparison.Ordinal)
                && string.Equals(found.Module, signature.Module, StringComparison.Ordinal))
            {
                return (candidate, result);
            }
        }

        return null;
    }

    /// <summary>Most changes of a key do not fit the other keys or the tensors: these are no candidates.</summary>
    private static bool IsAllowed(RegressionCase candidate)
    {
        try
        {
            return candidate.Load() is { Parameters: not null, Inputs.Shape: [> 0, ..] };
        }
        catch (BadInputException)
        {
            return false;
        }
    }
}

/// <summary>Smaller versions of a case in one respect, the smallest first; not all of them need be allowed.</summary>
internal delegate IEnumerable<RegressionCase> ShrinkStage(RegressionCase @case);
