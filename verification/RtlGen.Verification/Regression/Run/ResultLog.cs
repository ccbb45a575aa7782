// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RtlGen.Regression.Run;

/// <summary>
/// Results on the disk, one JSON object a line, written as each case ends. A process that dies loses at most the case
/// that it ran: a line without its end counts as not written, and the next line begins on its own.
/// </summary>
public sealed class ResultLog : IDisposable
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private readonly Lock _lock = new();
    private readonly FileStream _file;

    private ResultLog(FileStream file) => _file = file;

    /// <summary>Opens a file to append to; creates it where it is missing, and ends a line that a killed process left open.</summary>
    /// <exception cref="IOException">It cannot be written, or another process writes it.</exception>
    public static ResultLog Append(string path)
    {
        FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        if (file.Length > 0)
        {
            file.Seek(-1, SeekOrigin.End);
            bool isOpen = file.ReadByte() != '\n';
            file.Seek(0, SeekOrigin.End);
            if (isOpen)
            {
                file.WriteByte((byte)'\n');
            }
        }

        return new ResultLog(file);
    }

    /// <summary>The results in a file, in the order of writing; of a case that was written twice the last one. Lines without an end or sense are passed over.</summary>
    public static IReadOnlyList<CaseResult> Read(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        Dictionary<string, CaseResult> results = new(StringComparer.Ordinal);
        // Another process may be writing.
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using StreamReader reader = new(file, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (Parse(line) is { } result)
            {
                results.Remove(result.Id);
                results.Add(result.Id, result);
            }
        }

        return [.. results.Values];
    }

    /// <summary>A result as one line without its end.</summary>
    public static string Line(CaseResult result) => JsonSerializer.Serialize(result, s_json);

    /// <summary>Null for a line that is no result.</summary>
    public static CaseResult? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<CaseResult>(line, s_json);
        }
        catch (JsonException)
        {
            // Cut short by the end of a process.
            return null;
        }
    }

    /// <summary>Writes one result, whole, before anything else happens.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    public void Add(CaseResult result)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Line(result) + "\n");
        lock (_lock)
        {
            long end = _file.Position;
            try
            {
                _file.Write(bytes);
                _file.Flush();
            }
            catch (IOException)
            {
                // Half a line must not stay: the next one would be lost with it.
                _file.SetLength(end);
                throw;
            }
        }
    }

    public void Dispose() => _file.Dispose();
}
