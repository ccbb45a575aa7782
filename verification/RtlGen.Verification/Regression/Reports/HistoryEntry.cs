// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using System.Text.Json.Serialization;
using RtlGen.Regression.Run;

namespace RtlGen.Regression.Reports;

/// <summary>One finished campaign in <see cref="CampaignFolder.History"/>.</summary>
public sealed record HistoryEntry
{
    public required DateTimeOffset Date { get; init; }

    /// <summary>Of the specification; campaigns of other names are no earlier runs.</summary>
    public required string Name { get; init; }

    /// <summary>As text in JSON: a script that reads it has no whole numbers of 64 bits.</summary>
    [JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
    public required ulong Seed { get; init; }

    /// <summary>Cases planned; the counts below add up to it.</summary>
    public required int Cases { get; init; }

    public int Passed { get; init; }

    public int Failed { get; init; }

    public int Crashed { get; init; }

    public int TimedOut { get; init; }

    public int Empty { get; init; }

    public int NotRun { get; init; }

    /// <summary>From the beginning of the last process to the end.</summary>
    public double Seconds { get; init; }

    /// <summary>Signatures of the buckets.</summary>
    public IReadOnlyList<string> Buckets { get; init; } = [];

    /// <summary>Percent reached by the kind of coverage; empty where none was measured.</summary>
    public IReadOnlyDictionary<string, double> Coverage { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>All entries, oldest first; lines without sense are passed over.</summary>
    public static IReadOnlyList<HistoryEntry> Read(string path)
    {
        List<HistoryEntry> entries = [];
        foreach (string line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            try
            {
                if (JsonSerializer.Deserialize<HistoryEntry>(line, ReportJson.Options) is { } entry)
                {
                    entries.Add(entry);
                }
            }
            catch (JsonException)
            {
                // Cut short by the end of a process.
            }
        }

        return entries;
    }

    /// <summary>Adds a line; a line that was cut short is ended first.</summary>
    public static void Append(string path, HistoryEntry entry)
    {
        bool isOpen = File.Exists(path) && File.ReadAllText(path) is { Length: > 0 } text && text[^1] != '\n';
        File.AppendAllText(path, (isOpen ? "\n" : "") + JsonSerializer.Serialize(entry, ReportJson.Options) + "\n");
    }
}
