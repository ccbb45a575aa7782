// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Mutation;

/// <summary>What an expression that is computed at run time is for.</summary>
internal enum ExpressionUse
{
    /// <summary>A wire's value.</summary>
    Wire,

    /// <summary>What a register or variable is set to.</summary>
    Assignment,

    /// <summary>The condition of an <c>if</c> statement.</summary>
    Condition,

    /// <summary>An index, a port of an instance, a selector.</summary>
    Other,
}

/// <summary>An expression that nothing encloses.</summary>
/// <param name="Expression">The expression.</param>
/// <param name="Use">What it is for.</param>
/// <param name="Highest">Of a value: text of one less than the bits of what takes it; null: one bit, or unknown.</param>
/// <param name="Scope">Index of the scope that it is in.</param>
internal sealed record ExpressionPlace(VerilogExpression Expression, ExpressionUse Use, string? Highest, int Scope);

/// <summary>An assignment in a procedure, the semicolon included.</summary>
internal sealed record AssignmentPlace(VerilogToken First, int End, int Scope);

/// <summary>A block that is elaborated or not: the module itself, or a branch or loop of a generate.</summary>
/// <param name="End">Offset of the word that ends it.</param>
internal sealed record VerilogScope(int End);

/// <summary>A module of <c>rtl/</c> and what runs in it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Source">Its file.</param>
/// <param name="Expressions">In the order of the text.</param>
/// <param name="Assignments">In the order of the text.</param>
/// <param name="Scopes">By index; an inner scope has a higher index than the one around it.</param>
internal sealed record VerilogModule(
    string Name,
    string Source,
    IReadOnlyList<ExpressionPlace> Expressions,
    IReadOnlyList<AssignmentPlace> Assignments,
    IReadOnlyList<VerilogScope> Scopes)
{
    /// <summary>Reads the file of one module.</summary>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="source">Its text.</param>
    /// <exception cref="VerilogFormatException">It is not written in the library's style.</exception>
    public static VerilogModule Parse(string file, string source) => new VerilogModuleParser(file, source).Read();
}
