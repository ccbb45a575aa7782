// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.Diagnostics;

namespace RtlGen.Coverage;

/// <summary>Whether the configuration's reader takes some values together, whatever the other keys may be. Its rules are asked, not repeated.</summary>
internal static class LegalChoices
{
    private const string WeightEncodingKey = "weights.encoding";
    private const string InputEncodingKey = "inputs.encoding";

    /// <summary>What is written where the reader misses a key.</summary>
    private static readonly Dictionary<string, string> s_fillers = new(StringComparer.Ordinal)
    {
        ["weights.bits"] = "4",
        ["weights.levels"] = "[0, 1]",
        ["inputs.bits"] = "4",
        ["crossbar.rows"] = "4",
        ["crossbar.columns"] = "4",
        ["adc.bits"] = "4",
        ["adc.conversion_cycles"] = "4",
        ["output.bits"] = "4",
        ["output.clamp"] = "[0, 1]",
    };

    /// <summary>True when some configuration with these values can be read.</summary>
    /// <param name="chosen">As the writer spells them.</param>
    public static bool IsLegal(IReadOnlyDictionary<string, string> chosen) =>
        Encodings(chosen, WeightEncodingKey).Any(w => Encodings(chosen, InputEncodingKey).Any(i => CanBeRead(new(chosen, StringComparer.Ordinal)
        {
            ["name"] = "legal",
            [WeightEncodingKey] = w,
            [InputEncodingKey] = i,
        })));

    private static IReadOnlyList<string> Encodings(IReadOnlyDictionary<string, string> chosen, string key) =>
        chosen.TryGetValue(key, out string? value) ? [value] : KeyDomain.Of(key).Choices;

    private static bool CanBeRead(Dictionary<string, string> values)
    {
        while (true)
        {
            try
            {
                ConfigurationReader.Parse(ConfigurationWriter.ToYaml(values), "legal.yaml");
                return true;
            }
            catch (BadInputException e) when (e.Diagnostics.All(d => IsMissing(d, values)))
            {
                foreach (string key in e.Diagnostics.Select(d => d.Key!))
                {
                    values[key] = s_fillers[key];
                }
            }
            catch (BadInputException)
            {
                return false;
            }
        }
    }

    private static bool IsMissing(Diagnostic diagnostic, Dictionary<string, string> values) =>
        string.Equals(diagnostic.Code, DiagnosticCodes.MissingKey, StringComparison.Ordinal)
        && diagnostic.Key is { } key && s_fillers.ContainsKey(key) && !values.ContainsKey(key);
}
