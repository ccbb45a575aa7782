// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.CoSimulation;
using RtlGen.CycleModel;
using RtlGen.Design;
using RtlGen.Scenarios;
using RtlGen.Tensors;

namespace RtlGen.Mutation;

/// <summary>Everything that is done with one design to see mutants: vectors, and every flow of the control plane that applies.</summary>
public static class DesignCases
{
    /// <summary>How much of a flow happens, in its own unit: more is seldom worth the time that survivors take.</summary>
    private const int Length = 4;

    /// <summary>Rows that are programmed: enough for more failures than the queue holds.</summary>
    private const int Rows = 16;

    /// <summary>Plans of programming are wide apart: one that bears with any level needs no pulse; and so are ADCs that are calibrated.</summary>
    private const int MorePlans = 2;

    /// <summary>Conversions that never end, each another one.</summary>
    private const int EndlessConversions = 3;

    /// <summary>The cases of a design.</summary>
    /// <param name="name">For reports; unique.</param>
    /// <param name="design">The layer.</param>
    /// <param name="parameters">Its tensors.</param>
    /// <param name="inputs">[batch, K], at least two.</param>
    /// <param name="seed">Of conversion times and flows.</param>
    /// <param name="flowSeeds">Times that each flow is drawn.</param>
    /// <param name="cancellationToken">Stops the golden model.</param>
    public static IEnumerable<IMutationCase> Of(
        string name, LayerDesign design, LayerParameters parameters, Tensor inputs, ulong seed, int flowSeeds, CancellationToken cancellationToken)
    {
        yield return new VectorCase(name, design, parameters, inputs);
        SplitMix64 random = new(seed);
        if (ConversionTimes.Vary(design))
        {
            yield return new VectorCase($"{name} (conversion times)", design, parameters, inputs, random.Next());
        }

        if (!design.HasBus)
        {
            yield break;
        }

        var layer = ControlledLayer.Of(design, parameters, inputs, cancellationToken);
        foreach (string flow in ControlScenarios.AppliesTo(design))
        {
            (int times, int length) = flow switch
            {
                ControlScenarios.Programming => (flowSeeds + MorePlans, Rows),
                ControlScenarios.Calibration => (flowSeeds + MorePlans, Length),
                ControlScenarios.Endless => (EndlessConversions, Length),
                _ => (flowSeeds, Length),
            };
            for (int i = 0; i < times; i++)
            {
                yield return CaseOf(Numbered($"{name} ({flow}", i), ControlScenarios.Draw(flow, layer, random.Next(), length, cancellationToken));
            }
        }
    }

    /// <summary>A scenario with its judge as a case. Each begins with other registers: what one start hides, another one shows.</summary>
    public static ScenarioCase CaseOf(string name, DrawnScenario drawn)
    {
        drawn.Scenario.ModelSeed = (uint)name.Aggregate(1, (seed, c) => ((seed * 31) + c) & 0xFFFF) + 1;
        return new ScenarioCase(
            name, drawn.Layer.Model, drawn.Layer.Inputs, drawn.Scenario, drawn.Check.Expectations, result => [.. drawn.Judge(result).Select(c => c.ToString())]);
    }

    private static string Numbered(string text, int index) => string.Create(CultureInfo.InvariantCulture, $"{text} {index + 1})");
}
