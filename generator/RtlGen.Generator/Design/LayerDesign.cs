// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.Diagnostics;

namespace RtlGen.Design;

/// <summary>The grid of tiles that holds one matrix (contract §3).</summary>
/// <param name="Inputs">K.</param>
/// <param name="Outputs">N.</param>
/// <param name="TileInputs">K_t.</param>
/// <param name="TileOutputs">N_t.</param>
public sealed record TileGrid(int Inputs, int Outputs, int TileInputs, int TileOutputs)
{
    /// <summary>I.</summary>
    public int RowTiles => (Inputs + TileInputs - 1) / TileInputs;

    /// <summary>J.</summary>
    public int ColumnTiles => (Outputs + TileOutputs - 1) / TileOutputs;

    /// <summary>Tiles of the layer.</summary>
    public int Count => RowTiles * ColumnTiles;

    /// <summary>Inputs used in row tile <paramref name="i"/>.</summary>
    public int InputsOf(int i) => Math.Min(TileInputs, Inputs - (i * TileInputs));

    /// <summary>Outputs used in column tile <paramref name="j"/>.</summary>
    public int OutputsOf(int j) => Math.Min(TileOutputs, Outputs - (j * TileOutputs));
}

/// <summary>
/// Everything that follows from a configuration: immutable, computed once, shared by the emission, the golden model,
/// the cycle model, the co-simulation and the documents.
/// </summary>
public sealed record LayerDesign
{
    public required RtlConfiguration Configuration { get; init; }

    public required TileGrid Grid { get; init; }

    /// <summary>The parts of an output in column order.</summary>
    public required IReadOnlyList<WeightPart> Parts { get; init; }

    /// <summary>The phases in their order in time.</summary>
    public required IReadOnlyList<InputPhase> Phases { get; init; }

    public required Placement Placement { get; init; }

    /// <summary>Row groups, the same in every tile.</summary>
    public required int RowGroups { get; init; }

    public required Arithmetic Arithmetic { get; init; }

    public required OutputFormat Output { get; init; }

    /// <summary>Input elements on the stream.</summary>
    public required StreamFormat InputStream { get; init; }

    /// <summary>Output elements on the stream.</summary>
    public required StreamFormat OutputStream { get; init; }

    public required Schedule Schedule { get; init; }

    public required IReadOnlyList<MacroPin> MacroPins { get; init; }

    public string Name => Configuration.Name;

    /// <summary>Activation steps of a vector.</summary>
    public int Steps => Phases.Count * RowGroups;

    /// <summary>Physical word lines that hold one input: 2 for bipolar weights, else 1.</summary>
    public int RowsPerInput => Configuration.Weights.Encoding == WeightEncoding.Bipolar ? 2 : 1;

    /// <summary>Physical bit lines of the macro, with the reference column.</summary>
    public int PhysicalColumns => Configuration.Crossbar.Columns + (Configuration.Weights.HasReferenceColumn ? 1 : 0);

    /// <summary>ADCs of a tile, with the reference column's.</summary>
    public int Adcs => Placement.Lanes + (Configuration.Weights.HasReferenceColumn ? 1 : 0);

    /// <summary>Conversions of a step in a full tile of the contract's codes file, with the reference column's at the end.</summary>
    public int ConversionsPerStep =>
        (Grid.OutputsOf(0) * Parts.Count) + (Configuration.Weights.HasReferenceColumn ? 1 : 0);

    /// <summary>True when the layer has registers behind a bus (control.md).</summary>
    public bool HasBus => Configuration.Interface.HasBus;

    /// <summary>True when the layer writes its cells itself, with verify (control.md §4).</summary>
    public bool HasProgramming => Configuration.Interface.HasProgramming;

    /// <summary>True when the macro is told which samples belong to no vector: those for verification and calibration.</summary>
    public bool HasVerify => MacroPins.Any(p => string.Equals(p.Name, "verify", StringComparison.Ordinal));

    /// <summary>Offsets of a tile with offset correction: one a conversion column, that of the reference column last (control.md §6).</summary>
    public int OffsetsPerTile => (Placement.Lanes * Placement.ColumnsPerAdc) + (Configuration.Weights.HasReferenceColumn ? 1 : 0);

    /// <summary>Every width of the hardware with its reason, for <c>explain</c> and the documents.</summary>
    public IReadOnlyList<Width> Widths => DesignWidths.Of(this);

    /// <summary>Derives the design.</summary>
    /// <param name="loaded">A valid configuration.</param>
    /// <param name="weightsShape">Shape of the weights where they are known; must agree with <c>layer</c>.</param>
    /// <param name="analogInPlay">True when cells, thresholds or noise make every code possible (contract §8). Offset correction does so by itself.</param>
    /// <exception cref="BadInputException">The configuration promises what the hardware cannot hold; all such errors at once.</exception>
    public static LayerDesign Derive(LoadedConfiguration loaded, LayerShape? weightsShape = null, bool analogInPlay = false) =>
        LayerDesigner.Derive(loaded, weightsShape, analogInPlay);
}
