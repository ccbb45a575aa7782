// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using RtlGen.Reporting;

namespace RtlGen.Synthesis;

/// <summary>Results with every number that was read.</summary>
public static class SynthesisJson
{
    /// <summary>One entry a design; in it one a module and target.</summary>
    public static string Of(IReadOnlyList<SynthesisReport> reports) => JsonText.Object(json => json.Objects("designs", reports, report =>
    {
        json.WriteString("name", report.Source.Name);
        json.Objects("results", report.Results, result => Write(json, result));
    }));

    private static void Write(Utf8JsonWriter json, SynthesisResult result)
    {
        json.WriteString("module", result.Module.Name);
        json.WriteNumber("instances", result.Module.Instances);
        json.Object("parameters", () =>
        {
            foreach ((string name, string value) in result.Module.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal))
            {
                json.WriteString(name, value);
            }
        });
        json.WriteString("target", SynthesisTargets.NameOf(result.Gates is null ? result.Cells.Target : SynthesisTarget.Liberty));
        json.WriteNumber(result.Cells.Target == SynthesisTarget.Generic ? "gates" : "luts", result.Cells.Luts);
        json.WriteNumber("flip_flops", result.Cells.FlipFlops);
        json.WriteNumber("block_rams", result.Cells.BlockRams);
        json.Object("cells", () =>
        {
            foreach ((string kind, int count) in result.Cells.ByKind.OrderBy(k => k.Key, StringComparer.Ordinal))
            {
                json.WriteNumber(kind, count);
            }
        });
        if (result.Placed is { } placed)
        {
            json.WriteBoolean("fits", placed.TooMuch.Count == 0);
            json.Object("places", () =>
            {
                foreach ((string kind, PlaceUse use) in placed.Use.OrderBy(u => u.Key, StringComparer.Ordinal))
                {
                    json.Object(kind, () =>
                    {
                        json.WriteNumber("used", use.Used);
                        json.WriteNumber("available", use.Available);
                    });
                }
            });
            Megahertz(json, placed.Megahertz);
        }

        if (result.Gates is { } gates)
        {
            json.WriteString("library", gates.Library);
            json.WriteNumber("area", gates.Area);
            json.WriteNumber("period_ns", gates.Period);
            Megahertz(json, gates.Megahertz);
            json.Objects("paths", gates.Paths, path =>
            {
                json.WriteString("kind", path.Kind);
                json.WriteString("from", path.From);
                json.WriteString("to", path.To);
                json.WriteNumber("slack_ns", path.Slack);
            });
        }
    }

    private static void Megahertz(Utf8JsonWriter json, decimal? value)
    {
        if (value is { } found)
        {
            json.WriteNumber("mhz", decimal.Round(found, 1));
        }
        else
        {
            json.WriteNull("mhz");
        }
    }
}
