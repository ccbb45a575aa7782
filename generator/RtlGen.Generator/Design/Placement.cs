// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;

namespace RtlGen.Design;

/// <summary>Where the outputs of a tile live (contract §3, "Placement").</summary>
/// <param name="PartsPerOutput">Pc, conversion columns of one output.</param>
/// <param name="ColumnsPerConversion">w, physical columns of one conversion column.</param>
/// <param name="ColumnsPerAdc">Conversion columns that share one ADC.</param>
/// <param name="Lanes">ADCs of a tile, the reference column's not counted.</param>
/// <param name="LanesPerOutput">L, 1 unless an output needs more parts than a lane has mux positions.</param>
/// <param name="OutputsPerLane">q, outputs that one lane (or lane group) holds.</param>
public sealed record Placement(
    int PartsPerOutput, int ColumnsPerConversion, int ColumnsPerAdc, int Lanes, int LanesPerOutput, int OutputsPerLane)
{
    /// <summary>Lane groups of a full tile: lanes, or sets of L lanes that share one output.</summary>
    public int Groups => Lanes / LanesPerOutput;

    /// <summary>N_t, outputs of a full tile.</summary>
    public int Outputs => Groups * OutputsPerLane;

    /// <summary>Mux positions that one output occupies in a lane.</summary>
    public int PositionsPerOutput => Math.Min(PartsPerOutput, ColumnsPerAdc);

    /// <summary>Lane of part <paramref name="part"/> of output <paramref name="output"/> of a tile.</summary>
    public int LaneOf(int output, int part) =>
        LanesPerOutput == 1 ? output / OutputsPerLane : (output * LanesPerOutput) + (part / ColumnsPerAdc);

    /// <summary>Mux position of a part of an output of a tile.</summary>
    public int PositionOf(int output, int part) =>
        LanesPerOutput == 1
            ? (output % OutputsPerLane * PartsPerOutput) + part
            : part % ColumnsPerAdc;

    /// <summary>Conversion column number of a part of an output.</summary>
    public int ConversionColumnOf(int output, int part) =>
        (LaneOf(output, part) * ColumnsPerAdc) + PositionOf(output, part);

    /// <summary>First physical column of a part; an analog pair takes the next one too.</summary>
    public int PhysicalColumnOf(int output, int part) => ConversionColumnOf(output, part) * ColumnsPerConversion;

    /// <summary>Null when the crossbar has room for no lane or for no output.</summary>
    public static Placement? Of(RtlConfiguration configuration, int partsPerOutput)
    {
        int w = configuration.Weights.IsAnalogPair ? 2 : 1;
        int shared = configuration.Adc.ColumnsPerAdc;
        int lanes = configuration.Crossbar.Columns / (shared * w);
        Placement placement = partsPerOutput <= shared
            ? new Placement(partsPerOutput, w, shared, lanes, 1, shared / partsPerOutput)
            : new Placement(partsPerOutput, w, shared, lanes, (partsPerOutput + shared - 1) / shared, 1);
        return placement.Outputs == 0 ? null : placement;
    }
}
