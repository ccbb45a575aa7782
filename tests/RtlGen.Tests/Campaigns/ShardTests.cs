// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Regression.Cases;
using RtlGen.Regression.Run;
using RtlGen.Tools;

namespace RtlGen.Tests.Campaigns;

/// <summary>Parts of a campaign, and what they come to together.</summary>
internal sealed class ShardTests
{
    private static readonly PlannedCase[] s_plan =
        [.. Enumerable.Range(0, 100).Select(i => new PlannedCase($"g/{i}", "g", (ulong)i, RegressionCase.VectorFlow, CaseEngine.Icarus, () => null))];

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(8)]
    [TestCase(101)]
    public void EachCaseIsDealtOnceAndEvenly(int count)
    {
        IReadOnlyList<PlannedCase>[] shards = [.. Enumerable.Range(1, count).Select(i => new Shard(i, count).Of(s_plan, []))];
        Assert.That(shards.SelectMany(s => s).Select(c => c.Id), Is.EquivalentTo(s_plan.Select(c => c.Id)));
        Assert.That(shards.Max(s => s.Count) - shards.Min(s => s.Count), Is.LessThanOrEqualTo(1));
        Assert.That(new Shard(1, count).Of([.. s_plan.Reverse()], []).Select(c => c.Id), Is.EquivalentTo(shards[0].Select(c => c.Id)), "names decide, not places");
    }

    [Test]
    public void EarlierTimesBalanceTheParts()
    {
        // One case as long as twenty: by number alone its part would take far longer than the others.
        CaseResult[] earlier = [.. s_plan.Skip(1).Select((c, i) => ResultLogTests.Result(c.Id, i == 40 ? 2000 : 100))];
        Dictionary<string, double> times = earlier.ToDictionary(r => r.Id, r => r.Times.Total, StringComparer.Ordinal);
        double[] loads = [.. Enumerable.Range(1, 4).Select(i => new Shard(i, 4).Of(s_plan, earlier).Sum(c => times.GetValueOrDefault(c.Id, 100)))];
        double[] blind = [.. Enumerable.Range(1, 4).Select(i => new Shard(i, 4).Of(s_plan, []).Sum(c => times.GetValueOrDefault(c.Id, 100)))];
        Assert.That(loads.Max() - loads.Min(), Is.LessThanOrEqualTo(120));
        Assert.That(blind.Max() - blind.Min(), Is.GreaterThan(1000));
        Assert.That(
            Enumerable.Range(1, 4).SelectMany(i => new Shard(i, 4).Of(s_plan, [.. earlier.Reverse()])).Select(c => c.Id), Is.EquivalentTo(s_plan.Select(c => c.Id)));
    }

    [TestCase("1/1", 1, 1)]
    [TestCase("3/8", 3, 8)]
    public void ShardsAreWrittenAsPartAndCount(string text, int number, int count) => Assert.That(Shard.Parse(text), Is.EqualTo(new Shard(number, count)));

    [TestCase("0/8")]
    [TestCase("9/8")]
    [TestCase("3")]
    [TestCase("-1/8")]
    [TestCase("1/9999")]
    [TestCase("a/b")]
    public void OtherTextsAreNone(string text) => Assert.That(Shard.Parse(text), Is.Null);

    [Test]
    public async Task PartsInAnyOrderCollectedAgainAndAgainAreTheWholeCampaign()
    {
        using TinyCampaign campaign = new(7);
        string output = campaign["out"];
        await campaign.ExpectAsync(0, output, "--shard", "2/3");
        await campaign.ExpectAsync(0, output, "--shard", "1/3");
        ToolResult early = await campaign.ExpectAsync(3, output, "--collect");
        Assert.That(early.Error, Does.Contain("shard 3/3 has no results").And.EndWith("\n1 error\n"));
        await campaign.ExpectAsync(0, output, "--shard", "3/3");
        ToolResult collected = await campaign.ExpectAsync(0, output, "--collect");
        Assert.That(collected.Output, Does.Contain("7 of 7 passed"));
        string[] lines = TinyCampaign.Lines(output);
        await campaign.ExpectAsync(0, output, "--collect");
        Assert.That(TinyCampaign.Lines(output), Is.EqualTo(lines), "collecting again adds nothing");
        await campaign.ExpectAsync(0, campaign["whole"]);
        Assert.That(TinyCampaign.Faults(lines, TinyCampaign.Lines(campaign["whole"])), Is.Empty);

        ToolResult other = await campaign.ExpectAsync(3, output, "--collect", "--seed", "5");
        Assert.That(other.Error, Does.Contain("shard 1/3 was made with the seed 1;").And.EndWith("\n3 errors\n"));
        Assert.That((await campaign.ExpectAsync(2, output, "--shard", "4/3")).Error, Does.Contain("give the part and how many there are"));
    }
}
