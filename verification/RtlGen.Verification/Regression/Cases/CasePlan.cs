// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.CoSimulation;
using RtlGen.Diagnostics;
using RtlGen.Regression.Spec;

namespace RtlGen.Regression.Cases;

/// <summary>A case that has its name and seed, and is drawn when it is run.</summary>
/// <param name="Id">Unique in the campaign.</param>
/// <param name="Group">Name of its group.</param>
/// <param name="Seed">All that is drawn for it comes from this.</param>
/// <param name="Flow">What is done with the layer.</param>
/// <param name="Engine">What runs it.</param>
/// <param name="Draw">Makes the case; null where the flow has nothing to do with what was drawn. May throw <see cref="BadInputException"/>.</param>
public sealed record PlannedCase(string Id, string Group, ulong Seed, string Flow, CaseEngine Engine, Func<RegressionCase?> Draw)
{
    /// <summary>False: its model counts no lines and toggles, also where the campaign wants to know them.</summary>
    public bool MeasuresCode { get; init; } = true;
}

/// <summary>Every case of a campaign, in the order of its file.</summary>
public static class CasePlan
{
    /// <summary>Lists the cases. Nothing but the specification and the seed decides: no case depends on another.</summary>
    /// <param name="spec">The campaign.</param>
    /// <param name="seed">Its seed.</param>
    /// <exception cref="BadInputException">A path or name of the specification leads nowhere.</exception>
    public static IReadOnlyList<PlannedCase> Of(CampaignSpec spec, ulong seed)
    {
        DiagnosticBag bag = new();
        List<PlannedCase> all = [];
        foreach (CaseGroup group in spec.Groups)
        {
            CaseSource source = new(spec, group, bag);
            int number = 0;
            foreach (CaseItem item in source.Items())
            {
                foreach (string flow in group.Flows)
                {
                    AddEngines(all, group, item, flow, number++, SeedOf(seed, group.Name, number));
                }
            }
        }

        bag.ThrowIfAny();
        return all;
    }

    private static void AddEngines(List<PlannedCase> all, CaseGroup group, CaseItem item, string flow, int number, ulong seed)
    {
        string suffix = group.Flows.Count > 1 ? $"/{flow}" : "";
        string id = $"{group.Name}/{item.Name}{suffix}";
        Add(id, item.Engine);
        bool isVectors = string.Equals(flow, RegressionCase.VectorFlow, StringComparison.Ordinal);
        if (isVectors && group.IcarusEvery > 0 && number % group.IcarusEvery == 0)
        {
            Add($"{id}@icarus", CaseEngine.Icarus);
        }

        if (isVectors && group.NetlistEvery > 0 && number % group.NetlistEvery == 0)
        {
            Add($"{id}@netlist", CaseEngine.Netlist);
        }

        void Add(string name, CaseEngine engine) => all.Add(new PlannedCase(
            name, group.Name, seed, flow, engine, () => item.Draw(seed, flow) is { } drawn ? drawn with { Id = name, Engine = engine } : null)
        {
            MeasuresCode = group.CodeEvery > 0 && number % group.CodeEvery == 0,
        });
    }

    /// <summary>The seed of a case: other groups, before or behind, do not change it.</summary>
    private static ulong SeedOf(ulong seed, string group, int number)
    {
        ulong hash = ulong.Parse(BuildCache.KeyOf([group])[..16], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return new SplitMix64(new SplitMix64(seed ^ hash).Next() + (ulong)number).Next();
    }
}

/// <summary>One item of a group's source.</summary>
/// <param name="Name">Unique in the group.</param>
/// <param name="Engine">What runs it.</param>
/// <param name="Draw">From a seed and a flow to a case; null where the flow does not apply.</param>
internal sealed record CaseItem(string Name, CaseEngine Engine, Func<ulong, string, RegressionCase?> Draw);
