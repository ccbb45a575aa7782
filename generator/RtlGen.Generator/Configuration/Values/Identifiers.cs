// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;

namespace RtlGen.Configuration;

/// <summary>Identifiers that Verilog-2005, SystemVerilog, VHDL and C all take, reserved in none of them.</summary>
public static partial class Identifiers
{
    /// <summary>Room for the suffixes of generated modules within the shortest limit of a tool.</summary>
    public const int MaximumLength = 64;

    /// <summary>VHDL is the strictest: a letter first, no two underscores in a row, none at the end.</summary>
    public const string Pattern = "^[A-Za-z](_?[A-Za-z0-9])*$";

    public static readonly string Rule =
        $"a letter, then letters, digits and single underscores, not ending in one, at most {MaximumLength} characters, "
        + "reserved in none of Verilog, SystemVerilog, VHDL and C";

    /// <summary>Why the name cannot be used, as the end of a sentence; null when it can.</summary>
    public static string? Objection(string name)
    {
        if (name.Length == 0)
        {
            return "it is empty";
        }

        if (name.Length > MaximumLength)
        {
            return $"it has {name.Length} characters";
        }

        if (!char.IsAsciiLetter(name[0]))
        {
            return "it does not begin with a letter";
        }

        if (name.FirstOrDefault(c => !char.IsAsciiLetterOrDigit(c) && c != '_') is var odd && odd != '\0')
        {
            return $"it holds '{odd}'";
        }

        if (!WellFormed().IsMatch(name))
        {
            return "VHDL allows no underscore next to another or at the end";
        }

        string[] languages = [.. ReservedWords.LanguagesReserving(name)];
        return languages.Length == 0 ? null : $"it is reserved in {string.Join(" and ", languages)}";
    }

    [GeneratedRegex(Pattern, RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WellFormed();
}
