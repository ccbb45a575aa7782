// SPDX-License-Identifier: Apache-2.0
using RtlGen.Diagnostics;
using RtlGen.Tools;

namespace RtlGen.CoSimulation;

/// <summary>A full or read-only disk is the user's to mend, and is said as such: it says nothing about the RTL.</summary>
public static class SimulationFiles
{
    /// <summary>Does what writes files or runs tools that do.</summary>
    /// <exception cref="BadInputException">A file could not be written or read, or a tool failed because the disk is full.</exception>
    public static async Task<T> GuardAsync<T>(Func<Task<T>> action)
    {
        try
        {
            return await action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failure($"the files of the simulation cannot be written or read: {e.Message}");
        }
        catch (ToolFailedException e) when (e.DiskIsFull)
        {
            throw Failure($"the disk is full: {e.Message}");
        }
    }

    private static BadInputException Failure(string message) => new(new Diagnostic(
        DiagnosticCodes.FileAccess,
        SourcePosition.None,
        null,
        null,
        message,
        "make room, or point TMPDIR (runs) and RTLGEN_CACHE (compiled models) to another disk"));
}
