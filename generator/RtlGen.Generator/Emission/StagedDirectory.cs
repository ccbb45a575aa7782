// SPDX-License-Identifier: Apache-2.0
using System.Text;
using RtlGen.Diagnostics;

namespace RtlGen.Emission;

/// <summary>
/// A generated folder that appears as a whole or not at all: files are written to a staging folder beside the
/// destination, which <see cref="Commit"/> completes with a manifest and renames into place.
/// </summary>
/// <remarks>
/// An existing folder is swapped by two renames. A process that dies between them leaves no destination, but the whole
/// old folder and the whole new one under hidden names beside it; <see cref="Recover"/>, which every
/// <see cref="Create"/> and every check calls first, puts the old one back. A folder is only ever replaced when it is empty or
/// when its manifest lists every file in it (what a run of its testbench built aside), so that nobody's own files are lost
/// unless they said so.
/// </remarks>
public sealed class StagedDirectory : IDisposable
{
    private readonly Dictionary<string, string> _hashes = new(StringComparer.Ordinal);
    private readonly string _destination;
    private readonly string _staging;
    private readonly bool _force;
    private bool _committed;

    private StagedDirectory(string destination, bool force)
    {
        _destination = destination;
        _force = force;
        _staging = StagingNames.Fresh(destination, StagingNames.Staging);
    }

    /// <summary>Opens a staging folder beside <paramref name="destination"/>, whose parent folders are made where missing.</summary>
    /// <param name="destination">The folder to write.</param>
    /// <param name="force">Replaces a folder whatever it holds.</param>
    /// <exception cref="BadInputException">RTG050: the destination cannot be written or must not be replaced.</exception>
    public static StagedDirectory Create(string destination, bool force = false)
    {
        string path = StagingNames.Resolve(destination);
        return Guarded(path, () =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            Recover(path);
            RefuseToLoseFiles(path, force);
            StagedDirectory staged = new(path, force);
            Directory.CreateDirectory(staged._staging);
            return staged;
        });
    }

    /// <summary>Writes one text file: UTF-8 without a mark, exactly the given line ends.</summary>
    /// <param name="relativePath">Forward slashes, inside of the folder.</param>
    /// <param name="content">The text.</param>
    public void Write(string relativePath, string content) => Write(relativePath, Encoding.UTF8.GetBytes(content));

    /// <summary>Writes one file.</summary>
    public void Write(string relativePath, byte[] content)
    {
        if (Path.IsPathRooted(relativePath) || relativePath.Split('/').Any(p => p is "" or "." or "..") || relativePath.Contains('\\', StringComparison.Ordinal))
        {
            throw new ArgumentException($"'{relativePath}' is no path inside of the folder", nameof(relativePath));
        }

        if (!_hashes.TryAdd(relativePath, Manifest.HashOf(content)))
        {
            throw new ArgumentException($"'{relativePath}' was written already", nameof(relativePath));
        }

        Guarded(_destination, () =>
        {
            WriteThrough(Path.Combine(_staging, relativePath), content);
            return true;
        });
    }

    /// <summary>Writes files that the emission made.</summary>
    public void Write(IEnumerable<GeneratedFile> files, CancellationToken cancellation = default)
    {
        foreach (GeneratedFile file in files)
        {
            cancellation.ThrowIfCancellationRequested();
            Write(file.Path, file.Content);
        }
    }

    /// <summary>Adds the manifest and renames the folder into place; the old folder is gone afterwards.</summary>
    /// <param name="configurationHash">Hash of the resolved configuration.</param>
    /// <exception cref="BadInputException">RTG050: nothing was changed.</exception>
    public void Commit(string configurationHash)
    {
        string manifest = new Manifest(ToolVersion.Text, configurationHash, _hashes).ToJson();
        Guarded(_destination, () =>
        {
            WriteThrough(Path.Combine(_staging, Manifest.FileName), Encoding.UTF8.GetBytes(manifest));
            Swap();
            return true;
        });
        _committed = true;
    }

    /// <summary>Removes the staging folder unless it was committed.</summary>
    public void Dispose()
    {
        if (!_committed)
        {
            StagingNames.DeleteQuietly(_staging);
        }
    }

    /// <summary>
    /// Mends what a process that died while writing <paramref name="destination"/> left beside it: an old folder without
    /// a successor goes back into place, everything else is removed. Folders of running processes stay.
    /// </summary>
    public static void Recover(string destination)
    {
        string path = StagingNames.Resolve(destination);
        foreach (string previous in StagingNames.LeftBehind(path, StagingNames.Previous))
        {
            if (Directory.Exists(path))
            {
                StagingNames.DeleteQuietly(previous);
            }
            else
            {
                Directory.Move(previous, path);
            }
        }

        foreach (string staging in StagingNames.LeftBehind(path, StagingNames.Staging))
        {
            StagingNames.DeleteQuietly(staging);
        }
    }

    private static void WriteThrough(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using FileStream stream = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        stream.Write(content);
        // On the disk before the rename is: a power cut must not leave a whole folder of empty files.
        stream.Flush(flushToDisk: true);
    }

    private void Swap()
    {
        if (!Directory.Exists(_destination))
        {
            Directory.Move(_staging, _destination);
            return;
        }

        // Again, since the folder may have changed while this one was written.
        RefuseToLoseFiles(_destination, _force);
        string previous = StagingNames.Fresh(_destination, StagingNames.Previous);
        Directory.Move(_destination, previous);
        try
        {
            Directory.Move(_staging, _destination);
        }
        catch
        {
            Directory.Move(previous, _destination);
            throw;
        }

        StagingNames.DeleteQuietly(previous);
    }

    private static void RefuseToLoseFiles(string path, bool force)
    {
        if (File.Exists(path))
        {
            throw Error(path, "it is a file", "give the name of a folder");
        }

        if (!Directory.Exists(path))
        {
            return;
        }

        string current = Path.TrimEndingDirectorySeparator(Directory.GetCurrentDirectory());
        if (current.Equals(path, StringComparison.Ordinal) || current.StartsWith(path + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw Error(path, "it is the current folder or holds it, and would be replaced as a whole", "name a folder inside of it, or call from outside");
        }

        if (force)
        {
            return;
        }

        Manifest? manifest = Manifest.Read(path);
        string? foreign = GeneratedFolder.FilesOf(path).FirstOrDefault(
            f => manifest is null || !(manifest.Files.ContainsKey(f) || f.Equals(Manifest.FileName, StringComparison.Ordinal)));
        string? edited = foreign is not null ? null : manifest?.Files.Keys.Order(StringComparer.Ordinal).FirstOrDefault(
            f => File.Exists(Path.Combine(path, f)) && !Manifest.HashOf(File.ReadAllBytes(Path.Combine(path, f))).Equals(manifest.Files[f], StringComparison.Ordinal));
        if (edited is not null)
        {
            throw Error(path, $"'{edited}' in it was edited, and would be replaced", "move that file away, choose another folder, or force it");
        }

        if (foreign is not null)
        {
            throw Error(path, $"it holds '{foreign}', which rtlgen did not write, and would be replaced as a whole", "move that file away, choose another folder, or force it");
        }
    }

    private static T Guarded<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Error(path, exception.Message.TrimEnd('.'), "check the folder's permissions and the space on its disk");
        }
    }

    private static BadInputException Error(string path, string cause, string remedy) => new(new Diagnostic(
        DiagnosticCodes.FileAccess,
        new SourcePosition(path, 0, 0),
        null,
        path,
        $"cannot write the folder '{path}': {cause}",
        remedy));
}
