// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RtlGen.Configuration;
using RtlGen.Emission;

namespace RtlGen.Bundles;

/// <summary>
/// What a bundle was made from and with: everything that making it again needs and no file of it says, and hashes of the rest.
/// </summary>
/// <param name="Version">Version of the tool.</param>
/// <param name="ClockPeriod">Nanoseconds.</param>
/// <param name="NoiseSeed">Null: there is no read noise.</param>
/// <param name="Vlnv">Name for FuseSoC; null: the bundle's own.</param>
/// <param name="Inputs">SHA-256 of configuration and tensors, by path.</param>
/// <param name="ResolvedHash">SHA-256 of the resolved configuration.</param>
/// <param name="TemplatesHash">SHA-256 over all templates.</param>
/// <param name="LibraryHash">SHA-256 over all modules of <c>rtl/</c>.</param>
public sealed record BundleLock(
    string Version, decimal ClockPeriod, ulong? NoiseSeed, string? Vlnv, IReadOnlyDictionary<string, string> Inputs,
    string ResolvedHash, string TemplatesHash, string LibraryHash)
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "rtlgen.lock.json";

    private const string Tool = "rtlgen";

    /// <summary>The lock of what this tool makes of a content.</summary>
    public static BundleLock Of(BundleContent content, IReadOnlyList<BundleFile> inputs) => new(
        ToolVersion.Text,
        content.ClockPeriod,
        content.Tensors.NoiseSeed,
        content.Vlnv,
        inputs.ToDictionary(f => f.Path, f => Manifest.HashOf(f.Content), StringComparer.Ordinal),
        ConfigurationWriter.Hash(content.Design.Configuration),
        HashOf("templates/"),
        HashOf("rtl/"));

    /// <summary>Paths in ordinal order, LF line ends.</summary>
    public string ToJson() => IndentedJson.Object(json =>
    {
        json.WriteString("tool", Tool);
        json.WriteString("version", Version);
        json.WriteString("templates_sha256", TemplatesHash);
        json.WriteString("library_sha256", LibraryHash);
        json.WriteString("configuration_sha256", ResolvedHash);
        json.WriteString("clock_period_ns", ClockPeriod.ToString(CultureInfo.InvariantCulture));
        if (NoiseSeed is { } seed)
        {
            json.WriteNumber("noise_seed", seed);
        }

        if (Vlnv is not null)
        {
            json.WriteString("vlnv", Vlnv);
        }

        IndentedJson.WriteHashes(json, "inputs", Inputs);
    });

    /// <summary>Reads a lock; null when the text is none of this tool's.</summary>
    public static BundleLock? Parse(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.GetProperty("tool").ValueEquals(Tool)
                || !decimal.TryParse(root.GetProperty("clock_period_ns").GetString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal period)
                || period <= 0)
            {
                return null;
            }

            return new BundleLock(
                TextOf(root, "version"),
                period,
                root.TryGetProperty("noise_seed", out JsonElement seed) ? seed.GetUInt64() : null,
                root.TryGetProperty("vlnv", out JsonElement vlnv) ? vlnv.GetString() : null,
                root.GetProperty("inputs").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString() ?? "", StringComparer.Ordinal),
                TextOf(root, "configuration_sha256"),
                TextOf(root, "templates_sha256"),
                TextOf(root, "library_sha256"));
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static string TextOf(JsonElement root, string key) => root.GetProperty(key).GetString() ?? "";

    /// <summary>Over names and texts of all files below a folder, in ordinal order.</summary>
    private static string HashOf(string folder)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in LibraryFiles.Below(folder).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{file}\0{LibraryFiles.Read(file)}\0"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
