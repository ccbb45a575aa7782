// SPDX-License-Identifier: Apache-2.0
using RtlGen.Tools;

namespace RtlGen.Reporting;

/// <summary>What <c>doctor</c> found out about one external tool.</summary>
/// <param name="Description">What was looked for.</param>
/// <param name="Installed">What was found; null when it is missing or printed no version.</param>
/// <param name="Problem">Why it cannot be used; null when it can.</param>
public sealed record ToolFinding(ToolDescription Description, InstalledTool? Installed, string? Problem)
{
    /// <summary>Co-simulation and bundles with the default simulator do not work without these.</summary>
    public bool IsNeeded => Description == ToolCatalog.Verilator || Description == ToolCatalog.Gxx || Description == ToolCatalog.Make;
}

/// <summary>The tools of this machine against the versions that the test suite runs with.</summary>
public sealed record ToolReport(IReadOnlyList<ToolFinding> Findings)
{
    /// <summary>True when a needed tool is missing or too old.</summary>
    public bool HasNeededProblem => Findings.Any(f => f.IsNeeded && f.Problem is not null);

    /// <summary>The one command that installs everything that is missing or too old; null when nothing is.</summary>
    public string? InstallCommand
    {
        get
        {
            string[] packages = [.. Findings.Where(f => f.Problem is not null).Select(f => f.Description.Package).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            return packages.Length == 0 ? null : $"apt-get install {string.Join(' ', packages)}";
        }
    }

    /// <summary>Asks each tool for its version.</summary>
    public static async Task<ToolReport> InspectAsync(IReadOnlyList<ToolDescription> tools, CancellationToken cancellationToken) =>
        new(await Task.WhenAll(tools.Select(t => FindAsync(t, cancellationToken))));

    /// <summary>A table for people.</summary>
    public string ToText()
    {
        TextTable table = new("tool", "found", "tested", "at least", "use", "state");
        foreach (ToolFinding finding in Findings)
        {
            ToolDescription tool = finding.Description;
            string need = finding.IsNeeded ? "needed" : "optional";
            table.Add(tool.Name, $"{finding.Installed?.Version}", $"{tool.Tested}", $"{tool.Minimum}", $"{need}: {tool.Purpose}", finding.Problem ?? "ok");
        }

        return InstallCommand is null ? $"{table}" : $"{table}\nInstall what is missing: {InstallCommand}\n";
    }

    /// <summary>The same for programs.</summary>
    public string ToJson() => JsonText.Object(json =>
    {
        json.Objects("tools", Findings, finding =>
        {
            json.WriteString("name", finding.Description.Name);
            json.WriteString("package", finding.Description.Package);
            json.WriteString("purpose", finding.Description.Purpose);
            json.WriteBoolean("needed", finding.IsNeeded);
            json.WriteString("found", finding.Installed?.Version.ToString());
            json.WriteString("path", finding.Installed?.Path);
            json.WriteString("tested", finding.Description.Tested.ToString());
            json.WriteString("minimum", finding.Description.Minimum.ToString());
            json.WriteString("problem", finding.Problem);
        });
        json.WriteString("install", InstallCommand);
        json.WriteBoolean("ok", !HasNeededProblem);
    });

    private static async Task<ToolFinding> FindAsync(ToolDescription tool, CancellationToken cancellationToken)
    {
        try
        {
            InstalledTool installed = await ToolVersions.QueryAsync(tool, cancellationToken);
            return new ToolFinding(tool, installed, installed.IsNewEnough ? null : "too old");
        }
        catch (ToolMissingException)
        {
            return new ToolFinding(tool, null, "missing");
        }
        catch (ToolFailedException)
        {
            return new ToolFinding(tool, null, "does not tell its version");
        }
    }
}
