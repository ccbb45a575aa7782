// SPDX-License-Identifier: Apache-2.0
using RtlGen.Diagnostics;

namespace RtlGen.Synthesis;

/// <summary>A standard-cell library that the user has.</summary>
/// <param name="Path">Full path of the Liberty file.</param>
/// <param name="Name">What it calls itself.</param>
internal sealed record SynthesisLibrary(string Path, string Name)
{
    /// <summary>Looks at a file.</summary>
    /// <exception cref="BadInputException">RTG050: it cannot be read, or is no Liberty file.</exception>
    public static SynthesisLibrary Read(string path)
    {
        try
        {
            return GateDesign.LibraryName(File.ReadAllText(path)) is { } name
                ? new SynthesisLibrary(System.IO.Path.GetFullPath(path), name)
                : throw Error(path, "it is no Liberty file: no line says 'library (NAME)'");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Error(path, exception.Message.TrimEnd('.'));
        }
    }

    private static BadInputException Error(string path, string cause) => new(new Diagnostic(
        DiagnosticCodes.FileAccess,
        new SourcePosition(path, 0, 0),
        null,
        path,
        $"cannot use the library '{path}': {cause}",
        "give the .lib file of a standard-cell library; 'apt-get install qflow-tech-osu018' brings /usr/share/qflow/tech/osu018/osu018_stdcells.lib"));
}
