// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using RtlGen.Diagnostics;

namespace RtlGen.Regression.Run;

/// <summary>A campaign's folder on the disk: results, failures, coverage, reports.</summary>
/// <remarks>
/// <c>campaign.json</c> says which campaign the results belong to. A folder whose campaign did not come to its end is
/// continued by the same command; a finished one begins anew, its results kept as <c>previous.jsonl</c> for the order of the next run.
/// </remarks>
public sealed class CampaignFolder
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true };

    private CampaignFolder(string path) => Root = path;

    public string Root { get; }

    public string Results => Path.Combine(Root, "results.jsonl");

    /// <summary>Results of the run before this one.</summary>
    public string Previous => Path.Combine(Root, "previous.jsonl");

    /// <summary>One line a finished campaign, oldest first.</summary>
    public string History => Path.Combine(Root, "history.jsonl");

    /// <summary>A folder for each bucket of failures.</summary>
    public string Failures => Path.Combine(Root, "failures");

    /// <summary>A file of reached lines and toggles for each case.</summary>
    public string Coverage => Path.Combine(Root, "coverage");

    private string Identity => Path.Combine(Root, "campaign.json");

    /// <summary>The folder of a campaign that ran before, to read from.</summary>
    public static CampaignFolder At(string path) => new(Path.GetFullPath(path));

    /// <summary>Opens the folder for a campaign: continues it, or begins.</summary>
    /// <param name="path">The folder; created where it is missing.</param>
    /// <param name="identity">What the campaign's results depend on.</param>
    /// <param name="fresh">True: never continue.</param>
    /// <param name="done">Results that are there already; empty when it begins.</param>
    /// <exception cref="BadInputException">The folder holds something else than a campaign.</exception>
    public static CampaignFolder Open(string path, CampaignIdentity identity, bool fresh, out IReadOnlyList<CaseResult> done)
    {
        CampaignFolder folder = new(Path.GetFullPath(path));
        Directory.CreateDirectory(folder.Root);
        CampaignIdentity? found = folder.ReadIdentity();
        if (found is null && Directory.EnumerateFileSystemEntries(folder.Root).Any())
        {
            throw new BadInputException(new Diagnostic(
                DiagnosticCodes.FileAccess, SourcePosition.None, null, path, $"'{path}' holds files, but no campaign",
                "name an empty folder, or that of an earlier campaign"));
        }

        if (!fresh && found is { IsFinished: false } && found.IsSame(identity))
        {
            done = ResultLog.Read(folder.Results);
            return folder;
        }

        done = [];
        if (File.Exists(folder.Results))
        {
            File.Move(folder.Results, folder.Previous, overwrite: true);
        }

        foreach (string stale in (string[])[folder.Failures, folder.Coverage])
        {
            if (Directory.Exists(stale))
            {
                Directory.Delete(stale, recursive: true);
            }
        }

        folder.Write(identity);
        return folder;
    }

    /// <summary>From now on the same command begins anew.</summary>
    public void Finish(CampaignIdentity identity) => Write(identity with { IsFinished = true });

    private CampaignIdentity? ReadIdentity()
    {
        try
        {
            return File.Exists(Identity) ? JsonSerializer.Deserialize<CampaignIdentity>(File.ReadAllText(Identity)) : null;
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
}
