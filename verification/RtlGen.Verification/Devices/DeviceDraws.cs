// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using RtlGen.Golden;

namespace RtlGen.Devices;

/// <summary>What a number is drawn for. The values are part of every seed's meaning and never change.</summary>
public enum DeviceDraw
{
    RelativeVariation = 1,
    AbsoluteVariation = 2,
    LogNormalVariation = 3,
    DriftExponent = 4,
    Stuck = 5,
    AdcOffset = 6,
    AdcGain = 7,
    AdcLinearity = 8,
}

/// <summary>One device: a cell by row and column of its tile, or one threshold (column) of an ADC (row).</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DevicePlace(int RowTile, int ColumnTile, int Row, int Column);

/// <summary>
/// Random numbers that depend on the seed, on what they are for and on the device's place, and on nothing else: switching
/// one effect on leaves the draws of the others alone, and the order of evaluation never matters.
/// </summary>
public sealed class DeviceDraws(ulong seed)
{
    private readonly ulong _seeded = ReadNoise.Mix(seed);

    /// <summary>64 random bits: the finaliser of SplitMix64, chained over purpose and place as in the contract's section 8.</summary>
    public ulong Bits(DeviceDraw purpose, DevicePlace place)
    {
        ulong h = ReadNoise.Mix(_seeded ^ (ulong)purpose);
        h = ReadNoise.Mix(h ^ (ulong)place.RowTile);
        h = ReadNoise.Mix(h ^ (ulong)place.ColumnTile);
        h = ReadNoise.Mix(h ^ (ulong)place.Row);
        return ReadNoise.Mix(h ^ (ulong)place.Column);
    }

    /// <summary>A standard normal deviate.</summary>
    public double Normal(DeviceDraw purpose, DevicePlace place) =>
        NormalDeviate.Of((int)(Bits(purpose, place) >> (64 - NormalDeviate.IndexBits)));

    /// <summary>Uniform in [0, 1), a multiple of 2^−53.</summary>
    public double Uniform(DeviceDraw purpose, DevicePlace place) =>
        Math.ScaleB(Bits(purpose, place) >> 11, -53);
}
