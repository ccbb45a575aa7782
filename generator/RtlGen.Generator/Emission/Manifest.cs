// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Text.Json;

namespace RtlGen.Emission;

/// <summary>
/// The list of everything in a generated folder: SHA-256 of each file, the tool's version, the configuration's hash.
/// It names no time, host, user or path, so the same input gives the same bytes.
/// </summary>
/// <param name="Version">Version of the tool that wrote the folder.</param>
/// <param name="ConfigurationHash">Hash of the resolved configuration.</param>
/// <param name="Files">Lower-case hexadecimal SHA-256 by relative path with forward slashes.</param>
public sealed record Manifest(string Version, string ConfigurationHash, IReadOnlyDictionary<string, string> Files)
{
    /// <summary>Name of the manifest in its folder; it does not list itself.</summary>
    public const string FileName = "manifest.json";

    /// <summary>What the key <c>tool</c> holds; a folder without it was not written by this tool.</summary>
    private const string Tool = "rtlgen";

    /// <summary>Lower-case hexadecimal SHA-256.</summary>
    public static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>The file's text: paths in ordinal order, LF line ends.</summary>
    public string ToJson() => IndentedJson.Object(json =>
    {
        json.WriteString("tool", Tool);
        json.WriteString("version", Version);
        json.WriteString("configuration_sha256", ConfigurationHash);
        IndentedJson.WriteHashes(json, "files", Files);
    });

    /// <summary>Reads a manifest; null when the text is none of this tool's.</summary>
    public static Manifest? Parse(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.GetProperty("tool").ValueEquals(Tool))
            {
                return null;
            }

            Dictionary<string, string> files = new(StringComparer.Ordinal);
            foreach (JsonProperty file in root.GetProperty("files").EnumerateObject())
            {
                files[file.Name] = file.Value.GetString() ?? "";
            }

            return new Manifest(
                root.GetProperty("version").GetString() ?? "",
                root.GetProperty("configuration_sha256").GetString() ?? "",
                files);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The manifest of a folder; null when it has none or one that this tool did not write.</summary>
    public static Manifest? Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        return File.Exists(path) ? Parse(File.ReadAllText(path)) : null;
    }
}
