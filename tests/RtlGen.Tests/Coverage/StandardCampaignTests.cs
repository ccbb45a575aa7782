// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Coverage;
using RtlGen.Diagnostics;
using RtlGen.Golden;
using RtlGen.Regression.Cases;
using RtlGen.Regression.Drawing;
using RtlGen.Regression.Spec;
using RtlGen.Tensors;
using RtlGen.Tests.Golden;

namespace RtlGen.Tests.Coverage;

/// <summary>The standard campaign asks for everything that there is. What its cases reach is known before any of them runs.</summary>
[TestFixture]
internal sealed class StandardCampaignTests
{
    [Test]
    [Category("Long")]
    public void Its_cases_reach_every_bin_that_drawing_decides()
    {
        string file = RepositoryFolder.Find("verification/campaigns/standard.yaml");
        CampaignSpec spec = CampaignSpecReader.Read(file);
        HashSet<string> reached = new(StringComparer.Ordinal);
        List<string> undrawn = [];
        foreach (PlannedCase planned in CasePlan.Of(spec, spec.Seed))
        {
            try
            {
                if (planned.Draw() is { } drawn)
                {
                    LayerTensors layer = drawn.Load();
                    reached.UnionWith(FunctionalCoverage.Of(drawn, layer));
                    if (planned is { Flow: RegressionCase.VectorFlow, Engine: CaseEngine.Verilator })
                    {
                        ReferenceResult reference = ReferenceModel.Run(layer.Design, layer.Parameters!, layer.Inputs!);
                        reached.UnionWith(FunctionalCoverage.CornersOf(drawn, layer, reference, CancellationToken.None));
                    }
                }
            }
            catch (Exception e) when (e is WishUnmetException or BadInputException)
            {
                undrawn.Add($"{planned.Id}: {e.Message}");
            }
        }

        // The states of the controller are known only to the simulation.
        IEnumerable<string> holes = FunctionalBins.Known.All.Where(b => !b.StartsWith("stall/", StringComparison.Ordinal)).Except(reached, StringComparer.Ordinal);
        Assert.Multiple(() =>
        {
            Assert.That(string.Join('\n', undrawn), Is.Empty);
            Assert.That(string.Join('\n', holes), Is.Empty);
        });
    }
}
