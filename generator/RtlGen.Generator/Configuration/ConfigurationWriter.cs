// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Text;

namespace RtlGen.Configuration;

/// <summary>Writes a configuration in its canonical form: every key that applies, in a fixed order, defaults included.</summary>
public static class ConfigurationWriter
{
    /// <summary>YAML that reads back as an equal configuration.</summary>
    public static string ToYaml(RtlConfiguration configuration) => ToYaml(Values(configuration));

    /// <summary>YAML of single values: by the dotted name of their keys, as they are written.</summary>
    /// <remarks>Nothing is checked; keys that are not given are left out.</remarks>
    public static string ToYaml(IReadOnlyDictionary<string, string> values)
    {
        var text = new StringBuilder();
        string section = "";
        foreach (KeyDescription key in ConfigurationKeys.All.Where(k => values.ContainsKey(k.Name)))
        {
            if (!string.Equals(key.Section, section, StringComparison.Ordinal))
            {
                section = key.Section;
                text.Append(Indent(section)).Append(KeySection.Last(section)).Append(":\n");
            }

            text.Append(Indent(key.Name)).Append(key.Leaf).Append(": ").Append(values[key.Name]).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The value of every key that applies, by its dotted name, as it is written; defaults included.</summary>
    public static IReadOnlyDictionary<string, string> Values(RtlConfiguration configuration)
    {
        var settings = Settings.Of(configuration);
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        foreach (KeyDescription key in ConfigurationKeys.All.Where(k => k.Condition?.Holds(settings) != false))
        {
            if (key.WriteValue(settings) is { } value)
            {
                values.Add(key.Name, value);
            }
        }

        return values;
    }

    /// <summary>Two spaces a section; a section stands right after the keys of the one that it belongs to.</summary>
    private static string Indent(string name) => new(' ', 2 * name.Count(c => c == '.'));

    /// <summary>SHA-256 of the canonical form, 64 lower-case hexadecimal digits.</summary>
    public static string Hash(RtlConfiguration configuration) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToYaml(configuration))));
}
