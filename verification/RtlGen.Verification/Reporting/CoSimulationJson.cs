// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using RtlGen.CoSimulation;
using RtlGen.Design;

namespace RtlGen.Reporting;

/// <summary>What <c>cosim --json</c> prints.</summary>
public static class CoSimulationJson
{
    /// <summary>One JSON object.</summary>
    /// <param name="design">The layer.</param>
    /// <param name="verdict">What came out.</param>
    /// <param name="seed">Seed of random tensors; null: the tensors were given.</param>
    /// <param name="reproduce">The command that runs the same again.</param>
    public static string Of(LayerDesign design, LayerVerdict verdict, ulong? seed, string reproduce) => JsonText.Object(json =>
    {
        json.WriteString("name", design.Name);
        json.WriteBoolean("agrees", verdict.Passes);
        if (seed is ulong drawn)
        {
            json.WriteNumber("seed", drawn);
        }

        json.WriteString("reproduce", reproduce);
        json.WriteString("first_difference", verdict.FirstDiverging?.First?.ToString());
        json.Objects("taps", Enum.GetValues<Tap>(), tap =>
        {
            (long compared, long differing) = CoSimulationText.Count(verdict, tap);
            json.WriteString("tap", Divergence.Name(tap));
            json.WriteNumber("compared", compared);
            json.WriteNumber("differing", differing);
        });
        json.Objects("passes", verdict.Comparisons, comparison => Pass(json, comparison));
        json.Object("cycles", () => Cycles(json, design, verdict));
        json.Object("simulation", () => Simulation(json, verdict.Run));
    });

    private static void Pass(Utf8JsonWriter json, Comparison comparison)
    {
        SimulatedPass pass = comparison.Pass;
        json.WriteString("name", pass.Pass.Name);
        json.WriteBoolean("agrees", comparison.Agrees);
        json.WriteNumber("vectors", pass.Vectors);
        json.WriteNumber("cycles", pass.Cycles);
        json.WriteString("first_difference", comparison.First?.ToString());
        json.WriteStartArray("faults");
        foreach (SimulationFault fault in pass.Faults)
        {
            json.WriteStringValue($"{fault}");
        }

        json.WriteEndArray();
    }

    private static void Cycles(Utf8JsonWriter json, LayerDesign design, LayerVerdict verdict)
    {
        Number(json, "latency", verdict.Cycles?.Latency);
        json.WriteNumber("predicted_latency", verdict.Cycles?.ExpectedLatency ?? design.Schedule.Latency);
        Number(json, "interval_min", verdict.Cycles?.Interval?.Min);
        Number(json, "interval_max", verdict.Cycles?.Interval?.Max);
        json.WriteNumber("predicted_interval", design.Schedule.Interval);
        if (verdict.Cycles?.Varying is { } varying)
        {
            json.WriteNumber("vectors_as_predicted", varying.Vectors - varying.Differing);
        }

        Number(json, "adc_utilisation", CoSimulationText.UtilisationOf(design, verdict) is double share ? Math.Round(share, 6) : null);
    }

    private static void Simulation(Utf8JsonWriter json, CoSimulationRun run)
    {
        json.WriteString("simulator", run.Simulator.Description.Name);
        json.WriteString("version", $"{run.Simulator.Version}");
        json.WriteBoolean("model_was_cached", run.ModelWasCached);
        json.WriteNumber("cycles", CoSimulationText.CyclesOf(run));
        json.WriteNumber("cycles_per_second", Math.Round(CoSimulationText.SpeedOf(run)));
        json.Object("seconds", () =>
        {
            Seconds(json, "emit", run.Times.Emit);
            Seconds(json, "translate", run.Times.Translate);
            Seconds(json, "compile", run.Times.Compile);
            Seconds(json, "simulate", run.Times.Simulate);
            Seconds(json, "read", run.Times.Read);
            Seconds(json, "total", run.Times.Total);
        });
        json.WriteString("waves", run.Waves);
    }

    private static void Seconds(Utf8JsonWriter json, string name, TimeSpan time) =>
        json.WriteNumber(name, Math.Round(time.TotalSeconds, 3));

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is double number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
