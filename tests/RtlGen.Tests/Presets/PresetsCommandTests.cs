// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.Tests.CommandLine;

namespace RtlGen.Tests.Presets;

/// <summary><c>rtlgen presets</c>.</summary>
internal sealed class PresetsCommandTests
{
    [Test]
    public async Task TheListNamesEachWithItsTitleAndSource()
    {
        CommandRun run = (await CommandRun.Of("presets")).Succeeded();
        IEnumerable<string> expected = new PresetCatalog().All.Select(p => $"{p.Name}\n  {p.Title}\n  {p.Source}\n");
        Assert.That(run.Out, Is.EqualTo(string.Join('\n', expected)));
    }

    [Test]
    public async Task OneIsPrintedAsItIs()
    {
        CommandRun run = (await CommandRun.Of("presets", "isaac")).Succeeded();
        Assert.That(new EmbeddedPresets().TryGet("isaac", out string yaml), Is.True);
        Assert.That(run.Out, Is.EqualTo(yaml));
    }

    [Test]
    public async Task TheJsonHoldsTheSame()
    {
        using JsonDocument list = JsonDocument.Parse((await CommandRun.Of("presets", "--json")).Succeeded().Out);
        using JsonDocument one = JsonDocument.Parse((await CommandRun.Of("presets", "puma", "--json")).Succeeded().Out);
        Preset puma = new PresetCatalog().Find("puma");
        JsonElement listed = list.RootElement.GetProperty("presets").EnumerateArray().Single(p => p.GetProperty("name").ValueEquals("puma"));
        Assert.Multiple(() =>
        {
            Assert.That(list.RootElement.GetProperty("presets").GetArrayLength(), Is.EqualTo(PresetTiles.Names.Count));
            Assert.That(listed.GetProperty("title").GetString(), Is.EqualTo(puma.Title));
            Assert.That(listed.GetProperty("source").GetString(), Is.EqualTo(puma.Source));
            Assert.That(listed.TryGetProperty("yaml", out _), Is.False);
            Assert.That(one.RootElement.GetProperty("differs").GetString(), Is.EqualTo(puma.Differs));
            Assert.That(one.RootElement.GetProperty("yaml").GetString(), Is.EqualTo(puma.Yaml));
        });
    }

    [Test]
    public async Task AnUnknownNameIsBadInput()
    {
        CommandRun run = (await CommandRun.Of("presets", "isac")).Failed(3);
        Assert.That(run.ErrorLines[0], Does.StartWith("error RTG009: there is no preset isac; did you mean 'isaac'? "));
    }
}
