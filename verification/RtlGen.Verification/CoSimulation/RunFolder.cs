// SPDX-License-Identifier: Apache-2.0
using RtlGen.Emission;

namespace RtlGen.CoSimulation;

/// <summary>Where one run's stimuli and records live: a temporary folder that goes with the run, or one that the user named and keeps.</summary>
internal sealed class RunFolder : IDisposable
{
    private readonly bool _isTemporary;

    private RunFolder(string path, bool isTemporary) => (Path, _isTemporary) = (path, isTemporary);

    public string Path { get; }

    /// <summary>Creates the folder and puts the images into it that the model reads.</summary>
    public static async Task<RunFolder> CreateAsync(
        string? named, IReadOnlyList<GeneratedFile> images, CancellationToken cancellationToken)
    {
        RunFolder folder = named is null
            ? new RunFolder(Directory.CreateTempSubdirectory("rtlgen-").FullName, true)
            : new RunFolder(Directory.CreateDirectory(System.IO.Path.GetFullPath(named)).FullName, false);
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

    public void Dispose()
    {
        if (_isTemporary)
        {
            BuildCache.Remove(Path);
        }
    }
}
