// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Golden;

namespace RtlGen.CycleModel;

/// <summary>
/// How long every conversion takes: always the same, or, with a seed, what <c>rtl/sim/rtlgen_converter.v</c> draws for
/// external ADCs that say themselves when they are done.
/// </summary>
public sealed class ConversionTimes
{
    private readonly LayerDesign _design;
    private readonly AdcSerialLink? _link;
    private readonly ulong? _seeded;

    /// <summary>Every conversion takes the longest time.</summary>
    public ConversionTimes(LayerDesign design) => (_design, _link) = (design, AdcSerialLink.Of(design.Configuration.Adc));

    /// <summary>Times that are drawn, where the design's ADCs leave room for it.</summary>
    public ConversionTimes(LayerDesign design, ulong seed)
        : this(design) => _seeded = Vary(design) ? ReadNoise.Mix(seed) : null;

    /// <summary>True when the design's ADCs end their conversions themselves.</summary>
    public static bool Vary(LayerDesign design) =>
        design.Configuration.Adc is { Kind: AdcKind.External, Serial: null or { Ready: AdcReady.Busy } };

    /// <summary>Cycles of a conversion of a tile: all its ADCs start together, and the slowest one ends it.</summary>
    /// <param name="tile">Row tile * column tiles + column tile.</param>
    /// <param name="conversion">Counted from 0 at reset: one a vector, activation step and mux position.</param>
    public int Of(int tile, long conversion)
    {
        Schedule schedule = _design.Schedule;
        if (_seeded is not { } seeded)
        {
            return schedule.ConversionCycles;
        }

        int longest = _design.Configuration.Adc.ConversionCycles;
        int fewest = _link is null ? 1 : AdcSerialLink.ShortestBusy;
        ulong choices = (ulong)(longest - fewest + 1);
        ulong ofTile = ReadNoise.Mix(seeded ^ (ulong)tile);
        int slowest = Waited(tile % _design.Grid.ColumnTiles)
            .Max(adc => fewest + (int)(ReadNoise.Mix(ReadNoise.Mix(ofTile ^ (ulong)adc) ^ (ulong)conversion) % choices));
        return _link is null
            ? Math.Max(schedule.ShortestConversion, slowest)
            : schedule.ConversionCycles - longest + slowest;
    }

    /// <summary>The ADCs whose end is waited for: those of lanes in use and the reference column's; on chains all.</summary>
    private IEnumerable<int> Waited(int columnTile)
    {
        if (_link is not null)
        {
            return Enumerable.Range(0, _design.Adcs);
        }

        Placement placement = _design.Placement;
        int groups = (_design.Grid.OutputsOf(columnTile) + placement.OutputsPerLane - 1) / placement.OutputsPerLane;
        IEnumerable<int> lanes = Enumerable.Range(0, groups * placement.LanesPerOutput);
        return _design.Configuration.Weights.HasReferenceColumn ? lanes.Append(placement.Lanes) : lanes;
    }
}
