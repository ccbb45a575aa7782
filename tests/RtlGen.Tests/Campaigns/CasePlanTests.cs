// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.Diagnostics;
using RtlGen.Regression.Cases;
using RtlGen.Regression.Run;
using RtlGen.Regression.Spec;
using RtlGen.Tests.Golden;

namespace RtlGen.Tests.Campaigns;

/// <summary>What a specification means: cases that depend on nothing but it and the seed, and every error at once.</summary>
[TestFixture]
internal sealed class CasePlanTests
{
    private const string Text = """
        name: plans
        seed: 5
        groups:
          - name: narrow
            count: 6
            keys: {adc.kind: [sar, flash], weights.bits: 2..4, crossbar.rows: 8..16, interface.control: port}
            where: [adc.bits <= weights.bits + 6, layer.inputs > 1, weights.encoding != bipolar]
            icarus_every: 3
          - name: control
            count: 2
            keys: {interface.control: apb}
            flows: [traffic, counters]
            vectors: 4
        """;

    [Test]
    public void EveryCaseMeetsWhatIsAskedOfIt()
    {
        foreach (PlannedCase planned in Plan(Text, 5).Where(c => c.Group is "narrow"))
        {
            RegressionCase drawn = planned.Draw()!;
            RtlConfiguration configuration = drawn.Load().Design.Configuration;
            Assert.That(configuration.Adc.Kind, Is.AnyOf(AdcKind.Sar, AdcKind.Flash));
            Assert.That(configuration.Weights.Bits, Is.InRange(2, 4));
            Assert.That(configuration.Crossbar.Rows, Is.InRange(8, 16));
            Assert.That(configuration.Adc.Bits, Is.LessThanOrEqualTo(configuration.Weights.Bits + 6));
            Assert.That(configuration.Interface.Control, Is.EqualTo(ControlKind.Port));
            Assert.That(drawn.Tensors.Inputs!.Tensor.Shape[0], Is.EqualTo(32));
        }
    }

    [Test]
    public void CasesHaveNamesAndEngines() => Assert.That(
        Plan(Text, 5).Select(c => c.Id),
        Is.EqualTo((string[])
        [
            "narrow/0", "narrow/0@icarus", "narrow/1", "narrow/2", "narrow/3", "narrow/3@icarus", "narrow/4", "narrow/5",
            "control/0/traffic", "control/0/counters", "control/1/traffic", "control/1/counters",
        ]));

    [Test]
    public void TheSameSeedGivesTheSameCases()
    {
        string[] first = [.. Plan(Text, 5).Select(c => c.Draw()!.Hash())];
        Assert.That(Plan(Text, 5).Select(c => c.Draw()!.Hash()), Is.EqualTo(first));
        Assert.That(Plan(Text, 6).Select(c => c.Draw()!.Hash()), Is.Not.EqualTo(first));
    }

    [Test]
    public void AGroupBeforeItDoesNotChangeACase()
    {
        string more = Text.Replace("groups:\n", "groups:\n  - name: before\n    count: 3\n", StringComparison.Ordinal);
        Assert.That(Plan(more, 5).Where(c => c.Group is not "before").Select(c => c.Seed), Is.EqualTo(Plan(Text, 5).Select(c => c.Seed)));
    }

    [Test]
    public void ACaseIsAllInItsFile()
    {
        foreach (PlannedCase planned in Plan(Text, 5))
        {
            RegressionCase drawn = planned.Draw()!;
            RegressionCase read = CaseFile.Parse(CaseFile.Write(drawn), "case.yaml");
            Assert.That(CaseFile.Write(read), Is.EqualTo(CaseFile.Write(drawn)));
            Assert.That(read.Hash(), Is.EqualTo(drawn.Hash()));
            Assert.That(read.Load().Parameters!.Weights.Data, Is.EqualTo(drawn.Load().Parameters!.Weights.Data));
        }
    }

    [Test]
    public void EveryErrorOfASpecificationIsSaidAtOnce()
    {
        const string Wrong = """
            name: wrong
            groups:
              - name: a
                count: many
                keys: {adc.bist: 3, weights.bits: 6..2}
                where: [adc.bits ~ 3]
                stalls: [often]
              - name: a
                presets: all
                size: {rows: 4}
                flows: [nothing]
            """;
        BadInputException error = Assert.Throws<BadInputException>(() => Plan(Wrong, 1))!;
        Assert.That(error.Diagnostics.Select(d => d.Key), Is.SupersetOf((string[])
            ["groups[0].count", "keys.adc.bist", "groups[0].keys.weights.bits", "groups[0].where", "groups[0].stalls", "groups[1].size", "groups[1].flows", "groups"]));
        Assert.That(error.Diagnostics.Select(d => d.Remedy), Has.None.Null.And.None.Empty);
        Assert.That(error.Diagnostics.Select(d => d.Remedy), Has.Some.Contains("did you mean 'adc.bits'?"));
        Assert.That(error.Diagnostics.Select(d => d.Position.Line), Has.All.GreaterThan(0));
    }

    [Test]
    public async Task WishesThatNothingMeetsMakeAnEmptyCase()
    {
        string impossible = Text.Replace("layer.inputs > 1", "layer.inputs > 100000", StringComparison.Ordinal);
        CaseResult result = await new CaseRunner(BrokenLane.Options).RunAsync(Plan(impossible, 5)[0], CancellationToken.None);
        Assert.That(result.Verdict, Is.EqualTo(CaseVerdict.Empty));
        Assert.That(result.Message, Does.Contain("layer.inputs > 100000"));
    }

    [Test]
    public void WhatIsNotThereIsSaid()
    {
        const string Absent = "name: absent\ngroups:\n  - name: files\n    configurations: [nowhere/*.yaml]\n  - name: known\n    presets: [nobody]\n";
        BadInputException error = Assert.Throws<BadInputException>(() => Plan(Absent, 1))!;
        Assert.That(error.Diagnostics, Has.Count.EqualTo(2));
        Assert.That(error.Message, Does.Contain("nowhere/*.yaml").And.Contain("nobody"));
    }

    private static IReadOnlyList<PlannedCase> Plan(string text, ulong seed) =>
        CasePlan.Of(CampaignSpecReader.Parse(text, RepositoryFolder.Find("plans.yaml")), seed);
}
