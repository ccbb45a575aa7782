// SPDX-License-Identifier: Apache-2.0
using RtlGen.Regression.Run;

namespace RtlGen.Regression.Reports;

/// <summary>The reports in a campaign's folder: <c>junit.xml</c> for CI, <c>report.html</c> for people, a line of <c>history.jsonl</c>.</summary>
public static class CampaignReports
{
    /// <summary>The page's file in the campaign's folder.</summary>
    public const string PageName = "report.html";

    /// <summary>The file for CI in the campaign's folder.</summary>
    public const string JUnitName = "junit.xml";

    /// <summary>Begins a campaign, or continues it: from now on reports can be made of what is there.</summary>
    public static void Begin(CampaignFolder folder, CampaignHeading heading)
    {
        // That of an earlier run must not be taken for this one's.
        File.Delete(folder.CoverageDetails);
        heading.Write(folder);
    }

    /// <summary>Ends a campaign: keeps it for the trend of later ones and writes all reports.</summary>
    /// <param name="folder">Where results, evidence and coverage are.</param>
    /// <param name="heading">As written at the beginning.</param>
    /// <param name="elapsed">Of this process.</param>
    /// <param name="clock">The date of the history's line; nothing that is generated depends on it.</param>
    /// <returns>What the reports show.</returns>
    public static CampaignReport Finish(CampaignFolder folder, CampaignHeading heading, TimeSpan elapsed, TimeProvider clock)
    {
        (heading with { Seconds = elapsed.TotalSeconds }).Write(folder);
        if (!heading.IsPart)
        {
            HistoryEntry.Append(folder.History, CampaignReport.Read(folder).ToHistory(clock.GetUtcNow()));
        }

        return Write(folder);
    }

    /// <summary>Writes all reports from what is in the folder.</summary>
    /// <exception cref="Diagnostics.BadInputException">The folder holds no campaign.</exception>
    public static CampaignReport Write(CampaignFolder folder)
    {
        CampaignReport report = CampaignReport.Read(folder);
        ReportJson.Replace(Path.Combine(folder.Root, JUnitName), JUnitXml.Of(report));
        ReportJson.Replace(Path.Combine(folder.Root, PageName), HtmlPage.Of(report));
        return report;
    }
}
