// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Tools;

/// <summary>A tool that is needed is not there or cannot be used: exit code 4.</summary>
public abstract class ToolUnavailableException(string tool, string message) : Exception(message)
{
    /// <summary>Name of the executable.</summary>
    public string Tool { get; } = tool;
}

/// <summary>A needed tool is not on PATH: exit code 4. The message names the package and the command that installs it.</summary>
public sealed class ToolMissingException(string tool, string? package, string detail = "was not found on PATH")
    : ToolUnavailableException(tool, $"'{tool}' {detail}; {Remedy(package)}")
{
    /// <summary>Debian package that holds it; null when it comes from elsewhere.</summary>
    public string? Package { get; } = package;

    private static string Remedy(string? package) =>
        package is null ? "install it and put it on PATH" : $"install it with 'apt-get install {package}'";
}

/// <summary>A tool is older than what has been seen to work: exit code 4.</summary>
public sealed class ToolTooOldException(string tool, string package, Version found, Version minimum)
    : ToolUnavailableException(
        tool,
        $"'{tool}' is version {found}, but at least {minimum} is needed; update it, for instance with 'apt-get install {package}'")
{
    public Version Found { get; } = found;

    public Version Minimum { get; } = minimum;
}

/// <summary>An external tool failed or timed out: exit code 5.</summary>
public sealed class ToolFailedException : Exception
{
    private const int LinesShown = 25;

    private static readonly string[] s_diskFull = ["No space left on device", "Disk quota exceeded"];

    private ToolFailedException(string message, ToolInvocation invocation, ToolResult? result)
        : base(message)
    {
        Invocation = invocation;
        Result = result;
    }

    public ToolInvocation Invocation { get; }

    /// <summary>Null when the tool was killed because its time was up.</summary>
    public ToolResult? Result { get; }

    public bool TimedOut => Result is null;

    /// <summary>True when it failed for want of room on a disk, which says nothing about what it worked on.</summary>
    public bool DiskIsFull => Result is not null && SaysDiskFull(Result);

    /// <summary>The tool came to an end, but not to a good one.</summary>
    public static ToolFailedException FromResult(ToolInvocation invocation, ToolResult result) => new(
        $"'{Path.GetFileName(invocation.Executable)}' failed with exit code {result.ExitCode}\n"
            + $"  command: {invocation.CommandLine}{Tail(result.Output, result.Error)}{DiskFull(result)}",
        invocation,
        result);

    /// <summary>The tool came to a good end, but what it left is not understood; nobody shall take that for a result.</summary>
    /// <param name="invocation">How it was started.</param>
    /// <param name="result">What it printed.</param>
    /// <param name="tool">The one whose output it is, where one started others.</param>
    /// <param name="what">What is wrong with it, a sentence without a full stop.</param>
    public static ToolFailedException NotUnderstood(ToolInvocation invocation, ToolResult result, string tool, string what) => new(
        $"what '{tool}' wrote is not understood: {what}\n  command: {invocation.CommandLine}{Tail(result.Output, result.Error)}",
        invocation,
        result);

    /// <summary>The tool did not come to an end in time.</summary>
    public static ToolFailedException FromTimeout(ToolInvocation invocation, string output, string error) => new(
        $"'{Path.GetFileName(invocation.Executable)}' did not finish within {invocation.Timeout.TotalSeconds:0.###} s and was stopped\n"
            + $"  command: {invocation.CommandLine}{Tail(output, error)}",
        invocation,
        null);

    private static string Tail(string output, string error)
    {
        string[] lines = (output + "\n" + error).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Length == 0
            ? "\n  it printed nothing"
            : "\n  last lines of its output:\n" + string.Join('\n', lines.TakeLast(LinesShown).Select(l => "    " + l.TrimEnd()));
    }

    private static bool SaysDiskFull(ToolResult result) =>
        s_diskFull.Any(text => (result.Error + result.Output).Contains(text, StringComparison.Ordinal));

    private static string DiskFull(ToolResult result) =>
        SaysDiskFull(result)
            ? "\n  the disk is full: make room, or point TMPDIR and RTLGEN_CACHE to another disk"
            : "";
}
