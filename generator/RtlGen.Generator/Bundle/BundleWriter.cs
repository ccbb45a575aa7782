// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.Diagnostics;
using RtlGen.Emission;

namespace RtlGen.Bundles;

/// <summary>Writes a bundle: a folder that holds a design with everything to simulate and to synthesize it.</summary>
public static class BundleWriter
{
    /// <summary>
    /// Writes the bundle beside <paramref name="destination"/> and renames it into place; an older bundle there is replaced.
    /// </summary>
    /// <param name="content">The bundle.</param>
    /// <param name="destination">The folder to write.</param>
    /// <param name="force">Replaces a folder whatever it holds.</param>
    /// <param name="cancellation">Leaves the old folder as it was.</param>
    /// <exception cref="BadInputException">RTG050: the folder cannot be written, or holds files that are not a bundle's.</exception>
    public static void Write(BundleContent content, string destination, bool force = false, CancellationToken cancellation = default)
    {
        IReadOnlyList<BundleFile> files = BundleFiles.All(content, cancellation);
        using StagedDirectory staged = StagedDirectory.Create(destination, force);
        foreach (BundleFile file in files)
        {
            cancellation.ThrowIfCancellationRequested();
            staged.Write(file.Path, file.Content);
        }

        staged.Commit(ConfigurationWriter.Hash(content.Design.Configuration));
    }
}
