// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Globalization;
using RtlGen.Diagnostics;

namespace RtlGen.Emission;

/// <summary>
/// Hidden folders beside a destination, <c>.NAME.PID.RANDOM.staging</c> and <c>.previous</c>: the process number tells
/// which of them nobody is working on any more.
/// </summary>
internal static class StagingNames
{
    public const string Staging = "staging";

    public const string Previous = "previous";

    /// <summary>The full path, links followed, without a trailing separator.</summary>
    public static string Resolve(string destination)
    {
        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(destination.Length == 0 ? "." : destination));
        DirectoryInfo folder = new(path);
        if (folder.LinkTarget is not null)
        {
            path = folder.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        }

        if (Path.GetDirectoryName(path) is null)
        {
            throw new BadInputException(new Diagnostic(
                DiagnosticCodes.FileAccess,
                new SourcePosition(path, 0, 0),
                null,
                destination,
                $"cannot write the folder '{path}': it is the root of the file system",
                "name a folder"));
        }

        return path;
    }

    /// <summary>A name that nobody uses yet.</summary>
    public static string Fresh(string destination, string kind) => Path.Combine(
        Path.GetDirectoryName(destination)!,
        $".{Path.GetFileName(destination)}.{Environment.ProcessId}.{Path.GetRandomFileName().Replace(".", "", StringComparison.Ordinal)}.{kind}");

    /// <summary>Folders of one kind whose process has ended.</summary>
    public static IReadOnlyList<string> LeftBehind(string destination, string kind)
    {
        string? parent = Path.GetDirectoryName(destination);
        string prefix = $".{Path.GetFileName(destination)}.";
        return !Directory.Exists(parent)
            ? []
            : [.. Directory.EnumerateDirectories(parent)
                .Where(d => ProcessOf(Path.GetFileName(d), prefix, kind) is int process && !IsRunning(process))
                .Order(StringComparer.Ordinal)];
    }

    /// <summary>Removes a folder; what cannot be removed now is removed by the next <see cref="StagedDirectory.Recover"/>.</summary>
    public static void DeleteQuietly(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The folder's owner has its result; a leftover under a hidden name harms nobody.
        }
    }

    private static int? ProcessOf(string name, string prefix, string kind)
    {
        if (!name.StartsWith(prefix, StringComparison.Ordinal))
        {
            return null;
        }

        // The destination's own name may contain dots, so exactly three fields must follow it.
        string[] fields = name[prefix.Length..].Split('.');
        return fields.Length == 3 && fields[2].Equals(kind, StringComparison.Ordinal)
            && int.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out int process)
                ? process
                : null;
    }

    private static bool IsRunning(int process)
    {
        try
        {
            using Process running = Process.GetProcessById(process);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
