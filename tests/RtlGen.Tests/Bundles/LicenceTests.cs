// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using NUnit.Framework;
using RtlGen.Bundles;

namespace RtlGen.Tests.Bundles;

/// <summary>Every file of a bundle has one licence, and every licence has its text.</summary>
public sealed partial class LicenceTests
{
    [TestCase(BundleSamples.PerTensor)]
    [TestCase(BundleSamples.Baked + "analog: {noise: 0.5}\n")]
    public void EveryFileHasOneLicence(string configuration)
    {
        IReadOnlyList<BundleFile> files = BundleFiles.All(BundleSamples.Of(configuration));
        string reuse = System.Text.Encoding.UTF8.GetString(files.Single(f => f.Path.Equals("REUSE.toml", StringComparison.Ordinal)).Content);
        string[] listed = [.. Listed().Matches(reuse).Select(m => m.Groups["path"].Value)];
        // What REUSE does not ask for: texts of licences, and the list.
        string[] expected =
        [
            .. files.Select(f => f.Path).Where(p => p is not ("LICENSE" or "REUSE.toml") && !p.StartsWith("LICENSES/", StringComparison.Ordinal)), "manifest.json",
        ];
        Assert.That(listed, Is.EquivalentTo(expected));

        string[] licences = [.. Expression().Matches(reuse).SelectMany(m => m.Groups["expression"].Value.Split(" AND ")).Distinct(StringComparer.Ordinal)];
        Assert.That(licences.Select(l => $"LICENSES/{l}.txt"), Is.EquivalentTo(files.Select(f => f.Path).Where(p => p.StartsWith("LICENSES/", StringComparison.Ordinal))));
    }

    [TestCase("rtl/sample_layer.v", "Apache-2.0")]
    [TestCase("constraints/sample_layer.sdc", "Apache-2.0")]
    [TestCase("config.yaml", "LicenseRef-Owner")]
    [TestCase("tensors/weights.npy", "LicenseRef-Owner")]
    [TestCase("sim/cells_0.hex", "LicenseRef-Owner")]
    [TestCase("sw/sample_layer_weights.c", "Apache-2.0 AND LicenseRef-Owner")]
    public void DataAreTheirOwners(string path, string licence)
    {
        string reuse = BundleFiles.Of(BundleSamples.Of(BundleSamples.PerTensor)).Single(f => f.Path.Equals("REUSE.toml", StringComparison.Ordinal)).Content;
        string group = reuse.Split("[[annotations]]").Single(g => g.Contains($"\"{path}\"", StringComparison.Ordinal));
        Assert.That(Expression().Match(group).Groups["expression"].Value, Is.EqualTo(licence));
    }

    [GeneratedRegex(@"^  ""(?<path>[^""]+)"",$", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Listed();

    [GeneratedRegex(@"^SPDX-License-Identifier = ""(?<expression>[^""]+)""$", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Expression();
}
