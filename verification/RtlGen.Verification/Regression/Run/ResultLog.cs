// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using RtlGen.CoSimulation;
using RtlGen.Diagnostics;

namespace RtlGen.Regression.Run;

/// <summary>
/// Results on the disk, one JSON object a line, written as each case ends. A process that dies loses at most the case
/// that it ran. Who writes holds the lock of the folder: the file itself keeps nobody from it.
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

    /// <summary>Opens a file to append to; creates it where it is missing. The line that a killed process left open is ended when it is whole, and removed when it is not.</summary>
    /// <exception cref="BadInputException">It cannot be written.</exception>
    public static ResultLog Append(string path)
    {
        FileStream? file = null;
        try
        {
            // No buffer: what cannot be written must not be tried again behind our back.
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
            EndLastLine(file);
            return new ResultLog(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            throw Unwritable(path, e);
        }
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
    /// <exception cref="BadInputException">The disk is full; nothing of the result is left.</exception>
    public void Add(CaseResult result)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Line(result) + "\n");
        lock (_lock)
        {
            long end = _file.Position;
            try
            {
                _file.Write(bytes);
            }
            catch (IOException e)
            {
                // Half a line must not stay: the next one would be lost with it.
                Cut(end);
                throw Unwritable(_file.Name, e);
            }
        }
    }

    public void Dispose() => _file.Dispose();

    private void Cut(long end)
    {
        try
        {
            _file.SetLength(end);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Whoever opens it next removes it.
        }
    }

    private static void EndLastLine(FileStream file)
    {
        byte[] bytes = new byte[1 << 16];
        long end = file.Length;
        long begin = end;
        // Back to the end of the last whole line.
        while (begin > 0)
        {
            int count = (int)Math.Min(bytes.Length, begin);
            file.Seek(begin - count, SeekOrigin.Begin);
            file.ReadExactly(bytes, 0, count);
            int newline = bytes.AsSpan(0, count).LastIndexOf((byte)'\n');
            begin -= newline < 0 ? count : count - newline - 1;
            if (newline >= 0)
            {
                break;
            }
        }

        if (begin < end)
        {
            byte[] line = new byte[end - begin];
            file.Seek(begin, SeekOrigin.Begin);
            file.ReadExactly(line);
            if (Parse(Encoding.UTF8.GetString(line)) is null)
            {
                file.SetLength(begin);
            }
            else
            {
                file.WriteByte((byte)'\n');
            }
        }

        file.Seek(0, SeekOrigin.End);
    }

    private static BadInputException Unwritable(string path, Exception e) => DiskSpace.IsFull(e) ? DiskSpace.Full(path, e) : new BadInputException(new Diagnostic(
        DiagnosticCodes.FileAccess, SourcePosition.None, null, path, $"results cannot be written to '{path}': {e.Message.TrimEnd('.')}",
        "see that the file may be written and give the same command again"));
}
