// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.RegularExpressions;

namespace RtlGen.Regression.Reports;

/// <summary>The campaign as one page that needs nothing else: style, scripts, charts and data are in it.</summary>
/// <remarks>The parts are the files of <c>verification/report</c>; scripts never make HTML of a text of the data.</remarks>
public static partial class HtmlPage
{
    private const string Folder = "report/";

    /// <summary>The page; LF line ends. The same report gives the same text.</summary>
    public static string Of(CampaignReport report) => Slot().Replace(Part("page.html"), slot => slot.Groups["name"].Value switch
    {
        "title" => System.Net.WebUtility.HtmlEncode(report.Heading.Name),
        "data" => ReportData.Of(report),
        var file => Part(file),
    });

    /// <summary>An embedded file.</summary>
    /// <exception cref="InvalidOperationException">There is none of that name.</exception>
    private static string Part(string name)
    {
        using Stream stream = typeof(HtmlPage).Assembly.GetManifestResourceStream(Folder + name)
            ?? throw new InvalidOperationException($"the report has no part '{name}'");
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>A place of the page: <c>/*[name]*/</c>, a comment in styles and scripts alike.</summary>
    [GeneratedRegex(@"/\*\[(?<name>[a-zA-Z0-9./-]+)\]\*/", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Slot();
}
