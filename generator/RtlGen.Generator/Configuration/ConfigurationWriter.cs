// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Text;

namespace RtlGen.Configuration;

/// <summary>Writes a configuration in its canonical form: every key that applies, in a fixed order, defaults included.</summary>
public static class ConfigurationWriter
{
    /// <summary>YAML that reads back as an equal configuration.</summary>
    public static string ToYaml(RtlConfiguration configuration)
    {
        var settings = Settings.Of(configuration);
        var text = new StringBuilder();
        string section = "";
        foreach (KeyDescription key in ConfigurationKeys.All.Where(k => k.Condition?.Holds(settings) != false))
        {
            if (key.WriteValue(settings) is not { } value)
            {
                continue;
            }

            if (!string.Equals(key.Section, section, StringComparison.Ordinal))
            {
                section = key.Section;
                text.Append(Indent(section)).Append(KeySection.Last(section)).Append(":\n");
            }

            text.Append(Indent(key.Name)).Append(key.Leaf).Append(": ").Append(value).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Two spaces a section; a section stands right after the keys of the one that it belongs to.</summary>
    private static string Indent(string name) => new(' ', 2 * name.Count(c => c == '.'));

    /// <summary>SHA-256 of the canonical form, 64 lower-case hexadecimal digits.</summary>
    public static string Hash(RtlConfiguration configuration) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToYaml(configuration))));
}
