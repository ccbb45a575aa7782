// SPDX-License-Identifier: Apache-2.0
using System.Xml.Linq;
using System.Xml.Schema;
using NUnit.Framework;
using RtlGen.Regression.Reports;
using RtlGen.Regression.Run;
using RtlGen.Tests.CommandLine;
using RtlGen.Tests.Golden;

namespace RtlGen.Tests.Reports;

/// <summary>The reports for terminals and CI, character by character.</summary>
internal sealed class GoldenReportTests
{
    [Test]
    [Category("Golden")]
    public void TheReportsAreAsTheyWere()
    {
        using TemporaryFolder folder = new();
        CampaignReport report = PlantedCampaign.In(folder);
        Assert.Multiple(() =>
        {
            Same("junit.xml", File.ReadAllText(folder[CampaignReports.JUnitName]));
            Same("summary.txt", SummaryText.Of(report, forPeople: true));
            Same("log.txt", SummaryText.Of(report, forPeople: false));
            Same("github.txt", GitHubAnnotations.Of(report));
        });
    }

    [Test]
    public void TheJUnitFileFollowsTheSchema()
    {
        using TemporaryFolder folder = new();
        PlantedCampaign.In(folder);
        Assert.That(Complaints(File.ReadAllText(folder[CampaignReports.JUnitName])), Is.Empty);
    }

    [TestCase("<testcase classname=", "<testcase class=")]
    [TestCase("<testsuites ", "<testsuites skipped=\"1\" ")]
    [TestCase(" failures=", " fails=")]
    [TestCase("</properties>", "</properties><failure/>")]
    public void TheSchemaRefusesOtherFiles(string from, string to)
    {
        using TemporaryFolder folder = new();
        PlantedCampaign.In(folder);
        string broken = File.ReadAllText(folder[CampaignReports.JUnitName]).Replace(from, to, StringComparison.Ordinal);
        Assert.That(Complaints(broken), Is.Not.Empty);
    }

    [Test]
    public void EveryCaseIsInTheJUnitFileOnceWithItsDivergenceAsText()
    {
        using TemporaryFolder folder = new();
        PlantedCampaign.In(folder);
        XElement[] cases = [.. XDocument.Load(folder[CampaignReports.JUnitName]).Descendants("testcase")];
        string[] names = [.. cases.Select(c => $"{c.Attribute("classname")!.Value} {c.Attribute("name")!.Value}")];
        XElement[] wrong = [.. cases.SelectMany(c => c.Elements()).Where(e => e.Name.LocalName is "failure" or "error")];
        Assert.Multiple(() =>
        {
            Assert.That(names, Is.Unique);
            Assert.That(names, Has.Length.EqualTo(PlantedCampaign.Heading.Cases.Count));
            Assert.That(cases.Count(c => c.Element("failure") is not null), Is.EqualTo(3));
            Assert.That(cases.Count(c => c.Element("error") is not null), Is.EqualTo(2));
            Assert.That(cases.Count(c => c.Element("skipped") is not null), Is.EqualTo(2), "one empty, one not run");
            Assert.That(wrong.Where(e => !e.Value.Contains(e.Attribute("message")!.Value, StringComparison.Ordinal)), Is.Empty);
            Assert.That(wrong.Where(e => !e.Value.Contains("rtlgen regress 'my campaigns/planted.yaml' --seed 18446744073709551615 --case ", StringComparison.Ordinal)), Is.Empty);
        });
    }

    [Test]
    public void AnotherConfigurationOfTheSameCaseHasAnotherName()
    {
        using TemporaryFolder folder = new();
        CampaignReport report = PlantedCampaign.In(folder);
        CaseResult changed = report.Results[0] with { ConfigurationHash = new string('0', 64) };
        string before = JUnitXml.Of(report);
        string after = JUnitXml.Of(report with { Results = [changed, .. report.Results.Skip(1)] });
        Assert.That(after.Split('\n').Except(before.Split('\n'), StringComparer.Ordinal).Single(), Does.Contain("small/0 [000000000000 seed 0]"));
    }

    [Test]
    public void AnnotationsAreOneLineABucket()
    {
        using TemporaryFolder folder = new();
        CampaignReport report = PlantedCampaign.In(folder);
        CampaignReport odd = report with { Coverage = PlantedCampaign.Coverage(goal: 100) };
        string[] lines = GitHubAnnotations.Of(odd).TrimEnd('\n').Split('\n');
        Assert.Multiple(() =>
        {
            Assert.That(lines, Has.Length.EqualTo(report.Buckets.Count + 1));
            Assert.That(lines, Has.All.StartsWith("::error title=planted%3A "));
            // Nothing of a property may look like its end.
            Assert.That(lines.Select(l => l["::error title=".Length..].Split("::", 2)[0]), Has.None.Contains(":").And.None.Contains(","));
            Assert.That(lines, Has.Some.Contains("100 %25%2C stopped").And.Some.Contains("%0Areproduce: rtlgen"));
            Assert.That(lines[^1], Does.EndWith("::99.5 %25 reached, 100.0 %25 asked for"));
        });
    }

    private static List<string> Complaints(string xml)
    {
        List<string> complaints = [];
        XmlSchemaSet schemas = new();
        schemas.Add(null, RepositoryFolder.Find("tests/RtlGen.Tests/Reports/Expected/junit.xsd"));
        XDocument.Parse(xml).Validate(schemas, (_, e) => complaints.Add(e.Message));
        return complaints;
    }

    private static void Same(string name, string text)
    {
        string file = RepositoryFolder.Find(Path.Combine("tests/RtlGen.Tests/Reports/Expected", name));
        if (Environment.GetEnvironmentVariable("RTLGEN_UPDATE_GOLDEN") is "1")
        {
            File.WriteAllText(file, text);
        }

        Assert.That(text, Is.EqualTo(File.ReadAllText(file)), $"{name} has changed: run 'make update-golden' if that was meant");
    }
}
