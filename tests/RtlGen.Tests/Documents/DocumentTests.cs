// SPDX-License-Identifier: Apache-2.0
using System.Reflection;
using System.Text.RegularExpressions;
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Diagnostics;
using RtlGen.Tests.CommandLine;
using RtlGen.Tests.Golden;

namespace RtlGen.Tests.Documents;

/// <summary>The documents say what the program does.</summary>
public sealed partial class DocumentTests
{
    [Test]
    public void EveryDiagnosticCodeIsDocumentedOnceAndNoOther()
    {
        IEnumerable<string> codes = typeof(DiagnosticCodes)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(f => (string)f.GetRawConstantValue()!);
        IEnumerable<string> documented = ErrorHeading().Matches(Text("docs/errors.md")).Select(m => m.Groups["code"].Value);
        Assert.That(documented, Is.EqualTo(codes.Order(StringComparer.Ordinal)));
    }

    [Test]
    [Category("Golden")]
    public void TheSchemaIsUpToDate()
    {
        string file = RepositoryFolder.Find("docs/configuration.schema.json");
        string schema = ConfigurationSchema.ToJson().TrimEnd('\n') + "\n";
        if (Environment.GetEnvironmentVariable("RTLGEN_UPDATE_GOLDEN") is "1")
        {
            File.WriteAllText(file, schema);
        }

        Assert.That(File.ReadAllText(file), Is.EqualTo(schema), "docs/configuration.schema.json is stale: run 'make update-golden'");
    }

    [TestCase("README.md")]
    [TestCase("CONTRIBUTING.md")]
    [TestCase("docs/contract.md")]
    [TestCase("docs/structure.md")]
    [TestCase("docs/errors.md")]
    [TestCase("docs/devices.md")]
    [TestCase("docs/serial_links.md")]
    [TestCase("docs/bundle.md")]
    public void LinksLeadToFiles(string document)
    {
        string folder = Path.GetDirectoryName(RepositoryFolder.Find(document))!;
        string[] targets = [.. Link().Matches(Text(document)).Select(m => m.Groups["target"].Value).Where(t => !t.Contains("://", StringComparison.Ordinal))];
        foreach (string target in targets)
        {
            Assert.That(Path.Exists(Path.Combine(folder, target.Split('#')[0])), $"{document} links to '{target}'");
        }
    }

    [Test]
    public void TheConfigurationsInTheContractAndInTheReadmeAreValid()
    {
        foreach (string document in (ReadOnlySpan<string>)["README.md", "docs/contract.md", "docs/serial_links.md"])
        {
            string[] examples = [.. YamlBlock().Matches(Text(document)).Select(m => m.Groups["yaml"].Value)];
            Assert.That(examples, Is.Not.Empty, document);
            foreach (string example in examples)
            {
                LoadedConfiguration loaded = ConfigurationReader.Parse(example, document);
                Assert.DoesNotThrow(() => LayerDesign.Derive(loaded));
            }
        }
    }

    /// <summary>Every command of the tool is in the contract, and every command there is one of the tool's or said not to be built.</summary>
    [Test]
    public async Task TheContractNamesTheCommands()
    {
        string contract = Text("docs/contract.md");
        string section = contract[contract.IndexOf("## 11.", StringComparison.Ordinal)..];
        int unbuilt = section.IndexOf("not built yet", StringComparison.Ordinal);
        CommandRun help = (await CommandRun.Of("--help")).Succeeded();
        string commands = help.Out[help.Out.IndexOf("Commands:", StringComparison.Ordinal)..];
        Assert.That(
            CommandName().Matches(section[..unbuilt]).Select(m => m.Groups["name"].Value).Distinct(StringComparer.Ordinal),
            Is.EquivalentTo(HelpLine().Matches(commands).Select(m => m.Groups["name"].Value)));
    }

    private static string Text(string document) => File.ReadAllText(RepositoryFolder.Find(document));

    [GeneratedRegex(@"^### (?<code>RTG\d{3}): ", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ErrorHeading();

    [GeneratedRegex("`rtlgen (?<name>[a-z-]+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CommandName();

    [GeneratedRegex("^  (?<name>[a-z-]+) ", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HelpLine();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"```yaml\n(?<yaml>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex YamlBlock();
}
