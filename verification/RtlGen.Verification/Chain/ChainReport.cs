// SPDX-License-Identifier: Apache-2.0
using System.Text;
using RtlGen.Reporting;

namespace RtlGen.Chain;

/// <summary>What <c>demo</c> prints.</summary>
public static class ChainReport
{
    /// <summary>For people.</summary>
    public static string ToText(ChainResult result)
    {
        StringBuilder text = new();
        text.Append($"{result.Chain.Name}: {result.Layers.Count} layers, {result.Vectors} vectors, each layer fed with what the RTL before it gave\n");
        foreach (ChainLayerResult layer in result.Layers)
        {
            text.Append('\n').Append(CoSimulationText.Of(layer.Design, layer.Verdict));
            text.Append('\n').Append(Recorded(layer));
        }

        text.Append('\n').Append(Summary(result));
        return text.ToString();
    }

    /// <summary>For programs.</summary>
    public static string ToJson(ChainResult result) => JsonText.Object(json =>
    {
        json.WriteString("name", result.Chain.Name);
        json.WriteBoolean("agrees", result.Passes);
        json.WriteNumber("vectors", result.Vectors);
        json.Objects("layers", result.Layers, layer =>
        {
            json.WriteString("name", layer.Design.Name);
            json.WriteBoolean("agrees", layer.Passes);
            json.WriteString("first_difference", layer.Verdict.FirstDiverging?.First?.ToString());
            json.WriteNumber("interval", layer.Verdict.Cycles?.Interval?.Max ?? 0);
            json.WriteNumber("predicted_interval", layer.Design.Schedule.Interval);
            json.WriteNumber("adc_utilisation", Math.Round(CoSimulationText.UtilisationOf(layer.Design, layer.Verdict) ?? 0, 6));
            json.WriteNumber("cycles_per_second", Math.Round(CoSimulationText.SpeedOf(layer.Verdict.Run)));
            json.Objects("recorded", layer.Recorded, recorded =>
            {
                json.WriteString("tap", recorded.Tap);
                json.WriteNumber("compared", recorded.Compared);
                json.WriteNumber("differing", recorded.Differing);
            });
            json.WriteString("bundle", layer.Bundle);
        });
        if (result.Classification is { } classification)
        {
            json.WriteNumber("correct", classification.Correct);
            json.WriteNumber("recorded_correct", classification.Recorded ?? 0);
        }

        json.WriteNumber("seconds", Math.Round(result.Time.TotalSeconds, 3));
    });

    private static TextTable Recorded(ChainLayerResult layer)
    {
        TextTable table = new("recorded", ">compared", ">differing", "");
        foreach (RecordedComparison recorded in layer.Recorded)
        {
            table.Add($"{recorded.Tap} of {Path.GetFileName(recorded.File)}", $"{recorded.Compared:N0}", $"{recorded.Differing:N0}", recorded.First ?? "");
        }

        return table;
    }

    private static TextTable Summary(ChainResult result)
    {
        TextTable table = new("", "");
        if (result.Classification is { } classification)
        {
            string recorded = classification.Recorded is int correct ? $" (recorded: {correct})" : "";
            table.Add("classified correctly", $"{classification.Correct} of {classification.Vectors}{recorded}");
        }

        foreach (ChainLayerResult layer in result.Layers)
        {
            string measured = layer.Verdict.Cycles?.Interval is { } interval ? $"{interval.Mean:0.###}" : "unknown";
            table.Add($"cycles a vector, {layer.Layer.Name}", $"{measured}, the bound is {layer.Design.Schedule.Interval}");
        }

        foreach (ChainLayerResult layer in result.Layers.Where(l => l.Bundle is not null))
        {
            table.Add($"bundle of {layer.Layer.Name}", layer.Bundle!);
        }

        return table
            .Add("time", $"{result.Time.TotalSeconds:F1} s")
            .Add("verdict", result.Passes ? "every comparison holds" : "A COMPARISON FAILED");
    }
}
