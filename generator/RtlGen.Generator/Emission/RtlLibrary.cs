// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;

namespace RtlGen.Emission;

/// <summary>
/// The hand-written modules of <c>rtl/</c>. In an emitted design their prefix <c>rtlgen_</c> is replaced by the design's
/// name, so that two designs of different versions can live in one chip.
/// </summary>
public static partial class RtlLibrary
{
    private const string Prefix = "rtlgen_";

    /// <summary>Every module's text as it is in the repository, by its file: <c>rtl/rtlgen_delay.v</c>; those for simulation only, and those of FPGA projects, are left out.</summary>
    public static IReadOnlyDictionary<string, string> Sources => LibraryFiles.In("rtl/")
        .Where(n => n.StartsWith("rtl/" + Prefix, StringComparison.Ordinal))
        .ToDictionary(n => n, LibraryFiles.Read, StringComparer.Ordinal);

    /// <summary>The library files that the given sources instantiate, directly or not, under their emitted names.</summary>
    /// <param name="name">Name of the design.</param>
    /// <param name="sources">Emitted sources, which use emitted names.</param>
    /// <param name="folder">Folder of the library: <c>rtl/</c>, <c>rtl/sim/</c> or <c>rtl/fpga/</c>.</param>
    /// <param name="emittedFolder">Folder that the files go to.</param>
    public static IReadOnlyList<GeneratedFile> Needed(string name, IEnumerable<string> sources, string folder, string emittedFolder)
    {
        Dictionary<string, string> known = LibraryFiles.In(folder)
            .Where(n => n.StartsWith(folder + Prefix, StringComparison.Ordinal))
            .ToDictionary(n => Rename(name, Path.GetFileNameWithoutExtension(n)), StringComparer.Ordinal);
        Regex mention = new($@"\b{name}_\w+", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));
        SortedDictionary<string, string> needed = new(StringComparer.Ordinal);
        Stack<string> open = new(sources);
        while (open.TryPop(out string? source))
        {
            foreach (Match match in mention.Matches(source))
            {
                if (known.Remove(match.Value, out string? resource))
                {
                    string text = Rename(name, LibraryFiles.Read(resource));
                    needed.Add(match.Value, text);
                    open.Push(text);
                }
            }
        }

        return [.. needed.Select(n => new GeneratedFile($"{emittedFolder}{n.Key}.v", n.Value))];
    }

    /// <summary>A text of the library with the names that it has in the design <paramref name="name"/>.</summary>
    public static string Rename(string name, string text) => LibraryPrefix().Replace(text, $"{name}_");

    [GeneratedRegex($@"\b{Prefix}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LibraryPrefix();
}
