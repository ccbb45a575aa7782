// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using RtlGen.CoSimulation;

namespace RtlGen.Mutation;

/// <summary>
/// Results, appended to a file of JSON lines as they come. A run that was killed continues with what the file has: the line that
/// was being written is left out. The first line says which mutants and cases these are; others begin anew.
/// </summary>
public sealed class MutationLog : IAsyncDisposable
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly Dictionary<string, LogLine> _known;
    private readonly StreamWriter? _writer;
    private readonly SemaphoreSlim _turn = new(1);

    private MutationLog(Dictionary<string, LogLine> known, StreamWriter? writer) => (_known, _writer) = (known, writer);

    /// <summary>Identity of a run: the text of the library, and the names, designs and images of the cases.</summary>
    public static string IdentityOf(MutantLibrary library, IEnumerable<IMutationCase> cases) => BuildCache.KeyOf(
    [
        .. library.Modules.Select(library.Source),
        .. cases.SelectMany(c => c.Model.Sources.Concat(c.Model.Images).Select(s => s.Content).Prepend(c.Name)),
    ]);

    /// <summary>Opens the file, or makes it; null: nothing is kept.</summary>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    public static async Task<MutationLog> OpenAsync(string? file, string identity, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            return new MutationLog([], null);
        }

        string path = Path.GetFullPath(file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string head = JsonSerializer.Serialize(new LogHead(identity), s_json);
        string[] lines = File.Exists(path) ? await File.ReadAllLinesAsync(path, cancellationToken) : [];
        bool continues = lines.Length > 0 && string.Equals(lines[0], head, StringComparison.Ordinal);
        Dictionary<string, LogLine> known = new(StringComparer.Ordinal);
        foreach (LogLine line in continues ? lines.Skip(1).Select(Read).OfType<LogLine>() : [])
        {
            known[line.Id] = line;
        }

        // Written anew, so that half a line at the end does not spoil the next one.
        string[] kept = [head, .. known.Values.Select(l => JsonSerializer.Serialize(l, s_json))];
        string temporary = path + ".new";
        await File.WriteAllTextAsync(temporary, string.Concat(kept.Select(l => l + "\n")), cancellationToken);
        File.Move(temporary, path, overwrite: true);
        return new MutationLog(known, new StreamWriter(path, append: true, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" });
    }

    /// <summary>What an earlier run found of a mutant; null: nothing.</summary>
    public MutantResult? Find(Mutant mutant) => _known.TryGetValue(mutant.Id, out LogLine? line)
        ? new MutantResult(mutant, line.Status, line.Case, line.Complaint, line.Milliseconds)
        : null;

    /// <summary>Appends a result. A later one of the same mutant counts instead of an earlier one.</summary>
    public async Task AddAsync(MutantResult result, CancellationToken cancellationToken)
    {
        if (_writer is null)
        {
            return;
        }

        Mutant mutant = result.Mutant;
        LogLine line = new(
            mutant.Id, mutant.Place, mutant.Operator, mutant.Original, mutant.Changed, result.Status, result.Case, result.Complaint, result.Milliseconds);
        string text = JsonSerializer.Serialize(line, s_json);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await _writer.WriteLineAsync(text.AsMemory(), cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _turn.Dispose();
        if (_writer is not null)
        {
            await _writer.DisposeAsync();
        }
    }

    private static LogLine? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<LogLine>(line, s_json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record LogHead(string Identity);

    private sealed record LogLine(
        string Id,
        string Place,
        string Operator,
        string Original,
        string Changed,
        MutantStatus Status,
        string? Case,
        string? Complaint,
        long Milliseconds);
}
