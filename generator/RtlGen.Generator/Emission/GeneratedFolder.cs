// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Emission;

/// <summary>What lies in a generated folder on the disk.</summary>
public static class GeneratedFolder
{
    /// <summary>Name of the folders in which the scripts of a bundle build; nothing in them belongs to the bundle.</summary>
    public const string BuildFolder = "build";

    /// <summary>Relative paths, forward slashes, of every file outside of the build folders, in ordinal order.</summary>
    public static IReadOnlyList<string> FilesOf(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false })
            .Select(f => Path.GetRelativePath(folder, f).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(f => !IsBuilt(f))
            .Order(StringComparer.Ordinal)];

    /// <summary>True for what lies under <c>tb/build/</c>, <c>lint/build/</c> and their like.</summary>
    private static bool IsBuilt(string path) =>
        path.Split('/') is [_, BuildFolder, _, ..];
}
