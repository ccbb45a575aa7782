// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.Regression.Cases;
using RtlGen.Regression.Run;
using RtlGen.Regression.Shrinking;

namespace RtlGen.Regression.Failures;

/// <summary>Looks into one case of every bucket of a campaign: the one that ran fastest, which is the smallest as a rule.</summary>
public static class BucketAnalysis
{
    /// <summary>Buckets beyond these are counted but not looked into.</summary>
    public const int MostBuckets = 12;

    /// <summary>Analyses the buckets, the fullest first; folder <c>failures/N</c> belongs to the bucket with the number N.</summary>
    public static async Task<IReadOnlyList<(FailureSignature Signature, AnalysedFailure Analysis)>> RunAsync(
        IReadOnlyList<PlannedCase> plan,
        IReadOnlyList<CaseResult> results,
        CampaignFolder folder,
        CaseRunnerOptions options,
        ShrinkBudget budget,
        IProgress<string> progress,
        CancellationToken cancellationToken)
    {
        CaseRunner runner = new(options);
        Dictionary<string, PlannedCase> byId = plan.ToDictionary(c => c.Id, StringComparer.Ordinal);
        List<(FailureSignature, AnalysedFailure)> analysed = [];
        IEnumerable<IGrouping<FailureSignature, CaseResult>> buckets = results
            .Where(r => r.Signature is not null)
            .GroupBy(r => r.Signature!)
            .OrderByDescending(b => b.Count()).ThenBy(b => b.Key.ToString(), StringComparer.Ordinal)
            .Take(MostBuckets);
        foreach (IGrouping<FailureSignature, CaseResult> bucket in buckets)
        {
            CaseResult smallest = bucket.OrderBy(r => r.Cycles).ThenBy(r => r.Id, StringComparer.Ordinal).First();
            string number = (analysed.Count + 1).ToString(CultureInfo.InvariantCulture);
            progress.Report($"bucket {number}: shrinking {smallest.Id}");
            // A case that could not be drawn has nothing to shrink.
            if (smallest.CaseHash.Length > 0 && byId[smallest.Id].Draw() is { } failing)
            {
                Progress<RegressionCase> smaller = new(c => progress.Report($"bucket {number}: {Size(c)}"));
                analysed.Add((bucket.Key, await new FailureAnalysis(runner, options, budget)
                    .AnalyseAsync(failing, smallest, Path.Combine(folder.Failures, number), smaller, cancellationToken)));
            }
        }

        return analysed;
    }

    /// <summary>How large a case is, in words.</summary>
    public static string Size(RegressionCase @case)
    {
        IReadOnlyList<int> weights = @case.Tensors.Weights!.Tensor.Shape;
        return $"{weights[0]} inputs, {weights[1]} outputs, {@case.Tensors.Inputs!.Tensor.Shape[0]} vectors, {@case.Passes.Count} passes";
    }
}
