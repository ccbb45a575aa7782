// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text.Json;
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Diagnostics;

namespace RtlGen.Synthesis;

/// <summary>The best open equivalent of a module, under the same tools.</summary>
/// <param name="What">What it is.</param>
/// <param name="Luts">Look-up tables of an iCE40.</param>
/// <param name="FlipFlops">Flip-flops.</param>
public sealed record OpenEquivalent(string What, int Luts, int FlipFlops);

/// <summary>A module with fixed parameters, or a whole design, and the cells that it had when they were last recorded.</summary>
/// <param name="Module">A module of the library; null for a design.</param>
/// <param name="Parameters">Of the module.</param>
/// <param name="Configuration">File of a design, relative to the recorded file; null for a module.</param>
/// <param name="BlockRams">How many block RAMs of an iCE40 it must have; a person decides that, no update changes it.</param>
/// <param name="Equivalent">What it must not be larger than; null when there is nothing like it.</param>
/// <param name="Cells">Cells by kind, by target.</param>
public sealed record RecordedEntry(
    string? Module,
    IReadOnlyDictionary<string, int> Parameters,
    string? Configuration,
    int BlockRams,
    OpenEquivalent? Equivalent,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Cells)
{
    /// <summary>What a message calls it: <c>rtlgen_skid_buffer WIDTH 32</c>.</summary>
    public string Name => Module is null
        ? Configuration!
        : string.Join(' ', Parameters.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Key} {p.Value}")).Prepend(Module));
}

/// <summary>Cell counts that a change must not alter unnoticed.</summary>
/// <param name="Tool">The version of Yosys that they were recorded with.</param>
/// <param name="Entries">What is counted.</param>
public sealed record RecordedCells(string Tool, IReadOnlyList<RecordedEntry> Entries)
{
    private static readonly JsonSerializerOptions s_format = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What is counted: an iCE40's cells, and Yosys's own gates.</summary>
    public static IReadOnlyList<SynthesisTarget> Targets { get; } = [SynthesisTarget.Ice40, SynthesisTarget.Generic];

    /// <summary>Reads a file.</summary>
    /// <exception cref="BadInputException">RTG050: it is none, or an entry is neither a module nor a design.</exception>
    public static RecordedCells Read(string path)
    {
        try
        {
            RecordedCells? read = JsonSerializer.Deserialize<RecordedCells>(File.ReadAllText(path), s_format);
            return read is { Entries.Count: > 0 } && read.Entries.All(e => (e.Module is null) != (e.Configuration is null) && e.Cells is not null && e.Parameters is not null)
                ? read
                : throw Error(path, "it has no entries, or one that is not either a module or a configuration");
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw Error(path, exception.Message.ReplaceLineEndings(" ").TrimEnd('.'));
        }
    }

    /// <summary>The file's text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, s_format) + "\n";

    /// <summary>Counts the cells of an entry as it is now.</summary>
    /// <param name="entry">What to count.</param>
    /// <param name="folder">Folder of the recorded file.</param>
    /// <param name="cancellation">Stops the tools.</param>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>>> CountAsync(RecordedEntry entry, string folder, CancellationToken cancellation)
    {
        SynthesisSource source = entry.Module is { } module
            ? SynthesisSource.OfModule(module, entry.Parameters)
            : SynthesisSource.Of(LayerDesign.Derive(ConfigurationReader.ReadFile(Path.Combine(folder, entry.Configuration!))));
        SynthesisReport report = await SynthesisRun.OfAsync(
            source, new SynthesisOptions { Targets = Targets, Place = false, Jobs = 1 }, new NoProgress(), cancellation);
        return report.Results.ToDictionary(r => SynthesisTargets.NameOf(r.Cells.Target), r => r.Cells.ByKind, StringComparer.Ordinal);
    }

    /// <summary>What is wrong with an entry's counts; empty when nothing is.</summary>
    /// <param name="entry">As recorded.</param>
    /// <param name="now">As counted.</param>
    public static IReadOnlyList<string> Compare(RecordedEntry entry, IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> now)
    {
        List<string> wrong = [];
        foreach ((string target, IReadOnlyDictionary<string, int> cells) in now)
        {
            IReadOnlyDictionary<string, int> before = entry.Cells.GetValueOrDefault(target) ?? new Dictionary<string, int>(StringComparer.Ordinal);
            wrong.AddRange(cells.Keys.Union(before.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Where(k => cells.GetValueOrDefault(k) != before.GetValueOrDefault(k))
                .Select(k => string.Create(CultureInfo.InvariantCulture, $"{entry.Name}, {target}: {k} was {before.GetValueOrDefault(k)}, is {cells.GetValueOrDefault(k)}")));
        }

        CellCounts ice40 = new(SynthesisTarget.Ice40, now[SynthesisTargets.NameOf(SynthesisTarget.Ice40)]);
        if (ice40.BlockRams != entry.BlockRams)
        {
            wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{entry.Name}: {ice40.BlockRams} block RAMs of an iCE40, but {entry.BlockRams} are expected"));
        }

        if (entry.Equivalent is { } open && (ice40.Luts > open.Luts || ice40.FlipFlops > open.FlipFlops))
        {
            wrong.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{entry.Name}: {ice40.Luts} LUT and {ice40.FlipFlops} FF, larger than {open.What} with {open.Luts} and {open.FlipFlops}"));
        }

        return wrong;
    }

    private static BadInputException Error(string path, string cause) => new(new Diagnostic(
        DiagnosticCodes.FileAccess, new SourcePosition(path, 0, 0), null, path, $"cannot use the recorded cells in '{path}': {cause}", "take the repository's file as an example"));

    private sealed class NoProgress : IProgress<string>
    {
        public void Report(string value)
        {
        }
    }
}
