// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.CoSimulation;
using RtlGen.Diagnostics;
using RtlGen.Emission;
using RtlGen.Tools;

namespace RtlGen.Tests.CoSimulation;

/// <summary>Profiles differ in time only; and what is no fault of the RTL is not reported as one.</summary>
[TestFixture]
internal sealed class BuildProfileTests
{
    [TestCase(BuildProfile.Fast)]
    [TestCase(BuildProfile.Trace)]
    [TestCase(BuildProfile.Coverage)]
    public async Task A_profile_says_what_the_optimised_one_says(BuildProfile profile)
    {
        FakeLayer layer = FakeLayer.Create();
        SimulationModel model = layer.Model with { Sources = [new GeneratedFile("rtl/fake_sim.v", layer.Verilog)] };
        CoSimulationOptions options = new() { CacheDirectory = TestCache.Folder };
        Verify(await RunAsync(options with { Profile = profile }), await RunAsync(options));

        Task<LayerVerdict> RunAsync(CoSimulationOptions how) =>
            LayerVerification.RunAsync(model, layer.Parameters, FakeLayer.RandomInputs(5), how, default);

        static void Verify(LayerVerdict verdict, LayerVerdict optimised)
        {
            Assert.That(verdict.Comparisons.Select(c => c.Agrees), Is.All.True);
            for (int i = 0; i < verdict.Run.Passes.Count; i++)
            {
                (SimulatedPass pass, SimulatedPass other) = (verdict.Run.Passes[i], optimised.Run.Passes[i]);
                Assert.That(pass.Cycles, Is.EqualTo(other.Cycles));
                Assert.That(pass.Timing.SelectMany(t => t.Beats), Is.EqualTo(other.Timing.SelectMany(t => t.Beats)));
                Assert.That(pass.Taps.CodeCycles[0], Is.EqualTo(other.Taps.CodeCycles[0]));
            }
        }
    }

    [Test]
    public async Task A_fast_model_of_wrong_RTL_diverges()
    {
        FakeLayer broken = FakeLayer.Create("m_tlast = beat ==", "m_tlast = beat !=");
        LayerVerdict verdict = await LayerVerification.RunAsync(
            broken.Model, broken.Parameters, FakeLayer.RandomInputs(2), new CoSimulationOptions { CacheDirectory = TestCache.Folder, Profile = BuildProfile.Fast }, default);
        Assert.That(verdict.Passes, Is.False);
    }

    [Test]
    public async Task A_tool_on_a_full_disk_says_nothing_about_its_input()
    {
        string source = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(source, "text");
            ToolInvocation copy = new("cp", source, "/dev/full");
            ToolFailedException? tool = await Assert.ThrowsAsync<ToolFailedException>(() => ToolRunner.RequireAsync(copy, default));
            Assert.That(tool!.DiskIsFull, Is.True);
            BadInputException? e = await Assert.ThrowsAsync<BadInputException>(
                () => SimulationFiles.GuardAsync(() => ToolRunner.RequireAsync(copy, default)));
            Assert.That(e!.Diagnostics[0].Code, Is.EqualTo(DiagnosticCodes.FileAccess));
            Assert.That(e.Message, Does.Contain("the disk is full").And.Contain("RTLGEN_CACHE"));

            // Any other failure stays the tool's.
            ToolInvocation nowhere = new("cp", source, source + ".folder/none");
            tool = await Assert.ThrowsAsync<ToolFailedException>(() => SimulationFiles.GuardAsync(() => ToolRunner.RequireAsync(nowhere, default)));
            Assert.That(tool!.DiskIsFull, Is.False);
        }
        finally
        {
            File.Delete(source);
        }
    }
}
