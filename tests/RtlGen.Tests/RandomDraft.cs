// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.Configuration;

namespace RtlGen.Tests;

/// <summary>Chances, and the text of a configuration that grows key by key.</summary>
internal sealed class RandomDraft(Random rng)
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

    public int Between(int least, int greatest) => rng.Next(least, greatest + 1);

    public long Between(long least, long greatest) => rng.NextInt64(least, greatest + 1);

    public double Fraction() => rng.NextDouble();

    /// <summary>True once in <paramref name="times"/>.</summary>
    public bool Odds(int times) => rng.Next(times) == 0;
}
