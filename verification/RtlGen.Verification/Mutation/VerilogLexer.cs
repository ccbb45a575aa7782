// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;

namespace RtlGen.Mutation;

/// <summary>
/// Cuts Verilog into tokens. Comments, compiler directives and what stands between <c>`ifdef</c> and <c>`endif</c> (the
/// library has it for proofs alone) are left out.
/// </summary>
internal static partial class VerilogLexer
{
    // Longest first.
    private static readonly string[] s_symbols =
        ["<<<", ">>>", "===", "!==", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "~&", "~|", "~^", "**", "+:", "-:"];

    /// <summary>The tokens of <paramref name="source"/>, ending in one of kind <see cref="TokenKind.End"/>.</summary>
    /// <exception cref="VerilogFormatException">A character that begins no token.</exception>
    public static IReadOnlyList<VerilogToken> Read(string source)
    {
        List<VerilogToken> tokens = [];
        (int line, int lineStart, bool skipped) = (1, 0, false);
        for (int at = 0; at < source.Length;)
        {
            (TokenKind? kind, int length) = Next(source, at);
            string text = source.Substring(at, length);
            if (text[0] == '`')
            {
                skipped = text.StartsWith("`ifdef", StringComparison.Ordinal) || (skipped && !text.StartsWith("`endif", StringComparison.Ordinal));
            }
            else if (kind is { } known && !skipped)
            {
                tokens.Add(new VerilogToken(known, text, at, line, at - lineStart + 1));
            }

            for (int i = 0; i < length; i++)
            {
                if (source[at + i] == '\n')
                {
                    line++;
                    lineStart = at + i + 1;
                }
            }

            at += length;
        }

        tokens.Add(new VerilogToken(TokenKind.End, "", source.Length, line, 1));
        return tokens;
    }

    private static (TokenKind? Kind, int Length) Next(string source, int at)
    {
        Match match = Skipped().Match(source, at);
        if (match.Success)
        {
            return (null, match.Length);
        }

        match = Word().Match(source, at);
        if (match.Success)
        {
            return (TokenKind.Word, match.Length);
        }

        match = Number().Match(source, at);
        if (match.Success)
        {
            return (TokenKind.Number, match.Length);
        }

        match = Text().Match(source, at);
        if (match.Success)
        {
            return (TokenKind.Text, match.Length);
        }

        string? symbol = s_symbols.FirstOrDefault(s => string.CompareOrdinal(source, at, s, 0, s.Length) == 0);
        return symbol is not null ? (TokenKind.Symbol, symbol.Length)
            : "()[]{}.,;:#@?=+-*/%<>!~&|^".Contains(source[at], StringComparison.Ordinal) ? (TokenKind.Symbol, 1)
            : throw new VerilogFormatException($"the character '{source[at]}' at offset {at} begins no token");
    }

    [GeneratedRegex(@"\G(?:\s+|//[^\n]*|/\*.*?\*/|`[^\n]*)", RegexOptions.CultureInvariant | RegexOptions.Singleline, 1000)]
    private static partial Regex Skipped();

    [GeneratedRegex(@"\G[$A-Za-z_][A-Za-z0-9_$]*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"\G(?:[0-9]+'[sS]?[bBoOdDhH][0-9a-fA-F_]+|[0-9][0-9_]*)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Number();

    [GeneratedRegex("\\G\"[^\"\\n]*\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Text();
}

/// <summary>Verilog that is not written in the library's style: the parser of mutation knows no other.</summary>
public sealed class VerilogFormatException(string message) : Exception(message);
