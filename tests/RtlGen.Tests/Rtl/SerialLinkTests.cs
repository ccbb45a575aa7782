// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Tensors;

namespace RtlGen.Tests.Rtl;

/// <summary>Layers with converter chips on serial links: every value as the reference has it, every cycle as the schedule.</summary>
internal sealed class SerialLinkTests
{
    /// <summary>Two row tiles and two column tiles; 4 ADCs and the reference column's, of which chains of 2 and 3 leave a rest.</summary>
    private const string Grid = """
        name: chips
        layer: {inputs: 13, outputs: 10}
        weights: {bits: 3, encoding: offset, reference: column}
        inputs: {bits: 4, encoding: twos_complement}
        crossbar: {rows: 11, columns: 17, cell_bits: 2}
        output: {requantize: shift, bits: 6, bias_bits: 8}

        """;

    private const string Chained = "adc: {kind: external, bits: 6, columns_per_adc: 4, conversion_cycles: 9, link: serial, serial: {clock_divider: 2, leading_bits: 3, trailing_bits: 2, chain: 3, acquire_cycles: 2}}\n";
    private const string Busy = "adc: {kind: external, bits: 6, columns_per_adc: 4, conversion_cycles: 7, sample_and_hold: single, link: serial, serial: {chain: 2, ready: busy}}\n";
    private const string Fastest = "adc: {kind: external, bits: 6, columns_per_adc: 4, conversion_cycles: 1, sample_and_hold: none, link: serial}\n";
    private const string Octal = "dac: {kind: voltage, bits: 1, drive_cycles: 2, link: serial, serial: {clock_edge: falling, command_bits: 1, address_bits: 3, channels: 8, data_bits: 8, trailing_bits: 4, clock_divider: 2, load_cycles: 3}}\n";
    private const string Wide = "dac: {kind: voltage, bits: 1, settle_cycles: 0, sample_cycles: 2, link: serial, serial: {command_bits: 8, command: 3, address_bits: 4, channels: 3, data_bits: 12, trailing_bits: 8}}\n";
    private const string Single = "dac: {kind: voltage, bits: 1, settle_cycles: 0, link: serial}\n";
    private const string OnChip = "adc: {bits: 6, columns_per_adc: 4}\n";

    [TestCase(Chained)]
    [TestCase(Busy + Octal)]
    [TestCase(Fastest + Single)]
    [TestCase(OnChip + Wide)]
    [TestCase(Chained + Octal)]
    public async Task AgreesOnVerilator(string converters) => await LayerRun.MustPassAsync(Layer(converters, 5), context: converters);

    [TestCase(Chained + Wide)]
    [TestCase(Busy + Single)]
    [TestCase(Fastest + Octal)]
    public async Task AgreesOnIcarus(string converters) =>
        await LayerRun.MustPassAsync(Layer(converters, 2), SimulationEngine.Icarus, converters);

    private static LayerTensors Layer(string converters, int vectors)
    {
        var design = LayerDesign.Derive(ConfigurationReader.Parse(Grid.ReplaceLineEndings("\n") + converters, "chips.yaml"));
        var drawn = global::RtlGen.CoSimulation.RandomTensors.Draw(design, vectors, seed: 11);
        return new LayerTensors(design, drawn.Parameters, drawn.Inputs);
    }
}
