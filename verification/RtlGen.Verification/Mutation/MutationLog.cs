// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RtlGen.Mutation;

/// <summary>
/// Results, appended to a file of JSON lines as they come. A run that was killed continues with what the file has: the line that
/// was being written is left out. What the file says of a mutant holds as long as the text of its module is the same, and only
/// for cases that are what they were: a mutant counts as killed while the case that saw it is there, and a survivor is run
/// against the cases that are new. That the judges themselves have changed, the file does not know.
/// </summary>
public sealed class MutationLog : IAsyncDisposable
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly Dictionary<string, LogLine> _known;
    private readonly Dictionary<string, string> _texts;
    private readonly Dictionary<string, string> _keys;
    private readonly StreamWriter? _writer;
    private readonly SemaphoreSlim _turn = new(1);

    private MutationLog(
        Dictionary<string, LogLine> known, Dictionary<string, string> texts, IReadOnlyList<IMutationCase> cases, StreamWriter? writer)
    {
        (_known, _texts, _writer) = (known, texts, writer);
        _keys = cases.ToDictionary(c => c.Name, c => c.Key, StringComparer.Ordinal);
        Designs = cases.Select(c => c.Model).Distinct().Select(MutationKey.OfDesign).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Keys of the designs of this run's cases: what proofs are about.</summary>
    public IReadOnlySet<string> Designs { get; }

    /// <summary>Opens the file, or makes it; null: nothing is kept.</summary>
    /// <param name="file">The file.</param>
    /// <param name="library">Whose mutants the results are of; those of others are dropped.</param>
    /// <param name="cases">The cases of this run.</param>
    /// <param name="cancellationToken">Stops reading and writing.</param>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    public static async Task<MutationLog> OpenAsync(
        string? file, MutantLibrary library, IReadOnlyList<IMutationCase> cases, CancellationToken cancellationToken)
    {
        var texts = library.Modules.ToDictionary(m => m, m => MutationKey.Of([library.Source(m)]), StringComparer.Ordinal);
        Dictionary<string, LogLine> known = new(StringComparer.Ordinal);
        if (file is null)
        {
            return new MutationLog(known, texts, cases, null);
        }

        string path = Path.GetFullPath(file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var ids = library.Mutants.Select(m => m.Id).ToHashSet(StringComparer.Ordinal);
        string[] lines = File.Exists(path) ? await File.ReadAllLinesAsync(path, cancellationToken) : [];
        foreach (LogLine line in lines.Select(Read).OfType<LogLine>().Where(l => ids.Contains(l.Id)))
        {
            known[line.Id] = line;
        }

        // Written anew, so that half a line at the end does not spoil the next one.
        string[] kept =
        [
            .. cases.Select(c => JsonSerializer.Serialize(new CaseLine(c.Name, c.Key), s_json)),
            .. known.Values.Select(l => JsonSerializer.Serialize(l, s_json)),
        ];
        string temporary = path + ".new";
        await File.WriteAllTextAsync(temporary, string.Concat(kept.Select(l => l + "\n")), cancellationToken);
        File.Move(temporary, path, overwrite: true);
        return new MutationLog(
            known, texts, cases, new StreamWriter(path, append: true, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" });
    }

    /// <summary>What earlier runs found of a mutant that still holds.</summary>
    public MutantMemory Find(Mutant mutant)
    {
        if (!_known.TryGetValue(mutant.Id, out LogLine? line))
        {
            return new MutantMemory();
        }

        MutantMemory memory = new() { FirstCase = line.Case };
        if (!string.Equals(line.Text, _texts[mutant.Module], StringComparison.Ordinal))
        {
            return memory;
        }

        if (line.Status == MutantStatus.Killed)
        {
            bool holds = _keys.TryGetValue(line.Case ?? "", out string? key) && string.Equals(key, line.Key, StringComparison.Ordinal);
            return holds ? memory with { Result = new MutantResult(mutant, line.Status, line.Case, line.Complaint, line.Milliseconds) } : memory;
        }

        memory = memory with
        {
            Unseen = (line.Unseen ?? []).ToHashSet(StringComparer.Ordinal),
            Proved = (line.Proved ?? []).ToHashSet(StringComparer.Ordinal),
            Unproved = line.Unproved,
        };
        bool isEquivalent = Designs.All(memory.Proved.Contains);
        MutantStatus status = isEquivalent ? MutantStatus.Equivalent
            : line.Status == MutantStatus.Equivalent ? MutantStatus.Survived
            : line.Status;
        return memory with { Result = new MutantResult(mutant, status, null, isEquivalent ? line.Complaint : null, line.Milliseconds) };
    }

    /// <summary>Appends what is known of a mutant now. A later line of the same mutant counts instead of an earlier one.</summary>
    /// <exception cref="ArgumentException">There is no result.</exception>
    public async Task AddAsync(MutantMemory memory, CancellationToken cancellationToken)
    {
        MutantResult result = memory.Result ?? throw new ArgumentException("nothing is known", nameof(memory));
        if (_writer is null)
        {
            return;
        }

        Mutant mutant = result.Mutant;
        LogLine line = new(
            mutant.Id, mutant.Place, mutant.Operator, mutant.Original, mutant.Changed, result.Status, result.Case, result.Complaint, result.Milliseconds)
        {
            Text = _texts[mutant.Module],
            Key = result.Case is { } name ? _keys[name] : null,
            Unseen = result.Status == MutantStatus.Killed ? null : Sorted(memory.Unseen),
            Proved = memory.Proved.Count == 0 ? null : Sorted(memory.Proved),
            Unproved = memory.Unproved,
        };
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

    private static string[] Sorted(IEnumerable<string> keys) => [.. keys.Order(StringComparer.Ordinal)];

    private static LogLine? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<LogLine>(line, s_json) is { Id: not null } known ? known : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>For who reads the file: the names of the cases that other lines have keys of.</summary>
    private sealed record CaseLine(string Name, string CaseKey);

    private sealed record LogLine(
        string Id,
        string Place,
        string Operator,
        string Original,
        string Changed,
        MutantStatus Status,
        string? Case,
        string? Complaint,
        long Milliseconds)
    {
        /// <summary>Of the module.</summary>
        public string? Text { get; init; }

        /// <summary>Of the case that saw it.</summary>
        public string? Key { get; init; }

        /// <inheritdoc cref="MutantMemory.Unseen"/>
        public string[]? Unseen { get; init; }

        /// <inheritdoc cref="MutantMemory.Proved"/>
        public string[]? Proved { get; init; }

        /// <inheritdoc cref="MutantMemory.Unproved"/>
        public string? Unproved { get; init; }
    }
}
