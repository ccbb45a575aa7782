// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using RtlGen.Configuration;

namespace RtlGen.Cli.Commands;

/// <summary><c>rtlgen schema</c>: the configuration's JSON Schema, for editors.</summary>
internal static class SchemaCommand
{
    public static Command Create(IConsole console)
    {
        DocumentedCommand command = new(
            "schema",
            "Print the JSON Schema of a configuration.",
            "rtlgen schema > rtlgen.schema.json");
        command.SetAction(_ =>
        {
            console.Out.WriteLine(ConfigurationSchema.ToJson().TrimEnd());
            return ExitCode.Done;
        });
        return command;
    }
}
