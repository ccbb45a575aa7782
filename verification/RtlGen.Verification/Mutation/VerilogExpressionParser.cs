// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Mutation;

/// <summary>Reads the expressions of one module.</summary>
/// <param name="cursor">Where in the module.</param>
/// <param name="symbols">What its names are, as far as they have been declared.</param>
internal sealed class VerilogExpressionParser(TokenCursor cursor, VerilogSymbols symbols)
{
    // Weakest first.
    private static readonly string[][] s_levels =
    [
        ["||"], ["&&"], ["|"], ["^", "~^"], ["&"], ["==", "!=", "===", "!=="], ["<", "<=", ">", ">="],
        ["<<", ">>", "<<<", ">>>"], ["+", "-"], ["*", "/", "%"],
    ];

    /// <summary>The expression that begins here.</summary>
    public VerilogExpression Read()
    {
        VerilogExpression condition = Binary(0);
        if (!cursor.Current.Is("?"))
        {
            return condition;
        }

        VerilogToken question = cursor.Take();
        VerilogExpression yes = Read();
        cursor.Expect(":");
        return new ConditionalExpression(question, condition, yes, Read());
    }

    private VerilogExpression Binary(int level)
    {
        if (level == s_levels.Length)
        {
            return Unary();
        }

        VerilogExpression left = Binary(level + 1);
        while (cursor.Current.Kind == TokenKind.Symbol && s_levels[level].Contains(cursor.Current.Text, StringComparer.Ordinal))
        {
            VerilogToken op = cursor.Take();
            left = new BinaryExpression(op, left, Binary(level + 1));
        }

        return left;
    }

    private VerilogExpression Unary() =>
        cursor.Current.Kind == TokenKind.Symbol && cursor.Current.Text is "!" or "~" or "-" or "+" or "&" or "|" or "^" or "~&" or "~|" or "~^"
            ? new UnaryExpression(cursor.Take(), Unary())
            : Primary();

    private VerilogExpression Primary()
    {
        VerilogToken first = cursor.Current;
        switch (first.Kind)
        {
            case TokenKind.Number:
                cursor.Take();
                return new NumberExpression(first, !first.Text.Contains('\'', StringComparison.Ordinal) || first.Text.Contains("'s", StringComparison.OrdinalIgnoreCase));
            case TokenKind.Text:
                cursor.Take();
                return new NameExpression(first, first.End, false, true, []);
            case TokenKind.Word:
                return Name();
            default:
                return first.Is("(") ? Bracket() : first.Is("{") ? Join() : throw cursor.Unexpected("an expression");
        }
    }

    private BracketExpression Bracket()
    {
        VerilogToken first = cursor.Take();
        VerilogExpression inner = Read();
        return new BracketExpression(first, cursor.Expect(")").End, inner);
    }

    private JoinExpression Join()
    {
        VerilogToken first = cursor.Take();
        VerilogExpression item = Read();
        bool isRepeated = cursor.Current.Is("{");
        List<VerilogExpression> items = [];
        if (isRepeated)
        {
            cursor.Take();
            item = Read();
        }

        items.Add(item);
        while (cursor.TakeIf(","))
        {
            items.Add(Read());
        }

        int end = cursor.Expect("}").End;
        return new JoinExpression(first, isRepeated ? cursor.Expect("}").End : end, isRepeated, items);
    }

    /// <summary>A name: a path through generate blocks, selections, or a call.</summary>
    public NameExpression Name()
    {
        VerilogToken first = cursor.Take();
        int end = first.End;
        if (cursor.Current.Is("("))
        {
            return Call(first);
        }

        (bool isSigned, bool isConstant) = (symbols.IsSigned(first.Text), symbols.IsConstant(first.Text));
        List<VerilogExpression> selections = [];
        while (true)
        {
            if (cursor.TakeIf("["))
            {
                VerilogExpression selection = Read();
                selections.Add(selection);
                if (cursor.Current.Is(":") || cursor.Current.Is("+:") || cursor.Current.Is("-:"))
                {
                    cursor.Take();
                    Read();
                }

                end = cursor.Expect("]").End;
                isSigned = false;
                isConstant &= selection.IsConstant;
            }
            else if (cursor.TakeIf("."))
            {
                end = cursor.Take().End;
                (isSigned, isConstant) = (false, false);
            }
            else
            {
                return new NameExpression(first, end, isSigned, isConstant, [.. selections.Where(s => !s.IsConstant)]);
            }
        }
    }

    private NameExpression Call(VerilogToken name)
    {
        cursor.Take();
        List<VerilogExpression> arguments = [Read()];
        while (cursor.TakeIf(","))
        {
            arguments.Add(Read());
        }

        int end = cursor.Expect(")").End;
        return new NameExpression(
            name, end, name.Is("$signed") || name.Is("$clog2"), arguments.All(a => a.IsConstant), [.. arguments.Where(a => !a.IsConstant)]);
    }
}
