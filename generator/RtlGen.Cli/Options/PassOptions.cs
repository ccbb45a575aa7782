// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using RtlGen.CoSimulation;

namespace RtlGen.Cli.Options;

/// <summary>How often, and how disturbed, the RTL of a co-simulation runs.</summary>
internal sealed class PassOptions
{
    private const int MostStall = 95;
    private readonly Option<int> _passes = new("--passes")
    {
        Description = "Runs from reset, each with other random starts; the first one is never stalled.",
        HelpName = "N",
        DefaultValueFactory = _ => SimulationPass.Defaults.Count,
    };

    private readonly Option<int?> _stall = new("--stall")
    {
        Description = "Chance in percent of a stalled cycle on both streams in every pass but the first.",
        HelpName = "PERCENT",
    };

    public void AddTo(Command command)
    {
        command.Add(_passes);
        command.Add(_stall);
    }

    /// <summary>The passes.</summary>
    /// <exception cref="UsageException">A number out of range.</exception>
    public IReadOnlyList<SimulationPass> Read(ParseResult parsed)
    {
        int count = parsed.GetValue(_passes);
        int? stall = parsed.GetValue(_stall);
        if (count is < 1 or > 1000)
        {
            throw new UsageException($"--passes is {count}, but 1 … 1000 are possible");
        }

        if (stall is < 0 or > MostStall)
        {
            throw new UsageException($"--stall is {stall} percent, but 0 … {MostStall} are possible");
        }

        return [.. Enumerable.Range(0, count).Select(i => Pass(i, stall))];
    }

    private static SimulationPass Pass(int index, int? stall)
    {
        IReadOnlyList<SimulationPass> defaults = SimulationPass.Defaults;
        if (index == 0)
        {
            return defaults[0];
        }

        SimulationPass pass = stall is int percent
            ? new SimulationPass($"stalled {percent} %", index + 1) { InputStallPercent = percent, OutputStallPercent = percent, SendsMalformedPackets = true }
            : defaults[1 + ((index - 1) % (defaults.Count - 1))];
        string name = index < defaults.Count && stall is null ? pass.Name : $"{pass.Name}, start {index + 1}";
        return pass with { Name = name, Seed = index + 1, StallSeed = index + 1 };
    }
}
