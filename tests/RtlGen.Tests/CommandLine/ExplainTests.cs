// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using NUnit.Framework;
using RtlGen.Tensors;

namespace RtlGen.Tests.CommandLine;

/// <summary>The figures of <c>explain</c>, worked out by hand from the contract.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ExplainTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task TheContractsExampleInWords()
    {
        CommandRun run = (await CommandRun.Of("explain", _folder.Write("c.yaml", Samples.DigitsFc1))).Succeeded();
        string text = string.Join('\n', run.Out.Split('\n').Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
        Assert.Multiple(() =>
        {
            Assert.That(text, Does.StartWith("digits_fc1: 64 inputs x 32 outputs\n"));
            Assert.That(text, Does.Contain("\ngrid 1 row tile x 1 column tile = 1; a tile holds 64 inputs x 32 outputs\n"));
            Assert.That(text, Does.Contain("\nlanes 8 of 8 conversion columns; 4 outputs a lane; 8 ADCs a tile\n"));
            Assert.That(text, Does.Contain("\nplacement part j of output n: lane n / 4, mux position (n mod 4) * 2 + j\n"));
            Assert.That(text, Does.Contain("\n1 +4 bits 3..2 of w + 8\n"));
            Assert.That(text, Does.Contain("\n0 +8 bit 3 of x 0\n"));
            Assert.That(text, Does.Contain("\ncolumn value 8 0 … 192 64 rows at once x slice up to 1 x cell up to 3\n"));
            // z reaches 192 + 4 x 192 = 960, the accumulator 960 x (8 + 4 + 2 + 1) = 14400.
            Assert.That(text, Does.Contain("\naccumulator 15 0 … 14400 "));
            Assert.That(text, Does.Contain("\nstep 64 cycles = max(drive and settle 2 + sample 1, convert 64)\n"));
            Assert.That(text, Does.Contain("\ninterval 256 cycles between vectors, limited by activation steps\n"));
            Assert.That(text, Does.Contain("\nmax(input beats 8, steps 256, readout 32, output beats 4)\n"));
            Assert.That(text, Does.Contain("\nADC utilisation 100.0 % = 256 conversions x 8 cycles / (8 ADCs x 256 cycles)\n"));
            Assert.That(text, Does.Contain("\ntrial in 64 "));
            Assert.That(run.Error, Is.Empty);
        });
    }

    [Test]
    public async Task TheContractsExampleForPrograms()
    {
        CommandRun run = (await CommandRun.Of("explain", _folder.Write("c.yaml", Samples.DigitsFc1), "--json")).Succeeded();
        using JsonDocument document = JsonDocument.Parse(run.Out);
        JsonElement root = document.RootElement;
        Assert.Multiple(() =>
        {
            Assert.That(root.GetProperty("tiles").GetProperty("lanes").GetInt32(), Is.EqualTo(8));
            Assert.That(root.GetProperty("tiles").GetProperty("tile_outputs").GetInt32(), Is.EqualTo(32));
            Assert.That(root.GetProperty("phases").EnumerateArray().Select(p => p.GetProperty("coefficient").GetInt32()), Is.EqualTo([8, 4, 2, 1]));
            Assert.That(root.GetProperty("parts").EnumerateArray().Select(p => p.GetProperty("coefficient").GetInt32()), Is.EqualTo([1, 4]));
            Assert.That(root.GetProperty("cycles").GetProperty("interval").GetInt32(), Is.EqualTo(256));
            Assert.That(root.GetProperty("cycles").GetProperty("limited_by").GetString(), Is.EqualTo("activation steps"));
            Assert.That(root.GetProperty("cycles").GetProperty("adc_utilisation").GetDouble(), Is.EqualTo(1.0));
        });
    }

    [Test]
    public async Task UnusedBitLinesAndConvertersAreCounted()
    {
        // 20 bit lines, 3 to an ADC: 6 lanes and 2 left over; 2 parts an output: one output and one spare column a lane;
        // 5 outputs: one lane stays without.
        string config = _folder.Write("c.yaml", Samples.Small
            .Replace("outputs: 2", "outputs: 5", StringComparison.Ordinal)
            .Replace("columns: 8", "columns: 20", StringComparison.Ordinal)
            .Replace("columns_per_adc: 2", "columns_per_adc: 3", StringComparison.Ordinal));
        CommandRun run = (await CommandRun.Of("explain", config, "--json")).Succeeded();
        using JsonDocument document = JsonDocument.Parse(run.Out);
        JsonElement tiles = document.RootElement.GetProperty("tiles");
        JsonElement cycles = document.RootElement.GetProperty("cycles");
        Assert.Multiple(() =>
        {
            Assert.That(tiles.GetProperty("bit_lines_used").GetInt32(), Is.EqualTo(10));
            Assert.That(tiles.GetProperty("bit_lines_without_lane").GetInt32(), Is.EqualTo(2));
            Assert.That(tiles.GetProperty("bit_lines_without_whole_output").GetInt32(), Is.EqualTo(6));
            Assert.That(tiles.GetProperty("bit_lines_beyond_outputs").GetInt32(), Is.EqualTo(2));
            Assert.That(cycles.GetProperty("conversions_per_vector").GetInt32(), Is.EqualTo(4 * 10));
            // 40 conversions of 5 cycles on 6 ADCs in 4 steps of 10 cycles.
            Assert.That(cycles.GetProperty("adc_utilisation").GetDouble(), Is.EqualTo(0.833333));
        });
    }

    [Test]
    public async Task TheShapeMayComeFromTheWeights()
    {
        string config = _folder.Write("c.yaml", Samples.Small.Replace("layer: {inputs: 3, outputs: 2}\n", "", StringComparison.Ordinal));
        CommandRun run = (await CommandRun.Of("explain", config, "--weights", _folder.Write("w.npy", new Tensor(20, 9)))).Succeeded();
        Assert.That(run.Out, Does.StartWith("tiny: 20 inputs x 9 outputs\n").And.Contain("3 row tiles x 3 column tiles = 9"));
    }

    [Test]
    public async Task SerialLinksInWords()
    {
        CommandRun run = (await CommandRun.Of("explain", _folder.Write("c.yaml", Samples.Serial))).Succeeded();
        Assert.Multiple(() =>
        {
            // Frames of 2 + 4 bits and one between them, to 3 channels; chains of 3 ADCs with 2 + 7 bits each.
            Assert.That(run.Out, Does.Contain("47 cycles a step = 3 channels x (6 + 1) bits x 2 x 1 + load 5; 3 chips"));
            Assert.That(run.Out, Does.Contain("115 cycles (external), "));
            Assert.That(run.Out, Does.Contain("acquire 1 + ready at most 4 + synchroniser 2 + read 3 ADCs x 9 bits x 2 x 2; 3 data pins"));
            Assert.That(run.Out, Does.Contain("max(drive and settle 49 + sample 1, convert 115)"));
            Assert.That(run.Out, Does.Match(@"\n +dac_data +in +3 ").And.Match(@"\n +adc_busy +out +3 "));
        });
    }

    [Test]
    public async Task SerialLinksForPrograms()
    {
        CommandRun run = (await CommandRun.Of("explain", _folder.Write("c.yaml", Samples.Serial), "--json")).Succeeded();
        using JsonDocument document = JsonDocument.Parse(run.Out);
        JsonElement cycles = document.RootElement.GetProperty("cycles");
        Assert.Multiple(() =>
        {
            Assert.That(cycles.GetProperty("dac_transfer").GetInt32(), Is.EqualTo(47));
            Assert.That(cycles.GetProperty("adc_readout").GetInt32(), Is.EqualTo(108));
            Assert.That(cycles.GetProperty("conversion").GetInt32(), Is.EqualTo(115));
        });
    }

    [Test]
    public async Task RegistersInWords()
    {
        string config = _folder.Write("c.yaml", Samples.Small + "\ninterface: {readback: true}\n");
        CommandRun run = (await CommandRun.Of("explain", config)).Succeeded();
        string text = string.Join('\n', run.Out.Split('\n').Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
        Assert.Multiple(() =>
        {
            // Up to 0x200 registers; ROW_TARGETS one word, ROW_CODES 8, BIAS 2: the whole takes 1024 bytes.
            Assert.That(text, Does.Contain("\nControl\nbus axi4_lite, 10 address bits: 1024 bytes\nprogramming yes\nreadback yes\noffset correction no\n"));
            Assert.That(text, Does.Contain("\nwindow ROW_TARGETS 1 word from 0x200, written: 16 unsigned integers of 2 bits, each 0 to 3, levels\n"));
            Assert.That(text, Does.Contain("\nwindow ROW_CODES 8 words from 0x220, read: "));
            Assert.That(text, Does.Contain("\nwindow BIAS 2 words from 0x240, written: a signed integer of 8 bits, -128 to 127\n"));
        });
    }

    [Test]
    public async Task RegistersForPrograms()
    {
        string config = _folder.Write("c.yaml", Samples.Small + "\ninterface: {control: apb, programming: false}\n");
        CommandRun run = (await CommandRun.Of("explain", config, "--json")).Succeeded();
        using JsonDocument document = JsonDocument.Parse(run.Out);
        JsonElement control = document.RootElement.GetProperty("control");
        Assert.Multiple(() =>
        {
            Assert.That(control.GetProperty("bus").GetString(), Is.EqualTo("apb"));
            Assert.That(control.GetProperty("address_bytes").GetInt32(), Is.EqualTo(1024));
            Assert.That(control.GetProperty("programming").GetBoolean(), Is.False);
            Assert.That(
                control.GetProperty("windows").EnumerateArray().Select(w => $"{w.GetProperty("name")} {w.GetProperty("words")} {w.GetProperty("bits")}"),
                Is.EqualTo(["OUTPUT 1 32", "BIAS 2 8"]));
        });
    }

    [Test]
    public async Task ALayerWithoutABusHasNoRegisters()
    {
        string config = _folder.Write("c.yaml", Samples.Small + "\ninterface: {control: port}\n");
        CommandRun words = (await CommandRun.Of("explain", config)).Succeeded();
        Assert.That(words.Out, Does.Match(@"\n  bus +none, no registers\n  parameters +2 words over the parameter port\n"));
        CommandRun run = (await CommandRun.Of("explain", config, "--json")).Succeeded();
        using JsonDocument document = JsonDocument.Parse(run.Out);
        JsonElement control = document.RootElement.GetProperty("control");
        Assert.That(control.GetProperty("bus").GetString(), Is.EqualTo("port"));
        Assert.That(control.GetProperty("windows").GetArrayLength(), Is.Zero);
    }
}
