// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Mutation;

/// <summary>A place among tokens.</summary>
/// <param name="file">For messages.</param>
/// <param name="tokens">Ending in one of kind <see cref="TokenKind.End"/>.</param>
internal sealed class TokenCursor(string file, IReadOnlyList<VerilogToken> tokens)
{
    private int _at;

    public VerilogToken Current => tokens[_at];

    /// <summary>The token <paramref name="ahead"/> places further.</summary>
    public VerilogToken Peek(int ahead = 1) => tokens[Math.Min(_at + ahead, tokens.Count - 1)];

    /// <summary>The token here; goes on to the next.</summary>
    public VerilogToken Take()
    {
        VerilogToken token = Current;
        _at = Math.Min(_at + 1, tokens.Count - 1);
        return token;
    }

    /// <summary>Goes on when this is <paramref name="text"/>.</summary>
    public bool TakeIf(string text)
    {
        bool isIt = Current.Is(text);
        if (isIt)
        {
            Take();
        }

        return isIt;
    }

    /// <summary>Takes what must stand here.</summary>
    public VerilogToken Expect(string text) => Current.Is(text) ? Take() : throw Unexpected($"'{text}'");

    /// <summary>Takes what must be a word.</summary>
    public VerilogToken ExpectWord() => Current.Kind == TokenKind.Word ? Take() : throw Unexpected("a name");

    /// <summary>Goes to the bracket that closes the one just taken, and past it.</summary>
    public VerilogToken SkipBrackets()
    {
        for (int depth = 1; ;)
        {
            VerilogToken token = Take();
            depth += token.Text is "(" or "[" or "{" ? 1 : token.Text is ")" or "]" or "}" ? -1 : 0;
            if (depth == 0)
            {
                return token;
            }

            if (token.Kind == TokenKind.End)
            {
                throw Unexpected("a closing bracket");
            }
        }
    }

    public VerilogFormatException Unexpected(string wanted) =>
        new($"{file}:{Current.Line}:{Current.Column}: '{Current.Text}' stands where {wanted} is expected");
}

/// <summary>What the names of a module are.</summary>
internal sealed class VerilogSymbols
{
    private readonly Dictionary<string, Symbol> _symbols = new(StringComparer.Ordinal);

    /// <summary>Declares a name; a name of another generate branch may be declared again.</summary>
    /// <param name="name">The name.</param>
    /// <param name="isSigned">Signed as a whole.</param>
    /// <param name="isConstant">A parameter or genvar.</param>
    /// <param name="highest">Text of one less than its bits, or of a memory's word's; null: one bit.</param>
    /// <param name="isMemory">True when the first selection names a word.</param>
    public void Declare(string name, bool isSigned, bool isConstant, string? highest = null, bool isMemory = false) =>
        _symbols[name] = new Symbol(isSigned, isConstant, highest, isMemory);

    public bool IsSigned(string name) => _symbols.TryGetValue(name, out Symbol? symbol) && symbol.IsSigned;

    /// <summary>False for what was not declared: a block that is further down.</summary>
    public bool IsConstant(string name) => _symbols.TryGetValue(name, out Symbol? symbol) && symbol.IsConstant;

    public bool IsMemory(string name) => _symbols.TryGetValue(name, out Symbol? symbol) && symbol.IsMemory;

    /// <summary>Text of one less than the bits of a name, or of a word of it; null: one bit.</summary>
    public string? Highest(string name) => _symbols.TryGetValue(name, out Symbol? symbol) ? symbol.Highest : null;

    private sealed record Symbol(bool IsSigned, bool IsConstant, string? Highest, bool IsMemory);
}
