// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using NUnit.Framework;
using RtlGen.Regression.Reports;
using RtlGen.Regression.Run;
using RtlGen.Tests.CommandLine;
using RtlGen.Tests.Golden;
using RtlGen.Tools;

namespace RtlGen.Tests.Reports;

/// <summary>The page, as text and as a browser shows it.</summary>
internal sealed partial class ReportPageTests
{
    private const int Width = 1280;

    private const int Height = 900;

    [Test]
    public void DataOfThePageCannotLeaveItsElement()
    {
        using TemporaryFolder folder = new();
        PlantedCampaign.In(folder);
        string page = File.ReadAllText(folder[CampaignReports.PageName]);
        string data = Data().Match(page).Groups["json"].Value;
        using var parsed = JsonDocument.Parse(data);
        string[] messages = [.. parsed.RootElement.GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("message").GetString()!)];
        Assert.Multiple(() =>
        {
            Assert.That(data, Does.Not.Contain("<").And.Not.Contain(">").And.Not.Contain("&"));
            Assert.That(messages, Has.Member(PlantedCampaign.Hostile.Replace('\uD800', '\uFFFD')));
            Assert.That(Slot().Count(page), Is.Zero, "every place of the page is filled");
            Assert.That(Outside().Count(page), Is.Zero, "nothing is loaded from anywhere");
        });
    }

    [Test]
    public void TheSameResultsGiveTheSamePage()
    {
        using TemporaryFolder folder = new();
        CampaignReport report = PlantedCampaign.In(folder);
        Assert.That(HtmlPage.Of(CampaignReports.Write(CampaignFolder.At(folder.Path))), Is.EqualTo(HtmlPage.Of(report)));
    }

    /// <summary>The libraries of the charts are the packages' own files, and nothing in them ends a script element.</summary>
    [Test]
    public void TheLibrariesAreThoseOfTheirRelease()
    {
        string[] lines = File.ReadAllLines(RepositoryFolder.Find("scripts/report_libraries.sha256"));
        string[] vendors = ["verification/report/vendor", "templates/docs/vendor"];
        Assert.That(
            lines.Select(l => l.Split("  ")[1]),
            Is.EquivalentTo(vendors.SelectMany(v => Directory.GetFiles(RepositoryFolder.Find(v)).Select(f => $"{v}/{Path.GetFileName(f)}"))));
        foreach (string[] line in lines.Select(l => l.Split("  ")))
        {
            byte[] bytes = File.ReadAllBytes(RepositoryFolder.Find(line[1]));
            Assert.That(Convert.ToHexStringLower(SHA256.HashData(bytes)), Is.EqualTo(line[0]), line[1]);
            Assert.That(System.Text.Encoding.UTF8.GetString(bytes), Does.Not.Contain("</script").IgnoreCase.And.Not.Contain("<!--"), line[1]);
        }
    }

    [Test]
    public async Task AFilterShowsWhatItSaysInABrowser()
    {
        RequireBrowser();
        CancellationToken cancellation = TestContext.CurrentContext.CancellationToken;
        using TemporaryFolder folder = new();
        CampaignFolder campaign = CampaignFolder.At(folder.Path);
        PlantedCampaign.In(campaign);
        File.WriteAllText(campaign.CoverageDetails, PlantedCampaign.Coverage(goal: 100).ToJson());
        CampaignReports.Write(campaign);
        await using Browser browser = await Browser.OpenAsync(folder[CampaignReports.PageName], Width, Height, cancellation);
        await browser.WaitForAsync("document.body.dataset.ready", cancellation);

        // Everything is there, and no text of the data became a part of the page.
        Assert.That(await RowsAsync(), Has.Length.EqualTo(PlantedCampaign.Heading.Cases.Count));
        Assert.That(await browser.EvaluateAsync("document.title", cancellation), Is.EqualTo("planted: regression"));
        Assert.That(await browser.EvaluateAsync("document.images.length", cancellation), Is.EqualTo("0"));
        Assert.That(await browser.EvaluateAsync("document.querySelectorAll('#bucket-list .bucket').length", cancellation), Is.EqualTo("4"));
        Assert.That(await browser.EvaluateAsync("document.querySelector('.part.missed .holes tbody').textContent", cancellation), Is.EqualTo("rtl/rtlgen_delay.v:12branch else: <b>else</b>"));

        PngImage picture = await PictureAsync("page");
        Assert.That((picture.Width, picture.Height), Is.EqualTo((Width, Height)));
        Assert.That(picture.Colours(0, 0, Width, Height), Is.GreaterThan(50));
        Assert.That(picture.Background(), Is.LessThan(0.97));

        // A click on the count of failed cases, then one on a bucket's button.
        await browser.ClickAsync("#tiles [data-verdict=failed]", cancellation);
        Assert.That(await RowsAsync(), Is.EqualTo((string[])["small/6", "small/7", $"{PlantedCampaign.Odd}/0"]));
        await browser.ClickAsync("#bucket-1 > p > button", cancellation);
        Assert.That(await RowsAsync(), Is.EqualTo((string[])["small/6", "small/7"]));
        Assert.That(await browser.EvaluateAsync("document.getElementById('shown').textContent", cancellation), Is.EqualTo("2 cases of 14"));

        // By the value of a key, then by text as well, then by nothing.
        await browser.ClickAsync("#filters button[type=reset]", cancellation);
        await browser.WaitForAsync("document.querySelectorAll('#rows tr.case').length === 14", cancellation);
        await ChooseAsync("by-key", "adc.kind");
        await ChooseAsync("by-value", "flash");
        Assert.That(await RowsAsync(), Is.EqualTo((string[])["small/1", "small/3", "small/5", "small/10@icarus"]));
        await TypeAsync("crossbar.rows=11");
        Assert.That(await RowsAsync(), Is.EqualTo((string[])["small/3"]));
        await TypeAsync("no such text");
        Assert.That(await RowsAsync(), Is.Empty);
        await browser.ClickAsync("#filters button[type=reset]", cancellation);
        await ChooseAsync("by-engine", "icarus");
        Assert.That(await RowsAsync(), Is.EqualTo((string[])["small/10@icarus"]));

        // A row opens and says how to run the case.
        await browser.ClickAsync("#rows tr.case", cancellation);
        await browser.WaitForAsync("document.querySelector('tr.details code') !== null", cancellation);
        Assert.That(await browser.EvaluateAsync("document.querySelector('tr.details code').textContent", cancellation), Does.EndWith("--case small/10@icarus"));

        // The charts, in both schemes.
        await browser.EvaluateAsync("document.getElementById('charts').scrollIntoView()", cancellation);
        await ChartsAsync("charts");
        uint light = (await PictureAsync("charts")).At(2, 2);
        await browser.PreferAsync("dark", cancellation);
        await browser.WaitForAsync("getComputedStyle(document.body).backgroundColor === 'rgb(20, 24, 28)'", cancellation);
        await ChartsAsync("charts-dark");
        Assert.That((light, (await PictureAsync("charts-dark")).At(2, 2)), Is.EqualTo((0xFFFFFFu, 0x14181Cu)));
        Assert.That(browser.Faults, Is.Empty);
        Assert.That(browser.Requests.Where(r => !r.StartsWith("file:", StringComparison.Ordinal) && !r.StartsWith("data:", StringComparison.Ordinal)), Is.Empty);

        async Task<string[]> RowsAsync()
        {
            string rows = await browser.EvaluateAsync("JSON.stringify([...document.querySelectorAll('#rows tr.case')].map(r => r.dataset.id))", cancellation);
            return JsonSerializer.Deserialize<string[]>(rows)!;
        }

        async Task<PngImage> PictureAsync(string name)
        {
            byte[] png = await browser.ScreenshotAsync(cancellation);
            string file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"report-{name}.png");
            await File.WriteAllBytesAsync(file, png, cancellation);
            TestContext.AddTestAttachment(file);
            return PngImage.Read(png);
        }

        // Each chart has marks of its data, and a picture of many colours where it stands.
        async Task ChartsAsync(string name)
        {
            foreach (string chart in (string[])["groups", "split", "times", "trend"])
            {
                string place = $"document.getElementById('chart-{chart}')";
                await browser.WaitForAsync($"{place}.querySelectorAll('svg .mark-rect path, svg .mark-symbol path').length > 2", cancellation);
                await browser.EvaluateAsync($"{place}.scrollIntoView({{ block: 'center' }})", cancellation);
                string box = await browser.EvaluateAsync($"(b => [b.x, b.y, b.width, b.height].map(Math.floor).join(' '))({place}.getBoundingClientRect())", cancellation);
                int[] at = [.. box.Split(' ').Select(n => int.Parse(n, System.Globalization.CultureInfo.InvariantCulture))];
                PngImage shown = await PictureAsync(name);
                Assert.That(shown.Colours(at[0], at[1], at[2], at[3]), Is.GreaterThan(20), chart);
            }
        }

        Task ChooseAsync(string id, string text) => browser.EvaluateAsync(
            $"(s => {{ s.value = [...s.options].find(o => o.textContent === '{text}').value; for (const e of ['input', 'change']) s.dispatchEvent(new Event(e, {{ bubbles: true }})); }})(document.getElementById('{id}'))",
            cancellation);

        Task TypeAsync(string text) => browser.EvaluateAsync(
            $"(i => {{ i.value = '{text}'; i.dispatchEvent(new Event('input', {{ bubbles: true }})); }})(document.getElementById('by-text'))", cancellation);
    }

    [Test]
    public async Task AnEmptyWindowIsTakenForBlank()
    {
        RequireBrowser();
        CancellationToken cancellation = TestContext.CurrentContext.CancellationToken;
        using TemporaryFolder folder = new();
        await using Browser browser = await Browser.OpenAsync(folder.Write("empty.html", "<script>undefined.broken</script>"), Width, Height, cancellation);
        PngImage picture = PngImage.Read(await browser.ScreenshotAsync(cancellation));
        Assert.Multiple(() =>
        {
            Assert.That(picture.Colours(0, 0, Width, Height), Is.EqualTo(1));
            Assert.That(picture.Background(), Is.EqualTo(1));
            Assert.That(browser.Faults, Has.Count.EqualTo(1));
        });
    }

    /// <summary>Without a browser nothing is known about the page: that is a failure, and it says what to do.</summary>
    internal static void RequireBrowser()
    {
        try
        {
            ToolCatalog.Locate(Browser.Executable);
        }
        catch (ToolMissingException)
        {
            Assert.Fail($"{Browser.Executable} is not installed, so the report's page was NOT looked at: run 'make setup'");
        }
    }

    [GeneratedRegex("""<script type="application/json" id="data">(?<json>[^\n]*)</script>""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Data();

    [GeneratedRegex(@"/\*\[[a-zA-Z0-9./-]+\]\*/", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Slot();

    [GeneratedRegex("""<(script|img|iframe|link)[^>]*\s(src|href)=|@import|<link""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Outside();
}
