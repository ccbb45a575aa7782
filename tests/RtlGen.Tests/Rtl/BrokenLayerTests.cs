// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Emission;
using RtlGen.Golden;
using RtlGen.Tensors;

namespace RtlGen.Tests.Rtl;

/// <summary>The comparison can fail: one expected value, one operator of the RTL, one constant of a template are changed.</summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class BrokenLayerTests
{
    private const string Yaml = """
        name: broken
        layer: {inputs: 12, outputs: 5}
        weights: {bits: 4, encoding: offset}
        inputs: {bits: 3, encoding: twos_complement}
        crossbar: {rows: 8, columns: 16, cell_bits: 2}
        adc: {kind: sar, bits: 5, columns_per_adc: 4}
        output: {requantize: shift, bits: 6, bias_bits: 8}
        """;

    private LayerTensors _layer = new(LayerDesign.Derive(ConfigurationReader.Parse(Yaml, "broken.yaml")), null, null);

    [OneTimeSetUp]
    public void Draw()
    {
        var drawn = global::RtlGen.CoSimulation.RandomTensors.Draw(_layer.Design, vectors: 6, seed: 7);
        _layer = _layer with { Parameters = drawn.Parameters, Inputs = drawn.Inputs };
    }

    [Test]
    public Task TheLayerItselfPasses() => LayerRun.MustPassAsync(_layer);

    [Test]
    public async Task OneExpectedValueIsMissed([Values] Tap tap)
    {
        LayerVerdict verdict = await LayerRun.MustPassAsync(_layer);
        ReferenceResult reference = verdict.Reference;
        Tensor changed = tap switch
        {
            Tap.Code => reference.Codes,
            Tap.Accumulator => reference.Accumulators,
            Tap.Y => reference.Y,
            Tap.Output => reference.Outputs,
            _ => reference.Overflow,
        };
        changed.Data[2] ^= 1;

        LayerVerdict judged = LayerVerification.Judge(_layer.Design, verdict.Run, reference);

        Assert.That(judged.Passes, Is.False);
        Assert.That(judged.FirstDiverging!.First!.Tap, Is.EqualTo(tap));
    }

    // One operator or constant in a module of the library.
    [TestCase("rtl/broken_lane.v", "combined_q) + parts(", "combined_q) - parts(")]
    [TestCase("rtl/broken_lane.v", "shifted - addend : shifted + addend", "shifted + addend : shifted + addend")]
    [TestCase("rtl/broken_adc_sar.v", "~(test_q & {BITS{!comparator[a]}})", "~(test_q & {BITS{comparator[a]}})")]
    [TestCase("rtl/broken_row_sum.v", "old << shift", "old >> shift")]
    [TestCase("rtl/broken_round_shift.v", "assign increment = half;", "assign increment = 1'b0;")]
    [TestCase("rtl/broken_clamp.v", "(value > HI) ? HI", "(value > LO) ? HI")]
    [TestCase("rtl/broken_correct.v", "scaled_q - debt_q", "scaled_q + debt_q")]
    [TestCase("rtl/broken_packet_check.v", "is_final != last", "is_final & !last")]
    [TestCase("rtl/broken_skid_buffer.v", "full_q ? data_q : in_data", "in_data")]
    [TestCase("rtl/broken_readout.v", "{BANK_BITS{1'b0}} : bank_q + 1'b1", "{BANK_BITS{1'b0}} : bank_q")]
    [TestCase("rtl/broken_sequencer.v", "(!active_q | convert_end)", "!active_q")]
    // One constant that a template places.
    [TestCase("rtl/broken_layer.v", ".OWED_SHIFT (3)", ".OWED_SHIFT (2)")]
    [TestCase("rtl/broken_tile.v", ".PART_SHIFT   (10'h40)", ".PART_SHIFT   (10'h20)")]
    [TestCase("rtl/broken_tile.v", ".PHASE_NEGATIVE(3'h1)", ".PHASE_NEGATIVE(3'h0)")]
    [TestCase("rtl/broken_layer.v", ".BIAS_SHIFT (0)", ".BIAS_SHIFT (1)")]
    public async Task AChangedDesignFails(string file, string before, string after)
    {
        SimulationModel model = SimulationModel.Of(_layer.Design, _layer.Parameters!);
        GeneratedFile original = model.Sources.Single(s => string.Equals(s.Path, file, StringComparison.Ordinal));
        Assert.That(original.Content, Does.Contain(before), "the change must change something");
        SimulationModel changed = model with
        {
            Sources = [.. model.Sources.Select(s => s == original ? s with { Content = s.Content.Replace(before, after, StringComparison.Ordinal) } : s)],
        };

        LayerVerdict verdict = await LayerVerification.RunAsync(
            changed, _layer.Parameters!, _layer.Inputs!, LayerRun.Options(_layer), CancellationToken.None);

        Assert.That(verdict.Passes, Is.False);
    }
}
