// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Synthesis;
using RtlGen.Tests.CommandLine;
using RtlGen.Tests.Golden;
using RtlGen.Tools;

namespace RtlGen.Tests.Synthesis;

/// <summary>Recorded cell counts: a sample of them holds, and a change is told.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class RecordedCellsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestCase("rtlgen_skid_buffer WIDTH 32")]
    [TestCase("rtlgen_axi4_lite")]
    [TestCase("rtlgen_lane")]
    [TestCase("rtlgen_sequencer")]
    [TestCase("rtlgen_correct")]
    public async Task ASampleIsAsRecorded(string name)
    {
        string file = RepositoryFolder.Find("benchmarks/synthesis/recorded.json");
        var recorded = RecordedCells.Read(file);
        InstalledTool yosys = await ToolVersions.RequireAsync(ToolCatalog.Yosys, CancellationToken.None);
        if (!recorded.Tool.Equals($"yosys {yosys.Version}", StringComparison.Ordinal))
        {
            Assert.Ignore($"SKIPPED LOUDLY: the cells were recorded with {recorded.Tool}, and this is {yosys.Version}, which counts others");
        }

        RecordedEntry entry = recorded.Entries.Single(e => e.Name.Equals(name, StringComparison.Ordinal));
        Assert.That(entry.Cells["ice40"], Is.Not.Empty);
        Assert.That(
            RecordedCells.Compare(entry, await RecordedCells.CountAsync(entry, Path.GetDirectoryName(file)!, CancellationToken.None)), Is.Empty,
            "a change that is meant is recorded with 'make synth-update'");
    }

    [Test]
    public void EveryModuleOfTheLibraryIsRecorded()
    {
        var recorded = RecordedCells.Read(RepositoryFolder.Find("benchmarks/synthesis/recorded.json"));
        Assert.That(
            recorded.Entries.Where(e => e.Parameters.Count == 0 && e.Module is not null).Select(e => e.Module),
            Is.EquivalentTo(RtlGen.Emission.RtlLibrary.Sources.Keys.Select(Path.GetFileNameWithoutExtension)));
        Assert.That(recorded.Entries.Where(e => !e.Cells.ContainsKey("ice40") || !e.Cells.ContainsKey("generic")), Is.Empty);
    }

    [Test]
    public async Task AChangeIsToldAndCanBeRecorded()
    {
        string file = _folder.Write("recorded.json", """
            {"tool": "yosys 0.23", "entries": [{"module": "rtlgen_skid_buffer", "parameters": {"WIDTH": 4}, "block_rams": 0, "cells": {}}]}
            """);
        Expect(await CommandRun.Of("synth", "--check", file), "rtlgen_skid_buffer WIDTH 4, ice40: SB_DFF was 0, is 4");
        (await CommandRun.Of("synth", "--check", file, "--update")).Succeeded();
        Assert.That((await CommandRun.Of("synth", "--check", file)).Succeeded().Out, Is.Empty);
        // Of every kind of thing that is recorded one is changed: a count, the expected block RAMs, the equivalent.
        string recorded = await File.ReadAllTextAsync(file);
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> now = RecordedCells.Read(file).Entries[0].Cells;
        Assert.That(RecordedCells.Compare(RecordedCells.Read(file).Entries[0], now), Is.Empty);
        foreach ((string from, string to, string told) in ((string, string, string)[])
        [
            ("\"SB_DFF\": 4", "\"SB_DFF\": 5", "rtlgen_skid_buffer WIDTH 4, ice40: SB_DFF was 5, is 4"),
            ("\"block_rams\": 0", "\"block_rams\": 1", "rtlgen_skid_buffer WIDTH 4: 0 block RAMs of an iCE40, but 1 are expected"),
            ("\"block_rams\": 0", "\"block_rams\": 0, \"equivalent\": {\"what\": \"a wire\", \"luts\": 0, \"flip_flops\": 0}", "larger than a wire with 0 and 0"),
        ])
        {
            string changed = _folder.Write("changed.json", recorded.Replace(from, to, StringComparison.Ordinal));
            Assert.That(RecordedCells.Compare(RecordedCells.Read(changed).Entries[0], now), Has.One.Items.And.Some.Contains(told));
        }

        // No update makes a block RAM expected.
        await File.WriteAllTextAsync(file, recorded.Replace("\"block_rams\": 0", "\"block_rams\": 1", StringComparison.Ordinal));
        Expect(await CommandRun.Of("synth", "--check", file, "--update"), "1 are expected");
    }

    private static void Expect(CommandRun run, string told) => Assert.Multiple(() =>
    {
        Assert.That(run.ExitCode, Is.EqualTo(1), run.Error);
        Assert.That(run.Out, Does.Contain(told));
    });
}
