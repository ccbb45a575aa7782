// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using System.Text.Json;
using RtlGen.Bundles;
using RtlGen.Cli.Options;
using RtlGen.Reporting;

namespace RtlGen.Cli.Commands;

/// <summary><c>rtlgen check</c>: is a generated folder still what was written?</summary>
internal static class CheckCommand
{
    public static Command Create(IConsole console)
    {
        Argument<string> directory = new("DIR") { Description = "Folder that 'bundle' or 'generate' wrote." };
        Option<bool> json = CommonOptions.Json();
        DocumentedCommand command = new(
            "check",
            "Compare every file of a generated folder with its manifest.",
            "rtlgen check build/fc1")
        {
            directory, json,
        };
        command.SetAction((parsed, cancellation) =>
        {
            string folder = parsed.GetRequiredValue(directory);
            BundleCheckResult result = BundleCheck.Run(folder, cancellation);
            if (parsed.GetValue(json))
            {
                console.Out.Write(JsonText.Object(o =>
                {
                    o.WriteString("directory", folder);
                    o.WriteBoolean("intact", result.IsIntact);
                    o.WriteNumber("files", result.Files);
                    List(o, "missing", result.Missing);
                    List(o, "changed", result.Changed);
                    List(o, "extra", result.Extra);
                }));
            }
            else
            {
                Print(console.Out, "missing", result.Missing);
                Print(console.Out, "changed", result.Changed);
                Print(console.Out, "extra", result.Extra);
                int differences = result.Missing.Count + result.Changed.Count + result.Extra.Count;
                console.Error.WriteLine(result.IsIntact
                    ? $"{folder}: {result.Files} files as they were written"
                    : $"{folder}: {differences} difference{(differences == 1 ? "" : "s")} from {result.Files} files written");
            }

            return Task.FromResult(result.IsIntact ? ExitCode.Done : ExitCode.ComparisonFailed);
        });
        return command;
    }

    private static void Print(TextWriter output, string state, IReadOnlyList<string> files)
    {
        foreach (string file in files)
        {
            output.WriteLine($"{state}: {file}");
        }
    }

    private static void List(Utf8JsonWriter json, string name, IReadOnlyList<string> files)
    {
        json.WriteStartArray(name);
        foreach (string file in files)
        {
            json.WriteStringValue(file);
        }

        json.WriteEndArray();
    }
}
