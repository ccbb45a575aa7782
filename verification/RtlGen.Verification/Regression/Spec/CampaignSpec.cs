// SPDX-License-Identifier: Apache-2.0
using RtlGen.CoSimulation;
using RtlGen.Regression.Drawing;

namespace RtlGen.Regression.Spec;

/// <summary>What a campaign runs, as its file says. Everything in it follows from the file and one seed.</summary>
public sealed record CampaignSpec
{
    public required string Name { get; init; }

    /// <summary>Folder from which the paths of the file count.</summary>
    public required string Folder { get; init; }

    /// <summary>The seed of the file; the command line may give another.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>No case is started after this time; null: all are.</summary>
    public TimeSpan? TimeBudget { get; init; }

    /// <summary>A case that takes longer has failed.</summary>
    public TimeSpan CaseTimeout { get; init; } = TimeSpan.FromMinutes(5);

    public CoverageGoals Coverage { get; init; } = new();

    public required IReadOnlyList<CaseGroup> Groups { get; init; }
}

/// <summary>What must have been reached at the end, in percent; null: not asked for.</summary>
public sealed record CoverageGoals
{
    /// <summary>Bins of functional coverage.</summary>
    public double? Functional { get; init; }

    /// <summary>Lines of <c>rtl/</c>.</summary>
    public double? Lines { get; init; }

    /// <summary>Toggles of <c>rtl/</c>.</summary>
    public double? Toggles { get; init; }

    /// <summary>True when models count the lines and toggles that they reach, which makes them slower to build and to run.</summary>
    public bool MeasuresCode => Lines is not null || Toggles is not null;
}

/// <summary>Where the configurations of a group come from.</summary>
public enum GroupSource
{
    /// <summary>Drawn at random within wishes.</summary>
    Drawn,

    /// <summary>Files of configurations; tensors are drawn.</summary>
    Configurations,

    /// <summary>Presets; tensors are drawn.</summary>
    Presets,

    /// <summary>Folders with a <c>network.yaml</c>: every layer with its own tensors.</summary>
    Models,

    /// <summary>Folders with a <c>config.yaml</c> and tensors.</summary>
    Folders,

    /// <summary>Files of cases that once failed.</summary>
    Cases,
}

/// <summary>Cases that are made alike.</summary>
public sealed record CaseGroup
{
    public required string Name { get; init; }

    public required GroupSource Source { get; init; }

    /// <summary>Of the sources but <see cref="GroupSource.Drawn"/>: paths (the last part may hold <c>*</c>) or names.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];

    /// <summary>Drawn: how many; otherwise times that each item is run, with other seeds.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Drawn: what may be drawn; its wishes, and of presets values that replace theirs.</summary>
    public DrawOptions Draw { get; init; } = new();

    /// <summary>Drawn: as many cases, <see cref="Count"/> times, as the crosses of encodings, ADC, accumulator and requantization need.</summary>
    public bool Crosses { get; init; }

    /// <summary>Of presets and configurations: keys that are given another value.</summary>
    public IReadOnlyDictionary<string, string> Replace { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public IReadOnlyList<string> Flows { get; init; } = [Cases.RegressionCase.VectorFlow];

    /// <summary>Vectors of a case; of a model: at most.</summary>
    public int Vectors { get; init; } = 32;

    /// <summary>Of flows other than vectors: how long they are.</summary>
    public int Length { get; init; } = 100;

    /// <summary>Stalls of the passes, taken in turn.</summary>
    public IReadOnlyList<StallProfile> Stalls { get; init; } = StallProfile.Standard;

    /// <summary>Passes, each from another random start.</summary>
    public int ResetSeeds { get; init; } = 3;

    /// <summary>Every so many cases one runs in four states too; 0: none.</summary>
    public int IcarusEvery { get; init; }

    /// <summary>Where the campaign measures code coverage: one of so many cases does, which takes it three times as long to build; 0: none.</summary>
    public int CodeEvery { get; init; } = 1;

    /// <summary>Every so many cases the netlist of one runs too; 0: none.</summary>
    public int NetlistEvery { get; init; }
}

/// <summary>How much a pass is held up.</summary>
/// <param name="Name">For people.</param>
/// <param name="Input">Chance, in percent, that the next beat is held back; 0..95.</param>
/// <param name="Output">Chance, in percent, of each cycle without m_tready; 0..95.</param>
public sealed record StallProfile(string Name, int Input, int Output)
{
    /// <summary>Those that a name alone asks for.</summary>
    public static IReadOnlyList<StallProfile> Known { get; } =
        [new("none", 0, 0), new("both", 30, 30), new("output", 0, 80), new("input", 80, 0), new("heavy", 70, 70), new("jammed", 5, 95)];

    /// <summary>None, both, output: those of <see cref="SimulationPass.Defaults"/>.</summary>
    public static IReadOnlyList<StallProfile> Standard { get; } = [.. Known.Take(3)];

    /// <summary>The pass number <paramref name="index"/> of a case.</summary>
    public SimulationPass Pass(int index, ulong seed)
    {
        bool stalls = Input > 0 || Output > 0;
        int random = (int)(new SplitMix64(seed + (ulong)index).Next() >> 34);
        return new SimulationPass($"{Name} {index + 1}", random + 1)
        {
            InputStallPercent = Input,
            OutputStallPercent = Output,
            StallSeed = random + 2,
            SendsMalformedPackets = stalls,
            // Cycles are compared over a run of vectors.
            MinimumVectors = stalls ? 0 : 24,
        };
    }
}
