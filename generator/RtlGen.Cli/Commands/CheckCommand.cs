// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using System.Text.Json;
using RtlGen.Bundles;
using RtlGen.Bundling;
using RtlGen.Cli.Options;
using RtlGen.Emission;
using RtlGen.Reporting;

namespace RtlGen.Cli.Commands;

/// <summary><c>rtlgen check</c>: is a generated folder still what was written, and would it be written the same again?</summary>
internal static class CheckCommand
{
    public static Command Create(IConsole console)
    {
        Argument<string> directory = new("DIR") { Description = "Folder that 'bundle' or 'generate' wrote." };
        Option<bool> json = CommonOptions.Json();
        DocumentedCommand command = new(
            "check",
            $"Compare every file of a generated folder with its manifest; make a bundle again from its own {BundleLock.FileName} and compare that too.",
            "rtlgen check build/fc1")
        {
            directory, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            string folder = parsed.GetRequiredValue(directory);
            BundleCheckResult result = BundleCheck.Run(folder, cancellation);
            RegenerationResult again = await Task.Run(() => BundleRegeneration.Run(folder, result, cancellation), cancellation);
            if (parsed.GetValue(json))
            {
                await console.Out.WriteAsync(JsonText.Object(o =>
                {
                    o.WriteString("directory", folder);
                    o.WriteBoolean("intact", result.IsIntact);
                    o.WriteNumber("files", result.Files);
                    List(o, "missing", result.Missing);
                    List(o, "changed", result.Changed);
                    List(o, "extra", result.Extra);
                    o.WriteString("made_again", again.Obstacle is not null ? "not" : again.IsSame ? "same" : "different");
                    List(o, "different", again.Differing);
                    o.WriteString("obstacle", again.Obstacle);
                }));
            }
            else
            {
                Print(console.Out, "missing", result.Missing);
                Print(console.Out, "changed", result.Changed);
                Print(console.Out, "extra", result.Extra);
                Print(console.Out, "different when made again", again.Differing);
                int differences = result.Missing.Count + result.Changed.Count + result.Extra.Count;
                await console.Error.WriteLineAsync(result.IsIntact
                    ? $"{folder}: {result.Files} files as they were written"
                    : $"{folder}: {differences} difference{(differences == 1 ? "" : "s")} from {result.Files} files written");
                await console.Error.WriteLineAsync($"{folder}: {Verdict(again)}");
            }

            return result.IsIntact && again.Differing.Count == 0 ? ExitCode.Done : ExitCode.ComparisonFailed;
        });
        return command;
    }

    private static string Verdict(RegenerationResult again)
    {
        string versions = string.Equals(again.WrittenBy, ToolVersion.Text, StringComparison.Ordinal)
            ? $"rtlgen {ToolVersion.Text}" : $"written by rtlgen {again.WrittenBy}, this is {ToolVersion.Text}";
        return again.Obstacle is not null ? $"not made again: {again.Obstacle}"
            : again.IsSame ? $"the same bytes when made again ({versions})"
            : $"{again.Differing.Count} file{(again.Differing.Count == 1 ? "" : "s")} come{(again.Differing.Count == 1 ? "s" : "")} out different when made again ({versions})";
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
