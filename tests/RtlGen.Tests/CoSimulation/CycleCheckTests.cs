// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.CoSimulation;
using RtlGen.Design;

namespace RtlGen.Tests.CoSimulation;

[TestFixture]
internal sealed class CycleCheckTests
{
    private static readonly GridLayer s_layer = GridLayer.Create();

    private static Schedule Schedule => s_layer.Design.Schedule;

    [Test]
    public void The_schedules_own_cycles_agree()
    {
        CycleCheck check = CycleCheck.Of(s_layer.Design, s_layer.PerfectPass(24));
        Assert.That(check.Agrees, Is.True);
        Assert.That(check.Latency, Is.EqualTo(Schedule.Latency));
        Assert.That(check.Interval, Is.EqualTo(new IntervalStatistics(15, Schedule.Interval, Schedule.Interval, Schedule.Interval)));
        Assert.That(check.AdcUtilisation, Is.EqualTo((double)(Schedule.Steps * Schedule.Converting) / Schedule.Interval));
    }

    [TestCase(0, 1)]
    [TestCase(0, -1)]
    public void A_cycle_of_latency_more_or_less_disagrees(int vector, int cycles) =>
        Assert.That(CycleCheck.Of(s_layer.Design, Late(24, vector, cycles)).Agrees, Is.False);

    [TestCase(15, 1)]
    [TestCase(23, 1)]
    [TestCase(23, -1)]
    public void One_vector_that_is_late_in_the_window_disagrees(int vector, int cycles)
    {
        CycleCheck check = CycleCheck.Of(s_layer.Design, Late(24, vector, cycles));
        Assert.That(check.Latency, Is.EqualTo(Schedule.Latency));
        Assert.That(check.Agrees, Is.False);
    }

    [Test]
    public void The_warm_up_is_not_measured() =>
        Assert.That(CycleCheck.Of(s_layer.Design, Late(24, 3, 2)).Agrees, Is.True);

    [Test]
    public void A_single_vector_has_no_interval()
    {
        CycleCheck check = CycleCheck.Of(s_layer.Design, s_layer.PerfectPass(1));
        Assert.That((check.Interval, check.AdcUtilisation, check.Agrees), Is.EqualTo(((IntervalStatistics?)null, (double?)null, true)));
        Assert.That(check.ToString(), Does.Contain("interval unknown"));
    }

    [Test]
    public void A_vector_that_never_came_disagrees()
    {
        SimulatedPass pass = s_layer.PerfectPass(24);
        pass = pass with { Timing = [.. pass.Timing.Select(t => t with { FirstValid = -1, Beats = [] })] };
        CycleCheck check = CycleCheck.Of(s_layer.Design, pass);
        Assert.That((check.Latency, check.Agrees), Is.EqualTo(((long?)null, false)));
    }

    private static SimulatedPass Late(int vectors, int vector, int cycles)
    {
        SimulatedPass pass = s_layer.PerfectPass(vectors);
        return pass with
        {
            Timing = [.. pass.Timing.Select((t, v) => v == vector ? t with { FirstValid = t.FirstValid + cycles } : t)],
        };
    }
}
