// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;

namespace RtlGen.Tools;

/// <summary>A tool as it was found on this machine.</summary>
/// <param name="Description">What was looked for.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Version">Its version; 5.006 is 5.6.</param>
/// <param name="Banner">The line that it printed.</param>
public sealed record InstalledTool(ToolDescription Description, string Path, Version Version, string Banner)
{
    /// <summary>False when it is older than <see cref="ToolDescription.Minimum"/>.</summary>
    public bool IsNewEnough => Version >= Description.Minimum;
}

/// <summary>Asks tools for their versions.</summary>
public static partial class ToolVersions
{
    /// <summary>Where a tool is and how old; it may be too old. A process asks each tool once.</summary>
    /// <exception cref="ToolMissingException">It is not on PATH.</exception>
    /// <exception cref="ToolFailedException">It printed no version.</exception>
    public static Task<InstalledTool> QueryAsync(ToolDescription tool, CancellationToken cancellationToken) =>
        QueryAsync(tool, new Dictionary<string, string?>(StringComparer.Ordinal), cancellationToken);

    private static async Task<InstalledTool> QueryAsync(
        ToolDescription tool, IReadOnlyDictionary<string, string?> environment, CancellationToken cancellationToken)
    {
        string path = ToolCatalog.Locate(tool.Name);
        InstalledTool asked = await ToolAnswers.OfProcess.GetAsync(path, "version of " + tool.Name, () => AskAsync(tool, path, environment, cancellationToken));
        // The answer may be an earlier one, to somebody who needed another version.
        return asked with { Description = tool };
    }

    /// <summary>A tool that is there and new enough.</summary>
    /// <exception cref="ToolUnavailableException">It is missing or too old.</exception>
    public static Task<InstalledTool> RequireAsync(ToolDescription tool, CancellationToken cancellationToken) =>
        RequireAsync(tool, new Dictionary<string, string?>(StringComparer.Ordinal), cancellationToken);

    /// <summary>The same, asked with variables on top of this process's environment.</summary>
    /// <inheritdoc cref="RequireAsync(ToolDescription, CancellationToken)"/>
    public static async Task<InstalledTool> RequireAsync(
        ToolDescription tool, IReadOnlyDictionary<string, string?> environment, CancellationToken cancellationToken)
    {
        InstalledTool installed = await QueryAsync(tool, environment, cancellationToken);
        return installed.IsNewEnough
            ? installed
            : throw new ToolTooOldException(tool.Name, tool.Package, installed.Version, tool.Minimum);
    }

    /// <summary>The first dotted number of a banner; null when there is none.</summary>
    public static Version? Parse(string banner)
    {
        Match match = DottedNumber().Match(banner);
        return match.Success && Version.TryParse(match.Value, out Version? version) ? version : null;
    }

    private static async Task<InstalledTool> AskAsync(
        ToolDescription tool, string path, IReadOnlyDictionary<string, string?> environment, CancellationToken cancellationToken)
    {
        ToolInvocation invocation = new(path, tool.VersionArgument) { Environment = environment, Timeout = TimeSpan.FromSeconds(60) };
        ToolResult result = await ToolRunner.RunAsync(invocation, cancellationToken);
        // Some (iverilog -V) complain about missing inputs after the banner: the exit code says nothing here,
        // and vvp prints it to standard error.
        string banner = (result.Output.Trim() + "\n" + result.Error.Trim()).Trim().Split('\n')[0].Trim();
        return Parse(banner) is { } version
            ? new InstalledTool(tool, path, version, banner)
            : throw ToolFailedException.FromResult(invocation, result);
    }

    [GeneratedRegex(@"\d+(\.\d+){1,3}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DottedNumber();
}
