// SPDX-License-Identifier: Apache-2.0
using RtlGen.Diagnostics;
using RtlGen.Emission;

namespace RtlGen.Bundles;

/// <summary>What a generated folder differs in from its manifest; each list in ordinal order.</summary>
/// <param name="Files">Files that the manifest lists.</param>
/// <param name="Missing">Listed, but not there.</param>
/// <param name="Changed">There, with other content.</param>
/// <param name="Extra">There, but not listed.</param>
public sealed record BundleCheckResult(
    int Files, IReadOnlyList<string> Missing, IReadOnlyList<string> Changed, IReadOnlyList<string> Extra)
{
    /// <summary>True when the folder is what the manifest says.</summary>
    public bool IsIntact => Missing.Count == 0 && Changed.Count == 0 && Extra.Count == 0;
}

/// <summary>Compares a generated folder with its manifest.</summary>
public static class BundleCheck
{
    /// <summary>
    /// Reads every file and compares; what the testbench built under <c>tb/build/</c> is nobody's business. A write of this
    /// folder that died halfway is mended first (<see cref="StagedDirectory.Recover"/>).
    /// </summary>
    /// <exception cref="BadInputException">RTG050: no such folder, none of this tool's, or unreadable.</exception>
    public static BundleCheckResult Run(string folder, CancellationToken cancellation = default)
    {
        try
        {
            StagedDirectory.Recover(folder);
            if (!Directory.Exists(folder))
            {
                throw Error(folder, "there is no such folder", "name a folder that rtlgen wrote");
            }

            Manifest manifest = Manifest.Read(folder)
                ?? throw Error(folder, $"it has no '{Manifest.FileName}' of rtlgen's", "name a folder that rtlgen wrote, or write it again");
            return Compare(folder, manifest, cancellation);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Error(folder, exception.Message.TrimEnd('.'), "check the permissions");
        }
    }

    private static BundleCheckResult Compare(string folder, Manifest manifest, CancellationToken cancellation)
    {
        HashSet<string> present = [.. GeneratedFolder.FilesOf(folder)];
        List<string> changed = [];
        foreach ((string path, string hash) in manifest.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (present.Contains(path)
                && !Manifest.HashOf(File.ReadAllBytes(Path.Combine(folder, path))).Equals(hash, StringComparison.Ordinal))
            {
                changed.Add(path);
            }
        }

        return new BundleCheckResult(
            manifest.Files.Count,
            Sorted(manifest.Files.Keys.Where(p => !present.Contains(p))),
            Sorted(changed),
            Sorted(present.Where(p => !manifest.Files.ContainsKey(p) && !p.Equals(Manifest.FileName, StringComparison.Ordinal))));
    }

    private static string[] Sorted(IEnumerable<string> paths) => [.. paths.Order(StringComparer.Ordinal)];

    private static BadInputException Error(string folder, string cause, string remedy) => new(new Diagnostic(
        DiagnosticCodes.FileAccess, new SourcePosition(folder, 0, 0), null, folder, $"cannot check the folder '{folder}': {cause}", remedy));
}
