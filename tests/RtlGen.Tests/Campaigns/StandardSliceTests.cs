// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Regression.Cases;
using RtlGen.Regression.Run;
using RtlGen.Regression.Spec;
using RtlGen.Tests.Golden;

namespace RtlGen.Tests.Campaigns;

/// <summary>Two minutes of the standard campaign: some cases of each of its groups, flows and engines, the same ones every time.</summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class StandardSliceTests
{
    /// <summary>Of every group the first case of each flow and engine, and then one in so many.</summary>
    private const int Every = 40;

    private static readonly Lazy<IReadOnlyList<PlannedCase>> s_plan = new(() =>
    {
        CampaignSpec spec = CampaignSpecReader.Read(RepositoryFolder.Find("verification/campaigns/standard.yaml"));
        return CasePlan.Of(spec, spec.Seed);
    });

    private static IEnumerable<string> Slice => s_plan.Value
        .GroupBy(c => (c.Group, c.Flow, c.Engine))
        .SelectMany(g => g.Where((_, i) => i % Every == 0))
        .Select(c => c.Id);

    [TestCaseSource(nameof(Slice))]
    public async Task CasePasses(string id)
    {
        CaseResult result = await new CaseRunner(BrokenLane.Options).RunAsync(s_plan.Value.Single(c => string.Equals(c.Id, id, StringComparison.Ordinal)), CancellationToken.None);
        Assert.That(result.Verdict, Is.AnyOf(CaseVerdict.Passed, CaseVerdict.Empty), string.Join('\n', result.Details));
    }

    [Test]
    public void TheSliceHasSomethingOfEverything()
    {
        PlannedCase[] slice = [.. s_plan.Value.Where(c => Slice.Contains(c.Id, StringComparer.Ordinal))];
        Assert.That(slice.Select(c => c.Group).Distinct(StringComparer.Ordinal), Is.EquivalentTo(s_plan.Value.Select(c => c.Group).Distinct(StringComparer.Ordinal)));
        Assert.That(slice.Select(c => c.Flow).Distinct(StringComparer.Ordinal), Is.EquivalentTo(s_plan.Value.Select(c => c.Flow).Distinct(StringComparer.Ordinal)));
        Assert.That(slice.Select(c => c.Engine).Distinct(), Is.EquivalentTo(Enum.GetValues<CaseEngine>()));
    }
}
