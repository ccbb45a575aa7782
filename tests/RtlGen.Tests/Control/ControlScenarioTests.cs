// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Regression.Drawing;
using RtlGen.Scenarios;
using RtlGen.Tests.Golden;

namespace RtlGen.Tests.Control;

/// <summary>Every flow can be drawn for the designs that it applies to, holds there, and sees what was broken; what hangs is a complaint.</summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class ControlScenarioTests
{
    private static readonly string[] s_lintDesigns =
        ["bipolar_apb", "calibrated_apb", "everything", "fixed_cells", "no_windows", "smallest"];

    private const string Sar = "kind: sar";

    private static IEnumerable<string> Flows => ControlScenarios.Names;

    [TestCaseSource(nameof(Flows))]
    public Task AFlowHolds(string flow) => MustHoldAsync(flow, LayerOf(flow), 1, 12);

    [TestCase(ControlScenarios.BusStream)]
    [TestCase(ControlScenarios.Counters)]
    [TestCase(ControlScenarios.Programming)]
    public Task AFlowHoldsBehindApb(string flow) => MustHoldAsync(flow, Layers.Of(Layers.Everything + Layers.Apb), 2, 12);

    [Category("Long")]
    [Test]
    public async Task EveryFlowHoldsForEveryShape([ValueSource(nameof(s_lintDesigns))] string name, [Range(1, 5)] int seed)
    {
        string yaml = await File.ReadAllTextAsync(RepositoryFolder.Find($"tests/lint/control_{name}.yaml"));
        await EveryFlowMustHoldAsync(Layers.Of(yaml, 12, (ulong)seed), (ulong)seed);
    }

    [Category("Long")]
    [Test]
    public async Task EveryFlowHoldsForRandomDesigns([Range(0, 39)] int number)
    {
        LayerDesign? design = null;
        for (int attempt = 0; design is not { HasBus: true }; attempt++)
        {
            design = RandomConfigurations.Draw(new Random((1000 * number) + attempt), new DrawOptions()).Load().Design;
        }

        await EveryFlowMustHoldAsync(ControlledLayer.Draw(design, 8, (ulong)number, CancellationToken.None), (ulong)number);
    }

    [TestCase(ControlScenarios.BusStream, "rtl/traffic_bus_stream.v", "{word, beat_q[STREAM_BITS-1:32]}", "{beat_q[STREAM_BITS-33:0], word}", ComplaintKinds.Answer)]
    [TestCase(ControlScenarios.BusStream, "rtl/traffic_bus_stream.v", "!select | !out_valid;", "!select;", ComplaintKinds.Answer, Category = "Long")]
    [TestCase(ControlScenarios.Counters, "rtl/traffic_performance.v", "if (vector_done) vectors_q", "if (conversion) vectors_q", ComplaintKinds.Answer)]
    [TestCase(ControlScenarios.Programming, "rtl/traffic_array_sweep.v", "= state_q == DONE;", "= 1'b0;", ComplaintKinds.Hang)]
    [TestCase(ControlScenarios.Traffic, "rtl/traffic_registers.v", "~stopped & (", "1'b0 & (", ComplaintKinds.Answer)]
    [TestCase(ControlScenarios.Endless, "rtl/traffic_performance.v", "adc_timeouts_q + timeouts_now", "adc_timeouts_q + 32'd2", ComplaintKinds.Answer)]
    [TestCase(ControlScenarios.Endless, "rtl/traffic_adc_external.v", "timeout_q <= late;", "timeout_q <= 1'b0;", ComplaintKinds.Answer, Category = "Long")]
    public async Task WhatIsBrokenIsSeen(string flow, string file, string right, string wrong, string kind)
    {
        DrawnScenario drawn = ControlScenarios.Draw(flow, LayerOf(flow), 1, 2, CancellationToken.None);
        Assert.That(await drawn.RunAsync(Layers.Options, CancellationToken.None), Is.Empty, "before it is broken");
        IReadOnlyList<Complaint> complaints = await drawn.On(m => Broken.Of(m, file, right, wrong)).RunAsync(Layers.Options, CancellationToken.None);
        Assert.That(complaints.Select(c => c.Kind), Does.Contain(kind), string.Join('\n', complaints));
    }

    [Test]
    public async Task ABusThatNeverAnswersIsAComplaint()
    {
        DrawnScenario drawn = ControlScenarios.Draw(ControlScenarios.Counters, Layers.Of(Layers.Everything + Layers.Axi), 1, 2, CancellationToken.None);
        IReadOnlyList<Complaint> complaints = await drawn
            .On(m => Broken.Of(m, "rtl/traffic_axi4_lite.v", "s_axi_bvalid  = bvalid_q;", "s_axi_bvalid  = 1'b0 & bvalid_q;"))
            .RunAsync(Layers.Options, CancellationToken.None);
        Assert.That(complaints.Select(c => c.Kind), Is.EqualTo((string[])[ComplaintKinds.Hang]));
    }

    [Test]
    public async Task TheSameSeedGivesTheSameScenario()
    {
        ControlledLayer layer = Layers.Of(Layers.Everything + Layers.Axi);
        ScenarioResult[] results = new ScenarioResult[3];
        foreach ((int i, ulong seed) in ((ulong[])[7, 7, 8]).Index())
        {
            results[i] = await layer.PlayAsync(ControlScenarios.Draw(ControlScenarios.Faults, layer, seed, 4, CancellationToken.None).Scenario);
        }

        Assert.That(results[1].Answers, Is.EqualTo(results[0].Answers));
        Assert.That(results[1].Cycles, Is.EqualTo(results[0].Cycles));
        Assert.That(results[2].Cycles, Is.Not.EqualTo(results[0].Cycles));
    }

    [TestCase(Sar, "interface: {control: port}", "")]
    [TestCase(Sar, "interface: {control: apb}", "traffic faults programming bus_stream counters")]
    [TestCase(Sar, "interface: {control: apb, programming: false}", "traffic faults bus_stream counters")]
    [TestCase(Sar, "interface: {control: apb, programming: false}\nanalog: {noise: 0.5}", "bus_stream counters")]
    [TestCase("kind: external, conversion_cycles: 4", "interface: {control: apb, programming: false}", "traffic faults bus_stream counters endless")]
    [TestCase("kind: external, conversion_cycles: 4", "interface: {control: apb, programming: false}\nanalog: {noise: 0.5}", "bus_stream counters")]
    [TestCase("kind: external, conversion_cycles: 4, link: serial", "interface: {control: apb, programming: false}", "traffic faults bus_stream counters")]
    public void FlowsApplyWhereThereIsSomethingForThem(string adc, string text, string flows)
    {
        string yaml = $$"""
            name: few
            layer: {inputs: 4, outputs: 4}
            weights: {bits: 2, encoding: offset}
            inputs: {bits: 2, encoding: unsigned}
            crossbar: {rows: 4, columns: 8}
            adc: {bits: 3, columns_per_adc: 2, {{adc}}}
            output: {requantize: shift, bits: 4}
            {{text}}
            """;
        var design = LayerDesign.Derive(ConfigurationReader.Parse(yaml.ReplaceLineEndings("\n"), "few.yaml"));
        Assert.That(string.Join(' ', ControlScenarios.AppliesTo(design)), Is.EqualTo(flows));
    }

    /// <summary>One that the flow applies to.</summary>
    private static ControlledLayer LayerOf(string flow) =>
        Layers.Of((string.Equals(flow, ControlScenarios.Endless, StringComparison.Ordinal) ? Layers.External : Layers.Everything) + Layers.Axi);

    private static async Task EveryFlowMustHoldAsync(ControlledLayer layer, ulong seed)
    {
        foreach (string flow in ControlScenarios.AppliesTo(layer.Design))
        {
            await MustHoldAsync(flow, layer, seed, 10);
        }
    }

    private static async Task MustHoldAsync(string flow, ControlledLayer layer, ulong seed, int length)
    {
        DrawnScenario drawn = ControlScenarios.Draw(flow, layer, seed, length, CancellationToken.None);
        Assert.That(
            await drawn.RunAsync(Layers.Options, CancellationToken.None), Is.Empty, $"{flow}, seed {seed}:\n{ConfigurationWriter.ToYaml(layer.Design.Configuration)}");
    }
}
