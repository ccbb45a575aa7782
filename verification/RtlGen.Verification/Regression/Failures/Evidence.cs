// SPDX-License-Identifier: Apache-2.0
using System.Text;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Regression.Cases;
using RtlGen.Regression.Run;
using RtlGen.Reporting;

namespace RtlGen.Regression.Failures;

/// <summary>What somebody who looks for the cause of a failure wants to see first, as text.</summary>
public static class Evidence
{
    /// <summary>The failure of a run: what differs first at the deepest tap, every tap's count, the cycles around it.</summary>
    public static string Of(RegressionCase @case, CaseRun run)
    {
        StringBuilder text = new();
        text.Append($"case       {@case.Id}\nseed       {@case.Seed}\nflow       {@case.Flow}\nengine     {@case.Engine}\nsignature  {run.Signature}\n\n");
        foreach (string complaint in run.Complaints.Take(20))
        {
            text.Append(complaint).Append('\n');
        }

        if (run.Verdict is { } verdict)
        {
            AppendTaps(text, verdict);
            if (verdict.FirstDiverging is { First: { } first } comparison)
            {
                text.Append($"\nThe cycles around the first difference, pass \"{comparison.Pass.Pass.Name}\" (is≠must):\n\n");
                text.Append(CycleTable.Of(run.Model.Design, comparison.Pass, verdict.Reference, first));
            }
        }

        return text.Append('\n').Append(Shape(run.Model.Design)).ToString();
    }

    private static void AppendTaps(StringBuilder text, LayerVerdict verdict)
    {
        TextTable table = new("pass", "tap", ">compared", ">differing");
        foreach (Comparison comparison in verdict.Comparisons)
        {
            foreach (TapSummary tap in comparison.Taps)
            {
                table.Add(comparison.Pass.Pass.Name, Divergence.Name(tap.Tap), $"{tap.Compared}", $"{tap.Differing}");
            }
        }

        text.Append('\n').Append(table);
    }

    private static string Shape(LayerDesign design) =>
        $"layer of {design.Grid.Inputs} inputs and {design.Grid.Outputs} outputs in {design.Grid.RowTiles} x {design.Grid.ColumnTiles} tiles, "
        + $"{design.Phases.Count} phases, {design.RowGroups} row groups, {design.Schedule.MuxPositions} mux positions, latency {design.Schedule.Latency}, interval {design.Schedule.Interval}\n";
}
