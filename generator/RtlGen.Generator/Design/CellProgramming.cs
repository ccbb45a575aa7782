// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Design;

/// <summary>How the cells of the behavioural crossbar answer to pulses, and what they hold before the first one (control.md §4).</summary>
public sealed record CellProgramming
{
    /// <summary>What every cell's gains and faults are drawn from, with its place.</summary>
    public ulong Seed { get; init; }

    /// <summary>Share of the cells that are stuck at the largest cell value, in 65536ths.</summary>
    public int StuckOn { get; init; }

    /// <summary>Share of the cells that are stuck at 0, in 65536ths.</summary>
    public int StuckOff { get; init; }

    /// <summary>
    /// True: the arrays start blank, whatever weights and given cells there are: 0 in every cell that is not stuck on.
    /// False: they start with their image, in which stuck cells only ignore pulses.
    /// </summary>
    public bool Blank { get; init; }
}
