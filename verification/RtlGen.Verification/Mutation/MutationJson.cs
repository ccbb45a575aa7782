// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using RtlGen.Reporting;

namespace RtlGen.Mutation;

/// <summary>The result of mutants for machines.</summary>
public static class MutationJson
{
    /// <summary>Numbers of all, of each module, every mutant, and the changes of expected data.</summary>
    public static string Of(IReadOnlyList<MutantResult> results, IReadOnlyList<ExpectedDataMutant> expected) => JsonText.Object(json =>
    {
        MutationScore all = MutationScore.Of("all", results);
        json.WriteNumber("goal", MutationScore.Goal);
        json.WriteBoolean("met", all.IsMet);
        json.Object("all", () => Score(json, all));
        json.Object("expected_data", () =>
        {
            json.WriteNumber("changed", expected.Count);
            json.WriteNumber("noticed", expected.Count(e => e.IsCaught));
            json.Objects("missed", expected.Where(e => !e.IsCaught), e => json.WriteString("what", e.What));
        });
        json.Objects("modules", MutationScore.OfModules(results), score =>
        {
            json.WriteString("module", score.Name);
            Score(json, score);
        });
        json.Objects("mutants", results, result =>
        {
            json.WriteString("id", result.Mutant.Id);
            json.WriteString("place", result.Mutant.Place);
            json.WriteString("operator", result.Mutant.Operator);
            json.WriteString("original", result.Mutant.Original);
            json.WriteString("changed", result.Mutant.Changed);
            json.WriteString("status", JsonNamingPolicy.SnakeCaseLower.ConvertName(result.Status.ToString()));
            json.WriteString("case", result.Case);
            json.WriteString("complaint", result.Complaint);
        });
    });

    private static void Score(Utf8JsonWriter json, MutationScore score)
    {
        json.WriteNumber("mutants", score.Mutants);
        json.WriteNumber("killed", score.Killed);
        json.WriteNumber("equivalent", score.Equivalent);
        json.WriteNumber("survived", score.Survived);
        json.WriteNumber("not_reached", score.NotReached);
        json.WriteNumber("score", Math.Round(score.Percent, 2));
    }
}
