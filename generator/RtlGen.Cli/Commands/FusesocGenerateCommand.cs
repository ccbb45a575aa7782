// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using RtlGen.Bundles;
using RtlGen.Bundling;

namespace RtlGen.Cli.Commands;

/// <summary><c>rtlgen fusesoc-generate</c>: what FuseSoC calls for a layer in its build.</summary>
internal static class FusesocGenerateCommand
{
    public static Command Create(IConsole console)
    {
        Argument<string> input = new("FILE.yml") { Description = "What FuseSoC writes for a generator: gapi, files_root, vlnv, parameters." };
        DocumentedCommand command = new(
            "fusesoc-generate",
            "Write a bundle with its FuseSoC core into a folder of the current directory. Parameters: configuration, clock_period, noise_seed and the tensors by their names, "
            + "files relative to files_root.",
            "rtlgen fusesoc-generate layer_input.yml")
        {
            input,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            BundleRequest request = GeneratorInput.Read(parsed.GetRequiredValue(input));
            BuiltBundle built = await Task.Run(() => BundleBuilder.Build(request, cancellation), cancellation);
            string name = built.Content.Design.Name;
            BundleWriter.Write(built.Content, name, cancellation: cancellation);
            await console.Error.WriteLineAsync($"{name}/{name}.core: {request.Vlnv}, {built.Origin}");
            return ExitCode.Done;
        });
        return command;
    }
}
