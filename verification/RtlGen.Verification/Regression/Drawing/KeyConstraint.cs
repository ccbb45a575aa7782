// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Numerics;
using RtlGen.Configuration;

namespace RtlGen.Regression.Drawing;

/// <summary>
/// A comparison between keys of a configuration, such as <c>adc.bits &lt;= weights.bits + 4</c> or
/// <c>weights.encoding != bipolar</c>: two sums of products of dotted keys and integers, or a key and a word, around one
/// of <c>== != &lt; &lt;= &gt; &gt;=</c>.
/// </summary>
public sealed class KeyConstraint
{
    private static readonly string[] s_operators = ["==", "!=", "<=", ">=", "<", ">"];

    private readonly string _left;
    private readonly string _operator;
    private readonly string _right;

    private KeyConstraint(string text, string left, string @operator, string right) =>
        (Text, _left, _operator, _right) = (text, left, @operator, right);

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>Reads a constraint.</summary>
    /// <param name="text">The comparison.</param>
    /// <param name="fault">What is wrong with it; null when it could be read.</param>
    public static KeyConstraint? Parse(string text, out string? fault)
    {
        fault = null;
        string? @operator = s_operators
            .Where(o => text.Contains(o, StringComparison.Ordinal))
            .OrderBy(o => text.IndexOf(o, StringComparison.Ordinal)).ThenByDescending(o => o.Length).FirstOrDefault();
        if (@operator is null)
        {
            fault = $"it has none of {string.Join(' ', s_operators)}";
            return null;
        }

        string[] sides = text.Split(@operator, 2);
        string[] unknown = [.. sides.SelectMany(Factors).Where(f => f.Contains('.', StringComparison.Ordinal) && ConfigurationKeys.Find(f) is null)];
        if (unknown.Length > 0)
        {
            fault = $"there is no key '{unknown[0]}'";
            return null;
        }

        if (sides.Any(s => Factors(s).Any(f => f.Length == 0)))
        {
            fault = "an operand is missing";
            return null;
        }

        return new KeyConstraint(text, sides[0], @operator, sides[1]);
    }

    /// <summary>Whether it holds. A key that does not apply makes every comparison but <c>!=</c> false.</summary>
    /// <param name="values">Every key that applies, as the writer spells it.</param>
    public bool Holds(IReadOnlyDictionary<string, string> values)
    {
        if (Sum(_left, values) is { } left && Sum(_right, values) is { } right)
        {
            int order = left.CompareTo(right);
            return _operator switch
            {
                "==" => order == 0,
                "!=" => order != 0,
                "<" => order < 0,
                "<=" => order <= 0,
                ">" => order > 0,
                _ => order >= 0,
            };
        }

        bool same = string.Equals(Word(_left, values), Word(_right, values), StringComparison.Ordinal);
        return _operator switch
        {
            "==" => same,
            "!=" => !same,
            _ => false,
        };
    }

    private static IEnumerable<string> Factors(string side) => side.Split('+', '*', '-').Select(f => f.Trim());

    private static string Word(string side, IReadOnlyDictionary<string, string> values) =>
        values.GetValueOrDefault(side.Trim(), side.Trim());

    /// <summary>Null where a factor is no number.</summary>
    private static BigInteger? Sum(string side, IReadOnlyDictionary<string, string> values)
    {
        BigInteger sum = 0;
        foreach (string term in side.Replace("-", "+-", StringComparison.Ordinal).Split('+'))
        {
            BigInteger product = term.TrimStart().StartsWith('-') ? -1 : 1;
            foreach (string factor in term.Replace("-", "", StringComparison.Ordinal).Split('*'))
            {
                if (!BigInteger.TryParse(Word(factor, values), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger value))
                {
                    return null;
                }

                product *= value;
            }

            sum += product;
        }

        return sum;
    }
}
