// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Design;

/// <summary>How the elements of a vector lie in the beats of an AXI4-Stream packet (contract §10).</summary>
/// <param name="Elements">Elements of a vector.</param>
/// <param name="ValueBits">Bits of a value.</param>
/// <param name="IsSigned">Two's complement in the element, sign-extended.</param>
/// <param name="IsBipolar">1 stands for +1, 0 for −1.</param>
/// <param name="StreamBits">TDATA width.</param>
public sealed record StreamFormat(int Elements, int ValueBits, bool IsSigned, bool IsBipolar, int StreamBits)
{
    /// <summary>The smallest of 1, 2, 4, 8, 16, 32 bits that holds a value.</summary>
    public int ElementBits
    {
        get
        {
            int bits = 1;
            while (bits < ValueBits)
            {
                bits *= 2;
            }

            return bits;
        }
    }

    /// <summary>Beats of a packet.</summary>
    public int Beats => (int)((((long)Elements * ElementBits) + StreamBits - 1) / StreamBits);

    /// <summary>Bytes of one beat in a packed vector.</summary>
    public int BytesPerBeat => StreamBits / 8;

    /// <summary>The beats of a vector, little endian, <see cref="BytesPerBeat"/> bytes each.</summary>
    public byte[] Pack(ReadOnlySpan<long> values)
    {
        byte[] bytes = new byte[Beats * BytesPerBeat];
        for (int i = 0; i < values.Length; i++)
        {
            ulong element = IsBipolar ? (values[i] > 0 ? 1UL : 0UL) : unchecked((ulong)values[i]);
            for (int b = 0; b < ElementBits; b++)
            {
                if (((element >> b) & 1) != 0)
                {
                    long bit = ((long)i * ElementBits) + b;
                    bytes[bit >> 3] |= (byte)(1 << (int)(bit & 7));
                }
            }
        }

        return bytes;
    }

    /// <summary>
    /// The values of a packed vector. Bits of an element above <see cref="ValueBits"/> must be the extension of the
    /// value and the unused bits of the last beat zero; otherwise null, since such a packet breaks the contract.
    /// </summary>
    public long[]? Unpack(ReadOnlySpan<byte> bytes)
    {
        long[] values = new long[Elements];
        for (int i = 0; i < Elements; i++)
        {
            ulong element = 0;
            for (int b = 0; b < ElementBits; b++)
            {
                long bit = ((long)i * ElementBits) + b;
                element |= (ulong)((bytes[(int)(bit >> 3)] >> (int)(bit & 7)) & 1) << b;
            }

            long raw = unchecked((long)element);
            values[i] = IsBipolar ? (raw == 1 ? 1 : -1) : IsSigned ? SignExtend(raw, ElementBits) : raw;
            long low = IsBipolar ? 0 : IsSigned ? -(1L << (ValueBits - 1)) : 0;
            long high = IsBipolar ? 1 : (1L << (IsSigned ? ValueBits - 1 : ValueBits)) - 1;
            if (!IsBipolar && (values[i] < low || values[i] > high))
            {
                return null;
            }
        }

        for (long bit = (long)Elements * ElementBits; bit < (long)Beats * StreamBits; bit++)
        {
            if (((bytes[(int)(bit >> 3)] >> (int)(bit & 7)) & 1) != 0)
            {
                return null;
            }
        }

        return values;
    }

    private static long SignExtend(long value, int bits) => value << (64 - bits) >> (64 - bits);
}
