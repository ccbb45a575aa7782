// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.CoSimulation;
using RtlGen.Scenarios;
using RtlGen.Tensors;

namespace RtlGen.Tests.Control;

/// <summary>Co-simulation compares every performance counter in every pass: wrong ones are seen, with their name.</summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class CounterTests
{
    private const string Layer = """
        name: counted
        layer: {inputs: 12, outputs: 10}
        weights: {bits: 4, encoding: twos_complement}
        inputs: {bits: 4, encoding: twos_complement}
        crossbar: {rows: 12, columns: 40}
        adc: {kind: sar, bits: 4, columns_per_adc: 4}
        accumulator: {bits: 7}
        output: {requantize: none}
        """;

    [TestCase("", SimulationEngine.Verilator)]
    [TestCase("interface: {control: apb}", SimulationEngine.Verilator)]
    [TestCase("", SimulationEngine.Icarus)]
    [TestCase("interface: {control: apb}", SimulationEngine.Icarus)]
    public async Task CountersAreWhatHappened(string bus, SimulationEngine engine)
    {
        ControlledLayer layer = Layers.Of($"{Layer}\n{bus}\n");
        LayerVerdict verdict = await LayerVerdictOf(layer, engine);
        Assert.That(Rtl.LayerRun.Complaint(verdict), Is.Null);
        Assert.That(verdict.Run.Passes.Select(p => p.Counters), Has.None.Null);
        Assert.That(verdict.Run.Passes.Sum(p => p.Counters!.Values["SATURATIONS"]), Is.GreaterThan(0), "this layer is to saturate");
        Assert.That(verdict.Run.Passes.Sum(p => p.Counters!.Values["PACKET_ERRORS"]), Is.GreaterThan(0));
        Assert.That(verdict.Run.Passes.Sum(p => p.Counters!.Values["STALLS_OUT"]), Is.GreaterThan(0));
    }

    [TestCase("if (busy) cycles_busy_q", "if (in_valid) cycles_busy_q", "CYCLES_BUSY_LOW")]
    [TestCase("if (conversion) conversions_q", "if (conversion & in_ready) conversions_q", "CONVERSIONS_LOW")]
    [TestCase("if (vector_done) vectors_q", "if (entered & vector_done) vectors_q", "VECTORS")]
    [TestCase("if (in_valid & !in_ready) stalls_in_q", "if (!in_ready) stalls_in_q", "STALLS_IN")]
    [TestCase("if (out_valid & !out_ready) stalls_out_q", "if (out_valid) stalls_out_q", "STALLS_OUT")]
    [TestCase("saturations_q + saturations_now", "saturations_q + {31'd0, vector_done}", "SATURATIONS")]
    [TestCase("if (packet_error) packet_errors_q", "if (packet_error & vector_done) packet_errors_q", "PACKET_ERRORS")]
    public async Task AWrongCounterIsNamed(string right, string wrong, string counter)
    {
        ControlledLayer layer = Broken.Of(Layers.Of(Layer + "\n"), "rtl/counted_performance.v", right, wrong);
        LayerVerdict verdict = await LayerVerdictOf(layer, SimulationEngine.Verilator);
        Assert.That(Rtl.LayerRun.Complaint(verdict), Does.Contain($"{counter} reads"));
    }

    private static Task<LayerVerdict> LayerVerdictOf(ControlledLayer layer, SimulationEngine engine) => LayerVerification.RunAsync(
        layer.Model,
        layer.Parameters,
        layer.Inputs,
        Rtl.LayerRun.Options(new LayerTensors(layer.Design, layer.Parameters, layer.Inputs), engine),
        CancellationToken.None);
}
