// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using NUnit.Framework;
using RtlGen.Bundles;
using RtlGen.Design;
using RtlGen.Emission;
using RtlGen.Registers;
using RtlGen.Tests.CommandLine;
using RtlGen.Tests.Reports;

namespace RtlGen.Tests.Bundles;

/// <summary>The data sheet of a bundle names what is in it, and can be read without anything else.</summary>
public sealed partial class DataSheetTests
{
    [TestCase(BundleSamples.PerTensor, TestName = "BlocksAreModulesOfTheBundle(bus)")]
    [TestCase(BundleSamples.Bias + "interface: {control: port}", TestName = "BlocksAreModulesOfTheBundle(port)")]
    public void BlocksAreModulesOfTheBundle(string configuration)
    {
        BundleContent content = BundleSamples.Of(configuration);
        IReadOnlyList<GeneratedFile> files = BundleFiles.Of(content);
        string svg = files.Single(f => f.Path.EndsWith("_blocks.svg", StringComparison.Ordinal)).Content;
        string[] modules = [.. Module().Matches(svg).Select(m => m.Groups["name"].Value)];
        HashSet<string> present = [.. files.Select(f => f.Path)];
        Assert.That(modules.Where(m => !present.Contains($"rtl/{content.Design.Name}_{m}.v") && !present.Contains($"macro/{content.Design.Name}_{m}.v")), Is.Empty);
        Assert.That(modules, Is.SupersetOf(new[] { "packet_input", "macro", "adc_sar", "lane", "packet_output" }));
        Assert.That(modules.Contains("registers"), Is.EqualTo(content.Design.HasBus));
    }

    [Test]
    public void ItNamesEveryPortPinWidthAndRegister()
    {
        BundleContent content = BundleSamples.Of(BundleSamples.PerTensor);
        IReadOnlyList<GeneratedFile> files = BundleFiles.Of(content);
        LayerDesign design = content.Design;
        foreach (string kind in (string[])["md", "html"])
        {
            string text = files.Single(f => f.Path.Equals($"docs/{design.Name}.{kind}", StringComparison.Ordinal)).Content;
            Assert.That(design.MacroPins.Select(p => p.Name).Where(p => !text.Contains(p, StringComparison.Ordinal)), Is.Empty);
            Assert.That(design.Widths.Select(w => w.Name).Where(w => !text.Contains(w, StringComparison.Ordinal)), Is.Empty);
            Assert.That(RegisterMap.Of(design).Registers.Select(r => r.Name).Where(r => !text.Contains(r, StringComparison.Ordinal)), Is.Empty);
            Assert.That(text, Does.Contain($"{design.Schedule.Latency} cycles from the first input beat"));
        }

        string top = files.Single(f => f.Path.Equals($"rtl/{design.Name}.v", StringComparison.Ordinal)).Content;
        string sheet = files.Single(f => f.Path.Equals($"docs/{design.Name}.md", StringComparison.Ordinal)).Content;
        string header = top[..top.IndexOf(");", StringComparison.Ordinal)];
        string[] ports = [.. Port().Matches(header).Select(m => m.Groups["name"].Value)];
        Assert.That(ports, Has.Length.GreaterThan(10));
        Assert.That(ports.Where(p => !sheet.Contains($"| `{p}` |", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task ThePageDrawsItsDiagramsInABrowser()
    {
        ReportPageTests.RequireBrowser();
        CancellationToken cancellation = TestContext.CurrentContext.CancellationToken;
        using TemporaryFolder folder = new();
        BundleContent content = BundleSamples.Of(BundleSamples.PerTensor);
        BundleWriter.Write(content, folder["bundle"]);
        await using Browser browser = await Browser.OpenAsync(folder[$"bundle/docs/{content.Design.Name}.html"], 1300, 900, cancellation);
        await browser.WaitForAsync("document.body.dataset.ready", cancellation);
        Assert.That(await browser.EvaluateAsync("document.querySelectorAll('.wave').length", cancellation), Is.EqualTo("3"));
        Assert.That(await browser.EvaluateAsync("[...document.querySelectorAll('.wave')].filter(w => w.querySelectorAll('svg use').length > 20).length", cancellation), Is.EqualTo("3"));
        Assert.That(await browser.EvaluateAsync("document.querySelectorAll('#blocks g').length > 8", cancellation), Is.EqualTo("true"));
        foreach (string place in (string[])["#blocks", ".wave"])
        {
            await browser.EvaluateAsync($"document.querySelector('{place}').scrollIntoView()", cancellation);
            byte[] png = await browser.ScreenshotAsync(cancellation);
            string file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"datasheet{place[1..]}.png");
            await File.WriteAllBytesAsync(file, png, cancellation);
            TestContext.AddTestAttachment(file);
            Assert.That(PngImage.Read(png).Colours(0, 0, 1300, 400), Is.GreaterThan(20), place);
        }

        Assert.That(browser.Faults, Is.Empty);
        Assert.That(browser.Requests.Where(r => !r.StartsWith("file:", StringComparison.Ordinal) && !r.StartsWith("data:", StringComparison.Ordinal)), Is.Empty);
    }

    [GeneratedRegex("data-module=\"(?<name>[^\"]+)\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Module();

    [GeneratedRegex(@"^ *(?:input|output) +(?:wire|reg) +(?:\[[^\]]*\] +)?(?<name>\w+)", RegexOptions.CultureInvariant | RegexOptions.Multiline, 1000)]
    private static partial Regex Port();
}
