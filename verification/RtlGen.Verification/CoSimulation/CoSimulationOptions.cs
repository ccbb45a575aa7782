// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;

namespace RtlGen.CoSimulation;

/// <summary>Which simulator runs the RTL.</summary>
public enum SimulationEngine
{
    /// <summary>Two states, compiled: fast. State that is never reset starts at random.</summary>
    Verilator,

    /// <summary>Four states, interpreted: finds what depends on x.</summary>
    Icarus,
}

/// <summary>One run of all vectors through the RTL, from reset.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Seed">Seed of the random start of every register and memory; at least 1.</param>
public sealed record SimulationPass(string Name, int Seed)
{
    /// <summary>Chance, in percent, that the next beat is held back for another cycle; 0..95.</summary>
    public int InputStallPercent { get; init; }

    /// <summary>Chance, in percent, of each cycle without m_tready; 0..95.</summary>
    public int OutputStallPercent { get; init; }

    /// <summary>Seed of the stalls.</summary>
    public int StallSeed { get; init; } = 1;

    /// <summary>A smaller batch is sent again and again until there are this many vectors.</summary>
    public int MinimumVectors { get; init; }

    /// <summary>True when the run's malformed packets are sent in this pass.</summary>
    public bool SendsMalformedPackets { get; init; }

    /// <summary>True when nothing stalls, so that cycles can be compared with the schedule.</summary>
    public bool IsUnstalled => InputStallPercent == 0 && OutputStallPercent == 0;

    /// <summary>Unstalled, both sides stalled, output heavily stalled: three random starts, whose results must be the same.</summary>
    public static IReadOnlyList<SimulationPass> Defaults { get; } =
    [
        new("unstalled", 1) { MinimumVectors = 24 },
        new("stalled", 2) { InputStallPercent = 30, OutputStallPercent = 30, StallSeed = 2, SendsMalformedPackets = true },
        new("output stalled", 3) { OutputStallPercent = 80, StallSeed = 3, SendsMalformedPackets = true },
    ];
}

/// <summary>A packet of wrong length, which must be dropped whole and raise an error.</summary>
/// <param name="BeforeVector">Index of the vector that it comes right before.</param>
/// <param name="ExtraBeats">Beats too many; negative: too few. A packet keeps at least one beat.</param>
public sealed record MalformedPacket(int BeforeVector, int ExtraBeats)
{
    /// <summary>One too long and one too short, where the batch has room between its vectors and a packet can be shorter.</summary>
    public static IReadOnlyList<MalformedPacket> Some(LayerDesign design, int vectors)
    {
        List<MalformedPacket> packets = [];
        if (vectors > 1)
        {
            packets.Add(new MalformedPacket(1, 1));
        }

        if (vectors > 2 && design.InputStream.Beats > 1)
        {
            packets.Add(new MalformedPacket(2, -1));
        }

        return packets;
    }
}

/// <summary>How to run the RTL.</summary>
public sealed record CoSimulationOptions
{
    public SimulationEngine Engine { get; init; } = SimulationEngine.Verilator;

    /// <summary>What Verilator's model is built for; waves are written by a <see cref="BuildProfile.Trace"/> model whatever it says.</summary>
    public BuildProfile Profile { get; init; }

    public IReadOnlyList<SimulationPass> Passes { get; init; } = SimulationPass.Defaults;

    public IReadOnlyList<MalformedPacket> MalformedPackets { get; init; } = [];

    /// <summary>
    /// Seed of the time that each conversion of external ADCs takes, from the shortest to the longest that is possible;
    /// null: each takes the longest.
    /// </summary>
    public ulong? ConversionSeed { get; init; }

    /// <summary>What the timing registers are set to before the first vector; null: they keep the configuration's values.</summary>
    public RuntimeTiming? Timing { get; init; }

    /// <summary>Where compiled models are kept; null: RTLGEN_CACHE, else XDG_CACHE_HOME/rtlgen, else ~/.cache/rtlgen.</summary>
    public string? CacheDirectory { get; init; }

    /// <summary>Where stimuli and records are written, and left behind; null: a temporary folder that is removed.</summary>
    public string? WorkDirectory { get; init; }

    /// <summary>File (FST, with Icarus VCD) for the waves of one vector; null: no waves.</summary>
    public string? Waves { get; init; }

    /// <summary>Vector whose cycles are dumped; null: the first that diverges, else 0.</summary>
    public int? WavesVector { get; init; }

    /// <summary>False: codes are neither recorded nor compared, which saves most of the time and memory of a large batch.</summary>
    public bool KeepCodes { get; init; } = true;

    /// <summary>Longest time of one external tool, the simulation included.</summary>
    public TimeSpan ToolTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Largest size of one pass's records in bytes.</summary>
    public long RecordLimit { get; init; } = 1L << 30;
}
