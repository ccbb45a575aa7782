// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.Configuration;
using RtlGen.Design;

namespace RtlGen.Bundles.DataSheet;

/// <summary>The timing diagrams of a data sheet, from the schedule alone.</summary>
public static class TimingDiagrams
{
    private const int ShownSteps = 2;

    /// <summary>Longest conversion that is drawn cycle by cycle.</summary>
    private const int LongestConversion = 12;

    /// <summary>The diagrams, first what a user of the streams sees.</summary>
    public static IReadOnlyList<Waveform> Of(LayerDesign design) => [Packets(design), Steps(design), .. Conversion(design)];

    /// <summary>One vector, both streams free: from its first input beat to its last output beat.</summary>
    public static Waveform Packets(LayerDesign design)
    {
        (int input, int output, int latency) = (design.InputStream.Beats, design.OutputStream.Beats, design.Schedule.Latency);
        int cycles = latency + output + 1;
        return new Waveform(
            "One vector, nothing stalled",
            0,
            [
                Lane("s_tvalid", cycles, c => Level(c < input)),
                Lane("s_tdata", cycles, c => c < input ? Beat("x", c) : "x", mayBeElided: true),
                Lane("s_tlast", cycles, c => c < input ? Level(c == input - 1) : "x"),
                Lane("m_tvalid", cycles, c => Level(c >= latency && c < latency + output)),
                Lane("m_tdata", cycles, c => c >= latency && c < latency + output ? Beat("q", c - latency) : "x", mayBeElided: true),
                Lane("m_tlast", cycles, c => c >= latency && c < latency + output ? Level(c - latency == output - 1) : "x"),
            ]);
    }

    /// <summary>The macro's pins in a vector's first steps, the longest conversions assumed.</summary>
    public static Waveform Steps(LayerDesign design)
    {
        // The steps behind the last one that is shown are under way while it is converted.
        IReadOnlyList<StepTime> steps = StepTimeline.Of(design, ShownSteps + 3);
        int shown = Math.Min(ShownSteps, steps.Count);
        int cycles = steps[shown - 1].End + 2;
        SampleAndHold hold = design.Configuration.Adc.SampleAndHold;
        int driveEnd = hold == SampleAndHold.None ? steps[^1].End : steps[^1].SampleEnd;
        List<WaveLane> lanes = [Lane("drive", cycles, c => Level(c < driveEnd)), Rows(design, steps, driveEnd, cycles)];
        lanes.Add(Lane("sample", cycles, c => Level(steps.Any(s => c >= s.Sample && c < s.SampleEnd))));
        if (hold == SampleAndHold.Double)
        {
            lanes.Add(Lane("sample_bank", cycles, c => Level(steps.Count(s => s.SampleEnd <= c) % 2 == 1)));
            lanes.Add(Lane("convert_bank", cycles, c => Level(steps.Count(s => s.End <= c) % 2 == 1)));
        }

        lanes.Add(Lane("mux", cycles, c => steps.FirstOrDefault(s => c >= s.Conversion && c < s.End) is { } s ? Number((c - s.Conversion) / design.Schedule.ConversionCycles) : "0 ", mayBeElided: true));
        lanes.Add(Lane("(conversions)", cycles, c => Index(steps, s => c >= s.Conversion && c < s.End) is >= 0 and var i ? $"step {Number(i).Trim()}" : "x"));
        return new Waveform(
            design.Steps > 1 ? $"The macro's pins, activation steps 0 and 1 of {Number(design.Steps).Trim()}" : "The macro's pins in the only activation step", 0, lanes);
    }

    private static WaveLane Rows(LayerDesign design, IReadOnlyList<StepTime> steps, int driveEnd, int cycles)
    {
        int transfer = design.Schedule.Transfer;
        string name = transfer > 0 ? "(word lines)" : "row";
        return Lane(name, cycles, c =>
        {
            int step = steps.Count(s => s.Drive + transfer <= c) - 1;
            return step >= 0 && (c < driveEnd || transfer > 0) ? $"step {Number(step).Trim()}" : transfer > 0 ? "x" : "0";
        });
    }

    /// <summary>What ADC and macro exchange in one conversion; empty for serial links, whose page says it.</summary>
    private static IEnumerable<Waveform> Conversion(LayerDesign design)
    {
        AdcOptions adc = design.Configuration.Adc;
        if (adc.Link == ConverterLink.Serial || design.Schedule.ConversionCycles > LongestConversion)
        {
            yield break;
        }

        int last = design.Schedule.ConversionCycles - 1;
        int bits = adc.Bits;
        List<WaveLane> lanes = [Lane("mux", last + 1, _ => "position")];
        switch (adc.Kind)
        {
            case AdcKind.Sar:
                // The first trial is known; the others hold what the comparator said before.
                lanes.Add(Lane("trial", last + 1, c => c == 0 ? (1L << (bits - 1)).ToString(CultureInfo.InvariantCulture) : $"try bit {Number(bits - 1 - c).Trim()}"));
                lanes.Add(Lane("comparator", last + 1, c => $"bit {Number(bits - 1 - c).Trim()}"));
                break;
            case AdcKind.Ramp:
                lanes.Add(Lane("ramp", last + 1, c => $"{Number(c).Trim()} "));
                lanes.Add(Lane("comparator", last + 1, c => $"reaches {Number(c).Trim()}"));
                break;
            case AdcKind.External:
                lanes.Add(Lane("start", last + 1, c => Level(c == 0)));
                lanes.Add(Lane("done", last + 1, c => Level(c == last)));
                lanes.Add(Lane("data", last + 1, c => c == last ? "code" : "x"));
                break;
            default:
                lanes.Add(Lane("comparator", last + 1, _ => "read"));
                break;
        }

        yield return new Waveform(adc.Kind == AdcKind.External ? "One conversion, the longest" : "One conversion", 0, lanes);
    }

    private static WaveLane Lane(string name, int cycles, Func<int, string> value, bool mayBeElided = false) =>
        new(name, [.. Enumerable.Range(0, cycles).Select(value)], mayBeElided);

    private static int Index(IReadOnlyList<StepTime> steps, Func<StepTime, bool> isIt)
    {
        for (int i = 0; i < steps.Count; i++)
        {
            if (isIt(steps[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private static string Beat(string name, int beat) => $"{name} {Number(beat).Trim()}";

    private static string Level(bool high) => high ? "1" : "0";

    /// <summary>With a space behind it, so that 0 and 1 are drawn as values and not as levels.</summary>
    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture) + " ";
}
