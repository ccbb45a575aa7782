// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Diagnostics;
using RtlGen.Regression.Cases;
using RtlGen.Regression.Run;
using RtlGen.Tests.CommandLine;

namespace RtlGen.Tests.Campaigns;

/// <summary>What a killed process or a full disk leaves in a campaign's folder, and who may write there.</summary>
internal sealed class ResultLogTests
{
    private static readonly CampaignIdentity s_identity = new("spec", 1, "cases", "tool");

    [Test]
    public void ALineThatWasCutShortIsRemovedAndAWholeOneEnded()
    {
        using TemporaryFolder folder = new();
        string whole = ResultLog.Line(Result("a"));
        string other = ResultLog.Line(Result("b"));
        for (int cut = 1; cut <= other.Length; cut++)
        {
            string path = folder.Write("results.jsonl", $"{whole}\n{other[..cut]}");
            using (ResultLog log = ResultLog.Append(path))
            {
                log.Add(Result("c"));
            }

            string[] expected = cut == other.Length ? ["a", "b", "c"] : ["a", "c"];
            Assert.That(File.ReadAllLines(path).Select(l => ResultLog.Parse(l)?.Id), Is.EqualTo(expected), $"cut after {cut} characters");
        }
    }

    [Test]
    public void AFullDiskIsSaidWithItsRemedy()
    {
        using ResultLog log = ResultLog.Append("/dev/full");
        BadInputException? e = Assert.Throws<BadInputException>(() => log.Add(Result("a")));
        Assert.That(e!.Message, Does.Contain("is full").And.Contain("give the same command again"));
    }

    [Test]
    public void AFolderIsOpenForOneProcessAtATime()
    {
        using TemporaryFolder folder = new();
        using (CampaignFolder.Open(folder["out"], s_identity, new CampaignOpening(), out _))
        {
            BadInputException? e = Assert.Throws<BadInputException>(() => CampaignFolder.Open(folder["out"], s_identity, new CampaignOpening(), out _));
            Assert.That(e!.Message, Does.Contain("another process runs this campaign").And.Contain($"process {Environment.ProcessId}"));
            // A shard has its own files.
            CampaignFolder.Open(folder["out"], s_identity, new CampaignOpening { Shard = new Shard(1, 2) }, out _).Dispose();
        }

        CampaignFolder.Open(folder["out"], s_identity, new CampaignOpening(), out _).Dispose();
    }

    [Test]
    public void AProcessKilledInItsFirstMomentsIsNoObstacle()
    {
        using TemporaryFolder folder = new();
        folder.Write("campaign.json.new", "{");
        folder.Write(".campaign.lock", "");
        CampaignFolder.Open(folder.Path, s_identity, new CampaignOpening(), out IReadOnlyList<CaseResult> done).Dispose();
        Assert.That(done, Is.Empty);
    }

    [Test]
    public void AFolderOfSomebodyElseIsNotTouched()
    {
        using TemporaryFolder folder = new();
        folder.Write("thesis.txt", "");
        Assert.Throws<BadInputException>(() => CampaignFolder.Open(folder.Path, s_identity, new CampaignOpening(), out _));
        Assert.That(Directory.GetFileSystemEntries(folder.Path), Has.Length.EqualTo(1));
    }

    [Test]
    public void AFinishedCampaignBeginsAnewUnlessItIsCollected()
    {
        using TemporaryFolder folder = new();
        using (CampaignFolder campaign = CampaignFolder.Open(folder["out"], s_identity, new CampaignOpening(), out _))
        {
            using (ResultLog log = ResultLog.Append(campaign.Results))
            {
                log.Add(Result("a"));
            }

            campaign.Finish(s_identity);
        }

        CampaignFolder.Open(folder["out"], s_identity, new CampaignOpening { KeepsFinished = true }, out IReadOnlyList<CaseResult> kept).Dispose();
        CampaignFolder.Open(folder["out"], s_identity, new CampaignOpening(), out IReadOnlyList<CaseResult> anew).Dispose();
        Assert.That(kept, Has.Exactly(1).Items);
        Assert.That(anew, Is.Empty);
        Assert.That(File.Exists(Path.Combine(folder["out"], "previous.jsonl")));
    }

    internal static CaseResult Result(string id, double milliseconds = 1) => new()
    {
        Id = id,
        Group = "g",
        Seed = 1,
        Flow = RegressionCase.VectorFlow,
        Engine = CaseEngine.Icarus,
        Verdict = CaseVerdict.Passed,
        Message = "ä",
        Times = new CaseTimes { Total = milliseconds },
    };
}
