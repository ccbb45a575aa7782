// SPDX-License-Identifier: Apache-2.0
using RtlGen.Diagnostics;
using RtlGen.Tools;

namespace RtlGen.CoSimulation;

/// <summary>Tells a full disk from what fails, or is silently cut short, because of it.</summary>
public static class DiskSpace
{
    /// <summary>A disk with less room than this counts as full.</summary>
    private const long Least = 1 << 16;

    /// <summary>ENOSPC, EDQUOT and EFBIG of Linux.</summary>
    private static readonly int[] s_errors = [28, 122, 27];

    /// <summary>True of an exception that says so.</summary>
    public static bool IsFull(Exception exception) =>
        exception is ToolFailedException { DiskIsFull: true } || (exception is IOException && s_errors.Contains(exception.HResult));

    /// <summary>The error that is shown, with what to do.</summary>
    /// <param name="path">What was to be written.</param>
    /// <param name="exception">How it was noticed.</param>
    public static BadInputException Full(string path, Exception? exception = null) => new(new Diagnostic(
        DiagnosticCodes.FileAccess,
        SourcePosition.None,
        null,
        path,
        $"the disk of '{path}' is full: {(exception is IOException ? exception.Message.TrimEnd('.') : "No space left on device")}",
        "make room and give the same command again, or point TMPDIR (runs), RTLGEN_CACHE (compiled models) or --output (results) to another disk"));

    /// <summary>Runs something that writes into a folder; nothing that it did on a full disk is believed, neither its failure nor its success.</summary>
    /// <exception cref="BadInputException">The folder's disk is full at its end.</exception>
    internal static async Task<T> GuardAsync<T>(string folder, Func<Task<T>> write)
    {
        T result;
        try
        {
            result = await write();
        }
        catch (Exception e) when (IsFull(e) || (e is ToolFailedException or InvalidDataException or IOException && HasNoRoom(folder)))
        {
            throw Full(folder, e);
        }

        return HasNoRoom(folder) ? throw Full(folder) : result;
    }

    /// <inheritdoc cref="GuardAsync{T}"/>
    internal static Task GuardAsync(string folder, Func<Task> write) => GuardAsync(folder, async () =>
    {
        await write();
        return true;
    });

    private static bool HasNoRoom(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace < Least;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Where the system does not say, what the tools say has to do.
            return false;
        }
    }
}
