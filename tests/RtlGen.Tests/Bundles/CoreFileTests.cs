// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Bundles;
using RtlGen.Tests.CommandLine;

namespace RtlGen.Tests.Bundles;

/// <summary>A bundle is a core for FuseSoC, as CAPI2 has it.</summary>
public sealed class CoreFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [OneTimeSetUp]
    public void WriteBundle() => BundleWriter.Write(BundleSamples.Of(BundleSamples.Bias), _folder["bundle"]);

    [Test]
    public void TheCoreKeepsTheRules()
    {
        string text = Text();
        Assert.That(CoreFile.Faults(text, _folder["bundle"]), Is.Empty);
        foreach (string target in (ReadOnlySpan<string>)["default", "sim", "lint", "synth"])
        {
            Assert.That(text, Does.Contain($"\n  {target}:\n"));
        }
    }

    [TestCase("CAPI=2:\n", "CAPI=1:\n", "CAPI=2")]
    [TestCase("rtl/sample_layer_tile.v", "rtl/sample_layer_tyle.v", "tyle")]
    [TestCase("toplevel: sample_layer_tb_clock", "toplevel: sample_layer_clock", "no module")]
    [TestCase("filesets: [waivers, rtl", "filesets: [waiver, rtl", "waiver is not defined")]
    [TestCase("copyto: ", "copy_to: ", "copy_to")]
    [TestCase("default_tool: icarus", "default_tool: vcs", "default_tool")]
    [TestCase("    file_type: vlt\n", "", "no type")]
    [TestCase("name: \"rtlgen:layers:", "name: \"rtlgen:", "VLNV")]
    public void ABrokenCoreIsNoticed(string text, string other, string complaint)
    {
        string broken = Text().Replace(text, other, StringComparison.Ordinal);
        Assert.That(CoreFile.Faults(broken, _folder["bundle"]), Has.Some.Contains(complaint));
    }

    private string Text() => File.ReadAllText(_folder["bundle/sample_layer.core"]);
}
