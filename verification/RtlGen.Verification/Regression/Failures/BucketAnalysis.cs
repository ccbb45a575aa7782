// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.Regression.Cases;
using RtlGen.Regression.Run;
using RtlGen.Regression.Shrinking;

namespace RtlGen.Regression.Failures;

/// <summary>Looks into one case of every bucket of a campaign: the smallest, as <see cref="FailureBuckets"/> orders them.</summary>
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
        foreach (FailureBucket bucket in FailureBuckets.Of(results).Take(MostBuckets))
        {
            CaseResult smallest = bucket.Smallest;
            string number = bucket.Number.ToString(CultureInfo.InvariantCulture);
            progress.Report($"bucket {number}: shrinking {smallest.Id}");
            // A case that could not be drawn has nothing to shrink.
            if (smallest.CaseHash.Length > 0 && byId[smallest.Id].Draw() is { } failing)
            {
                Progress<RegressionCase> smaller = new(c => progress.Report($"bucket {number}: {Size(c)}"));
                analysed.Add((bucket.Signature, await new FailureAnalysis(runner, options, budget)
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
