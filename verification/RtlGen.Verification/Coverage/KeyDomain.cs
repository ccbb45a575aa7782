// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text.Json.Nodes;
using RtlGen.Configuration;

namespace RtlGen.Coverage;

/// <summary>
/// The values of one configuration key as bins: each word, each end of a range of integers and the buckets between them, a list
/// that is given or not. Made of the configuration's schema, so that a new key or word is a new bin by itself.
/// </summary>
internal sealed class KeyDomain
{
    private const string NotGiven = "none";
    private const string Given = "given";
    private const string Explicit = "explicit";
    private const string Negative = "negative";
    private const string Positive = "positive";

    /// <summary>First values of the buckets between the ends of a range.</summary>
    private static readonly long[] s_steps = [4, 16, 64, 256, 1024, 4096, 16384];

    private readonly List<Bucket> _buckets = [];

    /// <summary>Choices that stand in a configuration as they are.</summary>
    private readonly List<string> _words = [];

    private KeyDomain(KeyDescription key, JsonObject schema)
    {
        Key = key.Name;
        foreach (JsonObject part in Parts(schema))
        {
            _words.AddRange(Words(part));
            AddBuckets(part);
        }

        // A shape that is not written comes from the weights; an empty list is a key that is not written.
        bool isOptional = string.Equals(key.Section, "layer", StringComparison.Ordinal) || _words.Contains(Given, StringComparer.Ordinal);
        Choices = [.. _words, .. _buckets.Select(b => b.Name), .. isOptional ? (string[])[NotGiven] : []];
    }

    /// <summary>Every key but names, which may be anything.</summary>
    public static IReadOnlyList<KeyDomain> All { get; } = Read();

    /// <summary>Dotted name.</summary>
    public string Key { get; }

    /// <summary>What the key's value may be, one a bin.</summary>
    public IReadOnlyList<string> Choices { get; }

    /// <summary>The domain of a key.</summary>
    public static KeyDomain Of(string key) => All.First(d => string.Equals(d.Key, key, StringComparison.Ordinal));

    /// <summary>The bin's name of a choice.</summary>
    public string BinOf(string choice) => $"key/{Key}={choice}";

    /// <summary>The least integer of a choice; null where it is none of integers.</summary>
    public decimal? LeastOf(string choice) => _buckets.FirstOrDefault(b => string.Equals(b.Name, choice, StringComparison.Ordinal))?.Least;

    /// <summary>Which choice a configuration has made; null where the key says nothing.</summary>
    /// <param name="written">The value as the writer spells it; null: it is not written.</param>
    public string? ChoiceOf(string? written)
    {
        if (written is null)
        {
            return Choices.Contains(NotGiven, StringComparer.Ordinal) ? NotGiven : null;
        }

        if (_words.Contains(written, StringComparer.Ordinal))
        {
            return written;
        }

        return written[0] switch
        {
            '[' => Given,
            '{' => Explicit,
            _ => decimal.TryParse(written, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal number)
                ? _buckets.FirstOrDefault(b => number >= b.Least && number <= b.Greatest)?.Name : null,
        };
    }

    private static KeyDomain[] Read()
    {
        JsonNode root = JsonNode.Parse(ConfigurationSchema.ToJson())!;
        return
        [
            .. ConfigurationKeys.All
                .Select(k => (Key: k, Schema: Find(root, k.Name)))
                .Where(k => !string.Equals((string?)k.Schema["type"], "string", StringComparison.Ordinal))
                .Select(k => new KeyDomain(k.Key, k.Schema)),
        ];
    }

    private static JsonObject Find(JsonNode root, string key) =>
        key.Split('.').Aggregate(root, (node, part) => node["properties"]![part]!).AsObject();

    private static IEnumerable<JsonObject> Parts(JsonObject schema) =>
        schema["oneOf"] is JsonArray parts ? parts.Select(p => p!.AsObject()) : [schema];

    private static IEnumerable<string> Words(JsonObject part) => (string?)part["type"] switch
    {
        "boolean" => ["false", "true"],
        "array" => [Given],
        "object" => [Explicit],
        _ when part["const"] is { } word => [word.ToString()],
        _ when part["enum"] is JsonArray words => words.Select(w => w!.ToString()),
        _ => [],
    };

    private void AddBuckets(JsonObject part)
    {
        string? type = (string?)part["type"];
        if (type is not ("integer" or "number"))
        {
            return;
        }

        long least = part["minimum"]!.GetValue<long>();
        long greatest = part["maximum"]!.GetValue<long>();
        if (least < 0 || type is "number")
        {
            // Of such numbers only the sign makes hardware another.
            if (least < 0)
            {
                _buckets.Add(new Bucket(Negative, least, -1));
            }

            _buckets.Add(new Bucket("0", 0, 0));
            _buckets.Add(new Bucket(Positive, decimal.One / 1_000_000, greatest));
            return;
        }

        long[] starts = [least, least + 1, .. s_steps.Where(s => s > least + 1 && s < greatest), greatest];
        for (int i = 0; i < starts.Length; i++)
        {
            long last = i + 1 < starts.Length ? starts[i + 1] - 1 : greatest;
            _buckets.Add(new Bucket(last == starts[i] ? Text(last) : $"{Text(starts[i])}..{Text(last)}", starts[i], last));
        }
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private sealed record Bucket(string Name, decimal Least, decimal Greatest);
}
