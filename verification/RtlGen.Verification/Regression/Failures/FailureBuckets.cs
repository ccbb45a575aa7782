// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.Regression.Run;

namespace RtlGen.Regression.Failures;

/// <summary>Failures that share a signature, and so most likely a cause.</summary>
/// <param name="Number">From 1; the bucket's folder below <see cref="CampaignFolder.Failures"/> has this name.</param>
/// <param name="Signature">What they have in common.</param>
/// <param name="Cases">All of them, the smallest first; at least one.</param>
public sealed record FailureBucket(int Number, FailureSignature Signature, IReadOnlyList<CaseResult> Cases)
{
    /// <summary>The case to look at.</summary>
    public CaseResult Smallest => Cases[0];
}

/// <summary>Groups the failures of a campaign.</summary>
public static class FailureBuckets
{
    /// <summary>True for what is neither passed nor empty.</summary>
    public static bool IsFailure(CaseResult result) => result.Verdict is not (CaseVerdict.Passed or CaseVerdict.Empty);

    /// <summary>
    /// One bucket a signature, the fullest first, those of equal count by their signature's text: the order of the results
    /// makes no difference to the numbers.
    /// </summary>
    public static IReadOnlyList<FailureBucket> Of(IEnumerable<CaseResult> results) =>
    [
        .. results
            .Where(IsFailure)
            .GroupBy(SignatureOrMessage)
            .OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key.ToString(), StringComparer.Ordinal)
            .Select((g, i) => new FailureBucket(i + 1, g.Key, [.. g.OrderBy(Size).ThenBy(r => r.Vectors).ThenBy(r => r.Cycles).ThenBy(r => r.Id, StringComparer.Ordinal)])),
    ];

    private static FailureSignature SignatureOrMessage(CaseResult result) =>
        result.Signature ?? new FailureSignature("case", "unknown", SignatureOf.Shape(result.Message));

    /// <summary>Weights of the layer, or of one tile where the layer is one; cases without a configuration come last.</summary>
    private static long Size(CaseResult result) =>
        (Key(result, "layer.inputs") ?? Key(result, "crossbar.rows")) * (Key(result, "layer.outputs") ?? Key(result, "crossbar.columns")) ?? long.MaxValue;

    private static long? Key(CaseResult result, string name) =>
        result.Configuration.TryGetValue(name, out string? text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : null;
}
