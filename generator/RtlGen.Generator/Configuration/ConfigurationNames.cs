// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace RtlGen.Configuration;

/// <summary>The contract's spelling of an enumeration's value: <c>TwosComplement</c> is <c>twos_complement</c>.</summary>
public static class ConfigurationNames
{
    /// <summary>Snake case of the value's name.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        string name = value.ToString();
        StringBuilder text = new();
        for (int i = 0; i < name.Length; i++)
        {
            bool startsWord = i > 0 && char.IsUpper(name[i]);
            // "Axi4Lite" is axi4_lite: a capital after a digit starts a word, a digit does not.
            text.Append(startsWord ? "_" : "").Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    /// <summary>Every spelling of an enumeration, in its order.</summary>
    public static IReadOnlyList<string> All<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(Of)];
}
