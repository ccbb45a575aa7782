// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Synthesis;

/// <summary>One module mapped to one target.</summary>
/// <param name="Module">Which, with its parameters.</param>
/// <param name="Cells">Its cells; for a standard-cell library Yosys's own gates before they were mapped.</param>
/// <param name="Placed">On an iCE40, unless only cells were asked for.</param>
/// <param name="Gates">With a standard-cell library.</param>
public sealed record SynthesisResult(ElaboratedModule Module, CellCounts Cells, PlacedDesign? Placed, GateDesign? Gates);

/// <summary>Everything that was found out about one design.</summary>
/// <param name="Source">The design.</param>
/// <param name="Results">Module by module, target by target.</param>
public sealed record SynthesisReport(SynthesisSource Source, IReadOnlyList<SynthesisResult> Results);

/// <summary>What to synthesise, and how.</summary>
public sealed record SynthesisOptions
{
    /// <summary>Targets in the order of the report.</summary>
    public required IReadOnlyList<SynthesisTarget> Targets { get; init; }

    /// <summary>Liberty files, for the target of that name.</summary>
    public IReadOnlyList<string> Libraries { get; init; } = [];

    /// <summary>True: the modules of the library that the design is made of, each alone; false: the design as a whole.</summary>
    public bool ByBlock { get; init; }

    /// <summary>Names of modules, without the design's prefix, each alone; empty: as <see cref="ByBlock"/> says.</summary>
    public IReadOnlyList<string> Blocks { get; init; } = [];

    /// <summary>False: count the cells of an iCE40 and do not place them, which takes longest.</summary>
    public bool Place { get; init; } = true;

    /// <summary>Clock period in nanoseconds that slacks refer to.</summary>
    public decimal ClockPeriod { get; init; } = 4;

    /// <summary>Modules at a time.</summary>
    public int Jobs { get; init; } = 2;

    /// <summary>For one module on one target.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(20);
}
