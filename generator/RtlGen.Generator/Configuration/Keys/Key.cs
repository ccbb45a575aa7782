// SPDX-License-Identifier: Apache-2.0
using System.Text.Json.Nodes;
using RtlGen.Diagnostics;

namespace RtlGen.Configuration;

/// <summary>A key whose value is a <typeparamref name="T"/>.</summary>
/// <param name="name">Its dotted name.</param>
/// <param name="type">What its value may be.</param>
/// <param name="get">Where a configuration holds it.</param>
internal sealed class Key<T>(string name, KeyType<T> type, Func<RtlConfiguration, T> get) : KeyDescription(name)
{
    /// <summary>The first one whose condition holds gives the default; the key is required where none does.</summary>
    public IReadOnlyList<DefaultValue<T>> Defaults { get; init; } = [];

    /// <summary>The value while the key's condition does not hold.</summary>
    public T? Neutral { get; init; }

    public override string Allowed => type.Allowed;

    public override string DefaultText
    {
        get
        {
            IEnumerable<string> texts = Defaults.Select(d => d.Describe(type));
            return string.Join(", otherwise ", Defaults.Any(d => d.When is null) ? texts : [.. texts, "required"]);
        }
    }

    public override bool IsRequired => Defaults.Count == 0 && Condition is null;

    public string? Write(T value) => type.Write(value);

    internal override void Resolve(Settings settings, DiagnosticBag bag)
    {
        bool? applies = Condition is null ? true : Condition.Holds(settings);
        MappingEntry? entry = settings.EntryOf(this);
        if (applies == false)
        {
            settings.Set(this, Neutral!);
            settings.Ignore(this);
            // What a preset gives is a default, and a default that has become pointless is no error of the user's.
            if (entry is { IsPreset: false })
            {
                bag.Add(new Diagnostic(
                    DiagnosticCodes.KeyNotApplicable, entry.Key.Position, Name, entry.Value.Written,
                    $"'{Name}' has no meaning here", $"remove it, it applies only when {Condition!.Text}"));
            }
        }
        else if (entry is not null)
        {
            if (type.TryRead(Name, entry.Value, bag, out T value))
            {
                settings.Set(this, value);
            }
        }
        else if (applies == true)
        {
            ResolveDefault(settings, bag);
        }
    }

    internal override void Load(Settings settings, RtlConfiguration configuration) => settings.Set(this, get(configuration));

    internal override string? WriteValue(Settings settings) => type.Write(settings.Get(this));

    internal override JsonObject Schema()
    {
        JsonObject schema = type.Schema();
        if (Defaults is [{ When: null, Constant: { } constant }] && type.Write(constant.Value) is { } text)
        {
            schema["default"] = constant.Value is bool or int or long or decimal ? JsonNode.Parse(text) : text;
        }

        return schema;
    }

    private void ResolveDefault(Settings settings, DiagnosticBag bag)
    {
        foreach (DefaultValue<T> candidate in Defaults)
        {
            bool? holds = candidate.When is null ? true : candidate.When.Holds(settings);
            if (holds == true && candidate.TryGet(settings, out T value))
            {
                settings.Set(this, value);
            }

            if (holds != false)
            {
                return;
            }
        }

        bag.Add(new Diagnostic(
            DiagnosticCodes.MissingKey, settings.PositionOfSection(Section), Name, null,
            $"'{Name}' is missing", $"allowed: {Allowed}"));
    }
}
