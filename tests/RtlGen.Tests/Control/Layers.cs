// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Scenarios;

namespace RtlGen.Tests.Control;

/// <summary>Layers behind a bus for scenarios, played with the tests' own cache.</summary>
internal static class Layers
{
    /// <summary>A layer that every flow applies to but that of an endless conversion; a bus is still to follow.</summary>
    public const string Everything = """
        name: traffic
        layer: {inputs: 20, outputs: 12}
        weights: {bits: 3, encoding: offset}
        inputs: {bits: 3, encoding: offset}
        crossbar: {rows: 12, columns: 24, cell_bits: 2}
        adc: {kind: sar, bits: 6, columns_per_adc: 4, offset_correction: true}
        output: {requantize: multiplier, bits: 6, activation: table, rounding: half_even}

        """;

    /// <summary>The same for that flow.</summary>
    public const string External = """
        name: traffic
        layer: {inputs: 6, outputs: 4}
        weights: {bits: 2, encoding: offset}
        inputs: {bits: 2, encoding: unsigned}
        crossbar: {rows: 6, columns: 8}
        adc: {kind: external, bits: 3, columns_per_adc: 2, conversion_cycles: 6}
        output: {requantize: shift, bits: 4}

        """;

    public const string Axi = "interface: {control: axi4_lite, readback: true, stream_bits: 64}\n";
    public const string Apb = "interface: {control: apb, stream_bits: 16}\n";

    public static CoSimulationOptions Options => new() { Profile = BuildProfile.Fast, CacheDirectory = TestCache.Folder };

    public static ControlledLayer Of(string yaml, int vectors = 16, ulong seed = 5) => ControlledLayer.Draw(
        LayerDesign.Derive(ConfigurationReader.Parse(yaml.ReplaceLineEndings("\n"), "control.yaml")), vectors, seed, CancellationToken.None);

    public static Task<ScenarioResult> PlayAsync(this ControlledLayer layer, Scenario scenario) =>
        layer.PlayAsync(scenario, Options, CancellationToken.None);

    /// <summary>Plays and judges.</summary>
    public static async Task<IReadOnlyList<Complaint>> ComplaintsAsync(this ControlledLayer layer, ScenarioCheck check) =>
        check.Judge(await layer.PlayAsync(check.Scenario));
}
