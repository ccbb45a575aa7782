// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.CoSimulation;

/// <summary>
/// A folder that lives as long as its process needs it, with a locked file beside it. The system lifts the lock when the
/// process ends, however it ends: a folder whose lock can be taken was left over, and anybody may remove it.
/// </summary>
/// <remarks>A lock and no process number: containers that share a disk do not share processes.</remarks>
internal sealed class ScratchFolder : IDisposable
{
    private const string LockEnding = ".lock";

    private readonly FileStream _lock;

    private ScratchFolder(string path, FileStream @lock) => (Path, _lock) = (path, @lock);

    public string Path { get; }

    /// <summary>Creates a folder under a name of its own.</summary>
    /// <param name="parent">Created where it is missing.</param>
    /// <param name="prefix">With what its name begins; <see cref="Sweep"/> finds it by that.</param>
    /// <param name="isPrivate">True: other users cannot look into it.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static ScratchFolder Create(string parent, string prefix, bool isPrivate)
    {
        Directory.CreateDirectory(parent);
        string path = System.IO.Path.Combine(parent, $"{prefix}{Guid.NewGuid():N}");
        // The lock comes first: whatever moment ends the process, there is no folder without one.
        FileStream @lock = new(path + LockEnding, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.None);
        ScratchFolder folder = new(path, @lock);
        try
        {
            if (isPrivate && !OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
            else
            {
                Directory.CreateDirectory(path);
            }

            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Removes what ended processes left in a folder; what belongs to living ones, or to others, stays.</summary>
    public static void Sweep(string parent, string prefix)
    {
        if (!Directory.Exists(parent))
        {
            return;
        }

        foreach (string file in Directory.EnumerateFiles(parent, $"{prefix}*{LockEnding}"))
        {
            try
            {
                using FileStream taken = new(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                string folder = file[..^LockEnding.Length];
                BuildCache.Remove(folder);
                if (!Directory.Exists(folder))
                {
                    File.Delete(file);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Its process lives, it is somebody else's, or somebody else sweeps too.
            }
        }
    }

    public void Dispose()
    {
        BuildCache.Remove(Path);
        if (!Directory.Exists(Path))
        {
            File.Delete(_lock.Name);
        }

        _lock.Dispose();
    }
}
