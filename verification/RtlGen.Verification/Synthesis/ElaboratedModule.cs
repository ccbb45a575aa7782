// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace RtlGen.Synthesis;

/// <summary>A module of an elaborated design, with the parameters that it has there.</summary>
/// <param name="Id">What the scripts find it by.</param>
/// <param name="Name">Name in its file.</param>
/// <param name="Parameters">Decimal values by name; those wider than 64 bits in hexadecimal.</param>
/// <param name="Instances">How often the whole design holds it.</param>
/// <param name="IsTop">True for the design itself.</param>
public sealed record ElaboratedModule(string Id, string Name, IReadOnlyDictionary<string, string> Parameters, int Instances, bool IsTop)
{
    /// <summary>The name without that of the design, or of the library, before it: <c>lane</c>.</summary>
    public string ShortName(string design)
    {
        string prefix = Name.StartsWith("rtlgen_", StringComparison.Ordinal) ? "rtlgen_" : design + "_";
        return Name.StartsWith(prefix, StringComparison.Ordinal) ? Name[prefix.Length..] : Name;
    }

    /// <summary>Reads what <c>write_json</c> wrote: every module but black boxes, by name; null when the text is something else.</summary>
    public static IReadOnlyList<ElaboratedModule>? Parse(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            var modules = document.RootElement.GetProperty("modules").EnumerateObject()
                .Where(m => !Has(m.Value, "blackbox"))
                .ToDictionary(m => m.Name, m => m.Value, StringComparer.Ordinal);
            string? top = modules.FirstOrDefault(m => Has(m.Value, "top")).Key;
            if (top is null)
            {
                return null;
            }

            Dictionary<string, int> instances = new(StringComparer.Ordinal);
            CountFrom(top, modules, instances);
            return
            [
                .. instances.Select(i => new ElaboratedModule(
                        i.Key,
                        Text(modules[i.Key], "hdlname") ?? i.Key,
                        ParametersOf(modules[i.Key]),
                        i.Value,
                        i.Key.Equals(top, StringComparison.Ordinal)))
                    .OrderBy(m => m.Name, StringComparer.Ordinal).ThenBy(m => m.Id, StringComparer.Ordinal),
            ];
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static void CountFrom(string module, Dictionary<string, JsonElement> modules, Dictionary<string, int> instances)
    {
        instances[module] = instances.GetValueOrDefault(module) + 1;
        foreach (JsonProperty cell in modules[module].GetProperty("cells").EnumerateObject())
        {
            if (cell.Value.GetProperty("type").GetString() is { } type && modules.ContainsKey(type))
            {
                CountFrom(type, modules, instances);
            }
        }
    }

    private static Dictionary<string, string> ParametersOf(JsonElement module)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        if (module.TryGetProperty("parameter_default_values", out JsonElement parameters))
        {
            foreach (JsonProperty parameter in parameters.EnumerateObject())
            {
                values.Add(parameter.Name, ValueOf(parameter.Value.ToString()));
            }
        }

        return values;
    }

    private static string ValueOf(string bits)
    {
        if (bits.Length == 0 || bits.Any(b => b is not ('0' or '1')))
        {
            return bits;
        }

        BigInteger value = bits.Aggregate(BigInteger.Zero, (sum, bit) => (sum << 1) + (bit - '0'));
        return bits.Length > 64 ? "0x" + value.ToString("x", CultureInfo.InvariantCulture) : value.ToString(CultureInfo.InvariantCulture);
    }

    private static bool Has(JsonElement module, string attribute) => Text(module, attribute)?.EndsWith('1') == true;

    private static string? Text(JsonElement module, string attribute) =>
        module.GetProperty("attributes").TryGetProperty(attribute, out JsonElement value) ? value.ToString().TrimStart('\\') : null;
}
