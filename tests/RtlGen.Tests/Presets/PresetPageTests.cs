// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.Tests.Golden;

namespace RtlGen.Tests.Presets;

/// <summary>docs/presets.md says what the presets say.</summary>
internal sealed partial class PresetPageTests
{
    private const string Page = "docs/presets.md";

    [Test]
    [Category("Golden")]
    public void ThePageIsUpToDate()
    {
        string file = RepositoryFolder.Find(Page);
        string page = PresetPage.Make();
        if (Environment.GetEnvironmentVariable("RTLGEN_UPDATE_GOLDEN") is "1")
        {
            File.WriteAllText(file, page);
        }

        Assert.That(File.ReadAllText(file), Is.EqualTo(page), $"{Page} is stale: run 'make update-golden'");
    }

    [Test]
    public void ItsLinksLeadToFiles()
    {
        string file = RepositoryFolder.Find(Page);
        string[] targets = [.. Link().Matches(File.ReadAllText(file)).Select(m => m.Groups["target"].Value)];
        Assert.That(targets, Has.Length.EqualTo(new EmbeddedPresets().Names.Count));
        Assert.That(targets.Where(t => !File.Exists(Path.Combine(Path.GetDirectoryName(file)!, t))), Is.Empty);
    }

    [Test]
    public void ItsExampleIsAConfiguration()
    {
        string yaml = Example().Match(File.ReadAllText(RepositoryFolder.Find(Page))).Groups["yaml"].Value;
        Assert.That(ConfigurationReader.Parse(yaml, Page).Configuration.Extends, Is.EqualTo("isaac"));
    }

    [GeneratedRegex(@"\]\((?<target>[^)#\s]+)\)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"```yaml\n(?<yaml>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Example();
}
