// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Text;

namespace RtlGen.CoSimulation;

/// <summary>
/// Folders of things that are slow to build and depend on nothing but their key. Safe among processes: each builds in a
/// folder of its own beside the final one and renames it into place; who comes second uses the winner's.
/// </summary>
public sealed class BuildCache
{
    private const int EntriesKept = 256;

    private BuildCache(string root) => Root = root;

    /// <summary>The cache's folder.</summary>
    public string Root { get; }

    /// <summary>The cache at <paramref name="folder"/>; null: RTLGEN_CACHE, else XDG_CACHE_HOME/rtlgen, else ~/.cache/rtlgen.</summary>
    public static BuildCache Open(string? folder = null)
    {
        string? named = folder ?? Environment.GetEnvironmentVariable("RTLGEN_CACHE");
        if (!string.IsNullOrEmpty(named))
        {
            return new BuildCache(Path.GetFullPath(named));
        }

        string? shared = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        string home = string.IsNullOrEmpty(shared)
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache")
            : shared;
        return new BuildCache(Path.Combine(home, "rtlgen"));
    }

    /// <summary>SHA-256 over texts; a text's end is part of the hash, so that no two lists agree by accident.</summary>
    public static string KeyOf(IEnumerable<string> texts)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string text in texts)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            hash.AppendData(BitConverter.GetBytes((long)bytes.Length));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The folder of <paramref name="key"/>, built by <paramref name="build"/> in the folder it is given unless it is there.</summary>
    public async Task<CacheEntry> GetAsync(
        string kind, string key, Func<string, CancellationToken, Task> build, CancellationToken cancellationToken)
    {
        string shelf = Path.Combine(Root, kind);
        string final = Path.Combine(shelf, key);
        if (Directory.Exists(final))
        {
            Touch(final);
            return new CacheEntry(final, true);
        }

        string temporary = Path.Combine(shelf, $".building-{Guid.NewGuid():N}");
        Directory.CreateDirectory(temporary);
        try
        {
            await build(temporary, cancellationToken);
            Directory.Move(temporary, final);
        }
        catch (IOException) when (Directory.Exists(final))
        {
            // Somebody else was faster; what they built is the same.
        }
        finally
        {
            Remove(temporary);
        }

        Prune(shelf);
        return new CacheEntry(final, false);
    }

    /// <summary>Removes a folder if it is there; what cannot be removed stays.</summary>
    internal static void Remove(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A leftover is no reason to fail: it is pruned with its age.
        }
    }

    private static void Touch(string folder)
    {
        try
        {
            Directory.SetLastWriteTimeUtc(folder, DateTime.UtcNow);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Only the order of pruning depends on it.
        }
    }

    /// <summary>Keeps the entries used last; removes what a crash left half built.</summary>
    private static void Prune(string shelf)
    {
        DirectoryInfo[] folders = new DirectoryInfo(shelf).GetDirectories();
        IEnumerable<DirectoryInfo> stale = folders
            .Where(f => f.Name[0] == '.' && f.LastWriteTimeUtc < DateTime.UtcNow.AddDays(-1));
        IEnumerable<DirectoryInfo> surplus = folders
            .Where(f => f.Name[0] != '.').OrderByDescending(f => f.LastWriteTimeUtc).Skip(EntriesKept);
        foreach (DirectoryInfo folder in stale.Concat(surplus))
        {
            Remove(folder.FullName);
        }
    }
}

/// <summary>A folder of the cache.</summary>
/// <param name="Folder">Where it is.</param>
/// <param name="WasThere">True when nothing had to be built.</param>
public sealed record CacheEntry(string Folder, bool WasThere);
