// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Emission;
using RtlGen.Tensors;

namespace RtlGen.Tests.Rtl;

/// <summary>External ADCs that take another time for every conversion: values as ever, every vector on the cycle computed for it.</summary>
internal sealed class VaryingConversionTests
{
    private const string Grid = """
        name: times
        layer: {inputs: 13, outputs: 10}
        weights: {bits: 3, encoding: offset, reference: column}
        inputs: {bits: 4, encoding: twos_complement}
        crossbar: {rows: 11, columns: 17, cell_bits: 2}
        output: {requantize: shift, bits: 6, bias_bits: 8}

        """;

    /// <summary>One ADC with one column: held samples queue up behind a slow conversion, and fast ones follow each other.</summary>
    private const string OneColumn = """
        name: times
        layer: {inputs: 9, outputs: 1}
        weights: {bits: 2, encoding: differential, subtraction: analog}
        inputs: {bits: 3, encoding: unsigned}
        crossbar: {rows: 12, columns: 2, rows_per_activation: 3}
        dac: {settle_cycles: 0}
        adc: {kind: external, bits: 3, conversion_cycles: 5}
        output: {requantize: none, bias_bits: 4}
        """;

    /// <summary>The readout takes longer than a vector's conversions: its bank must not be written before it ends, however fast they are.</summary>
    private const string LongReadout = """
        name: times
        layer: {inputs: 6, outputs: 32}
        weights: {bits: 1, encoding: offset}
        inputs: {bits: 1, encoding: unsigned}
        crossbar: {rows: 6, columns: 32}
        dac: {settle_cycles: 0}
        adc: {kind: external, bits: 3, conversion_cycles: 20}
        output: {requantize: none, bias_bits: 0, requantizers: 1}
        """;

    private const string Parallel = "adc: {kind: external, bits: 6, columns_per_adc: 4, conversion_cycles: 9, sample_and_hold: ";

    [TestCase(Grid + Parallel + "none}\n", 3ul)]
    [TestCase(Grid + Parallel + "single}\n", 4ul)]
    [TestCase(Grid + Parallel + "double}\n", 5ul)]
    [TestCase(Grid + "adc: {kind: external, bits: 6, columns_per_adc: 4, conversion_cycles: 40, link: serial, serial: {chain: 2, ready: busy}}\n", 6ul)]
    [TestCase(OneColumn, 7ul)]
    [TestCase(LongReadout, 8ul)]
    public Task AgreesOnVerilator(string yaml, ulong seed) => MustPassAsync(yaml, seed, SimulationEngine.Verilator);

    [TestCase(Grid + Parallel + "double}\n", 9ul)]
    [TestCase(OneColumn, 10ul)]
    public Task AgreesOnIcarus(string yaml, ulong seed) => MustPassAsync(yaml, seed, SimulationEngine.Icarus);

    [Test]
    public async Task ACycleThatIsNotTheComputedOneIsSeen()
    {
        LayerTensors layer = Layer(Grid + Parallel + "double}\n");
        LayerVerdict verdict = await RunAsync(layer, 5, SimulationEngine.Icarus);
        Assert.That(verdict.Cycles!.Agrees, Is.True);
        LayerVerdict otherSeed = LayerVerification.Judge(layer.Design, verdict.Run, verdict.Reference, 6);
        Assert.That(otherSeed.Passes, Is.False);
        Assert.That(otherSeed.Cycles!.Varying!.Differing, Is.Positive);
        Assert.That(otherSeed.Cycles.ToString(), Does.Contain("vectors on another cycle than their conversion times say"));
    }

    /// <summary>What fast conversions need of the hardware, taken away: the values must suffer.</summary>
    [TestCase(OneColumn, "rtl/times_tile.v", ".FEWEST_CYCLES(2)", ".FEWEST_CYCLES(1)")]
    [TestCase(LongReadout, "rtl/times_layer.v", ".RELEASE_INDEX(24)", ".RELEASE_INDEX(6)")]
    public async Task FastConversionsAreProvidedFor(string yaml, string file, string before, string after)
    {
        LayerTensors layer = Layer(yaml);
        SimulationModel model = SimulationModel.Of(layer.Design, layer.Parameters!, 11);
        Assert.That((await RunAsync(layer, model)).Passes, Is.True);
        GeneratedFile original = model.Sources.Single(s => string.Equals(s.Path, file, StringComparison.Ordinal));
        Assert.That(original.Content, Does.Contain(before), "the change must change something");
        GeneratedFile changed = original with { Content = original.Content.Replace(before, after, StringComparison.Ordinal) };
        LayerVerdict verdict = await RunAsync(layer, model with { Sources = [.. model.Sources.Select(s => s == original ? changed : s)] });
        Assert.That(verdict.FirstDiverging, Is.Not.Null);
    }

    private static Task<LayerVerdict> RunAsync(LayerTensors layer, SimulationModel model) => LayerVerification.RunAsync(
        model,
        layer.Parameters!,
        layer.Inputs!,
        LayerRun.Options(layer, SimulationEngine.Icarus) with
        {
            ConversionSeed = 11,
            Passes = [new SimulationPass("unstalled", 1) { MinimumVectors = 250 }],
        },
        CancellationToken.None);

    private static async Task MustPassAsync(string yaml, ulong seed, SimulationEngine engine)
    {
        LayerTensors layer = Layer(yaml);
        LayerVerdict verdict = await RunAsync(layer, seed, engine);
        Assert.That(LayerRun.Complaint(verdict), Is.Null);
        Assert.That(verdict.Cycles!.Varying!.Vectors, Is.EqualTo(verdict.Run.Passes[0].Vectors));
    }

    private static Task<LayerVerdict> RunAsync(LayerTensors layer, ulong seed, SimulationEngine engine) => LayerVerification.RunAsync(
        layer.Design,
        layer.Parameters!,
        layer.Inputs!,
        LayerRun.Options(layer, engine) with { ConversionSeed = seed },
        CancellationToken.None);

    private static LayerTensors Layer(string yaml)
    {
        var design = LayerDesign.Derive(ConfigurationReader.Parse(yaml.ReplaceLineEndings("\n"), "times.yaml"));
        var drawn = global::RtlGen.CoSimulation.RandomTensors.Draw(design, vectors: 8, seed: 13);
        return new LayerTensors(design, drawn.Parameters, drawn.Inputs);
    }
}
