// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.Diagnostics;

namespace RtlGen.Regression.Run;

/// <summary>Keeps a second process from the results of a campaign; the system lifts it when the process ends, however it ends.</summary>
internal sealed class CampaignLock : IDisposable
{
    private readonly FileStream _file;

    private CampaignLock(FileStream file) => _file = file;

    /// <summary>Takes the lock at once.</summary>
    /// <param name="file">The file that is locked; stays behind, so that nobody locks one that is being removed.</param>
    /// <param name="folder">For the message.</param>
    /// <exception cref="BadInputException">Another process has it, or the folder cannot be written.</exception>
    public static CampaignLock Take(string file, string folder)
    {
        try
        {
            FileStream taken = new(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            CampaignLock held = new(taken);
            held.SayWho(folder);
            return held;
        }
        catch (IOException e) when (IsHeld(e))
        {
            throw new BadInputException(new Diagnostic(
                DiagnosticCodes.FileAccess,
                SourcePosition.None,
                null,
                folder,
                $"another process runs this campaign in '{folder}'{Holder(file)}",
                "wait for it or stop it, or name another folder with --output"));
        }
    }

    /// <summary>Waits until the lock could be taken, but not for longer than this.</summary>
    public static async Task WaitAsync(string file, TimeSpan patience, CancellationToken cancellationToken)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        end.CancelAfter(patience);
        while (File.Exists(file) && !end.IsCancellationRequested)
        {
            try
            {
                using FileStream taken = new(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                return;
            }
            catch (IOException e) when (IsHeld(e))
            {
                await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
            }
        }
    }

    public void Dispose()
    {
        File.Delete(OwnerOf(_file.Name));
        _file.Dispose();
    }

    /// <summary>In a file of its own: what is locked cannot be read.</summary>
    private void SayWho(string folder)
    {
        try
        {
            File.WriteAllText(OwnerOf(_file.Name), string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName}\n"));
        }
        catch (IOException e) when (CoSimulation.DiskSpace.IsFull(e))
        {
            _file.Dispose();
            throw CoSimulation.DiskSpace.Full(folder, e);
        }
    }

    private static string Holder(string file)
    {
        try
        {
            return $" ({File.ReadAllText(OwnerOf(file)).Trim()})";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string OwnerOf(string file) => file + ".owner";

    /// <summary>What the runtime says of a lock that is held: EWOULDBLOCK of Linux, the sharing violation of Windows.</summary>
    private static bool IsHeld(IOException e) => e.HResult is 11 or unchecked((int)0x80070020);
}
