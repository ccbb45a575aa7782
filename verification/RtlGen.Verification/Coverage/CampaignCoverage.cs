// SPDX-License-Identifier: Apache-2.0
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using RtlGen.Regression.Run;
using RtlGen.Regression.Spec;

namespace RtlGen.Coverage;

/// <summary>What all cases of a campaign reached together, and whether that is enough: <c>coverage_details.json</c> in its folder.</summary>
public sealed record CampaignCoverage
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public required FunctionalReport Functional { get; init; }

    /// <summary>Lines and toggles of <c>rtl/</c>; null where nobody asked for them.</summary>
    public CodeReport? Code { get; init; }

    /// <summary>One for each goal of the specification.</summary>
    public required IReadOnlyList<GoalOutcome> Goals { get; init; }

    /// <summary>False: the campaign does not pass, whatever its cases came to.</summary>
    [JsonIgnore]
    public bool MeetsGoals => Goals.All(g => g.IsMet);

    /// <summary>Everything that was not reached, a line each: bins by their names, code by file and line.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Holes =>
    [
        .. Functional.Families.SelectMany(f => f.Holes),
        .. Code is null ? [] : Code.NeverBuilt.Select(NeverBuilt),
        .. Code is null ? [] : Code.Holes.Select(h => h.ToString()),
    ];

    /// <summary>Merges what the cases of a campaign reached. What did not pass has verified nothing, and does not count.</summary>
    /// <param name="results">Of all cases, shards and earlier processes included; a case that is there twice counts as once.</param>
    /// <param name="bins">All bins that there are.</param>
    /// <param name="code">Code that the cases reached; null where it was not measured.</param>
    /// <param name="goals">Of the specification.</param>
    public static CampaignCoverage Of(IEnumerable<CaseResult> results, FunctionalBins bins, CodeCoverage? code, CoverageGoals goals)
    {
        HashSet<string> reached = [.. results.Where(r => r.Verdict == CaseVerdict.Passed).SelectMany(r => r.Bins)];
        var functional = FunctionalReport.Of(bins, reached);
        CodeReport? report = code is null ? null : CodeReport.Of(code);
        List<GoalOutcome> outcomes = [];
        if (goals.Functional is { } all)
        {
            outcomes.Add(new GoalOutcome("functional", functional.All.Percent, all));
        }

        if (goals.Lines is { } lines)
        {
            outcomes.Add(new GoalOutcome("lines", report?.Lines.Percent ?? 0, lines));
        }

        if (goals.Toggles is { } toggles)
        {
            outcomes.Add(new GoalOutcome("toggles", report?.Toggles.Percent ?? 0, toggles));
        }

        return new CampaignCoverage { Functional = functional, Code = report, Goals = outcomes };
    }

    /// <summary>Merges what is in a campaign's folder and writes it there.</summary>
    /// <param name="folder">The campaign's.</param>
    /// <param name="results">Of all cases.</param>
    /// <param name="goals">Of the specification.</param>
    /// <param name="isWhole">False of a part of a campaign, which meets no goals by itself: none is judged.</param>
    /// <exception cref="IOException">The disk is full.</exception>
    public static CampaignCoverage Collect(CampaignFolder folder, IReadOnlyList<CaseResult> results, CoverageGoals goals, bool isWhole)
    {
        CodeCoverage? code = goals.MeasuresCode ? CoverageFolder.Merge(folder.Coverage, results) : null;
        CampaignCoverage coverage = Of(results, FunctionalBins.Known, code, isWhole ? goals : new CoverageGoals());
        // Reports of campaigns that ask for no coverage are not about it.
        if (goals != new CoverageGoals())
        {
            string temporary = folder.CoverageDetails + ".new";
            File.WriteAllText(temporary, coverage.ToJson());
            File.Move(temporary, folder.CoverageDetails, overwrite: true);
        }

        return coverage;
    }

    /// <summary>One line of JSON; the same coverage gives the same text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, s_json) + "\n";

    internal static string NeverBuilt(string file) => $"{file}: no design contained this module";

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public static CampaignCoverage FromJson(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<CampaignCoverage>(text, s_json) ?? throw new InvalidDataException("no coverage of a campaign");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"no coverage of a campaign: {e.Message}", e);
        }
    }
}

/// <summary>A goal and what was reached.</summary>
/// <param name="Name">functional, lines or toggles.</param>
/// <param name="Percent">Reached.</param>
/// <param name="Goal">Asked for.</param>
public sealed record GoalOutcome(string Name, double Percent, double Goal)
{
    public bool IsMet => Percent >= Goal;
}

/// <summary>Bins of functional coverage that a campaign reached.</summary>
/// <param name="All">Of all of them.</param>
/// <param name="Families">One for each first part of their names: key, cross, data, stall, flow, engine.</param>
/// <param name="LeftOut">What is no bin, and why.</param>
public sealed record FunctionalReport(CoverageShare All, IReadOnlyList<BinFamily> Families, IReadOnlyList<LeftOutBin> LeftOut)
{
    /// <summary>Compares what was reached with what there is.</summary>
    public static FunctionalReport Of(FunctionalBins bins, IReadOnlySet<string> reached)
    {
        BinFamily[] families =
        [
            .. bins.All.GroupBy(FamilyOf, StringComparer.Ordinal).Select(f => new BinFamily(
                f.Key, new CoverageShare(f.Count(reached.Contains), f.Count()), [.. f.Where(b => !reached.Contains(b))])),
        ];
        return new FunctionalReport(new CoverageShare(bins.All.Count(reached.Contains), bins.All.Count), families, bins.LeftOut);
    }

    private static string FamilyOf(string bin) => bin[..Math.Max(0, bin.IndexOf('/', StringComparison.Ordinal))];
}

/// <summary>Bins whose names begin alike.</summary>
/// <param name="Name">What they begin with.</param>
/// <param name="Share">How many were reached.</param>
/// <param name="Holes">Those that were not.</param>
public sealed record BinFamily(string Name, CoverageShare Share, IReadOnlyList<string> Holes);

/// <summary>Lines and toggles of <c>rtl/</c> that a campaign reached.</summary>
/// <param name="Lines">Lines and branches, exclusions left out. A module that was never built counts as one that was not reached: without, a goal could be met by leaving modules out.</param>
/// <param name="Toggles">Bits of signals, exclusions left out; a module that was never built as above.</param>
/// <param name="Files">One a file.</param>
/// <param name="Holes">Points that nothing reached.</param>
/// <param name="NeverBuilt">Files that no design contained.</param>
/// <param name="Exclusions">Lines that do not count, and why.</param>
public sealed record CodeReport(
    CoverageShare Lines,
    CoverageShare Toggles,
    IReadOnlyList<FileCoverage> Files,
    IReadOnlyList<CoverageHole> Holes,
    IReadOnlyList<string> NeverBuilt,
    IReadOnlyList<CoverageExclusion> Exclusions)
{
    /// <summary>The library's part of what was reached.</summary>
    public static CodeReport Of(CodeCoverage code)
    {
        IReadOnlyDictionary<string, string> sources = CoverageExclusions.LibrarySources;
        var exclusions = CoverageExclusions.Read(sources);
        CodeCoverage counted = code.Library.Without(exclusions);
        IReadOnlyList<string> neverBuilt = code.WithoutPoints(sources.Keys);
        return new CodeReport(With(counted.Lines), With(counted.Toggles), counted.Files, counted.Holes(sources), neverBuilt, exclusions.All);

        CoverageShare With(CoverageShare share) => share with { Total = share.Total + neverBuilt.Count };
    }
}
