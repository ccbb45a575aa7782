// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;

namespace RtlGen.Emission;

/// <summary>How files of a generated folder that hold JSON are written: the same bytes on every machine.</summary>
internal static class IndentedJson
{
    /// <summary>One object with the given members, LF line ends.</summary>
    public static string Object(Action<Utf8JsonWriter> members)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>A member with hashes by path, in ordinal order of the paths.</summary>
    public static void WriteHashes(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> hashes)
    {
        json.WriteStartObject(name);
        foreach ((string path, string hash) in hashes.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            json.WriteString(path, hash);
        }

        json.WriteEndObject();
    }
}
