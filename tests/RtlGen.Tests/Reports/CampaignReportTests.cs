// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Cli;
using RtlGen.Regression.Cases;
using RtlGen.Regression.Failures;
using RtlGen.Regression.Reports;
using RtlGen.Regression.Run;
using RtlGen.Tests.CommandLine;

namespace RtlGen.Tests.Reports;

/// <summary>Buckets, history, and what is read back from a campaign's folder.</summary>
internal sealed class CampaignReportTests
{
    [Test]
    public void FailuresOfOneSignatureShareABucketOfWhichTheSmallestIsShown()
    {
        IReadOnlyList<FailureBucket> buckets = FailureBuckets.Of(PlantedCampaign.Results());
        Assert.Multiple(() =>
        {
            Assert.That(buckets.Select(b => b.Number), Is.EqualTo((int[])[1, 2, 3, 4]));
            Assert.That(buckets.Select(b => b.Cases.Count), Is.EqualTo((int[])[2, 1, 1, 1]));
            Assert.That(buckets[0].Signature, Is.EqualTo(PlantedCampaign.Converter));
            Assert.That(buckets[0].Smallest.Id, Is.EqualTo("small/7"), "4 rows, not 40");
        });
    }

    [Test]
    public void TheOrderOfResultsDoesNotChangeTheNumbers()
    {
        Assert.That(Text(PlantedCampaign.Results().Reverse()), Is.EqualTo(Text(PlantedCampaign.Results())));

        static string Text(IEnumerable<CaseResult> results) =>
            string.Join('\n', FailureBuckets.Of(results).Select(b => $"{b.Number} {b.Signature} {string.Join(' ', b.Cases.Select(c => c.Id))}"));
    }

    [Test]
    public void AFailureWithoutASignatureIsFoundByItsMessage()
    {
        CaseResult[] results = [.. PlantedCampaign.Results().Where(FailureBuckets.IsFailure).Select(r => r with { Signature = null, Message = $"seed {r.Seed} lost" })];
        FailureBucket bucket = FailureBuckets.Of(results).Single();
        Assert.That(bucket.Signature.Pattern, Is.EqualTo("seed # lost"));
        Assert.That(bucket.Cases, Has.Count.EqualTo(5));
    }

    [Test]
    public void ABucketIsNewWhenTheRunBeforeHadNone()
    {
        using TemporaryFolder folder = new();
        CampaignFolder campaign = CampaignFolder.At(folder.Path);
        Assert.That(PlantedCampaign.In(campaign).Buckets.Any(b => b.IsNew), Is.False, "the first run has nothing to compare with");
        DateTimeOffset later = PlantedCampaign.Heading.Started.AddDays(1);
        CampaignHeading next = PlantedCampaign.Heading with { Started = later };
        string lines = File.ReadAllText(campaign.History);
        File.WriteAllText(campaign.History, lines.Replace(PlantedCampaign.Converter.ToString(), "something else", StringComparison.Ordinal) + "{\"cut");
        CampaignReport report = CampaignReports.Finish(campaign, next, TimeSpan.FromSeconds(1), new FixedClock(later.AddMinutes(1)));
        Assert.Multiple(() =>
        {
            Assert.That(report.Buckets.Where(b => b.IsNew).Select(b => b.Bucket.Signature), Is.EqualTo((FailureSignature[])[PlantedCampaign.Converter]));
            Assert.That(report.History, Has.Count.EqualTo(2), "the line that was cut short is passed over, and does not spoil the next");
            Assert.That(SummaryText.Of(report, forPeople: false), Does.Contain("bucket 1: 2 cases, new: ").And.Contain("2026-03-04 05:08 UTC, 7 of 14 passed"));
        });
    }

    [Test]
    public void ARunOfSomeCasesIsNoEarlierRun()
    {
        using TemporaryFolder folder = new();
        CampaignFolder campaign = CampaignFolder.At(folder.Path);
        CampaignHeading part = PlantedCampaign.Heading with { IsPart = true };
        CampaignReports.Begin(campaign, part);
        CampaignReports.Finish(campaign, part, TimeSpan.FromSeconds(1), PlantedCampaign.Clock);
        Assert.That(campaign.History, Does.Not.Exist);
    }

    [Test]
    public void CountsOfTheHistoryAddUp()
    {
        using TemporaryFolder folder = new();
        HistoryEntry entry = PlantedCampaign.In(folder).History.Single();
        Assert.That(entry.Passed + entry.Failed + entry.Crashed + entry.TimedOut + entry.Empty + entry.NotRun, Is.EqualTo(entry.Cases));
        Assert.That(entry.Seed, Is.EqualTo(ulong.MaxValue));
    }

    [Test]
    public void ASavedCaseIsTheReproducerAndItsEvidenceIsShown()
    {
        using TemporaryFolder folder = new();
        CampaignFolder campaign = CampaignFolder.At(folder.Path);
        Directory.CreateDirectory(Path.Combine(campaign.Failures, "1"));
        File.WriteAllText(Path.Combine(campaign.Failures, "1", "case.yaml"), "case: x\n");
        File.WriteAllText(Path.Combine(campaign.Failures, "1", "evidence.txt"), "cycle 17: code 5, not 6\n");
        CampaignReport report = PlantedCampaign.In(campaign);
        Assert.Multiple(() =>
        {
            Assert.That(report.Buckets[0].Command, Does.StartWith("rtlgen regress ").And.EndsWith("/failures/1/case.yaml"));
            Assert.That(report.Buckets.Select(b => b.Folder), Is.EqualTo((string[])["failures/1", "", "", ""]));
            Assert.That(report.Buckets[1].Command, Does.StartWith("rtlgen regress 'my campaigns/planted.yaml' --seed 18446744073709551615 --case "));
            Assert.That(SummaryText.Of(report, forPeople: true), Does.Contain("    | cycle 17: code 5, not 6\n"));
            Assert.That(File.ReadAllText(folder[CampaignReports.PageName]), Does.Contain("cycle 17: code 5, not 6"));
        });
    }

    [Test]
    public void AMissedGoalIsAFailureAndANewRunForgetsOldCoverage()
    {
        using TemporaryFolder folder = new();
        CampaignFolder campaign = CampaignFolder.At(folder.Path);
        CampaignHeading heading = PlantedCampaign.Heading with { Cases = [] };
        CampaignReports.Begin(campaign, heading);
        File.WriteAllText(campaign.CoverageDetails, PlantedCampaign.Coverage(goal: 100).ToJson());
        CampaignReport missed = CampaignReports.Finish(campaign, heading, TimeSpan.FromSeconds(1), PlantedCampaign.Clock);
        File.WriteAllText(campaign.CoverageDetails, PlantedCampaign.Coverage(goal: 99.5).ToJson());
        CampaignReport met = CampaignReports.Write(campaign);
        CampaignReports.Begin(campaign, heading);
        Assert.Multiple(() =>
        {
            Assert.That(missed.Passes, Is.False);
            Assert.That(SummaryText.Of(missed, forPeople: false), Does.Contain("COVERAGE IS MISSING").And.Contain("rtl/rtlgen_delay.v:12: branch else").And.Contain("key/adc.kind=ramp"));
            Assert.That(met.Passes, Is.True);
            Assert.That(missed.History.Single().Coverage["lines of rtl/"], Is.EqualTo(99.5));
            Assert.That(CampaignReports.Write(campaign).Coverage, Is.Null);
        });
    }

    [Test]
    public async Task TheCommandWritesTheReportsOnceMore()
    {
        using TemporaryFolder folder = new();
        PlantedCampaign.In(folder);
        string junit = File.ReadAllText(folder[CampaignReports.JUnitName]);
        File.Delete(folder[CampaignReports.JUnitName]);
        File.Delete(folder[CampaignReports.PageName]);
        CommandRun run = await CommandRun.Of("report", folder.Path, "--github");
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.ComparisonFailed));
            Assert.That(run.Out, Does.StartWith("planted: FAILED: 7 of 14 passed").And.Contain("\n::error title="));
            Assert.That(File.ReadAllText(folder[CampaignReports.JUnitName]), Is.EqualTo(junit));
            Assert.That(folder[CampaignReports.PageName], Does.Exist);
        });
    }

    [TestCase(null)]
    [TestCase("{\"name\":")]
    public async Task AFolderWithoutACampaignIsRefused(string? heading)
    {
        using TemporaryFolder folder = new();
        if (heading is not null)
        {
            folder.Write("run.json", heading);
        }

        CommandRun run = (await CommandRun.Of("report", folder.Path)).Failed(ExitCode.BadInput);
        Assert.That(run.Error, Does.Contain("holds no campaign"));
    }

    [Test]
    public void TheLiveDisplaySaysWhatRunsWhatFailedAndHowLongItTakes()
    {
        FixedClock clock = new(PlantedCampaign.Heading.Started);
        CampaignWatch watch = new(clock, TimeSpan.FromMinutes(3));
        CaseResult[] results = [.. PlantedCampaign.Results()];
        foreach (string id in (string[])["small/6", "small/2"])
        {
            watch.Started(new PlannedCase(id, "small", 1, RegressionCase.VectorFlow, CaseEngine.Verilator, () => null));
        }

        Assert.That(watch.Now().Lines("planted")[0].Text, Does.Contain("0 of ?").And.Not.Contain("left"));
        clock.Now = clock.Now.AddSeconds(30);
        watch.Report(new CampaignProgress(results[6], 5, 10));
        CampaignMoment moment = watch.Now();
        string text = string.Join('\n', moment.Lines("planted").Select(l => $"{l.Kind} {l.Text}"));
        Assert.That(text, Is.EqualTo(
            """
            Head planted  ██████████░░░░░░░░░░  5 of 10, 2 a minute, 30.0 s, 2 min 30 s left
            Note   compile 76 %, translate 20 %, simulate 3 %, compare 1 %, emit 1 %
            Failure   1 × code · rtlgen_adc_sar · most, by one: small/6
            Note   small/2 30.0 s
            """));
        clock.Now = clock.Now.AddMinutes(2);
        Assert.That(watch.Now().Left, Is.EqualTo(TimeSpan.FromSeconds(30)), "no case begins after the budget");
    }
}
