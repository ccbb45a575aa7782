// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using RtlGen.Design;

namespace RtlGen.CoSimulation;

/// <summary>How many bytes each tap takes in a record: what Verilator stores a port of its width in.</summary>
public sealed record PortBytes(int CodeValid, int Code, int Accumulator, int Y, int Flag, int Data)
{
    /// <summary>The sizes of a design's taps.</summary>
    public static PortBytes Of(LayerDesign design)
    {
        Schedule schedule = design.Schedule;
        int tiles = design.Grid.Count;
        return new PortBytes(
            Storage(tiles),
            Storage(tiles * design.Adcs * design.Configuration.Adc.Bits),
            Storage(schedule.Requantizers * design.Grid.RowTiles * design.Arithmetic.Accumulator.Bits),
            Storage(schedule.Requantizers * design.Arithmetic.Output.SignedBits()),
            Storage(schedule.Requantizers),
            design.OutputStream.BytesPerBeat);
    }

    /// <summary>Bytes of the storage of a port: 1, 2, 4, 8, and from 65 bits on whole words of 4.</summary>
    public static int Storage(int bits) => bits switch
    {
        <= 8 => 1,
        <= 16 => 2,
        <= 32 => 4,
        <= 64 => 8,
        _ => (bits + 31) / 32 * 4,
    };

    /// <summary>Up to 64 bits of a little-endian field.</summary>
    public static ulong Bits(ReadOnlySpan<byte> bytes, int position, int width)
    {
        ReadOnlySpan<byte> from = bytes[(position >> 3)..];
        int shift = position & 7;
        ulong value;
        if (from.Length >= 9)
        {
            value = BinaryPrimitives.ReadUInt64LittleEndian(from) >> shift;
            value |= shift == 0 ? 0 : (ulong)from[8] << (64 - shift);
        }
        else
        {
            value = 0;
            for (int i = from.Length - 1; i >= 0; i--)
            {
                value = (value << 8) | from[i];
            }

            value >>= shift;
        }

        return width == 64 ? value : value & ((1UL << width) - 1);
    }

    /// <summary>The same as a two's-complement number.</summary>
    public static long SignedBits(ReadOnlySpan<byte> bytes, int position, int width) =>
        unchecked((long)(Bits(bytes, position, width) << (64 - width))) >> (64 - width);
}
