// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Text.Json;
using RtlGen.Design;
using RtlGen.Emission;

namespace RtlGen.Registers;

/// <summary>Writes what people and programs need to know about a layer's registers.</summary>
public static class RegisterDocuments
{
    /// <summary>
    /// Under <c>regs/</c>: a header for C and C++, SystemRDL, Markdown, a page of HTML that needs nothing else, and JSON.
    /// All say the same; empty for a design without a bus.
    /// </summary>
    public static IReadOnlyList<GeneratedFile> Emit(LayerDesign design)
    {
        if (!design.HasBus)
        {
            return [];
        }

        return
        [
            Render(design, "h", Comment),
            Render(design, "rdl", text => text.Replace("\"", "\\\"", StringComparison.Ordinal)),
            Render(design, "md", Markdown),
            Render(design, "html", WebUtility.HtmlEncode),
            Render(design, "json", text => JsonEncodedText.Encode(text).ToString()),
        ];
    }

    private static GeneratedFile Render(LayerDesign design, string kind, Func<string, string> escape) => new(
        string.Equals(kind, "rdl", StringComparison.Ordinal) ? $"regs/{design.Name}.rdl" : $"regs/{design.Name}_regs.{kind}",
        TemplateRenderer.Render($"regs/regs.{kind}.hbs", new RegisterDocumentView(design, escape)));

    private static string Comment(string text) => text.Replace("*/", "* /", StringComparison.Ordinal);

    private static string Markdown(string text) =>
        text.Replace("*", "\\*", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
