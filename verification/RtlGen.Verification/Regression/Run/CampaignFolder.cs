// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using RtlGen.CoSimulation;
using RtlGen.Diagnostics;

namespace RtlGen.Regression.Run;

/// <summary>A campaign's folder on the disk: results, failures, coverage, reports. Held against other processes until it is disposed of.</summary>
/// <remarks>
/// <c>campaign.json</c> says which campaign the results belong to. A folder whose campaign did not come to its end is
/// continued by the same command; a finished one begins anew, its results kept as <c>previous.jsonl</c> for the order of the next run.
/// A shard has all of this for itself, under names with its number (<c>results.3of8.jsonl</c>), so that shards may share a folder.
/// </remarks>
public sealed class CampaignFolder : IDisposable
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true };

    private readonly CampaignLock? _lock;

    private CampaignFolder(string root, Shard? shard, CampaignLock? @lock) => (Root, Shard, _lock) = (root, shard, @lock);

    public string Root { get; }

    /// <summary>Null: the whole campaign.</summary>
    public Shard? Shard { get; }

    public string Results => PathOf("results", Shard, ".jsonl");

    /// <summary>Results of the run before this one.</summary>
    public string Previous => PathOf("previous", Shard, ".jsonl");

    /// <summary>One line a finished campaign, oldest first.</summary>
    public string History => Path.Combine(Root, "history.jsonl");

    /// <summary>A folder for each bucket of failures.</summary>
    public string Failures => Path.Combine(Root, "failures");

    /// <summary>A file of reached lines and toggles for each case.</summary>
    public string Coverage => Path.Combine(Root, "coverage");

    /// <summary>What all cases reached together, and the holes.</summary>
    public string CoverageDetails => Path.Combine(Root, "coverage_details.json");

    private string Identity => PathOf("campaign", Shard, ".json");

    /// <summary>The folder of a campaign that ran before, to read from.</summary>
    public static CampaignFolder At(string path) => new(Path.GetFullPath(path), null, null);

    /// <summary>Opens the folder for a campaign: continues it, or begins.</summary>
    /// <param name="path">The folder; created where it is missing.</param>
    /// <param name="identity">What the campaign's results depend on.</param>
    /// <param name="opening">What of it, and how.</param>
    /// <param name="done">Results that are there already; empty when it begins.</param>
    /// <exception cref="BadInputException">The folder holds something else than a campaign, cannot be written, or another process has it.</exception>
    public static CampaignFolder Open(string path, CampaignIdentity identity, CampaignOpening opening, out IReadOnlyList<CaseResult> done)
    {
        string root = Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(root);
            RefuseForeign(root, path);
            CampaignFolder folder = new(root, opening.Shard, CampaignLock.Take(LockOf(root, opening.Shard), path));
            try
            {
                done = folder.Begin(identity, opening);
                return folder;
            }
            catch
            {
                folder.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DiskSpace.IsFull(e) ? DiskSpace.Full(path, e) : new BadInputException(new Diagnostic(
                DiagnosticCodes.FileAccess, SourcePosition.None, null, path, $"the campaign's folder cannot be written: {e.Message.TrimEnd('.')}",
                "name a folder that you may write to with --output"));
        }
    }

    /// <summary>Waits until no other process has the folder, but not for longer than this.</summary>
    public static Task WaitAsync(string path, Shard? shard, TimeSpan patience, CancellationToken cancellationToken) =>
        CampaignLock.WaitAsync(LockOf(Path.GetFullPath(path), shard), patience, cancellationToken);

    /// <summary>From now on the same command begins anew.</summary>
    public void Finish(CampaignIdentity identity) => Write(identity with { IsFinished = true });

    /// <summary>The shards that have begun here, by count and number, each with its identity.</summary>
    public IReadOnlyList<(Shard Shard, CampaignIdentity? Identity)> Shards() =>
    [
        .. Directory.EnumerateFiles(Root, "campaign.*.json")
            .Select(f => Shard.OfName(Path.GetFileName(f).Split('.')[1]))
            .OfType<Shard>()
            .OrderBy(s => s.Count).ThenBy(s => s.Number)
            .Select(s => (s, ReadIdentity(PathOf("campaign", s, ".json")))),
    ];

    /// <summary>Results of one shard, also while it is running.</summary>
    public IReadOnlyList<CaseResult> ResultsOf(Shard shard) => ResultLog.Read(PathOf("results", shard, ".jsonl"));

    /// <summary>Where a shard stands; null: it has not begun.</summary>
    public CampaignIdentity? IdentityOf(Shard shard) => ReadIdentity(PathOf("campaign", shard, ".json"));

    public void Dispose() => _lock?.Dispose();

    private IReadOnlyList<CaseResult> Begin(CampaignIdentity identity, CampaignOpening opening)
    {
        CampaignIdentity? found = ReadIdentity(Identity);
        if (!opening.Fresh && found is not null && found.IsSame(identity) && (!found.IsFinished || opening.KeepsFinished))
        {
            return ResultLog.Read(Results);
        }

        if (File.Exists(Results))
        {
            File.Move(Results, Previous, overwrite: true);
        }

        // What belongs to all shards is not one's to remove, and what is collected stays.
        if (Shard is null && !opening.KeepsFinished)
        {
            foreach (string stale in ((string[])[Failures, Coverage]).Where(Directory.Exists))
            {
                Directory.Delete(stale, recursive: true);
            }

            File.Delete(CoverageDetails);
            foreach ((Shard shard, _) in Shards())
            {
                File.Delete(PathOf("campaign", shard, ".json"));
                File.Delete(PathOf("results", shard, ".jsonl"));
            }
        }

        Write(identity);
        return [];
    }

    /// <summary>A folder with something in it must be a campaign's: what is begun anew is removed.</summary>
    private static void RefuseForeign(string root, string path)
    {
        // A process that was killed in its first moments leaves no more than what is being written.
        string[] names = [.. Directory.EnumerateFileSystemEntries(root).Select(f => Path.GetFileName(f)!).Where(n => !n.StartsWith(".campaign", StringComparison.Ordinal) && !n.EndsWith(".new", StringComparison.Ordinal))];
        if (names.Length > 0 && !names.Any(n => n.StartsWith("campaign.", StringComparison.Ordinal) && n.EndsWith(".json", StringComparison.Ordinal)))
        {
            throw new BadInputException(new Diagnostic(
                DiagnosticCodes.FileAccess, SourcePosition.None, null, path, $"'{path}' holds files, but no campaign",
                "name an empty folder, or that of an earlier campaign"));
        }
    }

    private static CampaignIdentity? ReadIdentity(string file)
    {
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize<CampaignIdentity>(File.ReadAllText(file)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Renamed into place, so that a process that dies leaves the old one or the new one.</summary>
    private void Write(CampaignIdentity identity)
    {
        string temporary = Identity + ".new";
        File.WriteAllText(temporary, JsonSerializer.Serialize(identity, s_json) + "\n");
        File.Move(temporary, Identity, overwrite: true);
    }

    private string PathOf(string name, Shard? shard, string ending) =>
        Path.Combine(Root, shard is null ? name + ending : $"{name}.{shard.Name}{ending}");

    private static string LockOf(string root, Shard? shard) => Path.Combine(root, shard is null ? ".campaign.lock" : $".campaign.{shard.Name}.lock");
}

/// <summary>What of a campaign's folder is opened, and how.</summary>
public sealed record CampaignOpening
{
    /// <summary>Never continue.</summary>
    public bool Fresh { get; init; }

    /// <summary>Null: the whole campaign.</summary>
    public Shard? Shard { get; init; }

    /// <summary>Results of a finished campaign are kept and added to, which is what collecting shards needs.</summary>
    public bool KeepsFinished { get; init; }
}

/// <summary>What makes two campaigns the same.</summary>
/// <param name="Spec">Hash of the specification's text.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Cases">Hash of the names of all cases of the run, which a shard has some of.</param>
/// <param name="Tool">Hash of this program.</param>
public sealed record CampaignIdentity(string Spec, ulong Seed, string Cases, string Tool)
{
    public bool IsFinished { get; init; }

    internal bool IsSame(CampaignIdentity other) => this with { IsFinished = false } == other with { IsFinished = false };

    /// <summary>In what the two differ, in words; empty when they are the same.</summary>
    internal string Difference(CampaignIdentity other) =>
        !string.Equals(Spec, other.Spec, StringComparison.Ordinal) ? "another specification"
        : Seed != other.Seed ? $"the seed {Seed}"
        : !string.Equals(Cases, other.Cases, StringComparison.Ordinal) ? "other cases (--case)"
        : !string.Equals(Tool, other.Tool, StringComparison.Ordinal) ? "another build of rtlgen"
        : "";
}
