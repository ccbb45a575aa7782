// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Text;

namespace RtlGen.CoSimulation;

/// <summary>
/// Folders of things that are slow to build and depend on nothing but their key. Safe among processes: each builds in a
/// folder of its own beside the final one and renames it into place; who comes second uses the winner's. Entries that were not
/// used for long make room for others.
/// </summary>
public sealed class BuildCache
{
    /// <summary>Bytes of each kind of entry that are kept where nobody says otherwise: some ten thousand small models.</summary>
    public const long DefaultBytesKept = 4L << 30;

    private const string Unfinished = ".building-";

    /// <summary>Looking through all entries takes time: once in a while is enough.</summary>
    private static readonly TimeSpan s_pruningInterval = TimeSpan.FromMinutes(1);

    private readonly long _bytesKept;

    private BuildCache(string root, long bytesKept) => (Root, _bytesKept) = (root, bytesKept);

    /// <summary>The cache's folder.</summary>
    public string Root { get; }

    /// <summary>The cache at <paramref name="folder"/>; null: RTLGEN_CACHE, else XDG_CACHE_HOME/rtlgen, else ~/.cache/rtlgen.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="bytesKept">
    /// When it holds more than this of one kind of entry, those unused for longest are removed; looked at once a minute at most, so
    /// that it may hold what was built in a minute beyond it. The entry used last always stays.
    /// </param>
    public static BuildCache Open(string? folder = null, long bytesKept = DefaultBytesKept)
    {
        string? named = folder ?? Environment.GetEnvironmentVariable("RTLGEN_CACHE");
        if (!string.IsNullOrEmpty(named))
        {
            return new BuildCache(Path.GetFullPath(named), bytesKept);
        }

        string? shared = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        string home = string.IsNullOrEmpty(shared)
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache")
            : shared;
        return new BuildCache(Path.Combine(home, "rtlgen"), bytesKept);
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

        using (ScratchFolder temporary = ScratchFolder.Create(shelf, Unfinished, isPrivate: false))
        {
            try
            {
                await DiskSpace.GuardAsync(temporary.Path, () => build(temporary.Path, cancellationToken));
                Directory.Move(temporary.Path, final);
            }
            catch (IOException) when (Directory.Exists(final))
            {
                // Somebody else was faster; what they built is the same.
            }
        }

        if (IsTimeToPrune(kind))
        {
            Prune(shelf);
        }

        return new CacheEntry(final, false);
    }

    /// <summary>For tools that build in a folder: what they leave behind when they are killed goes with the folder.</summary>
    internal static IReadOnlyDictionary<string, string?> TemporariesIn(string folder) =>
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["TMPDIR"] = folder, ["TMP"] = folder };

    /// <summary>Removes what killed processes left half built.</summary>
    public void Sweep()
    {
        if (Directory.Exists(Root))
        {
            foreach (string shelf in Directory.EnumerateDirectories(Root))
            {
                ScratchFolder.Sweep(shelf, Unfinished);
            }
        }
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
    private void Prune(string shelf)
    {
        ScratchFolder.Sweep(shelf, Unfinished);
        DirectoryInfo[] folders = new DirectoryInfo(shelf).GetDirectories();
        foreach (DirectoryInfo stale in folders.Where(f => f.Name[0] == '.' && f.LastWriteTimeUtc < DateTime.UtcNow.AddDays(-1)))
        {
            Remove(stale.FullName);
        }

        long kept = 0;
        bool isLast = true;
        foreach (DirectoryInfo folder in folders.Where(f => f.Name[0] != '.').OrderByDescending(f => f.LastWriteTimeUtc))
        {
            kept += SizeOf(folder);
            if (kept > _bytesKept && !isLast)
            {
                Discard(folder);
            }

            isLast = false;
        }
    }

    /// <summary>True when nobody has looked at the shelf for a while; from now on somebody has.</summary>
    private bool IsTimeToPrune(string kind)
    {
        string stamp = Path.Combine(Root, ".pruned-" + kind);
        try
        {
            if (File.Exists(stamp) && DateTime.UtcNow - File.GetLastWriteTimeUtc(stamp) < s_pruningInterval)
            {
                return false;
            }

            File.WriteAllBytes(stamp, []);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody else is at it.
            return false;
        }
    }

    private static long SizeOf(DirectoryInfo folder)
    {
        try
        {
            return folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);
        }
        catch (IOException)
        {
            // Gone in the meantime.
            return 0;
        }
    }

    /// <summary>Takes an entry out of the others' sight before its files go, so that nobody finds half of it.</summary>
    private static void Discard(DirectoryInfo folder)
    {
        string hidden = Path.Combine(folder.Parent!.FullName, $".discarded-{Guid.NewGuid():N}");
        try
        {
            folder.MoveTo(hidden);
        }
        catch (IOException)
        {
            // Somebody else has discarded it.
            return;
        }

        Remove(hidden);
    }
}

/// <summary>A folder of the cache.</summary>
/// <param name="Folder">Where it is.</param>
/// <param name="WasThere">True when nothing had to be built.</param>
public sealed record CacheEntry(string Folder, bool WasThere);
