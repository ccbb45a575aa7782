// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using RtlGen.Cli.Options;
using RtlGen.Reporting;
using RtlGen.Tools;

namespace RtlGen.Cli.Commands;

/// <summary><c>rtlgen doctor</c>: are the external tools there?</summary>
internal static class DoctorCommand
{
    public static Command Create(IConsole console)
    {
        Option<bool> json = CommonOptions.Json();
        DocumentedCommand command = new(
            "doctor",
            "Compare the external tools on PATH with the versions that are known to work.",
            "rtlgen doctor")
        {
            json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            ToolReport report = await ToolReport.InspectAsync(ToolCatalog.All, cancellation);
            await console.Out.WriteAsync(parsed.GetValue(json) ? report.ToJson() : report.ToText());
            return report.HasNeededProblem ? ExitCode.MissingTool : ExitCode.Done;
        });
        return command;
    }
}
