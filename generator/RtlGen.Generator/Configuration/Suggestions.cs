// SPDX-License-Identifier: Apache-2.0
using RtlGen.Diagnostics;

namespace RtlGen.Configuration;

/// <summary>What the user may have meant by a word that is not known.</summary>
public static class Suggestions
{
    /// <summary>The candidate that fewest slips of the keyboard turn into <paramref name="word"/>; null when none is close.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        if (word.Length > 64)
        {
            return null;
        }

        string lower = word.ToLowerInvariant().Replace('-', '_');
        (string Candidate, int Distance)[] ranked =
            [.. candidates.Select(c => (c, Distance(lower, c))).OrderBy(p => p.Item2)];
        return ranked.Length > 0 && ranked[0].Distance <= Math.Max(1, ranked[0].Candidate.Length / 3)
            ? ranked[0].Candidate
            : null;
    }

    /// <summary>The diagnostic of a key that its section (empty: the top level) does not have.</summary>
    /// <param name="entry">The key with its value.</param>
    /// <param name="section">Where it stands.</param>
    /// <param name="known">The keys of the section.</param>
    /// <param name="elsewhere">Dotted keys of other sections.</param>
    public static Diagnostic UnknownKey(MappingEntry entry, string section, IEnumerable<string> known, params IReadOnlyList<string> elsewhere)
    {
        string[] allowed = [.. known];
        string dotted = section.Length == 0 ? entry.Key.Text : $"{section}.{entry.Key.Text}";
        string place = section.Length == 0 ? "at the top level" : $"in '{section}'";
        string remedy =
            Moved(entry.Key.Text, elsewhere, exactly: true) is { } moved ? $"did you mean '{moved}'?"
            : Nearest(entry.Key.Text, allowed) is { } near ? $"did you mean '{near}'?"
            : Moved(entry.Key.Text, elsewhere, exactly: false) is { } both ? $"did you mean '{both}'?"
            : $"allowed {place}: {string.Join(", ", allowed)}";
        return new Diagnostic(
            DiagnosticCodes.UnknownKey, entry.Key.Position, dotted, entry.Value.Written,
            $"there is no key '{entry.Key.Text}' {place}", remedy);
    }

    /// <summary>The one key of another section that bears this name, or one close to it; null when there is none, or several.</summary>
    private static string? Moved(string leaf, IReadOnlyList<string> elsewhere, bool exactly)
    {
        ILookup<string, string> byLeaf = elsewhere.ToLookup(KeySection.Last, StringComparer.Ordinal);
        string? meant = exactly ? leaf : Nearest(leaf, byLeaf.Select(g => g.Key));
        string[] candidates = meant is null ? [] : [.. byLeaf[meant]];
        return candidates is [string only] ? only : null;
    }

    /// <summary>Edit distance where swapping two neighbours counts as one slip.</summary>
    private static int Distance(string a, string b)
    {
        int[,] d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    d[i, j] = i + j;
                    continue;
                }

                int substitution = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                d[i, j] = Math.Min(substitution, Math.Min(d[i - 1, j], d[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}
