// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Coverage;
using RtlGen.Regression.Cases;
using RtlGen.Regression.Reports;
using RtlGen.Regression.Run;
using RtlGen.Regression.Spec;
using RtlGen.Tests.CommandLine;

namespace RtlGen.Tests.Coverage;

[TestFixture]
internal sealed class CampaignCoverageTests
{
    private static readonly FunctionalBins s_bins = new(["key/a=1", "key/a=2", "flow/vectors"], [new LeftOutBin("key/a=3", "nobody can")]);
    private static readonly CoverageGoals s_all = new() { Functional = 100 };

    [Test]
    public void A_hole_is_listed_by_name_and_misses_the_goal()
    {
        var coverage = CampaignCoverage.Of([Result("a", "key/a=1", "flow/vectors")], s_bins, null, s_all);
        Assert.Multiple(() =>
        {
            Assert.That(coverage.Holes, Is.EqualTo(new[] { "key/a=2" }));
            Assert.That(coverage.Functional.All, Is.EqualTo(new CoverageShare(2, 3)));
            Assert.That(coverage.Functional.Families.Select(f => f.Name), Is.EqualTo(new[] { "key", "flow" }));
            Assert.That(coverage.MeetsGoals, Is.False);
            Assert.That(CoverageText.Of(coverage, "coverage.json"), Has.Some.EqualTo("  not reached: key/a=2").And.Some.StartsWith("coverage goal missed: functional 66.66 %"));
        });
    }

    [Test]
    public void All_bins_meet_the_goal()
    {
        var coverage = CampaignCoverage.Of([Result("a", "key/a=1", "flow/vectors"), Result("b", "key/a=2")], s_bins, null, s_all);
        Assert.That(coverage.MeetsGoals, Is.True);
        Assert.That(coverage.Holes, Is.Empty);
    }

    [TestCase(CaseVerdict.Failed)]
    [TestCase(CaseVerdict.Crashed)]
    [TestCase(CaseVerdict.TimedOut)]
    public void What_did_not_pass_reached_nothing(CaseVerdict verdict)
    {
        CaseResult failed = Result("a", "key/a=1") with { Verdict = verdict };
        Assert.That(CampaignCoverage.Of([failed], s_bins, null, s_all).Functional.All.Covered, Is.Zero);
    }

    [Test]
    public void Merging_again_changes_nothing()
    {
        using TemporaryFolder folder = new();
        CodeCoverage one = Code(("reached", 1), ("other", 0));
        CoverageFolder.Write(folder.Path, "group/0", one);
        CoverageFolder.Write(folder.Path, "group/0", one);
        CoverageFolder.Write(folder.Path, "group/1", Code(("reached", 0), ("other", 0)));
        CaseResult[] results = [Result("group/0"), Result("group/1"), Result("group/2")];
        string merged = CoverageFolder.Merge(folder.Path, results).ToJson();
        Assert.Multiple(() =>
        {
            Assert.That(merged, Is.EqualTo(CodeCoverage.Merge([one, Code(("reached", 0), ("other", 0))]).ToJson()));
            Assert.That(CoverageFolder.Merge(folder.Path, [.. results, .. results]).ToJson(), Is.EqualTo(merged), "a case that two shards ran counts once");
            Assert.That(CoverageFolder.Merge(folder.Path, [results[1]]).Lines.Covered, Is.Zero, "files of other cases are not looked at");
            Assert.That(CoverageFolder.Merge(folder.Path, [results[0] with { Verdict = CaseVerdict.Failed }]).Counts, Is.Empty);
            Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(2), "nothing half written is left");
        });
    }

    [Test]
    public void Lines_that_nothing_reached_are_named_with_file_and_text_and_modules_never_built_miss_every_goal()
    {
        CoverageGoals goals = new() { Lines = 50, Toggles = 0 };
        var coverage = CampaignCoverage.Of([], s_bins, Code(("reached", 1), ("other", 0)), goals);
        Assert.Multiple(() =>
        {
            int missing = coverage.Code!.NeverBuilt.Count;
            Assert.That(coverage.Code.Lines, Is.EqualTo(new CoverageShare(1, 2 + missing)), "each counts as a line that nothing reached");
            Assert.That(coverage.Holes, Has.Some.StartsWith("rtl/rtlgen_delay.v:1: line other: // SPDX"));
            Assert.That(coverage.Holes, Does.Contain("rtl/rtlgen_apb.v: no design contained this module"));
            Assert.That(coverage.Goals.Select(g => (g.Name, g.IsMet)), Is.EqualTo(new[] { ("lines", false), ("toggles", true) }));
            CoveragePart lines = CoveragePart.Of(coverage).Single(p => p.Name is "lines of rtl/");
            Assert.That((lines.Goal!.IsMet, lines.Goal.Goal, lines.Share), Is.EqualTo((false, 50.0, coverage.Code.Lines)), "the reports say the same");
            Assert.That(lines.Holes, Has.Count.EqualTo(1 + missing));
        });
    }

    [Test]
    public void It_reads_back_as_it_was_written()
    {
        var coverage = CampaignCoverage.Of([Result("a", "key/a=1")], s_bins, Code(("reached", 1), ("other", 0)), s_all);
        var read = CampaignCoverage.FromJson(coverage.ToJson());
        Assert.That(read.ToJson(), Is.EqualTo(coverage.ToJson()));
        Assert.That(read.Holes, Is.EqualTo(coverage.Holes));
        Assert.That(() => CampaignCoverage.FromJson("{"), Throws.InstanceOf<InvalidDataException>());
    }

    [Test]
    public async Task A_campaign_that_misses_its_goals_does_not_pass()
    {
        using TemporaryFolder folder = new();
        string Spec(string goals) => folder.Write(
            "campaign.yaml",
            $$"""
            name: tiny
            seed: 4
            coverage: {{goals}}
            groups:
              - {name: one, count: 1, size: {rows: 4, outputs: 2, tiles: 1}, vectors: 2, keys: {interface.control: port, adc.kind: sar, adc.bits: 1..4, weights.bits: 2..3}, stalls: [heavy], reset_seeds: 1}
            """);
        CommandRun missed = await CommandRun.Of("regress", Spec("{functional: 100, lines: 0}"), "-o", folder["out"], "--no-shrink");
        Assert.That(missed.ExitCode, Is.EqualTo(1), missed.Out + missed.Error);
        Assert.That(missed.Out, Does.Contain("coverage goal missed: functional").And.Contain("  not reached: key/weights.encoding=").And.Contain("more: see "));
        var coverage = CampaignCoverage.FromJson(await File.ReadAllTextAsync(folder["out/coverage_details.json"]));
        Assert.Multiple(() =>
        {
            Assert.That(coverage.Code!.Lines.Covered, Is.GreaterThan(50));
            Assert.That(coverage.Code.NeverBuilt, Does.Contain("rtl/rtlgen_adc_flash.v").And.Not.Contain("rtl/rtlgen_sequencer.v"));
            Assert.That(coverage.Functional.Families.Single(f => f.Name is "stall").Share.Covered, Is.GreaterThan(5), "the simulation says in which states it was");
            Assert.That(coverage.Holes, Does.Contain("key/adc.kind=flash").And.Not.Contain("key/adc.kind=sar"));
        });

        CommandRun met = await CommandRun.Of("regress", Spec("{functional: 1, lines: 0}"), "-o", folder["out"], "--no-shrink");
        Assert.That(met.ExitCode, Is.Zero, met.Out + met.Error);
    }

    private static CaseResult Result(string id, params string[] bins) => new()
    {
        Id = id,
        Group = "group",
        Seed = 1,
        Flow = RegressionCase.VectorFlow,
        Engine = CaseEngine.Verilator,
        Verdict = CaseVerdict.Passed,
        Bins = bins,
    };

    private static CodeCoverage Code(params (string Name, long Count)[] points) => CodeCoverage.Of(
        points.Select(p => KeyValuePair.Create(new CoveragePoint(CoverageKind.Line, "rtl/rtlgen_delay.v", 1, 1, p.Name), p.Count)));
}
