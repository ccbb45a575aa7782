// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using System.Text.RegularExpressions;
using NUnit.Framework;
using RtlGen.Bundles;
using RtlGen.Emission;
using RtlGen.Tests.CommandLine;
using RtlGen.Tests.Golden;
using RtlGen.Tools;

namespace RtlGen.Tests.Bundles;

/// <summary>Black box, LEF and Liberty have the pins of the table: names, directions, widths, order of bits.</summary>
public sealed partial class MacroViewTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static IEnumerable<string> Designs => Directory.GetFiles(RepositoryFolder.Find("tests/lint"), "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal);

    public void Dispose() => _folder.Dispose();

    [TestCase("sar_offset_grid")]
    [TestCase("flash_differential")]
    [TestCase("bipolar_sense_amplifier")]
    [TestCase("voltage_external_table")]
    [TestCase("pwm_ramp_levels")]
    [TestCase("serial_links")]
    public void EveryViewHasThePinsOfTheTable(string design) => Compare(design);

    [Category("Long")]
    [TestCaseSource(nameof(Designs))]
    public void EveryViewOfEveryDesignHasThePinsOfTheTable(string design) => Compare(design);

    private static void Compare(string design)
    {
        BundleContent content = Content(design);
        IReadOnlyList<GeneratedFile> files = BundleFiles.Of(content);
        IReadOnlyList<string> table = MacroViews.Table(content.Design);
        Assert.That(MacroViews.Verilog(View(files, "v")), Is.EqualTo(table));
        Assert.That(MacroViews.Liberty(View(files, "lib")), Is.EqualTo(table));
        // Inputs stand on the left, outputs on the right.
        Assert.That(MacroViews.Lef(View(files, "lef")), Is.EqualTo(table.OrderBy(p => p.StartsWith("output", StringComparison.Ordinal))));
    }

    [TestCase("lib", "bit_width : 2;", "bit_width : 3;")]
    [TestCase("lib", "(sample) {\n      direction : input", "(sample) {\n      direction : output")]
    [TestCase("lef", "PIN sample\n    DIRECTION INPUT", "PIN sample\n    DIRECTION OUTPUT")]
    [TestCase("v", "input  wire sample,", "input  wire [1:0] sample,")]
    public void AnEditedViewIsNoticed(string kind, string text, string other)
    {
        BundleContent content = BundleSamples.Of(BundleSamples.Bias);
        string view = View(BundleFiles.Of(content), kind);
        string edited = view.Replace(text, other, StringComparison.Ordinal);
        Assert.That(edited, Is.Not.EqualTo(view));
        Assert.That(Pins(kind, edited), Is.Not.EquivalentTo(Pins(kind, view)));
    }

    [Test]
    public void LefBitsOutOfOrderOrOnEachOtherAreNoticed()
    {
        string lef = View(BundleFiles.Of(BundleSamples.Of(BundleSamples.Bias)), "lef");
        Assert.Throws<FormatException>(() => MacroViews.Lef(lef.Replace("row[3]", "row[30]", StringComparison.Ordinal)));
        string first = Rectangle().Match(lef).Value;
        string second = Rectangle().Matches(lef)[1].Value;
        Assert.Throws<FormatException>(() => MacroViews.Lef(lef.Replace(second, first, StringComparison.Ordinal)));
    }

    [TestCase("sar_offset_grid")]
    [TestCase("serial_links")]
    [TestCase("pwm_ramp_levels")]
    public async Task YosysAndOpenStaReadTheLiberty(string design)
    {
        BundleContent content = Content(design);
        string name = content.Design.Name;
        string cell = $"{name}_macro";
        string lib = _folder.Write($"{name}.lib", View(BundleFiles.Of(content), "lib"));
        string json = _folder[$"{name}.json"];
        await ToolRunner.RequireAsync(new ToolInvocation("yosys", "-q", "-p", $"read_liberty -lib {lib}; write_json {json}"), CancellationToken.None);
        Assert.That(YosysPorts(json, cell), Is.EquivalentTo(MacroViews.Table(content.Design)));

        string script = _folder.Write($"{name}.tcl", $"read_liberty {lib}\nreport_lib_cell {cell}/{cell}\nexit\n");
        ToolResult sta = await ToolRunner.RequireAsync(new ToolInvocation("sta", "-no_splash", "-exit", script), CancellationToken.None);
        Assert.That(sta.Output + sta.Error, Does.Not.Contain("Warning").And.Not.Contain("Error"));
        Assert.That(StaPort().Matches(sta.Output).Select(m => $"{m.Groups["direction"].Value} {m.Groups["name"].Value}"), Is.EquivalentTo(MacroViews.Table(content.Design)));
    }

    private static string[] YosysPorts(string json, string module)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(json));
        return
        [
            .. document.RootElement.GetProperty("modules").GetProperty(module).GetProperty("ports").EnumerateObject()
                .Select(p => MacroViews.Pin(p.Value.GetProperty("direction").GetString()!, p.Name, p.Value.GetProperty("bits").GetArrayLength())),
        ];
    }

    private static BundleContent Content(string design) => BundleSamples.Of(File.ReadAllText(RepositoryFolder.Find($"tests/lint/{design}.yaml")));

    private static IReadOnlyList<string> Pins(string kind, string text) => kind switch
    {
        "v" => MacroViews.Verilog(text),
        "lib" => MacroViews.Liberty(text),
        _ => MacroViews.Lef(text),
    };

    private static string View(IReadOnlyList<GeneratedFile> files, string kind) =>
        files.Single(f => f.Path.StartsWith("macro/", StringComparison.Ordinal) && f.Path.EndsWith($"_macro.{kind}", StringComparison.Ordinal)).Content;

    [GeneratedRegex(@"RECT [\d. ]+ ;", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Rectangle();

    [GeneratedRegex(@"^ (?<name>\w+(\[\d+:0\])?) (?<direction>input|output)", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex StaPort();
}
