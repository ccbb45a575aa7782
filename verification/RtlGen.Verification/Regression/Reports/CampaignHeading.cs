// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using RtlGen.Diagnostics;
using RtlGen.Regression.Cases;
using RtlGen.Regression.Run;

namespace RtlGen.Regression.Reports;

/// <summary>A case of the campaign before it has a result.</summary>
/// <param name="Id">Unique in the campaign.</param>
/// <param name="Group">Of the specification.</param>
/// <param name="Seed">What it is drawn from.</param>
/// <param name="Flow">What is done with the layer.</param>
/// <param name="Engine">What runs it.</param>
public sealed record PlannedName(string Id, string Group, ulong Seed, string Flow, CaseEngine Engine);

/// <summary>What the reports of a campaign need beside its results; kept as <c>run.json</c> in the campaign's folder.</summary>
public sealed record CampaignHeading
{
    private const string FileName = "run.json";

    /// <summary>Of the specification.</summary>
    public required string Name { get; init; }

    /// <summary>Path of the specification as it was typed: commands to copy name it.</summary>
    public required string Specification { get; init; }

    /// <summary>The seed that was used.</summary>
    public required ulong Seed { get; init; }

    /// <summary>All cases, in the order of the plan.</summary>
    public required IReadOnlyList<PlannedName> Cases { get; init; }

    /// <summary>Cases at a time.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Version of this program.</summary>
    public string Tool { get; init; } = "";

    /// <summary>True when only some cases were asked for: no run to compare later ones with.</summary>
    public bool IsPart { get; init; }

    /// <summary>When the process began that wrote this.</summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>Seconds of that process until the campaign's end; null as long as it has none.</summary>
    public double? Seconds { get; init; }

    /// <summary>The heading of a plan.</summary>
    public static CampaignHeading Of(string name, string specification, ulong seed, IEnumerable<PlannedCase> plan) => new()
    {
        Name = name,
        Specification = specification,
        Seed = seed,
        Cases = [.. plan.Select(c => new PlannedName(c.Id, c.Group, c.Seed, c.Flow, c.Engine))],
    };

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="BadInputException">The folder holds no campaign.</exception>
    public static CampaignHeading Read(CampaignFolder folder)
    {
        string path = Path.Combine(folder.Root, FileName);
        try
        {
            if (File.Exists(path) && JsonSerializer.Deserialize<CampaignHeading>(File.ReadAllText(path), ReportJson.Options) is { } heading)
            {
                return heading;
            }
        }
        catch (JsonException)
        {
            // Said below.
        }

        throw new BadInputException(new Diagnostic(
            DiagnosticCodes.FileAccess, SourcePosition.None, null, folder.Root, $"'{folder.Root}' holds no campaign: {FileName} is missing or no JSON",
            "name the folder that 'rtlgen regress' was given with --output"));
    }

    /// <summary>Writes it whole, or leaves what was there.</summary>
    public void Write(CampaignFolder folder) =>
        ReportJson.Replace(Path.Combine(folder.Root, FileName), JsonSerializer.Serialize(this, ReportJson.Options) + "\n");

    /// <summary>The command that runs one case again.</summary>
    public string CommandOf(string id) =>
        new Tools.ToolInvocation("rtlgen", "regress", Specification, "--seed", $"{Seed}", "--case", id).CommandLine;
}
