// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Scenarios;

namespace RtlGen.Tests.Control;

/// <summary>
/// Random accesses to a whole layer against the register model, with the bus stalled at random on every channel. Every other
/// round the layer computes beside it, its streams stalled at random too: nothing that is written then may disturb it.
/// </summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class RandomAccessTests
{
    [TestCase(Layers.Axi, 20, 5000, 1)]
    [TestCase(Layers.Apb, 8, 2500, 2)]
    public async Task TheRegistersAreTheModels(string bus, int rounds, int accesses, int seed)
    {
        ControlledLayer layer = Layers.Of(Layers.Everything + bus);
        RandomTraffic traffic = new(layer, seed, rounds, accesses);
        ScenarioResult result = await layer.PlayAsync(traffic.Scenario);
        Assert.That(traffic.Check.Judge(result), Is.Empty);
        Assert.That(traffic.Accesses, Is.EqualTo(rounds * accesses));
        TestContext.Out.WriteLine($"{traffic.Accesses} accesses, {traffic.Refused} of them refused, {result.Beats.Count} output beats, {result.Cycles} cycles");
        Assert.That(traffic.Refused, Is.InRange(traffic.Accesses / 20, traffic.Accesses * 19 / 20), "both answers must be common");
    }

    [TestCase("interrupt_enable_q[10:8] <= write_data[10:8]", "interrupt_enable_q[10:8] <= ~write_data[10:8]")]
    [TestCase("~stopped & (", "1'b0 & (")]
    public async Task ARegisterFileThatIsWrongIsSeen(string right, string wrong)
    {
        ControlledLayer layer = Layers.Of(Layers.Everything + Layers.Axi);
        RandomTraffic traffic = new(layer, 3, 2, 2000);
        ScenarioResult result = await Broken.Of(layer, "rtl/traffic_registers.v", right, wrong).PlayAsync(traffic.Scenario);
        Assert.That(traffic.Check.Judge(result), Is.Not.Empty);
    }
}
