// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Tests.Bundles;

/// <summary>What lies in a folder, to compare it as a whole.</summary>
internal static class FolderContent
{
    /// <summary>Text by relative path of every file, hidden ones too.</summary>
    public static SortedDictionary<string, string> Of(string folder) => new(
        Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
            .ToDictionary(f => Path.GetRelativePath(folder, f), File.ReadAllText, StringComparer.Ordinal),
        StringComparer.Ordinal);
}
