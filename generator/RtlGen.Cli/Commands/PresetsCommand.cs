// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using System.Text.Json;
using RtlGen.Cli.Options;
using RtlGen.Configuration;
using RtlGen.Reporting;

namespace RtlGen.Cli.Commands;

/// <summary><c>rtlgen presets</c>: published accelerators that a configuration can extend.</summary>
internal static class PresetsCommand
{
    public static Command Create(IConsole console)
    {
        Argument<string?> name = new("NAME")
        {
            Description = "Print this preset instead of listing all.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<bool> json = CommonOptions.Json();
        DocumentedCommand command = new(
            "presets",
            "List the published accelerators that a configuration can extend, or print one.",
            "rtlgen presets",
            "rtlgen presets isaac",
            "printf 'name: my_tile\\nextends: isaac\\n' > my_tile.yaml && rtlgen explain my_tile.yaml")
        {
            name, json,
        };
        command.SetAction(parsed =>
        {
            PresetCatalog catalog = new();
            if (parsed.GetValue(name) is { } wanted)
            {
                Preset preset = catalog.Find(wanted);
                console.Out.Write(parsed.GetValue(json) ? JsonText.Object(writer => Write(writer, preset, withYaml: true)) : preset.Yaml);
            }
            else
            {
                console.Out.Write(parsed.GetValue(json) ? Json(catalog) : Text(catalog));
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static string Text(PresetCatalog catalog) =>
        string.Join('\n', catalog.All.Select(p => $"{p.Name}\n  {p.Title}\n  {p.Source}\n"));

    private static string Json(PresetCatalog catalog) =>
        JsonText.Object(writer => writer.Objects("presets", catalog.All, p => Write(writer, p, withYaml: false)));

    private static void Write(Utf8JsonWriter json, Preset preset, bool withYaml)
    {
        json.WriteString("name", preset.Name);
        json.WriteString("title", preset.Title);
        json.WriteString("source", preset.Source);
        json.WriteString("differs", preset.Differs);
        if (withYaml)
        {
            json.WriteString("yaml", preset.Yaml);
        }
    }
}
