// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Emission;

/// <summary>
/// The files that Verilog is made of, <c>rtl/</c> and <c>templates/</c>: those that come with the generator, or, for who
/// changes them, those of the folder that the environment variable RTLGEN_LIBRARY names.
/// </summary>
public static class LibraryFiles
{
    /// <summary>The folder of RTLGEN_LIBRARY; null: the generator's own files are used.</summary>
    public static string? Folder { get; } = Environment.GetEnvironmentVariable("RTLGEN_LIBRARY") is { Length: > 0 } folder ? Path.GetFullPath(folder) : null;

    /// <summary>Text of a file, LF line ends.</summary>
    /// <param name="name">Path in the repository: <c>templates/…</c> or <c>rtl/…</c>.</param>
    /// <exception cref="TemplateException">There is no such file.</exception>
    public static string Read(string name)
    {
        if (Folder is not null && Path.Combine(Folder, name) is var path && File.Exists(path))
        {
            return File.ReadAllText(path).ReplaceLineEndings("\n");
        }

        using Stream stream = typeof(LibraryFiles).Assembly.GetManifestResourceStream(name)
            ?? throw new TemplateException($"'{name}' is not embedded in the generator");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>Names of the files that stand right in a folder: <c>rtl/</c>, <c>rtl/sim/</c>.</summary>
    public static IEnumerable<string> In(string folder)
    {
        IEnumerable<string> embedded = typeof(LibraryFiles).Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(folder, StringComparison.Ordinal) && n.LastIndexOf('/') == folder.Length - 1);
        string added = Path.Combine(Folder ?? "", folder);
        return Folder is not null && Directory.Exists(added)
            ? embedded.Union(Directory.EnumerateFiles(added).Select(f => folder + Path.GetFileName(f)), StringComparer.Ordinal)
            : embedded;
    }

    /// <summary>Names of all files below a folder: <c>templates/</c>, <c>rtl/</c>.</summary>
    public static IEnumerable<string> Below(string folder)
    {
        IEnumerable<string> embedded = typeof(LibraryFiles).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(folder, StringComparison.Ordinal));
        string added = Path.Combine(Folder ?? "", folder);
        return Folder is not null && Directory.Exists(added)
            ? embedded.Union(
                Directory.EnumerateFiles(added, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, f).Replace(Path.DirectorySeparatorChar, '/')),
                StringComparer.Ordinal)
            : embedded;
    }
}
