// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Mutation;

/// <summary>What can stand in place of an expression, or nothing in place of an assignment.</summary>
/// <param name="At">Where the difference is.</param>
/// <param name="Operator">Kind of change.</param>
/// <param name="Expression">What is replaced; null: an assignment is left out.</param>
/// <param name="Assignment">The assignment that is left out; null: an expression is replaced.</param>
/// <param name="Text">What replaces it; of the same sign, and no wider than what it replaces.</param>
/// <param name="Scope">Index of the scope in the module.</param>
internal sealed record Alternative(
    VerilogToken At, string Operator, VerilogExpression? Expression, AssignmentPlace? Assignment, string Text, int Scope);
