// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Diagnostics;
using RtlGen.Regression.Cases;
using RtlGen.Tensors;

namespace RtlGen.Regression.Shrinking;

/// <summary>Keys left to their defaults, and smaller numbers for the others.</summary>
internal static class KeyStages
{
    /// <summary>Names nothing that a failure could depend on, and what others hang on.</summary>
    private static readonly string[] s_kept = ["name", "layer.inputs", "layer.outputs"];

    public static IEnumerable<RegressionCase> Keys(RegressionCase @case)
    {
        Dictionary<string, string> values = new(
            ConfigurationWriter.Values(ConfigurationReader.Parse(@case.Configuration, @case.Id).Configuration), StringComparer.Ordinal);
        foreach (string key in values.Keys.Except(s_kept, StringComparer.Ordinal).ToArray())
        {
            foreach (string? value in Smaller(values[key]))
            {
                Dictionary<string, string> changed = new(values, StringComparer.Ordinal);
                if (value is null)
                {
                    changed.Remove(key);
                }
                else
                {
                    changed[key] = value;
                }

                if (Changed(@case, values, changed) is { } smaller)
                {
                    yield return smaller;
                }
            }
        }
    }

    /// <summary>Null stands for the default.</summary>
    private static IEnumerable<string?> Smaller(string value)
    {
        yield return null;
        if (long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) && number != 0)
        {
            foreach (long smaller in (long[])[0, 1, number / 2, number - Math.Sign(number)])
            {
                if (Math.Abs(smaller) < Math.Abs(number))
                {
                    yield return smaller.ToString(CultureInfo.InvariantCulture);
                }
            }
        }
    }

    /// <summary>Null where the text reads as no configuration, or as one that is no smaller.</summary>
    private static RegressionCase? Changed(RegressionCase @case, Dictionary<string, string> before, Dictionary<string, string> changed)
    {
        try
        {
            string text = ConfigurationWriter.ToYaml(changed);
            RtlConfiguration configuration = ConfigurationReader.Parse(text, @case.Id).Configuration;
            IReadOnlyDictionary<string, string> after = ConfigurationWriter.Values(configuration);
            return Weight(after) < Weight(before) ? @case with { Configuration = text, Tensors = Fitting(@case.Tensors, configuration) } : null;
        }
        catch (BadInputException)
        {
            return null;
        }
    }

    /// <summary>
    /// How much there is to a configuration: keys that are not at their defaults weigh most, then their numbers. Every step
    /// makes it less, so that shrinking ends.
    /// </summary>
    private static double Weight(IReadOnlyDictionary<string, string> values)
    {
        double weight = 0;
        foreach ((string key, string value) in values)
        {
            bool isDefault = string.Equals(ConfigurationKeys.Find(key)?.DefaultText, value, StringComparison.Ordinal);
            weight += isDefault ? 0 : 1000;
            if (long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number))
            {
                weight += Math.Log2(1.0 + Math.Abs((double)number)) + (number < 0 ? 0.1 : 0);
            }
        }

        return weight;
    }

    /// <summary>Weights and inputs cut to what the encodings hold now; what else does not fit makes the candidate fall away.</summary>
    private static TensorSet Fitting(TensorSet tensors, RtlConfiguration configuration) => tensors with
    {
        Weights = Clamp(tensors.Weights!, ValueRanges.Weight(configuration)),
        Inputs = Clamp(tensors.Inputs!, ValueRanges.Input(configuration)),
    };

    private static NpyArray Clamp(NpyArray array, IntegerRange range) => array with
    {
        Tensor = new Tensor(array.Tensor.Shape, [.. array.Tensor.Data.Select(v => Math.Clamp(v, (long)range.Min, (long)range.Max))]),
    };
}
