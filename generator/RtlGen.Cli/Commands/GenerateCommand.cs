// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using RtlGen.Cli.Options;
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Emission;
using RtlGen.Reporting;
using RtlGen.Tensors;

namespace RtlGen.Cli.Commands;

/// <summary><c>rtlgen generate</c>: the Verilog of a layer.</summary>
internal static class GenerateCommand
{
    public static Command Create(IConsole console)
    {
        Argument<string> configuration = CommonOptions.Configuration();
        Option<string> directory = CommonOptions.Directory();
        Option<bool> force = CommonOptions.Force();
        Option<bool> twin = new("--twin") { Description = "Write the macro's digital twin too (macro/NAME_twin.v); its cells hold the weights, zeros where none are given." };
        Option<bool> json = CommonOptions.Json();
        TensorOptions tensors = new();
        DocumentedCommand command = new(
            "generate",
            "Write the Verilog of a layer, and its behavioural crossbar for simulation.",
            "rtlgen generate fc1.yaml -o build/fc1",
            "rtlgen generate baked.yaml -o build/baked --weights w.npy --bias b.npy")
        {
            configuration, directory, force, twin, json,
        };
        tensors.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            LayerSource source = LayerSource.LoadForEmission(parsed.GetRequiredValue(configuration), tensors.Read(parsed));
            LayerDesign design = source.Design;
            IReadOnlyList<GeneratedFile> files =
            [
                .. LayerEmitter.Emit(design, source.Tensors.Parameters),
                .. parsed.GetValue(twin) ? TwinEmitter.Emit(design, source.Tensors.Parameters ?? Blank(design)) : [],
            ];
            string folder = parsed.GetRequiredValue(directory);
            using (StagedDirectory staged = StagedDirectory.Create(folder, parsed.GetValue(force)))
            {
                staged.Write(files, cancellation);
                cancellation.ThrowIfCancellationRequested();
                staged.Commit(ConfigurationWriter.Hash(design.Configuration));
            }

            if (parsed.GetValue(json))
            {
                console.Out.Write(JsonText.Object(o =>
                {
                    o.WriteString("name", design.Name);
                    o.WriteString("directory", folder);
                    o.WriteStartArray("files");
                    foreach (GeneratedFile file in files)
                    {
                        o.WriteStringValue(file.Path);
                    }

                    o.WriteEndArray();
                }));
            }
            else
            {
                console.Error.WriteLine($"{design.Name}: {files.Count} files written to {folder}");
            }

            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static LayerParameters Blank(LayerDesign design) => new()
    {
        Weights = new Tensor(design.Grid.Inputs, design.Grid.Outputs),
    };
}
