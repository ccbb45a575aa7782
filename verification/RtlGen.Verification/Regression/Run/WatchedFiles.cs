// SPDX-License-Identifier: Apache-2.0
using RtlGen.Emission;
using RtlGen.Regression.Spec;

namespace RtlGen.Regression.Run;

/// <summary>The files that a campaign is made of: its specification, what its groups name, and the Verilog of RTLGEN_LIBRARY.</summary>
public static class WatchedFiles
{
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(300);

    /// <summary>What the files look like now; another text after any change, addition or removal.</summary>
    /// <param name="specification">Path of the specification.</param>
    public static string Snapshot(string specification)
    {
        IEnumerable<string> files = [specification, .. Named(specification), .. LibraryFiles.Folder is { } folder ? Below(folder) : []];
        return Look(files);
    }

    /// <summary>Waits until the files look otherwise, and have come to rest.</summary>
    public static async Task WaitForChangeAsync(string specification, string snapshot, CancellationToken cancellationToken)
    {
        string seen = snapshot;
        for (; ; )
        {
            await Task.Delay(s_poll, cancellationToken);
            string now = Snapshot(specification);
            bool rests = string.Equals(now, seen, StringComparison.Ordinal);
            if (rests && !string.Equals(now, snapshot, StringComparison.Ordinal))
            {
                return;
            }

            seen = now;
        }
    }

    /// <summary>What the groups name; of a specification that cannot be read just now, nothing.</summary>
    private static IEnumerable<string> Named(string specification)
    {
        try
        {
            CampaignSpec spec = CampaignSpecReader.Read(specification);
            return spec.Groups.SelectMany(g => g.Items.Select(i => Path.Combine(spec.Folder, i))).SelectMany(Matching);
        }
        catch (Diagnostics.BadInputException)
        {
            return [];
        }
    }

    private static IEnumerable<string> Matching(string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        IEnumerable<string> entries = Path.GetFileName(path).Contains('*', StringComparison.Ordinal) && Directory.Exists(folder)
            ? Directory.EnumerateFileSystemEntries(folder, Path.GetFileName(path)) : [path];
        return entries.SelectMany(e => Directory.Exists(e) ? Below(e) : [e]);
    }

    private static IEnumerable<string> Below(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories) : [];

    private static string Look(IEnumerable<string> files) => CoSimulation.BuildCache.KeyOf(
        files.Where(File.Exists).Order(StringComparer.Ordinal).SelectMany(f => (string[])[f, $"{new FileInfo(f).Length}", $"{File.GetLastWriteTimeUtc(f).Ticks}"]));
}
