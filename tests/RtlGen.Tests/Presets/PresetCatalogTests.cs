// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Diagnostics;

namespace RtlGen.Tests.Presets;

/// <summary>The presets are what they are said to be.</summary>
internal sealed partial class PresetCatalogTests
{
    private const string Header = """
        # SPDX-License-Identifier: Apache-2.0
        # title: A tile
        # source: Somebody,
        #   "A paper", 2020
        # differs: in nothing
        weights:
          bits: 4  # stated
        """;

    [TestCase("diana", 1152, 1024, 512, 512, 6)]
    [TestCase("hermes", 256, 512, 256, 256, 8)]
    [TestCase("isaac", 128, 128, 16, 1, 8)]
    [TestCase("neurram", 256, 256, 128, 128, 8)]
    [TestCase("prime", 256, 256, 64, 8, 6)]
    [TestCase("puma", 128, 128, 16, 2, 8)]
    [TestCase("qr_accelerator", 256, 64, 32, 32, 4)]
    [TestCase("raella", 512, 1024, 168, 4, 7)]
    [TestCase("sonos", 1152, 256, 128, 128, 8)]
    [TestCase("xnor_sram", 512, 64, 64, 1, 4)]
    public void ANameAndAPresetAreAWholeTile(string preset, int rows, int columns, int outputs, int adcs, int adcBits)
    {
        LoadedConfiguration loaded = PresetTiles.Full(preset);
        LayerDesign design = LayerDesign.Derive(loaded);
        RtlConfiguration c = loaded.Configuration;
        Assert.Multiple(() =>
        {
            Assert.That((c.Crossbar.Rows, c.Crossbar.Columns), Is.EqualTo((rows, columns)));
            Assert.That((design.Grid.Outputs, design.Placement.Lanes, c.Adc.Bits), Is.EqualTo((outputs, adcs, adcBits)));
        });
    }

    [Test]
    public void TheTilesAboveAreAllThatThereAre()
    {
        IEnumerable<object?> tested = typeof(PresetCatalogTests).GetMethod(nameof(ANameAndAPresetAreAWholeTile))!
            .GetCustomAttributes(typeof(TestCaseAttribute), false)
            .Select(a => ((TestCaseAttribute)a).Arguments[0]);
        Assert.That(PresetTiles.Names, Is.EquivalentTo(tested));
    }

    [Test]
    public void TheFlashOfElevenLevelsHasElevenCodes()
    {
        IntegerRange code = LayerDesign.Derive(PresetTiles.Full("xnor_sram")).Arithmetic.Code;
        Assert.That(((int)code.Min, (int)code.Max), Is.EqualTo((0, 10)));
    }

    /// <summary>No value without a word on where it comes from.</summary>
    [Test]
    public void EveryKeySaysWhereItsValueComesFrom([ValueSource(typeof(PresetTiles), nameof(PresetTiles.Names))] string preset)
    {
        string[] lines = [.. new PresetCatalog().Find(preset).Yaml.TrimEnd('\n').Split('\n').SkipWhile(l => l.StartsWith('#'))];
        Assert.That(lines.Where(l => !Section().IsMatch(l) && !Value().IsMatch(l)), Is.Empty);
    }

    [Test]
    public void LeadingCommentsAreJoined()
    {
        Preset preset = Preset.Parse("tile", Header);
        Assert.That(preset, Is.EqualTo(new Preset("tile", "A tile", "Somebody, \"A paper\", 2020", "in nothing", Header)));
    }

    [TestCase("# title: A tile\n", "", "preset 'tile' has no comment '# title: …' at its beginning")]
    [TestCase("# differs: in nothing\n", "", "preset 'tile' has no comment '# differs: …' at its beginning")]
    [TestCase("# title", "# titel", "preset 'tile': '# titel: A tile' is none of its leading comments: title, source, differs")]
    [TestCase("# source", "# title", "preset 'tile': '# title: Somebody,' is none of its leading comments: title, source, differs")]
    [TestCase("# title: A tile\n", "#   A tile\n", "preset 'tile': '#   A tile' is none of its leading comments: title, source, differs")]
    public void APresetThatDoesNotDescribeItselfIsRefused(string old, string replacement, string message) => Assert.That(
        () => Preset.Parse("tile", Header.Replace(old, replacement, StringComparison.Ordinal)),
        Throws.TypeOf<InvalidDataException>().With.Message.EqualTo(message));

    [Test]
    public void AnUnknownNameListsThoseThereAre()
    {
        Diagnostic error = Assert.Throws<BadInputException>(() => new PresetCatalog().Find("isac"))!.Diagnostics.Single();
        Assert.That($"{error}", Is.EqualTo(
            $"error RTG009: there is no preset isac; did you mean 'isaac'? available presets: {string.Join(", ", PresetTiles.Names)}"));
    }

    [GeneratedRegex("^[a-z]+:$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Section();

    [GeneratedRegex("^  [a-z_]+: .*[^ ] +# (stated|nearest|assumed)(: [^ ].*)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Value();
}
