// SPDX-License-Identifier: Apache-2.0
using System.Text;
using RtlGen.Tensors;

namespace RtlGen.Bundles;

/// <summary>What a bundle was made from, as files in it: with these it can be made again.</summary>
public static class BundleInputs
{
    /// <summary>Name of the configuration as it was given.</summary>
    public const string ConfigurationFile = "config.yaml";

    /// <summary>Folder of the tensors, which bear the contract's names.</summary>
    public const string TensorFolder = "tensors/";

    /// <summary>The configuration byte by byte, and every tensor.</summary>
    public static IReadOnlyList<BundleFile> Of(BundleContent content) =>
    [
        new(ConfigurationFile, content.Configuration.Original is { } original ? original.ToArray() : Encoding.UTF8.GetBytes(content.Configuration.Text)),
        .. content.Tensors.Given().Select(t => new BundleFile(PathOf(t.Name), NpyFile.Encode(t.Array))),
    ];

    /// <summary>Path of a tensor.</summary>
    public static string PathOf(string tensor) => $"{TensorFolder}{tensor}.npy";
}
