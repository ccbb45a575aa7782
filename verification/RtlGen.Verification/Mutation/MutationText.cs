// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using RtlGen.Reporting;

namespace RtlGen.Mutation;

/// <summary>The result of mutants as a person reads it.</summary>
public static class MutationText
{
    /// <summary>A table of the modules, every survivor with its line, and every change of expected data that nobody noticed.</summary>
    public static string Of(IReadOnlyList<MutantResult> results, IReadOnlyList<ExpectedDataMutant> expected)
    {
        TextTable table = new("module", ">mutants", ">killed", ">equivalent", ">survived", ">not reached", ">score");
        foreach (MutationScore score in MutationScore.OfModules(results).Append(MutationScore.Of("all", results)))
        {
            table.Add(
                score.Name,
                Number(score.Mutants),
                Number(score.Killed),
                Number(score.Equivalent),
                Number(score.Survived),
                Number(score.NotReached),
                score.Percent.ToString("0.0", CultureInfo.InvariantCulture) + " %");
        }

        StringBuilder text = new(table.ToString());
        MutantResult[] survivors = [.. results.Where(r => r.Status is MutantStatus.Survived or MutantStatus.NotReached)];
        if (survivors.Length > 0)
        {
            text.Append("\nsurvivors:\n");
        }

        foreach (MutantResult survivor in survivors)
        {
            text.Append("  ").Append(survivor.Mutant).Append(survivor.Status == MutantStatus.NotReached ? " (in no case)" : "").Append('\n');
        }

        ExpectedDataMutant[] missed = [.. expected.Where(e => !e.IsCaught)];
        if (expected.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{expected.Count - missed.Length} of {expected.Count} changes of expected data noticed\n");
            text.AppendJoin("", missed.Select(m => $"  not noticed: {m.What}\n"));
        }

        MutationScore all = MutationScore.Of("all", results);
        text.Append(CultureInfo.InvariantCulture, $"\n{all.Killed} of {all.Mutants - all.Equivalent} faults found: {all.Percent:0.0} %, the goal is {MutationScore.Goal:0} %\n");
        return text.ToString();
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
