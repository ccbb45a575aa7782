// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Mutation;

/// <summary>
/// Finds every small change of a module: operators, constants, conditions, widths, assignments. What it puts in place of an
/// expression has its sign and is no wider, so that the expression around both means what it meant.
/// </summary>
internal sealed class AlternativeFinder
{
    private readonly VerilogModule _module;
    private readonly List<Alternative> _found = [];
    private int _scope;

    private AlternativeFinder(VerilogModule module) => _module = module;

    /// <summary>All of them, in the order of the text.</summary>
    public static IReadOnlyList<Alternative> Of(VerilogModule module)
    {
        AlternativeFinder finder = new(module);
        foreach (ExpressionPlace place in module.Expressions)
        {
            finder._scope = place.Scope;
            finder.Whole(place);
            finder.Inside(place.Expression);
        }

        foreach (AssignmentPlace place in module.Assignments)
        {
            finder._found.Add(new Alternative(place.First, MutatedText.Dropped, null, place, "", place.Scope));
        }

        return
        [
            .. finder._found
                .OrderBy(a => a.At.Start)
                .ThenBy(a => a.Operator, StringComparer.Ordinal),
        ];
    }

    /// <summary>What can happen to a whole value or condition.</summary>
    private void Whole(ExpressionPlace place)
    {
        VerilogExpression whole = place.Expression;
        if (place.Use == ExpressionUse.Condition)
        {
            Add(whole.First, "condition true", whole, "1'b1");
            Add(whole.First, "condition false", whole, "1'b0");
            if (Bare(whole) is not UnaryExpression { First.Text: "!" })
            {
                Add(whole.First, "condition negated", whole, $"!({Text(whole)})");
            }
        }

        bool isZero = IsZero(whole);
        if (place.Use == ExpressionUse.Wire && !isZero)
        {
            Add(whole.First, "tied to 0", whole, whole.IsSigned ? "1'sb0" : "1'b0");
            if (place.Highest is null && !whole.IsConstant && !whole.IsSigned)
            {
                Add(whole.First, "tied to 1", whole, "1'b1");
            }
        }

        if (place.Use is ExpressionUse.Wire or ExpressionUse.Assignment && place.Highest is { } highest && !isZero && whole is not NumberExpression)
        {
            string mask = $"{{1'b0, {{{highest} {{1'b1}}}}}}";
            Add(whole.First, "top bit cut", whole, $"({Text(whole)}) & {(whole.IsSigned ? $"$signed({mask})" : mask)}");
        }
    }

    private void Inside(VerilogExpression expression)
    {
        switch (expression)
        {
            case NumberExpression number:
                foreach (string changed in VerilogNumber.Neighbours(number.First.Text))
                {
                    Add(number.First, $"becomes {changed}", number, changed);
                }

                break;
            case UnaryExpression unary:
                Unary(unary);
                break;
            case BinaryExpression binary:
                Binary(binary);
                break;
            case ConditionalExpression conditional:
                Add(conditional.Question, "arms swapped", conditional, $"({Text(conditional.Condition)}) ? {Text(conditional.No)} : {Text(conditional.Yes)}");
                Add(conditional.Question, "first arm always", conditional, Operand(conditional, conditional.Yes));
                Add(conditional.Question, "second arm always", conditional, Operand(conditional, conditional.No));
                break;
            case JoinExpression { IsRepeated: true, Items: [{ IsConstant: false } bit] }:
                Add(bit.First, "repeated bit cleared", bit, "1'b0");
                break;
        }

        foreach (VerilogExpression part in expression.Parts)
        {
            Inside(part);
        }
    }

    private void Unary(UnaryExpression unary)
    {
        string operand = Text(unary.Operand);
        string? changed = unary.First.Text switch
        {
            "!" => $"|({operand})",
            "~" or "-" => operand,
            "&" => $"|{operand}",
            "|" => $"&{operand}",
            _ => null,
        };
        if (changed is not null)
        {
            string kind = unary.First.Text is "&" or "|" ? $"{unary.First.Text} becomes {changed[0]}" : $"{unary.First.Text} left out";
            Add(unary.First, kind, unary, changed);
        }
    }

    private void Binary(BinaryExpression binary)
    {
        (string[] operators, bool toLeft, bool toRight) = binary.Operator.Text switch
        {
            "&" => ((string[])["|"], true, true),
            "|" => (["&"], true, true),
            "^" => (["|"], true, false),
            "&&" => (["||"], true, true),
            "||" => (["&&"], true, true),
            "==" => (["!="], false, false),
            "!=" => (["=="], false, false),
            "<" => (["<=", ">="], false, false),
            ">" => ([">=", "<="], false, false),
            "<=" => (["<", ">"], false, false),
            ">=" => ([">", "<"], false, false),
            "<<" => ([">>"], true, false),
            ">>" => (["<<"], true, false),
            ">>>" => ([">>", "<<"], true, false),
            "+" => (["-"], false, false),
            "-" => (["+"], false, false),
            "*" => (["+"], false, false),
            _ => ([], false, false),
        };
        foreach (string other in operators)
        {
            Add(binary.Operator, $"{binary.Operator.Text} becomes {other}", binary, $"{Text(binary.Left)} {other} {Text(binary.Right)}");
        }

        if (toLeft)
        {
            Add(binary.Operator, "left alone", binary, Operand(binary, binary.Left));
        }

        if (toRight)
        {
            Add(binary.Operator, "right alone", binary, Operand(binary, binary.Right));
        }
    }

    /// <summary>An operand in place of the whole, with the whole's sign.</summary>
    private string Operand(VerilogExpression whole, VerilogExpression operand) =>
        whole.IsSigned == operand.IsSigned ? Text(operand) : $"{(whole.IsSigned ? "$signed" : "$unsigned")}({Text(operand)})";

    private void Add(VerilogToken at, string kind, VerilogExpression expression, string text) =>
        _found.Add(new Alternative(at, kind, expression, null, text, _scope));

    /// <summary>As written, but on one line: what is added must not move the lines below.</summary>
    private string Text(VerilogExpression expression) => string.Join(
        ' ', _module.Source[expression.Start..expression.End].Split('\n').Select(line => line.Split("//")[0].Trim()));

    private static VerilogExpression Bare(VerilogExpression expression) =>
        expression is BracketExpression bracket ? Bare(bracket.Inner) : expression;

    private static bool IsZero(VerilogExpression expression) => Bare(expression) switch
    {
        NumberExpression number => VerilogNumber.IsZero(number.First.Text),
        JoinExpression join => join.Items.All(IsZero),
        _ => false,
    };
}
