// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Emission;
using RtlGen.Tensors;

namespace RtlGen.Tests.Rtl;

/// <summary>
/// Each rule of the models of the chips can be broken, and is seen: one constant or operator of the RTL is changed, the
/// chip says which rule that breaks, and codes go wrong.
/// </summary>
internal sealed class BrokenSerialLinkTests
{
    private const string Yaml = """
        name: broken
        layer: {inputs: 5, outputs: 4}
        weights: {bits: 2, encoding: offset}
        inputs: {bits: 2, encoding: unsigned}
        crossbar: {rows: 6, columns: 8, cell_bits: 2}
        dac: {kind: voltage, bits: 2, link: serial, serial: {clock_divider: 2, command_bits: 1, command: 1, address_bits: 2, channels: 3, data_bits: 4, trailing_bits: 2, load_cycles: 3}}
        adc: {kind: external, bits: 6, columns_per_adc: 2, conversion_cycles: 9, link: serial, serial: {clock_divider: 2, leading_bits: 3, trailing_bits: 1, chain: 2, acquire_cycles: 3}}
        output: {requantize: none, bias_bits: 4}
        """;

    private const string Tile = "rtl/broken_tile.v";
    private const string Adc = "rtl/broken_adc_serial.v";
    private const string Dac = "rtl/broken_dac_serial.v";

    private static readonly LayerTensors s_layer = Draw();

    [Test]
    public async Task TheDesignItselfPasses()
    {
        LayerVerdict verdict = await RunAsync(SimulationModel.Of(s_layer.Design, s_layer.Parameters!));
        Assert.That(LayerRun.Complaint(verdict), Is.Null);
    }

    [TestCase(Tile, ".ACQUIRE_CYCLES(3)", ".ACQUIRE_CYCLES(2)", "a conversion starts before its input was acquired")]
    [TestCase(Adc, "if (sample & last_bit) convert_q", "if (conversion_done) convert_q", "a conversion starts too soon after the last one")]
    [TestCase(Tile, ".CLOCK_DIVIDER (2)", ".CLOCK_DIVIDER (1)", "half a period of the clock is too short")]
    [TestCase(Tile, ".READY_CYCLES  (9)", ".READY_CYCLES  (5)", "the clock comes before the data is ready")]
    [TestCase(Adc, "if (half_end) clock_q <= !clock_q;", "if (half_end) clock_q <= !clock_q; else if (state_q == ACQUIRE & converting & count_q == 1) clock_q <= !clock_q;", "the clock comes between conversions")]
    [TestCase(Tile, ".LEADING_BITS  (3)", ".LEADING_BITS  (2)", "a readout of wrong length")]
    [TestCase(Adc, "frame_end & adc_q == FINAL_ADC[CHAIN_BITS-1:0]", "frame_end", "a readout of wrong length")]
    [TestCase(Tile, ".TRAILING_BITS (1)", ".TRAILING_BITS (0)", "a readout of wrong length")]
    [TestCase(Tile, ".LEADING_BITS  (3)", ".LEADING_BITS  (4)", "a readout that is too long")]
    public Task AnAdcChipSeesIt(string file, string before, string after, string message) => IsSeen(message, (file, before, after));

    [TestCase(Dac, "if (load | bit_end) data_q", "if (load | half_end) data_q", "data changes at a sampling edge")]
    [TestCase(Tile, ".CLOCK_DIVIDER(2)", ".CLOCK_DIVIDER(1)", "data changes at a sampling edge")]
    [TestCase(Dac, "count_q == FINAL_HALF[COUNT_BITS-1:0]", "count_q == (half_q ? 0 : 2)", "half a period of the clock is too short")]
    [TestCase(Tile, ".TRAILING_BITS(2)", ".TRAILING_BITS(3)", "a frame of wrong length")]
    [TestCase(Tile, ".TRAILING_BITS(2)", ".TRAILING_BITS(1)", "a frame of wrong length")]
    [TestCase(Tile, ".COMMAND      (16'd1)", ".COMMAND      (16'd0)", "a frame with a wrong command or address")]
    [TestCase(Dac, "COMMAND_WORD[WORD-1:0] | (", "COMMAND_WORD[WORD-1:0] ^ (2'd3 << (WORD - PREFIX)) ^ (", "a frame with a wrong command or address")]
    [TestCase(Dac, "half_end & half_q;", "half_end & (half_q | bit_q == FRAME);", "a frame begins too soon after the last one")]
    [TestCase(Dac, "load_q <= transfer_end |", "load_q <= (bit_end & bit_q == 3 & channel_q == 2) | transfer_end |", "the load strobe comes within a frame")]
    [TestCase(Dac, "FINAL_CHANNEL = CHANNELS - 1;", "FINAL_CHANNEL = CHANNELS - 2;", "the load strobe comes before every channel was written")]
    [TestCase(Tile, ".LOAD_CYCLES  (3)", ".LOAD_CYCLES  (2)", "the load strobe is too short")]
    [TestCase(Tile, ".CLOCK_DIVIDER(2)", ".CLOCK_DIVIDER(3)", "the rows are used before they are loaded")]
    public Task ADacChipSeesIt(string file, string before, string after, string message) => IsSeen(message, (file, before, after));

    /// <summary>A bit to the left or right breaks no rule of the chips either.</summary>
    [Test]
    public async Task ACodeAtTheWrongPlaceOfItsFrameIsSeen()
    {
        LayerVerdict verdict = await RunAsync(Changed((Tile, ".LEADING_BITS  (3)", ".LEADING_BITS  (2)"), (Tile, ".TRAILING_BITS (1)", ".TRAILING_BITS (2)")));
        Assert.That(verdict.FirstDiverging!.First!.Tap, Is.EqualTo(Tap.Code));
        Assert.That(verdict.Comparisons[0].Pass.Faults, Is.Empty);
    }

    /// <summary>A slower clock breaks no rule of the chips, but the schedule.</summary>
    [Test]
    public async Task ASlowerClockIsSeenInTheCycles()
    {
        LayerVerdict verdict = await RunAsync(Changed((Tile, ".CLOCK_DIVIDER (2)", ".CLOCK_DIVIDER (3)")));
        Assert.That(verdict.FirstDiverging, Is.Null, "every value is right");
        Assert.That(verdict.Cycles!.Agrees, Is.False);
    }

    private static async Task IsSeen(string message, params (string File, string Before, string After)[] changes)
    {
        LayerVerdict verdict = await RunAsync(Changed(changes));
        Assert.That(verdict.Passes, Is.False);
        Assert.That(verdict.FirstDiverging, Is.Not.Null, "the result must be wrong, not only the chip complain");
        Assert.That(
            verdict.Comparisons[0].Pass.Faults.Select(f => f.Message),
            Has.Some.Match($"^tile 0, (ADC|DAC chip) [0-9]+: {message}$"));
    }

    private static SimulationModel Changed(params (string File, string Before, string After)[] changes)
    {
        SimulationModel model = SimulationModel.Of(s_layer.Design, s_layer.Parameters!);
        foreach ((string file, string before, string after) in changes)
        {
            GeneratedFile original = model.Sources.Single(s => string.Equals(s.Path, file, StringComparison.Ordinal));
            Assert.That(original.Content, Does.Contain(before), "the change must change something");
            GeneratedFile changed = original with { Content = original.Content.Replace(before, after, StringComparison.Ordinal) };
            model = model with { Sources = [.. model.Sources.Select(s => s == original ? changed : s)] };
        }

        return model;
    }

    private static Task<LayerVerdict> RunAsync(SimulationModel model) => LayerVerification.RunAsync(
        model,
        s_layer.Parameters!,
        s_layer.Inputs!,
        new CoSimulationOptions
        {
            Engine = SimulationEngine.Icarus,
            CacheDirectory = TestCache.Folder,
            Passes = [new SimulationPass("unstalled", 1)],
        },
        CancellationToken.None);

    private static LayerTensors Draw()
    {
        var design = LayerDesign.Derive(ConfigurationReader.Parse(Yaml, "broken.yaml"));
        var drawn = global::RtlGen.CoSimulation.RandomTensors.Draw(design, vectors: 4, seed: 5);
        return new LayerTensors(design, drawn.Parameters, drawn.Inputs);
    }
}
