// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Mutation;

/// <summary>Kinds of tokens.</summary>
internal enum TokenKind
{
    /// <summary>A name or keyword, <c>$</c> in front of system functions included.</summary>
    Word,

    /// <summary>A number with or without size and base.</summary>
    Number,

    /// <summary>A string with its quotes.</summary>
    Text,

    /// <summary>An operator or bracket.</summary>
    Symbol,

    /// <summary>Past the last one.</summary>
    End,
}

/// <summary>A token of Verilog.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As written.</param>
/// <param name="Start">Offset in the source.</param>
/// <param name="Line">Counted from 1.</param>
/// <param name="Column">Counted from 1.</param>
internal readonly record struct VerilogToken(TokenKind Kind, string Text, int Start, int Line, int Column)
{
    /// <summary>Offset past it.</summary>
    public int End => Start + Text.Length;

    /// <summary>True for the symbol or word <paramref name="text"/>.</summary>
    public bool Is(string text) => Kind is TokenKind.Symbol or TokenKind.Word && string.Equals(Text, text, StringComparison.Ordinal);
}
