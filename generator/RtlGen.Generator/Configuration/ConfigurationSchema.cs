// SPDX-License-Identifier: Apache-2.0
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RtlGen.Configuration;

/// <summary>
/// The configuration as JSON Schema, for editors. Draft-07, the newest that the YAML extension of VS Code knows in full.
/// It tells types, ranges, words and unknown keys; rules between keys are left to <see cref="ConfigurationReader"/>.
/// </summary>
public static class ConfigurationSchema
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema with LF line ends; the same text on every run.</summary>
    public static string ToJson()
    {
        var schema = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "RtlGen configuration",
            ["type"] = "object",
            ["properties"] = Properties(""),
            ["additionalProperties"] = false,
            ["if"] = new JsonObject { ["not"] = new JsonObject { ["required"] = new JsonArray(DesignKeys.Extends.Leaf) } },
            ["then"] = Requirements(),
        };
        return schema.ToJsonString(Format) + "\n";
    }

    /// <summary>The keys of a section, then the sections in it.</summary>
    private static JsonObject Properties(string section)
    {
        JsonObject properties = [];
        foreach (KeyDescription key in ConfigurationKeys.In(section))
        {
            JsonObject property = new() { ["description"] = Describe(key) };
            foreach ((string name, JsonNode? value) in key.Schema())
            {
                property[name] = value?.DeepClone();
            }

            properties[key.Leaf] = property;
        }

        foreach (KeySection inner in ConfigurationKeys.SectionsIn(section))
        {
            properties[KeySection.Last(inner.Name)] = new JsonObject
            {
                ["description"] = inner.Documentation,
                ["type"] = "object",
                ["properties"] = Properties(inner.Name),
                ["additionalProperties"] = false,
            };
        }

        return properties;
    }

    private static string Describe(KeyDescription key)
    {
        string condition = key.OnlyWhen is { } text ? $" Only when {text}." : "";
        string fallback = string.Equals(key.DefaultText, "required", StringComparison.Ordinal) ? "Required" : $"Default: {key.DefaultText}";
        return $"{key.Documentation}{condition} {fallback}.";
    }

    /// <summary>What must be written by a file without a preset.</summary>
    private static JsonObject Requirements()
    {
        JsonArray required = [];
        JsonObject sections = [];
        foreach (IGrouping<string, KeyDescription> section in ConfigurationKeys.All.Where(k => k.IsRequired).GroupBy(k => k.Section, StringComparer.Ordinal))
        {
            JsonArray leaves = [.. section.Select(k => (JsonNode)JsonValue.Create(k.Leaf))];
            if (section.Key.Length == 0)
            {
                required = leaves;
            }
            else
            {
                sections[section.Key] = new JsonObject { ["required"] = leaves };
            }
        }

        foreach ((string name, _) in sections)
        {
            required.Add((JsonNode)JsonValue.Create(name));
        }

        return new JsonObject { ["required"] = required, ["properties"] = sections };
    }
}
