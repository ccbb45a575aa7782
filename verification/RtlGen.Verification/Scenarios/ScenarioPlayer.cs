// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.CoSimulation;
using RtlGen.Coverage;
using RtlGen.Diagnostics;
using RtlGen.Registers;
using RtlGen.Tensors;
using RtlGen.Tools;

namespace RtlGen.Scenarios;

/// <summary>Plays scenarios on the RTL of a layer behind a bus, in Verilator.</summary>
public static class ScenarioPlayer
{
    /// <summary>In the harness's message when the bus stands still.</summary>
    internal const string NoAnswer = "an access is not answered";

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
    /// <exception cref="BadInputException">Files cannot be written.</exception>
    public static Task<ScenarioResult> PlayAsync(
        SimulationModel model, Tensor inputs, Scenario scenario, CoSimulationOptions options, CancellationToken cancellationToken) =>
        SimulationFiles.GuardAsync(() => RunAsync(model, inputs, scenario, options, cancellationToken));

    private static async Task<ScenarioResult> RunAsync(
        SimulationModel model, Tensor inputs, Scenario scenario, CoSimulationOptions options, CancellationToken cancellationToken)
    {
        CompiledModel compiled = await VerilatorBuild.GetAsync(
            model, BuildCache.Open(options.CacheDirectory), options.Profile, options.ToolTimeout, cancellationToken);
        return await PlayCompiledAsync(model, compiled, inputs, scenario, options, cancellationToken);
    }

    /// <summary>Plays on a model that has been compiled.</summary>
    internal static async Task<ScenarioResult> PlayCompiledAsync(
        SimulationModel model,
        CompiledModel compiled,
        Tensor inputs,
        Scenario scenario,
        CoSimulationOptions options,
        CancellationToken cancellationToken)
    {
        using RunFolder folder = await RunFolder.CreateAsync(options.WorkDirectory, model.Images, cancellationToken);
        Stimulus stimulus = Stimulus.Of(model.Design, inputs, new SimulationPass("scenario", 1) { MinimumVectors = 1 }, []);
        await File.WriteAllBytesAsync(folder.File("beats.bin"), stimulus.Data, cancellationToken);
        await File.WriteAllTextAsync(folder.File(ScenarioFile), scenario.Text, cancellationToken);
        bool covers = options.Profile == BuildProfile.Coverage;
        string addressBits = RegisterMap.Of(model.Design).AddressBits.ToString(CultureInfo.InvariantCulture);
        ToolInvocation invocation = new(compiled.File, ["scenario", ScenarioFile, "answers.txt", addressBits, .. covers ? (string[])["coverage.dat"] : []])
        {
            WorkingDirectory = folder.Path,
            Timeout = options.ToolTimeout,
        };
        await DiskSpace.GuardAsync(folder.Path, () => ToolRunner.RequireAsync(invocation, cancellationToken));
        var result = ScenarioResult.Parse(await File.ReadAllLinesAsync(folder.File("answers.txt"), cancellationToken));
        return covers
            ? result with { Coverage = CoverageFile.Parse(await File.ReadAllLinesAsync(folder.File("coverage.dat"), cancellationToken), model.Design.Name) }
            : result;
    }
}
