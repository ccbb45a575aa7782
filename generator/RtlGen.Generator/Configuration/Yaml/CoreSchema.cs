// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace RtlGen.Configuration;

/// <summary>What a plain scalar is under the core schema of YAML 1.2.</summary>
public enum ScalarKind
{
    Null,
    Boolean,
    Integer,
    Decimal,

    /// <summary><c>.inf</c> and <c>.nan</c>.</summary>
    NotFinite,

    /// <summary><c>010</c> (8 or 10, as one asks YAML 1.1 or 1.2) and <c>0o10</c>: refused rather than guessed.</summary>
    AmbiguousNumber,
    Text,
}

/// <summary>Plain scalars of YAML 1.2, and their exact values: nothing passes through floating point.</summary>
public static partial class CoreSchema
{
    /// <summary>Digits that a decimal holds exactly whatever they are.</summary>
    public const int ExactDigits = 28;

    public static ScalarKind KindOf(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => ScalarKind.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => ScalarKind.Boolean,
        _ when Ambiguous().IsMatch(text) => ScalarKind.AmbiguousNumber,
        _ when Integer().IsMatch(text) => ScalarKind.Integer,
        _ when Real().IsMatch(text) => ScalarKind.Decimal,
        _ when NotFinite().IsMatch(text) => ScalarKind.NotFinite,
        _ => ScalarKind.Text,
    };

    /// <summary>The value of text whose kind is Integer. Absurdly long ones give a number beyond every limit.</summary>
    public static BigInteger ReadInteger(string text)
    {
        string digits = text.TrimStart('+', '-');
        BigInteger magnitude =
            digits.Length > 40 ? BigInteger.Pow(10, 40)
            : digits.StartsWith("0x", StringComparison.Ordinal)
                ? BigInteger.Parse("0" + digits[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
                : BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        return text[0] == '-' ? -magnitude : magnitude;
    }

    /// <summary>The exact value of text whose kind is Integer or Decimal; false when a decimal cannot hold it exactly.</summary>
    public static bool TryReadDecimal(string text, out decimal value)
    {
        value = 0;
        if (KindOf(text) == ScalarKind.Integer)
        {
            BigInteger integer = ReadInteger(text);
            bool fits = BigInteger.Abs(integer) < BigInteger.Pow(10, ExactDigits);
            value = fits ? (decimal)integer : 0;
            return fits;
        }

        Match match = Real().Match(text);
        string fraction = match.Groups["fraction"].Value;
        string digits = (match.Groups["whole"].Value + fraction).TrimStart('0');
        string significant = digits.TrimEnd('0');
        if (significant.Length == 0)
        {
            return true;
        }

        string exponentText = match.Groups["exponent"].Value;
        if (exponentText.Length > 6 || significant.Length > ExactDigits)
        {
            return false;
        }

        int exponent = (exponentText.Length == 0 ? 0 : int.Parse(exponentText, CultureInfo.InvariantCulture))
            - fraction.Length + (digits.Length - significant.Length);
        if (exponent < -ExactDigits || significant.Length + exponent > ExactDigits)
        {
            return false;
        }

        BigInteger scaled = BigInteger.Parse(significant, CultureInfo.InvariantCulture) * BigInteger.Pow(10, Math.Max(exponent, 0));
        decimal magnitude = (decimal)scaled / (decimal)BigInteger.Pow(10, Math.Max(-exponent, 0));
        value = text[0] == '-' ? -magnitude : magnitude;
        return true;
    }

    /// <summary>Text as a scalar that reads back as the same text, under YAML 1.1 too.</summary>
    public static string WriteText(string text)
    {
        bool isPlain = SafeWord().IsMatch(text) && KindOf(text) == ScalarKind.Text
            && text.ToUpperInvariant() is not ("Y" or "N" or "YES" or "NO" or "ON" or "OFF");
        return isPlain ? text : System.Text.Json.JsonSerializer.Serialize(text);
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_\-]*\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SafeWord();

    [GeneratedRegex(@"^(?:[-+]?0[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|0o[0-7]+)\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ambiguous();

    [GeneratedRegex(@"^(?:[-+]?[0-9]+|0x[0-9a-fA-F]+)\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Integer();

    [GeneratedRegex(@"^[-+]?(?:(?<whole>[0-9]+)(?:\.(?<fraction>[0-9]*))?|\.(?<fraction>[0-9]+))(?:[eE](?<exponent>[-+]?[0-9]+))?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Real();

    [GeneratedRegex(@"^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NotFinite();
}
