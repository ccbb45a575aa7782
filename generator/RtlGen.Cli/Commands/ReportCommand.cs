// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using RtlGen.Regression.Reports;
using RtlGen.Regression.Run;

namespace RtlGen.Cli.Commands;

/// <summary><c>rtlgen report</c>: the reports of a campaign once more, from what is in its folder.</summary>
internal static class ReportCommand
{
    public static Command Create(IConsole console)
    {
        Argument<string> directory = new("DIR")
        {
            Description = "Folder of a campaign, finished or not.",
            DefaultValueFactory = _ => Path.Combine("build", "regress"),
        };
        Option<bool> github = GitHubOption();
        DocumentedCommand command = new(
            "report",
            "Write the reports of a campaign once more from the results in its folder: report.html, junit.xml, and a summary.",
            "rtlgen report build/regress",
            "rtlgen report build/regress --github")
        {
            directory, github,
        };
        command.SetAction(async (parsed, _) =>
        {
            CampaignFolder folder = CampaignFolder.At(parsed.GetRequiredValue(directory));
            CampaignReport report = CampaignReports.Write(folder);
            await ShowAsync(console, folder, report, parsed.GetValue(github));
            return ExitOf(report);
        });
        return command;
    }

    /// <summary>Asks for annotations of a workflow's run.</summary>
    public static Option<bool> GitHubOption() => new("--github")
    {
        Description = $"Print an annotation for each bucket; also when {GitHubAnnotations.Variable} is true.",
    };

    /// <summary>Prints the summary, annotations where they are wanted, and where the page is.</summary>
    public static async Task ShowAsync(IConsole console, CampaignFolder folder, CampaignReport report, bool github)
    {
        await console.Out.WriteAsync(SummaryText.Of(report, forPeople: console.IsWatched));
        if (github || Environment.GetEnvironmentVariable(GitHubAnnotations.Variable) is "true")
        {
            await console.Out.WriteAsync(GitHubAnnotations.Of(report));
        }

        // What follows goes to the other stream and is to stand behind it.
        await console.Out.FlushAsync();
        await console.Error.WriteLineAsync($"reports: {Path.Combine(folder.Root, CampaignReports.PageName)}, {CampaignReports.JUnitName}");
    }

    /// <summary>What the campaign's result means for a shell.</summary>
    public static int ExitOf(CampaignReport report) => report.Passes ? ExitCode.Done : ExitCode.ComparisonFailed;
}
