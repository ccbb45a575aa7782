// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using RtlGen.CoSimulation;

namespace RtlGen.Cli.Options;

/// <summary>The option <c>--engine</c>.</summary>
internal static class EngineOption
{
    public const string Golden = "golden";
    public const string Verilator = "verilator";
    public const string Icarus = "icarus";

    /// <summary>The first of the names is the default.</summary>
    public static Option<string> Create(params string[] names)
    {
        Option<string> option = new("--engine")
        {
            Description = $"What computes: {string.Join(" or ", names)}.",
            HelpName = string.Join('|', names),
            DefaultValueFactory = _ => names[0],
        };
        option.AcceptOnlyFromAmong(names);
        return option;
    }

    public static SimulationEngine Of(string name) =>
        name.Equals(Icarus, StringComparison.Ordinal) ? SimulationEngine.Icarus : SimulationEngine.Verilator;
}
