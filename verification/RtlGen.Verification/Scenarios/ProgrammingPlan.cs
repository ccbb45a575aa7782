// SPDX-License-Identifier: Apache-2.0
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Golden;

namespace RtlGen.Scenarios;

/// <summary>How a layer's cells are programmed in a <see cref="ProgrammingFlow"/>.</summary>
/// <param name="Cells">What the arrays start with and how they answer.</param>
/// <param name="Settings">The registers that programming reads.</param>
public sealed record ProgrammingPlan(CellProgramming Cells, ProgramSettings Settings)
{
    /// <summary>Rows that are programmed, of all in use; null: all, in their order.</summary>
    public int? Rows { get; init; }

    /// <summary>
    /// False: rows get the cells of the weights, and the first word of some alone before. True: now and then any levels, any word,
    /// failures that wait in their queue until there are more than it holds.
    /// </summary>
    public bool IsWild { get; init; }

    /// <summary>Of the stalls of the bus and of the choice of rows and words.</summary>
    public int Seed { get; init; }

    /// <summary>Any of them.</summary>
    /// <param name="seed">The same seed gives the same plan.</param>
    /// <param name="rows">Rows at most.</param>
    public static ProgrammingPlan Draw(ulong seed, int rows)
    {
        SplitMix64 random = new(seed);
        CellProgramming cells = new()
        {
            Seed = random.Next(),
            Blank = !random.OnceIn(3),
            StuckOn = random.OnceIn(2) ? 0 : random.Below(2000),
            StuckOff = random.OnceIn(2) ? 0 : random.Below(2000),
        };
        ProgramSettings settings = new()
        {
            Limit = 1 + random.Below(24),
            SetCycles = 1 + random.Below(4),
            ResetCycles = 1 + random.Below(4),
            Tolerance = random.OnceIn(2) ? 0 : random.Below(4),
        };
        if (random.OnceIn(6))
        {
            // Pulses that move any cell from one end to the other.
            settings = settings with { Limit = 1 + random.Below(3), SetCycles = 128 + random.Below(128), ResetCycles = 128 + random.Below(128) };
        }

        return new ProgrammingPlan(cells, settings) { Rows = rows, IsWild = true, Seed = random.Below(int.MaxValue) };
    }
}
