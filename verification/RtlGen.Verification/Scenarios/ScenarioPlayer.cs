// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Emission;
using RtlGen.Registers;
using RtlGen.Tensors;
using RtlGen.Tools;

namespace RtlGen.Scenarios;

/// <summary>Plays scenarios on the RTL of a layer behind a bus, in Verilator.</summary>
public static class ScenarioPlayer
{
    /// <summary>In the harness's message when the bus stands still.</summary>
    internal const string NoAnswer = "an access is not answered";

    private const string Main = "scenario_main.cpp";
    private const string ScenarioFile = "scenario.txt";

    /// <summary>True of the simulation itself, false of the tools that compile it.</summary>
    internal static bool IsSimulation(ToolInvocation invocation) => invocation.Arguments.Contains(ScenarioFile, StringComparer.Ordinal);

    /// <summary>Compiles the layer (or takes it from the cache) and plays.</summary>
    /// <param name="model">The layer's Verilog, and the images that it reads.</param>
    /// <param name="inputs">[batch, K]: the vectors that a scenario can send.</param>
    /// <param name="scenario">What happens.</param>
    /// <param name="options">Where, and how long at most.</param>
    /// <param name="cancellationToken">Stops the tools.</param>
    /// <exception cref="ToolUnavailableException">A tool is missing or too old.</exception>
    /// <exception cref="ToolFailedException">A tool failed or timed out; an access was never answered.</exception>
    public static async Task<ScenarioResult> PlayAsync(
        SimulationModel model, Tensor inputs, Scenario scenario, CoSimulationOptions options, CancellationToken cancellationToken)
    {
        CompiledModel compiled = await VerilatorBuild.GetAsync(
            model, Program(model.Design), BuildCache.Open(options.CacheDirectory), false, options.ToolTimeout, cancellationToken);
        using RunFolder folder = await RunFolder.CreateAsync(options.WorkDirectory, model.Images, cancellationToken);
        Stimulus stimulus = Stimulus.Of(model.Design, inputs, new SimulationPass("scenario", 1) { MinimumVectors = 1 }, []);
        await File.WriteAllBytesAsync(folder.File("beats.bin"), stimulus.Data, cancellationToken);
        await File.WriteAllTextAsync(folder.File(ScenarioFile), scenario.Text, cancellationToken);
        string addressBits = RegisterMap.Of(model.Design).AddressBits.ToString(CultureInfo.InvariantCulture);
        await ToolRunner.RequireAsync(
            new ToolInvocation(compiled.File, ScenarioFile, "answers.txt", addressBits)
            {
                WorkingDirectory = folder.Path,
                Timeout = options.ToolTimeout,
            },
            cancellationToken);
        return ScenarioResult.Parse(await File.ReadAllLinesAsync(folder.File("answers.txt"), cancellationToken));
    }

    private static HarnessProgram Program(LayerDesign design)
    {
        string bus = design.Configuration.Interface.Control == ControlKind.Apb ? "RTLGEN_APB" : "RTLGEN_AXI4_LITE";
        return new HarnessProgram(
            Main,
            [
                new GeneratedFile(Main, $"#define {bus}\n#include \"scenario.cpp\"\n"),
                new GeneratedFile("scenario.cpp", Harness.ScenarioCpp),
                new GeneratedFile("bus.h", Harness.BusHeader),
            ]);
    }
}
