// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.Configuration;

namespace RtlGen.Regression.Drawing;

/// <summary>Chances, and the text of a configuration that grows key by key.</summary>
/// <param name="rng">Where chance comes from.</param>
/// <param name="wishes">What is asked of keys; draws that name a key keep to it.</param>
internal sealed class RandomDraft(Random rng, KeyWishes wishes)
{
    private readonly SortedDictionary<string, List<string>> _sections = new(StringComparer.Ordinal);

    /// <summary>The configuration so far; one line a section.</summary>
    public string Text =>
        "name: random\n" + string.Concat(_sections.Select(s => $"{s.Key}: {{{string.Join(", ", s.Value)}}}\n"));

    public void Set<T>(string section, string key, T value)
    {
        if (!_sections.TryGetValue(section, out List<string>? entries))
        {
            _sections[section] = entries = [];
        }

        string text = value is bool flag ? (flag ? "true" : "false") : string.Create(CultureInfo.InvariantCulture, $"{value}");
        entries.Add($"{key}: {text}");
    }

    /// <summary>Sets a choice in the contract's spelling.</summary>
    public void SetName<T>(string section, string key, T value)
        where T : struct, Enum => Set(section, key, ConfigurationNames.Of(value));

    /// <summary>Sets a choice; leaves it out half of the time where it is the default anyway.</summary>
    public void SetName<T>(string section, string key, T value, T byDefault)
        where T : struct, Enum
    {
        if (!EqualityComparer<T>.Default.Equals(value, byDefault) || Odds(2))
        {
            SetName(section, key, value);
        }
    }

    /// <summary>Sets a value; leaves it out half of the time where it is the default anyway.</summary>
    public void Set<T>(string section, string key, T value, T byDefault)
    {
        if (!EqualityComparer<T>.Default.Equals(value, byDefault) || Odds(2))
        {
            Set(section, key, value);
        }
    }

    public T Pick<T>(params T[] choices) => choices[rng.Next(choices.Length)];

    /// <summary>One of the choices that the wishes for a key leave.</summary>
    /// <exception cref="WishUnmetException">They leave none.</exception>
    public T PickFor<T>(string key, params T[] choices)
        where T : struct, Enum => Pick(Left(key, choices, c => ConfigurationNames.Of(c)));

    /// <inheritdoc cref="PickFor{T}(string, T[])"/>
    public int PickFor(string key, params int[] choices) => Pick(Left(key, choices, c => c.ToString(CultureInfo.InvariantCulture)));

    /// <inheritdoc cref="PickFor{T}(string, T[])"/>
    public string PickFor(string key, params string[] choices) => Pick(Left(key, choices, c => c));

    /// <summary>One of two values as chance has it, unless the wishes for the key leave only the other.</summary>
    /// <param name="key">The key.</param>
    /// <param name="drawn">True: chance is for <paramref name="yes"/>.</param>
    /// <param name="yes">How the key spells it.</param>
    /// <param name="no">How the key spells the other value.</param>
    /// <returns>True for <paramref name="yes"/>.</returns>
    public bool Chance(string key, bool drawn, string yes = "true", string no = "false") => wishes.Of(key) switch
    {
        null => drawn,
        { } wish when wish.Allows(drawn ? yes : no) => drawn,
        { } wish when wish.Allows(drawn ? no : yes) => !drawn,
        _ => throw new WishUnmetException(key),
    };

    /// <summary>An integer that a key may have: in the usual range, or anywhere in the wish up to <paramref name="most"/>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="least">The least that is possible.</param>
    /// <param name="usual">The greatest that is drawn unless a wish says otherwise.</param>
    /// <param name="most">The greatest that is possible; null: <paramref name="usual"/>.</param>
    /// <param name="unit">What is drawn is this part of the key's value.</param>
    /// <exception cref="WishUnmetException">Nothing is left.</exception>
    public int BetweenFor(string key, int least, int usual, int? most = null, int unit = 1)
    {
        if (wishes.Of(key) is not { } wish)
        {
            return Between(least, usual);
        }

        int[] left = [.. wish.Integers(least * (long)unit, (most ?? usual) * (long)unit).Where(v => v % unit == 0).Select(v => (int)(v / unit))];
        return left.Length > 0 ? Pick(left) : throw new WishUnmetException(key);
    }

    private T[] Left<T>(string key, T[] choices, Func<T, string> write)
    {
        if (wishes.Of(key) is not { } wish)
        {
            return choices;
        }

        T[] left = [.. choices.Where(c => wish.Allows(write(c)))];
        return left.Length > 0 ? left : throw new WishUnmetException(key);
    }

    public int Between(int least, int greatest) => rng.Next(least, greatest + 1);

    public long Between(long least, long greatest) => rng.NextInt64(least, greatest + 1);

    public double Fraction() => rng.NextDouble();

    /// <summary>True once in <paramref name="times"/>.</summary>
    public bool Odds(int times) => rng.Next(times) == 0;
}
