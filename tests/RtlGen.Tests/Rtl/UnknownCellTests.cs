// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Devices;
using RtlGen.Emission;
using RtlGen.Tensors;
using RtlGen.Tests.Control;

namespace RtlGen.Tests.Rtl;

/// <summary>A layer whose cells are fixed cannot know what they hold; co-simulation in four states does: unknown cells are a fault.</summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class UnknownCellTests
{
    private const string Layer = """
        name: fixed
        layer: {inputs: 6, outputs: 4}
        weights: {bits: 2, encoding: offset}
        inputs: {bits: 2, encoding: unsigned}
        crossbar: {rows: 6, columns: 4, cell_bits: 2}
        output: {requantize: shift, bits: 6}

        """;

    [TestCase("adc: {kind: sar, bits: 5, columns_per_adc: 2}")]
    [TestCase("adc: {kind: flash, bits: 5, columns_per_adc: 2}")]
    [TestCase("adc: {kind: ramp, bits: 5, columns_per_adc: 2}")]
    [TestCase("adc: {kind: external, bits: 5, columns_per_adc: 2, conversion_cycles: 3}")]
    [TestCase("adc: {kind: sense_amplifier, bits: 1, columns_per_adc: 2, range: full}\ninterface: {control: apb, programming: false}")]
    public async Task AnUnknownCellIsSeenInTheCodes(string adc)
    {
        LayerTensors layer = LayerOf(adc);
        Assert.That(await FaultsAsync(layer), Has.Some.StartsWith("code has unknown bits (x), first at [0"));
    }

    /// <summary>ADCs of their own look thresholds up one after the other: an unknown number must not pass for a low one.</summary>
    [Test]
    public async Task AnUnknownCellIsSeenBehindThresholds() =>
        Assert.That(await FaultsAsync(WithThresholds()), Has.Some.StartsWith("code has unknown bits (x), first at [0"));

    /// <summary>A condition takes an unknown comparator for 0: written so, ADCs would hide what the cells are.</summary>
    [TestCase("rtl/fixed_adc_ramp.v", "if (converting) code_q[a*BITS+:BITS] <= (start | comparator[a]) ? ramp_q : code_q[a*BITS+:BITS];", "if (converting & (start | comparator[a])) code_q[a*BITS+:BITS] <= ramp_q;")]
    [TestCase("sim/fixed_crossbar.v", "reached[bit_index] = value >=", "if (value >= maps[first+{{(32 - CODE_BITS) {1'b0}}, trial}-32'd1]) reached = trial; if (1'b0) trial[0] = value >=")]
    public async Task AnAdcThatHidesUnknownNumbersWouldBeSilent(string file, string right, string wrong)
    {
        LayerTensors layer = file.Contains("ramp", StringComparison.Ordinal) ? LayerOf("adc: {kind: ramp, bits: 5, columns_per_adc: 2}") : WithThresholds();
        Assert.That(await FaultsAsync(layer, (file, right, wrong)), Has.None.StartsWith("code has unknown bits (x)"));
    }

    private static LayerTensors WithThresholds()
    {
        LayerTensors layer = LayerOf("adc: {kind: sar, bits: 5, columns_per_adc: 2}");
        long[] ideal = RealAdcs.IdealThresholds(layer.Design);
        Tensor thresholds = new(layer.Design.Grid.RowTiles, layer.Design.Grid.ColumnTiles, layer.Design.Adcs, ideal.Length);
        for (int i = 0; i < thresholds.Data.Length; i++)
        {
            thresholds.Data[i] = ideal[i % ideal.Length];
        }

        return layer with { Parameters = layer.Parameters! with { AdcThresholds = thresholds } };
    }

    private static LayerTensors LayerOf(string adc)
    {
        var design = LayerDesign.Derive(ConfigurationReader.Parse(Layer + adc, "fixed.yaml"));
        var drawn = global::RtlGen.CoSimulation.RandomTensors.Draw(design, vectors: 3, seed: 2);
        Array.Fill(drawn.Inputs.Data, 3);
        return new LayerTensors(design, drawn.Parameters, drawn.Inputs);
    }

    /// <summary>What co-simulation in Icarus Verilog complains of, the cells of a few rows of one column being unknown.</summary>
    private static async Task<string[]> FaultsAsync(LayerTensors layer, (string File, string Right, string Wrong)? edit = null)
    {
        var model = SimulationModel.Of(layer.Design, layer.Parameters!);
        GeneratedFile image = model.Images.Single(i => string.Equals(i.Path, "cells_0.hex", StringComparison.Ordinal));
        Assert.That(image.Content[8], Is.EqualTo('\n'), "a word a line");
        string unknown = image.Content[..7] + "x" + image.Content[8..];
        model = model with { Images = [.. model.Images.Select(i => i == image ? i with { Content = unknown } : i)] };
        if (edit is var (file, right, wrong))
        {
            model = Broken.Of(model, file, right, wrong);
        }

        LayerVerdict verdict = await LayerVerification.RunAsync(
            model, layer.Parameters!, layer.Inputs!,
            LayerRun.Options(layer, SimulationEngine.Icarus) with { Passes = [new SimulationPass("plain", 1)], MalformedPackets = [] }, CancellationToken.None);
        return [.. verdict.Comparisons[0].Pass.Faults.Select(f => f.Message)];
    }
}
