// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;

namespace RtlGen.Design;

/// <summary>When one activation step of a vector happens, in cycles; 0 is the first cycle in which the vector's first step drives.</summary>
/// <param name="Drive">First cycle in which the step drives, or sends to DAC chips.</param>
/// <param name="Sample">First cycle of its sample; without sample and hold, its only one.</param>
/// <param name="SampleEnd">First cycle after the sample.</param>
/// <param name="Conversion">First cycle of its conversions.</param>
/// <param name="End">First cycle after its conversions.</param>
public sealed record StepTime(int Drive, int Sample, int SampleEnd, int Conversion, int End);

/// <summary>
/// The steps of one vector that nothing waits for, with the longest conversions: what the documents draw. The two machines
/// are those of docs/structure.md, "The sequencer".
/// </summary>
public static class StepTimeline
{
    /// <summary>The first steps of a vector.</summary>
    /// <param name="design">The layer, its timing registers at reset.</param>
    /// <param name="most">Steps wanted; the vector may have fewer.</param>
    public static IReadOnlyList<StepTime> Of(LayerDesign design, int most)
    {
        Schedule schedule = design.Schedule;
        SampleAndHold hold = design.Configuration.Adc.SampleAndHold;
        List<StepTime> steps = [];
        int drive = 0;
        while (steps.Count < Math.Min(most, schedule.Steps))
        {
            int driven = drive + schedule.DriveAndSettle;
            int converted = steps.Count > 0 ? steps[^1].End : 0;
            if (hold == SampleAndHold.None)
            {
                steps.Add(new StepTime(drive, driven - 1, driven, driven, driven + schedule.Converting));
                drive = steps[^1].End;
                continue;
            }

            // The capacitors are free when the conversions of the step that they held end: the last one's, or the one before.
            int behind = hold == SampleAndHold.Double ? 2 : 1;
            int free = steps.Count >= behind ? steps[^behind].End : 0;
            int sample = Math.Max(driven, free);
            int sampled = sample + schedule.Sample;
            int conversion = Math.Max(sampled, converted);
            steps.Add(new StepTime(drive, sample, sampled, conversion, conversion + schedule.Converting));
            drive = sampled;
        }

        return steps;
    }
}
