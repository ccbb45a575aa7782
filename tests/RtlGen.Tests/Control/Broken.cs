// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.CoSimulation;
using RtlGen.Emission;
using RtlGen.Scenarios;

namespace RtlGen.Tests.Control;

/// <summary>A layer whose Verilog was changed on purpose.</summary>
internal static class Broken
{
    public static ControlledLayer Of(ControlledLayer layer, string file, string right, string wrong) =>
        layer with { Model = Of(layer.Model, file, right, wrong) };

    public static SimulationModel Of(SimulationModel model, string file, string right, string wrong)
    {
        GeneratedFile original = model.Sources.Single(s => string.Equals(s.Path, file, StringComparison.Ordinal));
        Assert.That(original.Content, Does.Contain(right), "the change must change something");
        GeneratedFile changed = original with { Content = original.Content.Replace(right, wrong, StringComparison.Ordinal) };
        return model with { Sources = [.. model.Sources.Select(s => s == original ? changed : s)] };
    }
}
