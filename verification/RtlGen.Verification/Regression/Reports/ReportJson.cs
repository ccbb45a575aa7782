// SPDX-License-Identifier: Apache-2.0
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RtlGen.Regression.Reports;

/// <summary>How the files of reports are written.</summary>
internal static class ReportJson
{
    /// <summary>One line, readable names.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>For a script element of a page: <c>&lt;</c>, <c>&gt;</c>, <c>&amp;</c> and quotes are escaped, so that no text ends the element.</summary>
    public static JsonSerializerOptions InPage { get; } = new(Options) { Encoder = JavaScriptEncoder.Default };

    /// <summary>Renamed into place, so that nobody reads half a file.</summary>
    public static void Replace(string path, string text)
    {
        string temporary = path + ".new";
        File.WriteAllText(temporary, text);
        File.Move(temporary, path, overwrite: true);
    }
}
