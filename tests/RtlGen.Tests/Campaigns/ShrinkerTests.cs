// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Regression.Cases;
using RtlGen.Regression.Failures;
using RtlGen.Regression.Run;
using RtlGen.Regression.Shrinking;
using RtlGen.Regression.Spec;

namespace RtlGen.Tests.Campaigns;

/// <summary>A failing case becomes a small one that fails for the same reason, and a file that says all of it.</summary>
[TestFixture]
internal sealed class ShrinkerTests
{
    private const string Spec = """
        name: shrinking
        groups:
          - name: drawn
            keys: {weights.encoding: offset, inputs.encoding: unsigned, inputs.bits: 3, dac.kind: pulse, adc.kind: sar, interface.control: port, interface.parameters: runtime}
            contract: supported
            size: {rows: 12, outputs: 6, tiles: 2}
            vectors: 8
        """;

    [Test]
    public async Task AFailureBecomesSmallAndStaysTheSame()
    {
        RegressionCase failing = CasePlan.Of(CampaignSpecReader.Parse(Spec, "shrinking.yaml"), 3)[0].Draw()!;
        CaseRunner broken = new(BrokenLane.Options, BrokenLane.AddsOneTooMany);
        CaseResult failure = await broken.RunAsync(failing, CancellationToken.None);
        Assert.That(failure.Verdict, Is.EqualTo(CaseVerdict.Failed), failure.Message);
        Assert.That((failure.Signature!.Tap, failure.Signature.Module), Is.EqualTo(("acc", "rtlgen_lane")));

        string folder = Directory.CreateTempSubdirectory("rtlgen-test-").FullName;
        try
        {
            ShrinkBudget budget = new(TimeSpan.FromMinutes(2), 60);
            AnalysedFailure analysed = await new FailureAnalysis(broken, BrokenLane.Options, budget).AnalyseAsync(failing, failure, folder, null, CancellationToken.None);

            // The file alone says everything: it fails on the broken lane, for the same reason, and passes on the right one.
            RegressionCase saved = CaseFile.Read(analysed.CaseFile);
            CaseResult again = await broken.RunAsync(saved, CancellationToken.None);
            Assert.That(again.Signature!.Tap, Is.EqualTo("acc"));
            Assert.That((await new CaseRunner(BrokenLane.Options).RunAsync(saved, CancellationToken.None)).Verdict, Is.EqualTo(CaseVerdict.Passed));
            Assert.That(saved.Tensors.Inputs!.Tensor.Shape, Is.EqualTo((int[])[1, 1]), "one vector of one input is enough");
            Assert.That(saved.Tensors.Weights!.Tensor.Shape, Is.EqualTo((int[])[1, 1]), "one output is enough");
            Assert.That(saved.Passes, Has.Count.EqualTo(1));
            string evidence = await File.ReadAllTextAsync(Path.Combine(folder, "evidence.txt"));
            Assert.That(evidence, Does.Contain("acc: vector 0, output 0").And.Contain("≠"), "the cycles around the difference show both values");
            Assert.That(new FileInfo(Path.Combine(folder, "waves.fst")).Length, Is.GreaterThan(100));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task AFailureThatDoesNotComeAgainIsNotShrunk()
    {
        RegressionCase passing = CasePlan.Of(CampaignSpecReader.Parse(Spec, "shrinking.yaml"), 3)[0].Draw()!;
        CaseResult once = new()
        {
            Id = passing.Id,
            Group = "drawn",
            Seed = 3,
            Flow = "vectors",
            Engine = CaseEngine.Verilator,
            Verdict = CaseVerdict.Crashed,
            Signature = new FailureSignature(SignatureOf.Tool, "simulation", "it died"),
            Details = ["it died once"],
        };
        string folder = Directory.CreateTempSubdirectory("rtlgen-test-").FullName;
        try
        {
            AnalysedFailure analysed = await new FailureAnalysis(new CaseRunner(BrokenLane.Options), BrokenLane.Options, ShrinkBudget.Standard)
                .AnalyseAsync(passing, once, folder, null, CancellationToken.None);
            Assert.That((analysed.Shrunk.Repeats, analysed.Shrunk.Runs), Is.EqualTo((false, 1)));
            Assert.That(await File.ReadAllTextAsync(Path.Combine(folder, "evidence.txt")), Does.Contain("it died once").And.Contain("did not fail when it was run again"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void ACaseThatPassesCannotBeShrunk()
    {
        RegressionCase drawn = CasePlan.Of(CampaignSpecReader.Parse(Spec, "shrinking.yaml"), 3)[0].Draw()!;
        CaseResult passed = new() { Id = "a/0", Group = "a", Seed = 1, Flow = "vectors", Engine = CaseEngine.Verilator, Verdict = CaseVerdict.Passed };
        Assert.That(
            async () => await new Shrinker(new CaseRunner(BrokenLane.Options), ShrinkBudget.Standard).ShrinkAsync(drawn, passed, null, CancellationToken.None),
            Throws.ArgumentException);
    }

    [Test]
    public void AConfigurationSaysOnlyWhatItMust()
    {
        RegressionCase drawn = CasePlan.Of(CampaignSpecReader.Parse(Spec, "shrinking.yaml"), 3)[0].Draw()!;
        string plain = PlainConfiguration.Of(drawn.Configuration);
        Assert.That(Hash(plain), Is.EqualTo(Hash(drawn.Configuration)));
        Assert.That(plain, Does.Not.Contain("sample_cycles: 1"));
        Assert.That(PlainConfiguration.Of(plain), Is.EqualTo(plain));
    }

    private static string Hash(string text) =>
        RtlGen.Configuration.ConfigurationWriter.Hash(RtlGen.Configuration.ConfigurationReader.Parse(text, "c.yaml").Configuration);
}
