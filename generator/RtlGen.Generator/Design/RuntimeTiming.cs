// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;

namespace RtlGen.Design;

/// <summary>What the registers of a layer's timing hold (control.md §3).</summary>
/// <param name="DriveCycles">1 … <c>dac.drive_cycles</c>; not looked at with pulse widths.</param>
/// <param name="SettleCycles">0 … <c>dac.settle_cycles</c>.</param>
/// <param name="SampleCycles">1 … <c>dac.sample_cycles</c>; not looked at without sample and hold.</param>
public sealed record RuntimeTiming(int DriveCycles, int SettleCycles, int SampleCycles)
{
    /// <summary>What the registers hold after reset.</summary>
    public static RuntimeTiming Of(RtlConfiguration configuration) =>
        new(configuration.Dac.DriveCycles, configuration.Dac.SettleCycles, configuration.Dac.SampleCycles);

    /// <summary>
    /// The design with these times in its schedule's steps. Latency and interval stay those of the configuration: the cycle
    /// model computes every vector.
    /// </summary>
    public LayerDesign Apply(LayerDesign design)
    {
        RtlConfiguration configuration = design.Configuration;
        bool setsDrive = configuration.Dac.Kind != DacKind.Pwm;
        bool samples = configuration.Adc.SampleAndHold != SampleAndHold.None;
        int saved = (setsDrive ? configuration.Dac.DriveCycles - DriveCycles : 0) + configuration.Dac.SettleCycles - SettleCycles;
        return design with
        {
            Schedule = design.Schedule with
            {
                DriveAndSettle = design.Schedule.DriveAndSettle - saved,
                Sample = samples ? SampleCycles : 0,
            },
        };
    }
}
