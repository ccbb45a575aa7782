// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Numerics;

namespace RtlGen.Mutation;

/// <summary>Numbers as Verilog writes them.</summary>
internal static class VerilogNumber
{
    /// <summary>One more and one less, modulo the number's width; a single bit has but one neighbour.</summary>
    public static IEnumerable<string> Neighbours(string text)
    {
        (string head, BigInteger value, int? bits, char digits) = Read(text);
        if (bits is { } width)
        {
            BigInteger span = BigInteger.One << width;
            return new[] { value + 1, value - 1 }
                .Select(v => ((v % span) + span) % span)
                .Distinct()
                .Select(v => head + Write(v, digits));
        }

        return new[] { value + 1, value - 1 }.Where(v => v >= 0).Select(v => v.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>True for 0 of any width.</summary>
    public static bool IsZero(string text) => Read(text).Value.IsZero;

    /// <summary>The text before the digits, the value, the bits where they are written, and the base's letter.</summary>
    private static (string Head, BigInteger Value, int? Bits, char Digits) Read(string text)
    {
        int quote = text.IndexOf('\'', StringComparison.Ordinal);
        string plain = text.Replace("_", "", StringComparison.Ordinal);
        if (quote < 0)
        {
            return ("", BigInteger.Parse(plain, CultureInfo.InvariantCulture), null, 'd');
        }

        int from = plain[quote + 1] is 's' or 'S' ? quote + 3 : quote + 2;
        char digits = char.ToLowerInvariant(plain[from - 1]);
        BigInteger @base = digits switch { 'b' => 2, 'o' => 8, 'd' => 10, _ => 16 };
        BigInteger value = plain[from..].Aggregate(BigInteger.Zero, (sum, c) => (sum * @base) + Convert.ToInt32(c.ToString(), 16));
        return (plain[..from], value, int.Parse(plain[..quote], CultureInfo.InvariantCulture), digits);
    }

    private static string Write(BigInteger value, char digits) => digits switch
    {
        'b' => value.ToString("b", CultureInfo.InvariantCulture).TrimStart('0').PadLeft(1, '0'),
        'd' => value.ToString(CultureInfo.InvariantCulture),
        'h' => value.ToString("X", CultureInfo.InvariantCulture).TrimStart('0').PadLeft(1, '0'),
        _ => throw new VerilogFormatException("octal numbers are not written in the library"),
    };
}
