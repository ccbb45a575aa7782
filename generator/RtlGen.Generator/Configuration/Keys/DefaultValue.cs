// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Configuration;

/// <summary>One of a key's defaults: a constant, or the value of another key.</summary>
internal sealed class DefaultValue<T>
{
    private readonly Key<T>? _source;
    private readonly string? _text;

    public DefaultValue(T constant, string? text = null)
    {
        Constant = new Box(constant);
        _text = text;
    }

    public DefaultValue(Key<T> source) => _source = source;

    /// <summary>When this default holds; null: always.</summary>
    public Condition? When { get; init; }

    /// <summary>Null for the value of another key.</summary>
    public Box? Constant { get; }

    /// <summary>False while the value is not known because of an error elsewhere.</summary>
    public bool TryGet(Settings settings, out T value)
    {
        value = Constant is null ? default! : Constant.Value;
        if (_source is not null && settings.IsKnown(_source))
        {
            value = settings.Get(_source);
        }

        return _source is null || settings.IsKnown(_source);
    }

    public string Describe(KeyType<T> type)
    {
        string value = _text ?? _source?.Name ?? type.Write(Constant!.Value) ?? "none";
        return When is null ? value : $"{value} when {When.Text}";
    }

    /// <summary>Tells a constant that is null from none.</summary>
    public sealed record Box(T Value);
}
