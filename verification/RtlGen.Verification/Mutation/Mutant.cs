// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Mutation;

/// <summary>One small change of one module of <c>rtl/</c>.</summary>
/// <param name="Number">What selects it in a build, from 1; 0 is the design as it is.</param>
/// <param name="Module">Of the library, as <c>rtlgen_lane</c>.</param>
/// <param name="Line">Of what is changed, counted from 1.</param>
/// <param name="Column">Counted from 1.</param>
/// <param name="Operator">What kind of change, in words; no two of one place have the same.</param>
/// <param name="Original">What stands there.</param>
/// <param name="Changed">What stands there instead.</param>
/// <param name="Scope">Number of the block that it is in, of all blocks of the library.</param>
public sealed record Mutant(
    int Number, string Module, int Line, int Column, string Operator, string Original, string Changed, int Scope)
{
    /// <summary>The same as long as the line is not changed or moved.</summary>
    public string Id => $"{Module}:{Line}:{Column}:{Operator}";

    /// <summary>File of the repository and line.</summary>
    public string Place => $"rtl/{Module}.v:{Line}";

    /// <inheritdoc />
    public override string ToString() => $"{Place}:{Column}: {Operator}: {Original} -> {Changed}";
}
