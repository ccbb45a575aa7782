// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;

namespace RtlGen.Tensors;

/// <summary>The element types that this tool reads and writes, all little endian.</summary>
/// <param name="Bytes">Bytes of an element.</param>
/// <param name="Kind">NumPy's letter: b boolean, i signed, u unsigned, f float.</param>
internal sealed record NpyElement(int Bytes, char Kind)
{
    /// <summary>NumPy's spelling of the type.</summary>
    public string Descr => $"{(Bytes == 1 ? '|' : '<')}{Kind}{Bytes}";

    /// <summary>Null with a reason where <paramref name="descr"/> is no type that a tensor may have.</summary>
    public static NpyElement? Of(string descr, out string reason)
    {
        reason = $"elements of type '{descr}' are neither integers nor float32";
        if (descr.Length != 3)
        {
            return null;
        }

        NpyElement element = new(descr[2] - '0', descr[1]);
        switch (element.Kind, element.Bytes)
        {
            case ('b', 1) or ('i' or 'u', 1):
            case ('i' or 'u', 2 or 4 or 8) or ('f', 4) when descr[0] == '<':
                return element;
            case ('i' or 'u', 2 or 4 or 8) or ('f', 4):
                reason = $"elements of type '{descr}' are not little endian";
                return null;
            case ('f', 8):
                reason = "elements are float64, which no tensor of a layer takes";
                return null;
            default:
                return null;
        }
    }

    /// <summary>The smallest signed integer type that holds all values.</summary>
    public static NpyElement Smallest(ReadOnlySpan<long> values)
    {
        long min = 0;
        long max = 0;
        foreach (long value in values)
        {
            min = Math.Min(min, value);
            max = Math.Max(max, value);
        }

        int bytes = min >= sbyte.MinValue && max <= sbyte.MaxValue ? 1
            : min >= short.MinValue && max <= short.MaxValue ? 2
            : min >= int.MinValue && max <= int.MaxValue ? 4
            : 8;
        return new NpyElement(bytes, 'i');
    }

    /// <summary>Bit pattern of a float32, value of an integer; a uint64 above long's range comes out negative.</summary>
    public long Read(ReadOnlySpan<byte> bytes) => (Kind, Bytes) switch
    {
        ('i', 1) => (sbyte)bytes[0],
        ('i', 2) => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        ('i', 4) => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        (_, 1) => bytes[0],
        (_, 2) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        (_, 4) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        _ => BinaryPrimitives.ReadInt64LittleEndian(bytes),
    };

    /// <summary>The reason why a value that was read cannot be an element; null where it can.</summary>
    public string? Refuse(long value) => (Kind, Bytes) switch
    {
        ('b', _) when value is not (0 or 1) => $"is {value}, but a boolean is 0 or 1",
        ('u', 8) when value < 0 => $"is {unchecked((ulong)value)}, above the largest integer {long.MaxValue}",
        _ => null,
    };

    public void Write(Span<byte> bytes, long value)
    {
        Span<byte> all = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(all, value);
        all[..Bytes].CopyTo(bytes);
    }
}
