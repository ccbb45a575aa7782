// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Emission;
using RtlGen.Tensors;
using RtlGen.Tests.CommandLine;
using RtlGen.Tests.Rtl;
using RtlGen.Tools;
using DrawnTensors = RtlGen.CoSimulation.RandomTensors;

namespace RtlGen.Tests.Presets;

/// <summary>Every preset becomes Verilog that is clean and computes what the reference model computes, in as many cycles as foretold.</summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class PresetHardwareTests
{
    private const int Vectors = 4;
    private const ulong Seed = 16;

    [Test]
    public Task APartOfTheTileAgrees([ValueSource(typeof(PresetTiles), nameof(PresetTiles.Names))] string preset) =>
        AgreesAsync(PresetTiles.Part(preset));

    [Category("Long")]
    [Test]
    public Task TheWholeTileAgrees([ValueSource(typeof(PresetTiles), nameof(PresetTiles.Names))] string preset) =>
        AgreesAsync(PresetTiles.Full(preset));

    /// <summary>The lint can fail; that the comparison can is shown by BrokenLayerTests.</summary>
    [Test]
    public async Task AWarningIsAComplaint()
    {
        (LayerDesign design, DrawnTensors drawn) = Draw(PresetTiles.Part("qr_accelerator"));
        SimulationModel model = SimulationModel.Of(design, drawn.Parameters);
        GeneratedFile top = model.Sources.Single(f => f.Path.EndsWith($"/{design.Name}.v", StringComparison.Ordinal));
        GeneratedFile untidy = top with { Content = top.Content.Replace("endmodule", "  wire untidy;\nendmodule", StringComparison.Ordinal) };
        Assert.That(await LintAsync(model with { Sources = [.. model.Sources.Except([top]), untidy] }), Does.Contain("untidy"));
    }

    private static async Task AgreesAsync(LoadedConfiguration loaded)
    {
        (LayerDesign design, DrawnTensors drawn) = Draw(loaded);
        Assert.That(await LintAsync(SimulationModel.Of(design, drawn.Parameters)), Is.Empty);

        LayerVerdict verdict = await LayerRun.MustPassAsync(new LayerTensors(design, drawn.Parameters, drawn.Inputs));
        Assert.That(verdict.Cycles?.Interval?.Max, Is.EqualTo(design.Schedule.Interval));
    }

    private static (LayerDesign Design, DrawnTensors Drawn) Draw(LoadedConfiguration loaded)
    {
        LayerDesign design = LayerDesign.Derive(loaded);
        return (design, DrawnTensors.Draw(design, Vectors, Seed));
    }

    /// <summary>What Verilator has to say of the simulation's top and everything below; empty when nothing.</summary>
    private static async Task<string> LintAsync(SimulationModel model)
    {
        using TemporaryFolder folder = new();
        List<string> arguments = ["--lint-only", "-Wall", "-fno-const-bit-op-tree", "--top-module", model.Top];
        foreach (GeneratedFile source in model.Sources)
        {
            arguments.Add(folder.Write(Path.GetFileName(source.Path), source.Content));
        }

        ToolResult result = await ToolRunner.RunAsync(new ToolInvocation("verilator", arguments), CancellationToken.None);
        return result.Output + result.Error;
    }
}
