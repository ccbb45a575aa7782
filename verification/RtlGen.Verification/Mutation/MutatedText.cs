// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace RtlGen.Mutation;

/// <summary>
/// Writes a module so that a number says which of its mutants it is: each expression that has alternatives becomes a
/// conditional of them, each assignment that may be left out depends on the number.
/// </summary>
/// <param name="module">The module.</param>
/// <param name="alternatives">Its alternatives.</param>
/// <param name="first">Number of the first alternative; the others follow.</param>
/// <param name="selector">Verilog for the number, 32 bits.</param>
/// <param name="drops">False: no assignment depends on the number.</param>
internal sealed class MutatedText(VerilogModule module, IReadOnlyList<Alternative> alternatives, int first, string selector, bool drops = true)
{
    /// <summary>The kind of change that leaves an assignment out.</summary>
    public const string Dropped = "dropped";

    private readonly ILookup<object, (int Number, string Text)> _byPlace = alternatives
        .Select((a, i) => (Place: (object?)a.Expression ?? a.Assignment!, Number: first + i, a.Text))
        .ToLookup(a => a.Place, a => (a.Number, a.Text), ReferenceEqualityComparer.Instance);

    /// <summary>The module's file.</summary>
    /// <param name="scopeEnd">What is put before the end of the scope of each index; null: nothing.</param>
    public string Write(Func<int, string>? scopeEnd)
    {
        List<(int At, int Length, string Text)> edits = [];
        foreach (ExpressionPlace place in module.Expressions)
        {
            string text = Emit(place.Expression);
            if (!string.Equals(text, Source(place.Expression.Start, place.Expression.End), StringComparison.Ordinal))
            {
                edits.Add((place.Expression.Start, place.Expression.End - place.Expression.Start, text));
            }
        }

        foreach (AssignmentPlace place in module.Assignments)
        {
            foreach ((int number, _) in drops ? _byPlace[place] : [])
            {
                edits.Add((place.First.Start, 0, $"begin if ({selector} != 32'd{number}) "));
                edits.Add((place.End, 0, " end"));
            }
        }

        for (int i = 0; scopeEnd is not null && i < module.Scopes.Count; i++)
        {
            edits.Add((module.Scopes[i].End, 0, scopeEnd(i)));
        }

        return Apply(edits);
    }

    private string Apply(IEnumerable<(int At, int Length, string Text)> edits)
    {
        StringBuilder text = new();
        int at = 0;
        foreach ((int start, int length, string replacement) in edits.OrderBy(e => e.At))
        {
            text.Append(module.Source, at, start - at).Append(replacement);
            at = start + length;
        }

        return text.Append(module.Source, at, module.Source.Length - at).ToString();
    }

    /// <summary>The expression with everything inside it that can change, and all that can stand in its place.</summary>
    private string Emit(VerilogExpression expression)
    {
        StringBuilder text = new();
        int at = expression.Start;
        foreach (VerilogExpression part in expression.Parts)
        {
            text.Append(module.Source, at, part.Start - at).Append(Emit(part));
            at = part.End;
        }

        text.Append(module.Source, at, expression.End - at);
        IEnumerable<(int Number, string Text)> others = _byPlace[expression];
        if (!others.Any())
        {
            return text.ToString();
        }

        return $"({string.Concat(others.Select(o => $"({selector} == 32'd{o.Number}) ? ({o.Text}) : "))}({text}))";
    }

    private string Source(int start, int end) => module.Source[start..end];
}
