// SPDX-License-Identifier: Apache-2.0
using System.Net;
using RtlGen.Emission;

namespace RtlGen.Bundles.DataSheet;

/// <summary>The data sheet of a bundle: Markdown with its block diagram, and one page of HTML that needs nothing else.</summary>
internal static class DataSheetFiles
{
    public static IEnumerable<GeneratedFile> Of(BundleContent content)
    {
        string name = content.Design.Name;
        yield return new($"docs/{name}_blocks.svg", BlockDiagram.Of(content.Design));
        yield return new($"docs/{name}.md", TemplateRenderer.Render("docs/datasheet.md.hbs", new DataSheetView(content, Markdown)));
        yield return new($"docs/{name}.html", TemplateRenderer.Render("docs/datasheet.html.hbs", new DataSheetView(content, WebUtility.HtmlEncode)));
    }

    private static string Markdown(string text) =>
        text.Replace("*", "\\*", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
