// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.CycleModel;
using RtlGen.Design;
using RtlGen.Regression.Drawing;

namespace RtlGen.Tests.CycleModel;

/// <summary>Cycles of single vectors against the schedule, which gives them for equal conversion times in closed form.</summary>
internal sealed class TimelineTests
{
    private const int Seed = 411;
    private const int WarmUp = 8;
    private const int Vectors = 40;

    [Test]
    public void EqualTimesGiveTheSchedule([Range(0, 299)] int number)
    {
        LayerDesign design = RandomConfigurations.Draw(new Random(Seed + number), new DrawOptions { WholeContract = true }).Load().Design;
        long[] valid = Timeline.FirstValid(design, Vectors, new ConversionTimes(design));
        Assert.That(valid[0], Is.EqualTo(design.Schedule.Latency));
        Assert.That(
            Enumerable.Range(WarmUp + 1, Vectors - WarmUp - 1).Select(v => valid[v] - valid[v - 1]),
            Is.All.EqualTo(design.Schedule.Interval));
    }

    [TestCase("sample_and_hold: none", 1, 9)]
    [TestCase("sample_and_hold: double", 1, 9)]
    [TestCase("link: serial, serial: {ready: busy, chain: 2}", 1 + 2 + 2 + 28, 1 + 9 + 2 + 28)]
    public void DrawnTimesFillTheirRange(string adc, int shortest, int longest)
    {
        LayerDesign design = Derive(adc);
        Assert.That((design.Schedule.ShortestConversion, design.Schedule.ConversionCycles), Is.EqualTo((shortest, longest)));
        ConversionTimes times = new(design, 7);
        int[] drawn = [.. Enumerable.Range(0, 4000).Select(c => times.Of(1, c))];
        Assert.That((drawn.Min(), drawn.Max()), Is.EqualTo((shortest, longest)));
        Assert.That(drawn, Is.EqualTo(Enumerable.Range(0, 4000).Select(c => times.Of(1, c))), "a function of its place");
        Assert.That(drawn, Is.Not.EqualTo(Enumerable.Range(0, 4000).Select(c => times.Of(0, c))), "each tile has its own");
        Assert.That(drawn, Is.Not.EqualTo(Enumerable.Range(0, 4000).Select(c => new ConversionTimes(design, 8).Of(1, c))));
    }

    [TestCase("link: serial")]
    [TestCase("link: serial, serial: {ready: time, chain: 3}")]
    public void ATimeThatIsWaitedForDoesNotVary(string adc)
    {
        LayerDesign design = Derive(adc);
        Assert.That(ConversionTimes.Vary(design), Is.False);
        Assert.That(new ConversionTimes(design, 7).Of(0, 5), Is.EqualTo(design.Schedule.ConversionCycles));
    }

    /// <summary>Vectors never come sooner than with the shortest conversions, nor later than with the longest.</summary>
    [TestCase("sample_and_hold: none")]
    [TestCase("sample_and_hold: single")]
    [TestCase("sample_and_hold: double")]
    public void DrawnTimesStayWithinTheSchedule(string adc)
    {
        LayerDesign design = Derive(adc);
        long[] drawn = Timeline.FirstValid(design, Vectors, new ConversionTimes(design, 3));
        long[] longest = Timeline.FirstValid(design, Vectors, new ConversionTimes(design));
        Assert.That(drawn.Zip(longest), Is.All.Matches<(long Drawn, long Longest)>(p => p.Drawn <= p.Longest));
        Assert.That(drawn[^1], Is.LessThan(longest[^1]));
    }

    private static LayerDesign Derive(string adc) => LayerDesign.Derive(ConfigurationReader.Parse(
        $$"""
        name: times
        layer: {inputs: 12, outputs: 6}
        weights: {bits: 4, encoding: offset, reference: column}
        inputs: {bits: 3, encoding: unsigned}
        crossbar: {rows: 8, columns: 12, cell_bits: 2}
        adc: {kind: external, bits: 7, columns_per_adc: 4, conversion_cycles: 9, {{adc}}}
        """,
        "times.yaml"));
}
