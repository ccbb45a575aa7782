// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;

namespace RtlGen.Tests.Configuration;

/// <summary>The configurations of the shared vectors: all are valid, and survive being written and read.</summary>
[TestFixture]
internal sealed class SharedConfigurationTests
{
    [TestCase("basic", 60)]
    [TestCase("full", 150)]
    [TestCase("narrow", 60)]
    [TestCase("analog", 50)]
    public void EveryConfigurationLoadsAndRoundTrips(string set, int count)
    {
        string[] files = Directory.GetFiles(SharedData.Require(Path.Combine("vectors", set)), "config.yaml", SearchOption.AllDirectories);
        Assert.That(files, Has.Length.EqualTo(count));
        Assert.Multiple(() =>
        {
            foreach (string file in files)
            {
                RtlConfiguration first = ConfigurationReader.ReadFile(file).Configuration;
                string written = ConfigurationWriter.ToYaml(first);
                RtlConfiguration second = ConfigurationReader.Parse(written, "written.yaml").Configuration;
                Assert.That(second, Is.EqualTo(first), file);
                Assert.That(ConfigurationWriter.ToYaml(second), Is.EqualTo(written), file);
                Assert.That(ConfigurationWriter.Hash(second), Is.EqualTo(ConfigurationWriter.Hash(first)), file);
            }
        });
    }
}
