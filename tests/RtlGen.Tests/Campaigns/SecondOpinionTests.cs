// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Regression.Cases;
using RtlGen.Regression.Run;
using RtlGen.Regression.Spec;

namespace RtlGen.Tests.Campaigns;

/// <summary>The netlist of Yosys gives the same values on the same cycles at every tap; a changed netlist does not.</summary>
[TestFixture]
internal sealed class SecondOpinionTests
{
    private const string Spec = """
        name: opinions
        groups:
          - name: small
            keys: {weights.encoding: differential, adc.kind: sar, interface.control: port, interface.parameters: runtime, output.requantize: shift}
            contract: supported
            size: {rows: 6, outputs: 2, tiles: 1}
            vectors: 4
            netlist_every: 1
        """;

    [Test]
    public async Task ANetlistAgreesAndCanDisagree()
    {
        PlannedCase planned = CasePlan.Of(CampaignSpecReader.Parse(Spec, "opinions.yaml"), 1).Single(c => c.Engine == CaseEngine.Netlist);
        CaseRun run = await new CaseRunner(BrokenLane.Options).ExamineAsync(planned.Draw()!, CancellationToken.None);
        Assert.That(run.Complaints, Is.Empty);
        Assert.That(run.Verdict!.Comparisons.SelectMany(c => c.Taps).All(t => t.Compared > 0), Is.True, "every tap is compared");
        Assert.That(run.Model.Sources.Select(s => s.Path), Does.Contain("rtl/netlist.v"));
        Assert.That(run.Model.Sources[0].Content, Does.Not.Contain("parameter "), "gates have no parameters");

        // The RTL is changed before Yosys reads it.
        CaseRunner broken = new(BrokenLane.Options, m => BrokenLane.Changed(m, "shifted + addend;", "shifted - addend;"));
        CaseResult result = await broken.RunAsync(planned, CancellationToken.None);
        Assert.That(result.Signature?.Tap, Is.EqualTo("acc"), result.Message);
    }
}
