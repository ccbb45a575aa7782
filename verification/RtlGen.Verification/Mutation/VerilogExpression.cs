// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Mutation;

/// <summary>An expression in a source text.</summary>
/// <param name="First">Its first token.</param>
/// <param name="End">Offset past its last one.</param>
/// <param name="IsSigned">Signed by itself, whatever stands around it.</param>
/// <param name="IsConstant">True when nothing in it changes at run time.</param>
/// <param name="Parts">Expressions in it that are computed at run time, in the order of the text.</param>
internal abstract record VerilogExpression(
    VerilogToken First, int End, bool IsSigned, bool IsConstant, IReadOnlyList<VerilogExpression> Parts)
{
    public int Start => First.Start;
}

/// <summary>A number.</summary>
internal sealed record NumberExpression(VerilogToken First, bool IsSigned)
    : VerilogExpression(First, First.End, IsSigned, true, []);

/// <summary>A name with its selections, a call, or a string. Selections that change at run time are its parts.</summary>
internal sealed record NameExpression(
    VerilogToken First, int End, bool IsSigned, bool IsConstant, IReadOnlyList<VerilogExpression> Parts)
    : VerilogExpression(First, End, IsSigned, IsConstant, Parts);

/// <summary>Something in round brackets.</summary>
internal sealed record BracketExpression(VerilogToken First, int End, VerilogExpression Inner)
    : VerilogExpression(First, End, Inner.IsSigned, Inner.IsConstant, [Inner]);

/// <summary>An operator before its operand.</summary>
internal sealed record UnaryExpression(VerilogToken First, VerilogExpression Operand)
    : VerilogExpression(First, Operand.End, First.Text is "-" or "+" or "~" && Operand.IsSigned, Operand.IsConstant, [Operand]);

/// <summary>An operator between two operands.</summary>
internal sealed record BinaryExpression(VerilogToken Operator, VerilogExpression Left, VerilogExpression Right)
    : VerilogExpression(Left.First, Right.End, SignOf(Operator.Text, Left, Right), Left.IsConstant && Right.IsConstant, [Left, Right])
{
    private static bool SignOf(string op, VerilogExpression left, VerilogExpression right) => op switch
    {
        "<<" or ">>" or "<<<" or ">>>" => left.IsSigned,
        "==" or "!=" or "===" or "!==" or "<" or ">" or "<=" or ">=" or "&&" or "||" => false,
        _ => left.IsSigned && right.IsSigned,
    };
}

/// <summary><c>condition ? yes : no</c>.</summary>
internal sealed record ConditionalExpression(VerilogToken Question, VerilogExpression Condition, VerilogExpression Yes, VerilogExpression No)
    : VerilogExpression(
        Condition.First, No.End, Yes.IsSigned && No.IsSigned, Condition.IsConstant && Yes.IsConstant && No.IsConstant, [Condition, Yes, No]);

/// <summary>Something in curly brackets, without the count of a repetition.</summary>
/// <param name="First">The opening bracket.</param>
/// <param name="End">Offset past the closing one.</param>
/// <param name="IsRepeated">True for <c>{count {items}}</c>.</param>
/// <param name="Items">What is joined, or repeated.</param>
internal sealed record JoinExpression(VerilogToken First, int End, bool IsRepeated, IReadOnlyList<VerilogExpression> Items)
    : VerilogExpression(First, End, false, Items.All(i => i.IsConstant), Items);
