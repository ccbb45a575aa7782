// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Configuration;

/// <summary>What other keys must be worth for a key to apply, or for a default to hold.</summary>
internal sealed class Condition
{
    private readonly IReadOnlyList<Clause> _clauses;

    private Condition(IReadOnlyList<Clause> clauses) => _clauses = clauses;

    /// <summary><c>weights.encoding is differential or levels</c>.</summary>
    public string Text => string.Join(" and ", _clauses.Select(c => c.Text));

    public static Condition When<T>(Key<T> key, params T[] values) =>
        Of(key, $"{key.Name} is {Join(key, values)}", value => values.Contains(value));

    public static Condition Unless<T>(Key<T> key, params T[] values) =>
        Of(key, $"{key.Name} is not {Join(key, values)}", value => !values.Contains(value));

    public static Condition WithoutSection(string section) =>
        new([new Clause(null, $"'{section}' is not written", settings => !settings.HasSection(section))]);

    public Condition And(Condition other) => new([.. _clauses, .. other._clauses]);

    /// <summary>Null when it cannot be known because a value is in error: then nothing follows from it.</summary>
    public bool? Holds(Settings settings)
    {
        if (_clauses.Any(c => IsKnown(c, settings) && !c.Test(settings)))
        {
            return false;
        }

        return _clauses.All(c => IsKnown(c, settings)) ? true : null;
    }

    private static bool IsKnown(Clause clause, Settings settings) => clause.Key is null || settings.IsKnown(clause.Key);

    private static Condition Of<T>(Key<T> key, string text, Func<T, bool> test) =>
        new([new Clause(key, text, settings => test(settings.Get(key)))]);

    private static string Join<T>(Key<T> key, T[] values) => string.Join(" or ", values.Select(key.Write));

    private sealed record Clause(KeyDescription? Key, string Text, Func<Settings, bool> Test);
}
