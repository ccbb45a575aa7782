// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.CoSimulation;
using RtlGen.Emission;

namespace RtlGen.Tests.Control;

/// <summary>A layer whose Verilog was changed on purpose.</summary>
internal static class Broken
{
    public static ControlLayer Of(ControlLayer layer, string file, string right, string wrong)
    {
        GeneratedFile original = layer.Model.Sources.Single(s => string.Equals(s.Path, file, StringComparison.Ordinal));
        Assert.That(original.Content, Does.Contain(right), "the change must change something");
        GeneratedFile changed = original with { Content = original.Content.Replace(right, wrong, StringComparison.Ordinal) };
        SimulationModel model = layer.Model with { Sources = [.. layer.Model.Sources.Select(s => s == original ? changed : s)] };
        return layer with { Model = model };
    }
}
