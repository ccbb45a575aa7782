// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.CoSimulation;
using RtlGen.Regression.Run;

namespace RtlGen.Tests.Campaigns;

/// <summary>Campaign cases on Verilog that was changed on purpose.</summary>
internal static class BrokenLane
{
    private const string Right = "assign sum      = negative_q ? shifted - addend : shifted + addend;";

    /// <summary>Every second step of the accumulators adds one too many.</summary>
    public static SimulationModel AddsOneTooMany(SimulationModel model) => Changed(model, Right, "assign sum      = (negative_q ? shifted - addend : shifted + addend) + {{(SUM_BITS-1){1'b0}}, shift_q[0]};");

    /// <summary>The lane with another line; the line must be there.</summary>
    public static SimulationModel Changed(SimulationModel model, string right, string wrong)
    {
        string lane = $"rtl/{model.Design.Name}_lane.v";
        string text = model.Sources.Single(s => string.Equals(s.Path, lane, StringComparison.Ordinal)).Content;
        Assert.That(text, Does.Contain(right), "the change must change something");
        return model with
        {
            Sources = [.. model.Sources.Select(s => string.Equals(s.Path, lane, StringComparison.Ordinal) ? s with { Content = text.Replace(right, wrong, StringComparison.Ordinal) } : s)],
        };
    }

    public static CaseRunnerOptions Options { get; } = new() { CacheDirectory = TestCache.Folder, CaseTimeout = TimeSpan.FromMinutes(5) };
}
