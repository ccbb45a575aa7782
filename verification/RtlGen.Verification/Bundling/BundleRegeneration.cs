// SPDX-License-Identifier: Apache-2.0
using RtlGen.Bundles;
using RtlGen.Emission;
using RtlGen.Tensors;

namespace RtlGen.Bundling;

/// <summary>What this tool makes of a bundle's own configuration and tensors, compared with what the bundle was.</summary>
/// <param name="WrittenBy">Version of the tool that wrote the bundle; empty where it has no lock.</param>
/// <param name="Differing">Files that come out with other bytes, that come out too many, and that do not come out; in ordinal order.</param>
/// <param name="Obstacle">Why it could not be made again; null where it was.</param>
public sealed record RegenerationResult(string WrittenBy, IReadOnlyList<string> Differing, string? Obstacle)
{
    /// <summary>True when it was made again and every byte is the same.</summary>
    public bool IsSame => Obstacle is null && Differing.Count == 0;
}

/// <summary>Makes a bundle again from its own lock, configuration and tensors.</summary>
public static class BundleRegeneration
{
    /// <summary>Compares with the hashes of the manifest, so that what was edited afterwards does not hide behind a difference.</summary>
    /// <param name="folder">The bundle.</param>
    /// <param name="state">What a check of it found.</param>
    /// <param name="cancellation">Ends the golden model.</param>
    /// <exception cref="Diagnostics.BadInputException">This tool refuses the configuration or the tensors.</exception>
    public static RegenerationResult Run(string folder, BundleCheckResult state, CancellationToken cancellation = default)
    {
        Manifest manifest = Manifest.Read(folder)!;
        if (!manifest.Files.ContainsKey(BundleLock.FileName))
        {
            return new RegenerationResult("", [], $"it was written without '{BundleLock.FileName}'");
        }

        if (Altered(state, [BundleLock.FileName]) is { } altered)
        {
            return new RegenerationResult("", [], altered);
        }

        if (BundleLock.Parse(File.ReadAllText(Path.Combine(folder, BundleLock.FileName))) is not { } made)
        {
            return new RegenerationResult("", [], $"'{BundleLock.FileName}' is not one of rtlgen's");
        }

        if (Altered(state, made.Inputs.Keys) is { } input)
        {
            return new RegenerationResult(made.Version, [], input);
        }

        if (made.Inputs.FirstOrDefault(i => !manifest.Files.TryGetValue(i.Key, out string? hash) || !string.Equals(hash, i.Value, StringComparison.Ordinal)).Key is { } other)
        {
            return new RegenerationResult(made.Version, [], $"'{other}' is not the file that '{BundleLock.FileName}' names");
        }

        BundleRequest request = new(Path.Combine(folder, BundleInputs.ConfigurationFile), TensorsOf(folder, made), made.ClockPeriod, made.Vlnv);
        Dictionary<string, string> again = BundleFiles.All(BundleBuilder.Build(request, cancellation).Content, cancellation)
            .ToDictionary(f => f.Path, f => Manifest.HashOf(f.Content), StringComparer.Ordinal);
        return new RegenerationResult(
            made.Version,
            [
                .. again.Keys.Union(manifest.Files.Keys, StringComparer.Ordinal)
                    .Where(p => !string.Equals(again.GetValueOrDefault(p), manifest.Files.GetValueOrDefault(p), StringComparison.Ordinal))
                    .Order(StringComparer.Ordinal),
            ],
            null);
    }

    private static string? Altered(BundleCheckResult state, IEnumerable<string> files)
    {
        foreach (string file in files.Order(StringComparer.Ordinal))
        {
            if (state.Missing.Contains(file, StringComparer.Ordinal))
            {
                return $"'{file}' is missing";
            }

            if (state.Changed.Contains(file, StringComparer.Ordinal))
            {
                return $"'{file}' is changed";
            }
        }

        return null;
    }

    /// <summary>Those that the lock names, and no others that lie beside them.</summary>
    private static TensorFiles TensorsOf(string folder, BundleLock made) =>
        TensorFiles.Of(name => made.Inputs.ContainsKey(BundleInputs.PathOf(name)) ? Path.Combine(folder, BundleInputs.PathOf(name)) : null, made.NoiseSeed);
}
