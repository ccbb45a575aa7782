// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Emission;

/// <summary>What lies in a generated folder on the disk.</summary>
public static class GeneratedFolder
{
    /// <summary>Where the testbench of a bundle builds; nothing in there belongs to the bundle.</summary>
    public const string BuildFolder = "tb/build/";

    /// <summary>Relative paths, forward slashes, of every file outside of <see cref="BuildFolder"/>, in ordinal order.</summary>
    public static IReadOnlyList<string> FilesOf(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false })
            .Select(f => Path.GetRelativePath(folder, f).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(f => !f.StartsWith(BuildFolder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
}
