// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Regression.Cases;
using RtlGen.Regression.Run;
using RtlGen.Regression.Spec;

namespace RtlGen.Tests.Campaigns;

/// <summary>A result stands until something that it depends on changes, and no longer.</summary>
[TestFixture]
internal sealed class ChangedCaseTests
{
    private const string Spec = """
        name: changes
        groups:
          - name: small
            contract: supported
            size: {rows: 6, outputs: 2, tiles: 1}
            keys: {inputs.bits: 3, interface.control: port, interface.parameters: runtime}
            vectors: 4
        """;

    [Test]
    public async Task WhatNothingChangedIsNotRunAgain()
    {
        PlannedCase planned = CasePlan.Of(CampaignSpecReader.Parse(Spec, "changes.yaml"), 3)[0];
        CaseResult first = await new CaseRunner(BrokenLane.Options).RunAsync(planned, CancellationToken.None);
        Assert.That(first.Verdict, Is.EqualTo(CaseVerdict.Passed), first.Message);
        CaseRunnerOptions known = BrokenLane.Options with { Passed = new Dictionary<string, CaseResult>(StringComparer.Ordinal) { [first.Id] = first } };

        CaseResult standing = await new CaseRunner(known).RunAsync(planned, CancellationToken.None);
        Assert.That(standing.Times.Simulate + standing.Times.Emit, Is.Zero, "nothing ran");
        Assert.That(ResultLog.Line(standing with { Times = first.Times, ModelWasCached = first.ModelWasCached }), Is.EqualTo(ResultLog.Line(first)));

        // Other Verilog, another seed: these are other results.
        CaseResult broken = await new CaseRunner(known, BrokenLane.AddsOneTooMany).RunAsync(planned, CancellationToken.None);
        Assert.That(broken.Verdict, Is.EqualTo(CaseVerdict.Failed));
        RegressionCase other = planned.Draw()!;
        CaseResult stalled = await new CaseRunner(known).RunAsync(other with { Passes = [other.Passes[0]] }, CancellationToken.None);
        Assert.That(stalled.Times.Simulate, Is.GreaterThan(0), "it ran");
    }

    [Test]
    public async Task FilesThatChangeAreSeen()
    {
        string folder = Directory.CreateTempSubdirectory("rtlgen-test-").FullName;
        try
        {
            string spec = Path.Combine(folder, "spec.yaml");
            string configuration = Path.Combine(folder, "layer.yaml");
            await File.WriteAllTextAsync(spec, "name: watched\ngroups:\n  - name: files\n    configurations: [\"*.yaml\"]\n");
            string before = WatchedFiles.Snapshot(spec);
            Assert.That(WatchedFiles.Snapshot(spec), Is.EqualTo(before));
            Task change = WatchedFiles.WaitForChangeAsync(spec, before, CancellationToken.None);
            await File.WriteAllTextAsync(configuration, "name: layer\n");
            await change.WaitAsync(TimeSpan.FromSeconds(30));
            Assert.That(WatchedFiles.Snapshot(spec), Is.Not.EqualTo(before));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
