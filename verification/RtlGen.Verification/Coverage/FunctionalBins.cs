// SPDX-License-Identifier: Apache-2.0
using RtlGen.Regression.Cases;
using RtlGen.Scenarios;

namespace RtlGen.Coverage;

/// <summary>Something that could have been a bin.</summary>
/// <param name="Name">What it would be called.</param>
/// <param name="Reason">Why it is none.</param>
public sealed record LeftOutBin(string Name, string Reason);

/// <summary>The bins of functional coverage: what a campaign is asked to have tried.</summary>
/// <param name="All">Their names, each once, in a fixed order.</param>
/// <param name="LeftOut">What is none, and why.</param>
public sealed record FunctionalBins(IReadOnlyList<string> All, IReadOnlyList<LeftOutBin> LeftOut)
{
    private const string TooLarge = "larger arrays repeat what smaller ones do, and take minutes to build and simulate";

    /// <summary>Values from which on a key's bins are left out.</summary>
    private static readonly (string Key, int From, string Reason)[] s_limits =
    [
        ("layer.inputs", 256, TooLarge),
        ("layer.outputs", 256, TooLarge),
        ("crossbar.rows", 256, TooLarge),
        ("crossbar.columns", 256, TooLarge),
        ("crossbar.rows_per_activation", 256, TooLarge),
        ("adc.columns_per_adc", 64, TooLarge),
    ];

    /// <summary>
    /// Values of keys, and crosses that the configuration's reader allows; corners of data; stalls at states of the controller; flows; engines.
    /// </summary>
    public static FunctionalBins Known { get; } = Merge(
    [
        Keys(), new([.. CoverageCross.All.SelectMany(c => c.Legal().Select(c.NameOf))], []), DataCorners.Bins, ControllerStates.Bins,
        new([.. ((string[])[RegressionCase.VectorFlow, .. ControlScenarios.Names]).Select(FunctionalCoverage.FlowBin)], []),
        new([.. Enum.GetValues<CaseEngine>().Select(FunctionalCoverage.EngineBin)], []),
    ]);

    private static FunctionalBins Keys()
    {
        List<string> all = [];
        List<LeftOutBin> leftOut = [];
        foreach (KeyDomain domain in KeyDomain.All)
        {
            foreach (string choice in domain.Choices)
            {
                string? reason = s_limits
                    .Where(l => string.Equals(l.Key, domain.Key, StringComparison.Ordinal) && domain.LeastOf(choice) >= l.From)
                    .Select(l => l.Reason).FirstOrDefault();
                if (reason is null)
                {
                    all.Add(domain.BinOf(choice));
                }
                else
                {
                    leftOut.Add(new LeftOutBin(domain.BinOf(choice), reason));
                }
            }
        }

        return new FunctionalBins(all, leftOut);
    }

    private static FunctionalBins Merge(IReadOnlyList<FunctionalBins> parts) =>
        new([.. parts.SelectMany(p => p.All)], [.. parts.SelectMany(p => p.LeftOut)]);
}
