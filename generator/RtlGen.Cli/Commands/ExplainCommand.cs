// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using RtlGen.Cli.Options;
using RtlGen.Design;
using RtlGen.Reporting;
using RtlGen.Tensors;

namespace RtlGen.Cli.Commands;

/// <summary><c>rtlgen explain</c>: what a configuration becomes, and why.</summary>
internal static class ExplainCommand
{
    public static Command Create(IConsole console)
    {
        Argument<string> configuration = CommonOptions.Configuration();
        Option<bool> json = CommonOptions.Json();
        TensorOptions tensors = new();
        DocumentedCommand command = new(
            "explain",
            "Print tiles, phases, widths with their reasons, cycles and pins of a configuration.",
            "rtlgen explain fc1.yaml",
            "rtlgen explain tile.yaml --weights w.npy --json")
        {
            configuration, json,
        };
        tensors.AddTo(command);
        command.SetAction(parsed =>
        {
            LayerSource source = LayerSource.Load(
                parsed.GetRequiredValue(configuration), tensors.Read(parsed), TensorDemand.Given, forHardware: false);
            Width? needed = source.Tensors.Weights is Tensor weights ? WeightAccumulator.Of(source.Design, weights) : null;
            console.Out.Write(parsed.GetValue(json) ? ExplanationJson.Of(source.Design, needed) : ExplanationText.Of(source.Design, needed));
            return ExitCode.Done;
        });
        return command;
    }
}
