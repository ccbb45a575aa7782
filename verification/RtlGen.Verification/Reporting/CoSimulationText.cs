// SPDX-License-Identifier: Apache-2.0
using System.Text;
using RtlGen.CoSimulation;
using RtlGen.Design;

namespace RtlGen.Reporting;

/// <summary>What <c>cosim</c> tells people.</summary>
public static class CoSimulationText
{
    /// <summary>Faults of one pass that are worth a line.</summary>
    private const int FaultsShown = 5;

    /// <summary>The verdict, the first difference if there is one, counts, cycles and speed; LF line ends.</summary>
    public static string Of(LayerDesign design, LayerVerdict verdict)
    {
        StringBuilder text = new();
        text.Append(design.Name).Append(verdict.Passes ? ": the RTL agrees with the golden model\n" : ": THE RTL DIFFERS FROM THE GOLDEN MODEL\n");
        if (!verdict.Passes)
        {
            Differences(text, verdict);
        }

        text.Append('\n').Append(Taps(verdict));
        text.Append('\n').Append(Figures(design, verdict));
        return text.ToString();
    }

    private static void Differences(StringBuilder text, LayerVerdict verdict)
    {
        if (verdict.FirstDiverging is { First: { } first } comparison)
        {
            text.Append($"  first difference, pass '{comparison.Pass.Pass.Name}': {first}\n");
        }

        foreach (Comparison failed in verdict.Comparisons)
        {
            foreach (SimulationFault fault in failed.Pass.Faults.Take(FaultsShown))
            {
                text.Append($"  pass '{failed.Pass.Pass.Name}': {fault}\n");
            }

            int more = failed.Pass.Faults.Count - FaultsShown;
            text.Append(more > 0 ? $"  pass '{failed.Pass.Pass.Name}': and {more} more\n" : "");
        }

        if (verdict.Cycles is { Agrees: false } cycles)
        {
            text.Append($"  cycles: {cycles}\n");
        }
    }

    private static TextTable Taps(LayerVerdict verdict)
    {
        TextTable table = new("tap", ">compared", ">differing");
        foreach (Tap tap in Enum.GetValues<Tap>())
        {
            (long compared, long differing) = Count(verdict, tap);
            table.Add(Divergence.Name(tap), $"{compared:N0}", $"{differing:N0}");
        }

        return table;
    }

    private static TextTable Figures(LayerDesign design, LayerVerdict verdict)
    {
        CoSimulationRun run = verdict.Run;
        string passes = string.Join(", ", run.Passes.Select(p => $"{p.Pass.Name} {p.Vectors}"));
        TextTable table = new TextTable("", "")
            .Add("vectors", passes)
            .Add("latency", Measured(verdict.Cycles?.Latency, verdict.Cycles?.ExpectedLatency))
            .Add("interval", verdict.Cycles is { Varying: { } varying, Interval: { } drawn }
                ? $"{drawn.Min} … {drawn.Max} cycles by the conversion times drawn; {varying.Vectors - varying.Differing} of {varying.Vectors} vectors as predicted"
                : verdict.Cycles?.Interval is { } interval && interval.Min != interval.Max
                ? $"{interval.Min} … {interval.Max} cycles, predicted {verdict.Cycles.ExpectedInterval}"
                : Measured(verdict.Cycles?.Interval?.Min, verdict.Cycles?.ExpectedInterval))
            .Add("ADC utilisation", Utilisation(design, verdict))
            .Add("simulation", $"{run.Simulator.Description.Name} {run.Simulator.Version}, {CyclesOf(run):N0} cycles, {SpeedOf(run) / 1e6:F2} M cycles/s")
            .Add("time", Times(run));
        return run.Waves is null ? table : table.Add("waves", run.Waves);
    }

    internal static (long Compared, long Differing) Count(LayerVerdict verdict, Tap tap)
    {
        TapSummary[] summaries = [.. verdict.Comparisons.SelectMany(c => c.Taps).Where(t => t.Tap == tap)];
        return (summaries.Sum(t => t.Compared), summaries.Sum(t => t.Differing));
    }

    internal static long CyclesOf(CoSimulationRun run) => run.Passes.Sum(p => p.Cycles);

    /// <summary>Simulated cycles a second, over all passes; 0 where no time was measured.</summary>
    internal static double SpeedOf(CoSimulationRun run)
    {
        double seconds = run.Passes.Sum(p => p.LoopTime.TotalSeconds);
        return seconds > 0 ? CyclesOf(run) / seconds : 0;
    }

    /// <summary>At the measured interval; null where none was measured.</summary>
    internal static double? UtilisationOf(LayerDesign design, LayerVerdict verdict) =>
        verdict.Cycles is { Varying: null, Interval: { } interval } ? AdcUse.Of(design).At(interval.Mean) : null;

    internal static string Times(CoSimulationRun run)
    {
        TimeSplit t = run.Times;
        string build = run.ModelWasCached
            ? "model cached"
            : $"translate {t.Translate.TotalSeconds:F2} s, compile {t.Compile.TotalSeconds:F2} s";
        return $"{t.Total.TotalSeconds:F2} s: emit {t.Emit.TotalSeconds:F2} s, {build}, simulate {t.Simulate.TotalSeconds:F2} s, read {t.Read.TotalSeconds:F2} s";
    }

    private static string Utilisation(LayerDesign design, LayerVerdict verdict) =>
        UtilisationOf(design, verdict) is double share ? Wording.Percent(share)
        : verdict.Cycles?.Varying is null ? "unknown (too few vectors)" : "unknown (conversion times vary)";

    private static string Measured(long? measured, long? predicted) => (measured, predicted) switch
    {
        (null, _) => "unknown (too few vectors, or no pass without stalls)",
        _ when measured == predicted => $"{measured} cycles, as predicted",
        _ => $"{measured} cycles, predicted {predicted}",
    };
}
