// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using NUnit.Framework;
using RtlGen.Bundles;
using RtlGen.Diagnostics;
using RtlGen.Emission;
using RtlGen.Registers;
using RtlGen.Tests.CommandLine;

namespace RtlGen.Tests.Bundles;

/// <summary>Same input, same bytes; and the manifest notices every other byte.</summary>
[NonParallelizable]
public sealed class BundleFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public void SameBytesInAnyFolderCultureAndTimeZone()
    {
        SortedDictionary<string, string> first = Written("first", CultureInfo.InvariantCulture, "UTC");
        // Cultures by name are not there under invariant globalization, so these are built: German and Arabic habits.
        CultureInfo german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        german.NumberFormat.NumberDecimalSeparator = ",";
        german.NumberFormat.NumberGroupSeparator = ".";
        CultureInfo other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        other.NumberFormat.NegativeSign = "−";
        other.NumberFormat.NumberDecimalSeparator = "·";
        Assert.That(Written("deeper/second", german, "Asia/Tokyo"), Is.EqualTo(first));
        Assert.That(Written("third", other, "America/St_Johns"), Is.EqualTo(first));
    }

    [Test]
    public void NamesNeitherPlaceNorTime()
    {
        string[] forbidden = [_folder.Path, Environment.MachineName, DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)];
        foreach (GeneratedFile file in BundleFiles.Of(BundleSamples.Of(BundleSamples.Bias)))
        {
            // The library that draws diagrams is as it was released.
            string own = file.Content
                .Replace(LibraryFiles.Read("templates/docs/vendor/wavedrom.min.js"), "", StringComparison.Ordinal)
                .Replace(LibraryFiles.Read("templates/docs/vendor/wavedrom_skin.js"), "", StringComparison.Ordinal);
            foreach (string text in forbidden)
            {
                Assert.That(own, Does.Not.Contain(text), file.Path);
            }

            Assert.That(file.Content, Does.Not.Contain("\r"), file.Path);
            Assert.That(file.Content, Does.EndWith("\n"), file.Path);
        }
    }

    [Test]
    public void HoldsWhatABundleHolds()
    {
        IReadOnlyList<GeneratedFile> files = BundleFiles.Of(BundleSamples.Of(BundleSamples.Bias));
        Assert.That(files.Select(f => f.Path), Is.SupersetOf(new[]
        {
            "LICENSE", "README.md", "config.resolved.yaml", "config.yaml", "constraints/sample_layer.sdc", "filelist.f",
            "macro/sample_layer_macro.v", "rtl/sample_layer.v", "sim/cells_0.hex", "sim/cells_3.hex", "sim/filelist.f",
            "sim/sample_layer_macro.v", "tb/Makefile", "tb/expected.hex", "tb/inputs.hex", "tb/main.cpp", "tb/parameters.hex",
            "tb/sample_layer_tb.v", "tb/sample_layer_tb_clock.v",
        }));
        Assert.That(files.Select(f => f.Path), Does.Not.Contain("sim/sample_layer_sim.v"), "the top with the taps");
        string[] listed = ContentOf(files, "filelist.f").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(listed, Is.EquivalentTo(files.Select(f => f.Path).Where(p => p.StartsWith("rtl/", StringComparison.Ordinal) || p.Equals("macro/sample_layer_macro.v", StringComparison.Ordinal))));
        Assert.That(ContentOf(files, "constraints/sample_layer.sdc"), Does.Contain("\ncreate_clock -name clk -period 4 [get_ports clk]\n"));
    }

    [Test]
    public void TheClockPeriodReachesTheConstraints()
    {
        BundleContent content = BundleSamples.Of(BundleSamples.Bias) with { ClockPeriod = 2.5m };
        string sdc = ContentOf(BundleFiles.Of(content), "constraints/sample_layer.sdc");
        Assert.That(sdc, Does.Contain("\ncreate_clock -name clk -period 2.5 [get_ports clk]\n"));
    }

    [TestCase(BundleSamples.PerTensor, "1. Program the cells|2. Write the windows BIAS, MULTIPLIER, SHIFT.|3. Set CONTROL.enable.", true)]
    [TestCase(BundleSamples.Bias + "interface: {programming: false}", "1. Write the window BIAS.|2. Set CONTROL.enable.", false)]
    [TestCase(BundleSamples.Baked, "1. Program the cells|2. Set CONTROL.enable.", true)]
    public void TheReadmeSaysWhatComesBeforeTheFirstVector(string configuration, string steps, bool programs)
    {
        string readme = ContentOf(BundleFiles.Of(BundleSamples.Of(configuration)), "README.md");
        string[] lines = [.. readme.Split('\n').Where(l => l.Length > 1 && char.IsAsciiDigit(l[0]) && l[1] == '.')];
        string[] expected = steps.Split('|');
        Assert.That(lines, Has.Length.EqualTo(expected.Length));
        Assert.That(lines.Zip(expected, (line, start) => line.StartsWith(start, StringComparison.Ordinal)), Has.All.True, string.Join('\n', lines));
        Assert.That(readme.Contains("these weights", StringComparison.Ordinal), Is.EqualTo(programs));
        Assert.That(readme.Contains("preloaded", StringComparison.Ordinal), Is.EqualTo(programs));
        Assert.That(readme, Does.Contain("active low, at least two cycles |"));
    }

    [Test]
    public void OffsetsComeBeforeTheCells()
    {
        string configuration = BundleSamples.Bias.Replace("columns_per_adc: 4", "columns_per_adc: 4, offset_correction: true", StringComparison.Ordinal);
        string readme = ContentOf(BundleFiles.Of(BundleSamples.Of(configuration)), "README.md");
        Assert.That(readme, Does.Match(@"\n1\. Write the window OFFSETS.*\n2\. Program the cells.*\n3\. Write the window BIAS\.\n4\. Set CONTROL\.enable\.\n"));
        BundleContent apb = BundleSamples.Of(BundleSamples.Bias + "interface: {control: apb}");
        Assert.That(ContentOf(BundleFiles.Of(apb), "README.md"), Does.Not.Contain("at least two cycles"));
    }

    [TestCase(BundleSamples.Bias, new[] { "BIAS" }, 5, TestName = "ParameterImagesHoldAddressAndData(bias)")]
    [TestCase(BundleSamples.PerTensor, new[] { "BIAS", "MULTIPLIER", "SHIFT" }, 5 + 1 + 1, TestName = "ParameterImagesHoldAddressAndData(per tensor)")]
    [TestCase(BundleSamples.Float32, new[] { "BIAS", "MULTIPLIER" }, 5 + 5, TestName = "ParameterImagesHoldAddressAndData(float32)")]
    [TestCase(BundleSamples.Nothing, new string[0], 0, TestName = "ParameterImagesHoldAddressAndData(nothing)")]
    [TestCase(BundleSamples.Baked, new string[0], 0, TestName = "ParameterImagesHoldAddressAndData(baked)")]
    public void ParameterImagesHoldAddressAndData(string configuration, string[] windows, int words)
    {
        BundleContent content = BundleSamples.Of(configuration);
        string[] lines = ContentOf(BundleFiles.Of(content), "tb/parameters.hex").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        RegisterMap map = RegisterMap.Of(content.Design);
        // The last write lets vectors in; the cells are there from the start.
        Assert.That(lines, Has.Length.EqualTo(words + 1));
        Assert.That(lines[^1], Is.EqualTo("0000004000000009"));
        long[] addresses = [.. lines[..^1].Select(l => Convert.ToInt64(l[..8], 16))];
        Assert.That(
            addresses.Select(a => map.Windows.Single(w => a >= w.Offset && a < w.Offset + (4 * w.Words)).Name).Distinct(StringComparer.Ordinal), Is.EqualTo(windows));
        if (windows.Length > 0)
        {
            long bias = map.Offset("BIAS");
            Assert.That(lines.Take(5), Is.EqualTo(Enumerable.Range(0, 5).Select(n => $"{bias + (4 * n):x8}{(uint)(int)content.Parameters.Bias![n]:x8}")));
        }
    }

    [Test]
    public void TheManifestNoticesChangedMissingAndExtraFiles()
    {
        string bundle = _folder["checked"];
        BundleWriter.Write(BundleSamples.Of(BundleSamples.Bias), bundle);
        BundleCheckResult intact = BundleCheck.Run(bundle);
        Assert.That(intact.IsIntact);
        Assert.That(intact.Files, Is.EqualTo(FolderContent.Of(_folder["checked"]).Count - 1));

        File.AppendAllText(Path.Combine(bundle, "filelist.f"), "\n");
        File.Delete(Path.Combine(bundle, "tb/main.cpp"));
        File.WriteAllText(Path.Combine(bundle, "rtl/extra.v"), "");
        BundleCheckResult broken = BundleCheck.Run(bundle);
        Assert.That(broken.IsIntact, Is.False);
        Assert.That(broken.Changed, Is.EqualTo(new[] { "filelist.f" }));
        Assert.That(broken.Missing, Is.EqualTo(new[] { "tb/main.cpp" }));
        Assert.That(broken.Extra, Is.EqualTo(new[] { "rtl/extra.v" }));
    }

    [Test]
    public void AFolderOfSomebodyElseIsRefused()
    {
        Directory.CreateDirectory(_folder["other"]);
        File.WriteAllText(_folder["other/manifest.json"], """{"files": {}}""");
        Assert.Throws<BadInputException>(() => BundleCheck.Run(_folder["other"]));
        Assert.Throws<BadInputException>(() => BundleCheck.Run(_folder["nowhere"]));
    }

    private static string ContentOf(IReadOnlyList<GeneratedFile> files, string path) =>
        files.Single(f => f.Path.Equals(path, StringComparison.Ordinal)).Content;

    private SortedDictionary<string, string> Written(string folder, CultureInfo culture, string timeZone)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        string? zoneBefore = Environment.GetEnvironmentVariable("TZ");
        try
        {
            CultureInfo.CurrentCulture = culture;
            Environment.SetEnvironmentVariable("TZ", timeZone);
            TimeZoneInfo.ClearCachedData();
            BundleWriter.Write(BundleSamples.Of(BundleSamples.Bias) with { ClockPeriod = 2.5m }, _folder[folder]);
            return FolderContent.Of(_folder[folder]);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
            Environment.SetEnvironmentVariable("TZ", zoneBefore);
            TimeZoneInfo.ClearCachedData();
        }
    }
}
