// SPDX-License-Identifier: Apache-2.0
using RtlGen.Diagnostics;
using RtlGen.Regression.Cases;

namespace RtlGen.Regression.Run;

/// <summary>Makes one campaign's results of those that shards have left in its folder; any order, any number of times.</summary>
public static class ShardCollector
{
    /// <summary>Adds what is not there yet to the campaign's results.</summary>
    /// <param name="plan">All cases of the campaign.</param>
    /// <param name="folder">The whole campaign's, opened with <see cref="CampaignOpening.KeepsFinished"/>.</param>
    /// <param name="identity">Of the whole campaign; every shard must have the same.</param>
    /// <param name="done">Results that are there already.</param>
    /// <returns>Results in the order of the plan; cases that a shard's time budget left out have none.</returns>
    /// <exception cref="BadInputException">A shard belongs to something else (nothing is changed then); there is none; or some
    /// have not come to their end: each is named, and what there is has been collected.</exception>
    public static CampaignOutcome Collect(
        IReadOnlyList<PlannedCase> plan, CampaignFolder folder, CampaignIdentity identity, IReadOnlyList<CaseResult> done)
    {
        IReadOnlyList<(Shard Shard, CampaignIdentity? Identity)> shards = folder.Shards();
        DiagnosticBag errors = new();
        foreach ((Shard shard, CampaignIdentity? found) in shards.Where(s => s.Identity?.IsSame(identity) != true))
        {
            string difference = found is null ? "something that cannot be read" : found.Difference(identity);
            errors.Add(Error(folder, $"shard {shard} was made with {difference}", "give the same command as for the shard, or remove its files"));
        }

        errors.ThrowIfAny();
        Dictionary<string, CaseResult> results = done.ToDictionary(r => r.Id, StringComparer.Ordinal);
        HashSet<string> planned = [.. plan.Select(c => c.Id)];
        using (ResultLog log = ResultLog.Append(folder.Results))
        {
            foreach (CaseResult result in shards.SelectMany(s => folder.ResultsOf(s.Shard)).Where(r => planned.Contains(r.Id)))
            {
                if (results.TryAdd(result.Id, result))
                {
                    log.Add(result);
                }
            }
        }

        CampaignOutcome outcome = CampaignOutcome.Of(plan, results, TimeSpan.Zero);
        if (outcome.NotRun.Count > 0)
        {
            foreach (Diagnostic missing in Missing(folder, shards))
            {
                errors.Add(missing);
            }

            errors.ThrowIfAny();
        }

        return outcome;
    }

    /// <summary>Shards that have not come to their end, unless those of another division have it all.</summary>
    private static IEnumerable<Diagnostic> Missing(CampaignFolder folder, IReadOnlyList<(Shard Shard, CampaignIdentity? Identity)> shards)
    {
        if (shards.Count == 0)
        {
            yield return Error(folder, "there are no results of shards", "run them with --shard 1/N to N/N and --output of this folder, or copy their files into it");
        }

        foreach (IGrouping<int, (Shard Shard, CampaignIdentity? Identity)> division in shards.GroupBy(s => s.Shard.Count))
        {
            for (int i = 1; i <= division.Key; i++)
            {
                Shard shard = new(i, division.Key);
                CampaignIdentity? found = division.FirstOrDefault(s => s.Shard == shard).Identity;
                if (found is not { IsFinished: true })
                {
                    string state = found is null ? "has no results" : $"stopped after {folder.ResultsOf(shard).Count} cases";
                    yield return Error(folder, $"shard {shard} {state}", $"run it with --shard {shard} and collect again");
                }
            }
        }
    }

    private static Diagnostic Error(CampaignFolder folder, string message, string remedy) =>
        new(DiagnosticCodes.FileAccess, SourcePosition.None, null, folder.Root, message, remedy);
}
