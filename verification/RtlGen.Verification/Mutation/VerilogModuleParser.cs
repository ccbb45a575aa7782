// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Mutation;

/// <summary>Finds what is computed at run time in a module of the library's style.</summary>
internal sealed class VerilogModuleParser
{
    private readonly string _source;
    private readonly TokenCursor _cursor;
    private readonly VerilogSymbols _symbols = new();
    private readonly VerilogExpressionParser _parser;
    private readonly List<ExpressionPlace> _expressions = [];
    private readonly List<AssignmentPlace> _assignments = [];
    private readonly List<VerilogScope> _scopes = [];
    private readonly Stack<int> _inside = new();

    public VerilogModuleParser(string file, string source)
    {
        _source = source;
        _cursor = new TokenCursor(file, VerilogLexer.Read(source));
        _parser = new VerilogExpressionParser(_cursor, _symbols);
    }

    public VerilogModule Read()
    {
        _cursor.Expect("module");
        string name = _cursor.ExpectWord().Text;
        if (_cursor.TakeIf("#"))
        {
            _cursor.Expect("(");
            Parameters();
        }

        _cursor.Expect("(");
        Ports();
        _cursor.Expect(";");
        Scope("endmodule");
        return _cursor.Current.Kind == TokenKind.End
            ? new VerilogModule(name, _source, _expressions, _assignments, _scopes)
            : throw _cursor.Unexpected("the end of the file");
    }

    /// <summary>Items up to the word that ends their block, and past it.</summary>
    private void Scope(string end)
    {
        int index = _scopes.Count;
        _scopes.Add(new VerilogScope(0));
        _inside.Push(index);
        while (!_cursor.Current.Is(end))
        {
            Item();
        }

        _scopes[index] = new VerilogScope(_cursor.Take().Start);
        _inside.Pop();
    }

    private void Item()
    {
        switch (_cursor.Current.Text)
        {
            case "localparam":
                _cursor.Take();
                Constants(";");
                break;
            case "genvar":
                _cursor.Take();
                Names(isConstant: true);
                break;
            case "wire" or "reg" or "integer":
                Variables();
                break;
            case "assign":
                _cursor.Take();
                Continuous();
                break;
            case "always":
                Always();
                break;
            case "function":
                Function();
                break;
            case "generate" or "endgenerate" or ";":
                _cursor.Take();
                break;
            case "for" or "if":
                _cursor.Take();
                _cursor.Expect("(");
                _cursor.SkipBrackets();
                Block();
                break;
            case "else":
                _cursor.Take();
                if (!_cursor.Current.Is("if"))
                {
                    Block();
                }

                break;
            default:
                Instance();
                break;
        }
    }

    private void Block()
    {
        _cursor.Expect("begin");
        _cursor.Expect(":");
        _cursor.ExpectWord();
        Scope("end");
    }

    private void Parameters()
    {
        while (_cursor.TakeIf("parameter"))
        {
            (bool isSigned, string? highest, bool isTyped) = Type();
            Constant(isSigned, highest, isTyped);
            _cursor.TakeIf(",");
        }

        _cursor.Expect(")");
    }

    private void Constants(string end)
    {
        (bool isSigned, string? highest, bool isTyped) = Type();
        do
        {
            Constant(isSigned, highest, isTyped);
        }
        while (_cursor.TakeIf(","));
        _cursor.Expect(end);
    }

    /// <summary>One name and its value, which gives the type where none is written.</summary>
    private void Constant(bool isSigned, string? highest, bool isTyped)
    {
        string name = _cursor.ExpectWord().Text;
        _cursor.Expect("=");
        VerilogExpression value = _parser.Read();
        _symbols.Declare(name, isTyped ? isSigned : value.IsSigned, isConstant: true, highest);
    }

    private void Ports()
    {
        while (!_cursor.TakeIf(")"))
        {
            _cursor.Take();
            _cursor.TakeIf("wire");
            (bool isSigned, string? highest, _) = Type();
            _symbols.Declare(_cursor.ExpectWord().Text, isSigned, isConstant: false, highest);
            _cursor.TakeIf(",");
        }
    }

    /// <summary><c>integer</c>, or <c>signed</c> and a range, each where it is written.</summary>
    private (bool IsSigned, string? Highest, bool IsTyped) Type()
    {
        if (_cursor.TakeIf("integer"))
        {
            return (true, "31", true);
        }

        bool isSigned = _cursor.TakeIf("signed");
        string? highest = _cursor.Current.Is("[") ? Range() : null;
        return (isSigned, highest, isSigned || highest is not null);
    }

    /// <summary>Text of one less than the bits of a range.</summary>
    private string Range()
    {
        _cursor.Expect("[");
        VerilogExpression high = _parser.Read();
        _cursor.Expect(":");
        VerilogExpression low = _parser.Read();
        _cursor.Expect("]");
        return Text(low) is "0" ? $"({Text(high)})" : $"(({Text(high)}) - ({Text(low)}))";
    }

    private string Text(VerilogExpression expression) => _source[expression.Start..expression.End];

    private void Names(bool isConstant)
    {
        do
        {
            _symbols.Declare(_cursor.ExpectWord().Text, isSigned: true, isConstant, "31");
        }
        while (_cursor.TakeIf(","));
        _cursor.Expect(";");
    }

    private void Variables()
    {
        if (_cursor.Take().Is("integer"))
        {
            Names(isConstant: false);
            return;
        }

        (bool isSigned, string? highest, _) = Type();
        do
        {
            VerilogToken name = _cursor.ExpectWord();
            bool isMemory = _cursor.Current.Is("[");
            if (isMemory)
            {
                Range();
            }

            _symbols.Declare(name.Text, isSigned, isConstant: false, highest, isMemory);
            if (_cursor.TakeIf("="))
            {
                Add(_parser.Read(), ExpressionUse.Wire, highest, name);
            }
        }
        while (_cursor.TakeIf(","));
        _cursor.Expect(";");
    }

    private void Continuous()
    {
        (VerilogToken name, string? highest) = Target();
        _cursor.Expect("=");
        Add(_parser.Read(), ExpressionUse.Wire, highest, name);
        _cursor.Expect(";");
    }

    /// <summary>What takes a value. Indices that change at run time are expressions of their own.</summary>
    private (VerilogToken Name, string? Highest) Target()
    {
        VerilogToken name = _cursor.Take();
        string? highest = _symbols.Highest(name.Text);
        bool isWord = !_symbols.IsMemory(name.Text);
        while (_cursor.TakeIf("["))
        {
            VerilogExpression index = _parser.Read();
            Add(index, ExpressionUse.Other, null, name);
            if (_cursor.TakeIf(":"))
            {
                highest = $"(({Text(index)}) - ({Text(_parser.Read())}))";
            }
            else if (_cursor.TakeIf("+:") || _cursor.TakeIf("-:"))
            {
                highest = $"({Text(_parser.Read())} - 1)";
            }
            else if (isWord)
            {
                highest = null;
            }

            isWord = true;
            _cursor.Expect("]");
        }

        return (name, highest);
    }

    /// <summary>Notes an expression; what only keeps a linter quiet does not count.</summary>
    private void Add(VerilogExpression expression, ExpressionUse use, string? highest, VerilogToken target)
    {
        bool isIgnored = target.Text.StartsWith("unused", StringComparison.Ordinal) || (use == ExpressionUse.Other && expression.IsConstant);
        if (!isIgnored)
        {
            _expressions.Add(new ExpressionPlace(expression, use, highest, _inside.Peek()));
        }
    }

    private void Always()
    {
        _cursor.Take();
        _cursor.Expect("@");
        if (!_cursor.TakeIf("*"))
        {
            _cursor.Expect("(");
            _cursor.SkipBrackets();
        }

        Statement();
    }

    private void Function()
    {
        _cursor.Take();
        (bool isSigned, string? highest, _) = Type();
        _symbols.Declare(_cursor.ExpectWord().Text, isSigned, isConstant: false, highest);
        _cursor.Expect(";");
        while (_cursor.Current.Is("input") || _cursor.Current.Is("reg") || _cursor.Current.Is("integer"))
        {
            Variables();
        }

        Statement();
        _cursor.Expect("endfunction");
    }

    private void Statement()
    {
        switch (_cursor.Current.Text)
        {
            case "begin":
                _cursor.Take();
                while (!_cursor.TakeIf("end"))
                {
                    Statement();
                }

                break;
            case "if":
                _cursor.Take();
                VerilogToken open = _cursor.Expect("(");
                Add(_parser.Read(), ExpressionUse.Condition, null, open);
                _cursor.Expect(")");
                Statement();
                if (_cursor.TakeIf("else"))
                {
                    Statement();
                }

                break;
            case "for":
                _cursor.Take();
                _cursor.Expect("(");
                _cursor.SkipBrackets();
                Statement();
                break;
            case "case":
                Case();
                break;
            case ";":
                _cursor.Take();
                break;
            default:
                Assignment();
                break;
        }
    }

    private void Case()
    {
        _cursor.Take();
        VerilogToken open = _cursor.Expect("(");
        Add(_parser.Read(), ExpressionUse.Other, null, open);
        _cursor.Expect(")");
        while (!_cursor.TakeIf("endcase"))
        {
            do
            {
                _parser.Read();
            }
            while (_cursor.TakeIf(","));
            _cursor.Expect(":");
            Statement();
        }
    }

    private void Assignment()
    {
        VerilogToken first = _cursor.Current;
        (VerilogToken name, string? highest) = Target();
        if (!_cursor.TakeIf("<="))
        {
            _cursor.Expect("=");
        }

        Add(_parser.Read(), ExpressionUse.Assignment, highest, name);
        _assignments.Add(new AssignmentPlace(first, _cursor.Expect(";").End, _inside.Peek()));
    }

    /// <summary>An instance: what its ports are given.</summary>
    private void Instance()
    {
        _cursor.ExpectWord();
        if (_cursor.TakeIf("#"))
        {
            _cursor.Expect("(");
            _cursor.SkipBrackets();
        }

        _cursor.ExpectWord();
        _cursor.Expect("(");
        while (_cursor.TakeIf("."))
        {
            VerilogToken port = _cursor.ExpectWord();
            _cursor.Expect("(");
            Add(_parser.Read(), ExpressionUse.Other, null, port);
            _cursor.Expect(")");
            _cursor.TakeIf(",");
        }

        _cursor.Expect(")");
        _cursor.Expect(";");
    }
}
