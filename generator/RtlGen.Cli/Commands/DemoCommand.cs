// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using RtlGen.Chain;
using RtlGen.Cli.Options;
using RtlGen.CoSimulation;

namespace RtlGen.Cli.Commands;

/// <summary><c>rtlgen demo</c>: an example network, from its configurations to verified bundles.</summary>
internal static class DemoCommand
{
    public static Command Create(IConsole console)
    {
        Argument<string> directory = new("DIR")
        {
            Description = $"Folder with a {LayerChain.FileName}: layers, inputs, labels, recorded results.",
            DefaultValueFactory = _ => Path.Combine("examples", "digits_w4a4"),
        };
        Option<string> output = new("--output", "-o")
        {
            Description = "Folder for one bundle a layer.",
            HelpName = "DIR",
            DefaultValueFactory = _ => Path.Combine("build", "demo"),
        };
        Option<string> engine = EngineOption.Create(EngineOption.Verilator, EngineOption.Icarus);
        Option<bool> json = CommonOptions.Json();
        DocumentedCommand command = new(
            "demo",
            "Generate the layers of an example, run its inputs through their RTL, compare with the golden model and with recorded results.",
            "rtlgen demo",
            "rtlgen demo examples/digits_w4a4 -o build/demo")
        {
            directory, output, engine, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            LayerChain chain = LayerChain.Read(Path.Combine(parsed.GetRequiredValue(directory), LayerChain.FileName));
            CoSimulationOptions options = new() { Engine = EngineOption.Of(parsed.GetRequiredValue(engine)) };
            ChainResult result = await Progress.ShowAsync(
                console,
                chain.Name,
                progress => ChainRun.RunAsync(chain, options, parsed.GetRequiredValue(output), progress, cancellation));
            await console.Out.WriteAsync(parsed.GetValue(json) ? ChainReport.ToJson(result) : ChainReport.ToText(result));
            return result.Passes ? ExitCode.Done : ExitCode.ComparisonFailed;
        });
        return command;
    }
}
