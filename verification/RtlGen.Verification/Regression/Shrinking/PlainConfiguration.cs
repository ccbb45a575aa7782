// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.Diagnostics;

namespace RtlGen.Regression.Shrinking;

/// <summary>A configuration without what is said anyway.</summary>
public static class PlainConfiguration
{
    /// <summary>The same configuration, only the keys left in its text without which it would be another one.</summary>
    public static string Of(string text)
    {
        RtlConfiguration whole = ConfigurationReader.Parse(text, "case").Configuration;
        string hash = ConfigurationWriter.Hash(whole);
        Dictionary<string, string> values = new(ConfigurationWriter.Values(whole), StringComparer.Ordinal);
        foreach (string key in values.Keys.Reverse().ToArray())
        {
            string value = values[key];
            values.Remove(key);
            if (!IsSame(values, hash))
            {
                values.Add(key, value);
            }
        }

        return ConfigurationWriter.ToYaml(values);
    }

    private static bool IsSame(Dictionary<string, string> values, string hash)
    {
        try
        {
            RtlConfiguration configuration = ConfigurationReader.Parse(ConfigurationWriter.ToYaml(values), "case").Configuration;
            return string.Equals(ConfigurationWriter.Hash(configuration), hash, StringComparison.Ordinal);
        }
        catch (BadInputException)
        {
            return false;
        }
    }
}
