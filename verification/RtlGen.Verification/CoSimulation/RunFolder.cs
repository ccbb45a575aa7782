// SPDX-License-Identifier: Apache-2.0
using RtlGen.Emission;

namespace RtlGen.CoSimulation;

/// <summary>Where one run's stimuli and records live: a temporary folder that goes with the run, or one that the user named and keeps.</summary>
internal sealed class RunFolder : IDisposable
{
    private const string Prefix = "rtlgen-run-";

    private readonly ScratchFolder? _scratch;

    private RunFolder(string path, ScratchFolder? scratch) => (Path, _scratch) = (path, scratch);

    public string Path { get; }

    /// <summary>An empty temporary folder, removed with its process at the latest.</summary>
    public static ScratchFolder Scratch() => ScratchFolder.Create(System.IO.Path.GetTempPath(), Prefix, isPrivate: true);

    /// <summary>Removes the folders of runs whose process was killed.</summary>
    public static void Sweep() => ScratchFolder.Sweep(System.IO.Path.GetTempPath(), Prefix);

    /// <summary>Creates the folder and puts the images into it that the model reads.</summary>
    public static async Task<RunFolder> CreateAsync(
        string? named, IReadOnlyList<GeneratedFile> images, CancellationToken cancellationToken)
    {
        ScratchFolder? scratch = named is null ? Scratch() : null;
        RunFolder folder = new(scratch?.Path ?? Directory.CreateDirectory(System.IO.Path.GetFullPath(named!)).FullName, scratch);
        try
        {
            foreach (GeneratedFile image in images)
            {
                string path = folder.File(image.Path);
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
                await System.IO.File.WriteAllTextAsync(path, image.Content, cancellationToken);
            }

            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Full path of a file in it.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => _scratch?.Dispose();
}
