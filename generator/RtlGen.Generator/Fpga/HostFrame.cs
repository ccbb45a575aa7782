// SPDX-License-Identifier: Apache-2.0
using System.Text;
using RtlGen.Design;
using RtlGen.Tensors;

namespace RtlGen.Fpga;

/// <summary>The frames of the host bridge (<c>rtl/rtlgen_uart_bridge.v</c>): a head, the bytes of a packet, what makes their sum 0.</summary>
public static class HostFrame
{
    /// <summary>First byte of a frame to the layer.</summary>
    public const byte InputHead = 0xA5;

    /// <summary>First byte of an answer.</summary>
    public const byte OutputHead = 0x5A;

    /// <summary>The answer to a frame that was refused.</summary>
    public const byte Refused = 0x15;

    /// <summary>Bytes of a frame.</summary>
    public static int Length(StreamFormat format) => (format.Beats * format.BytesPerBeat) + 2;

    /// <summary>The frame of one vector.</summary>
    public static byte[] Of(byte head, StreamFormat format, ReadOnlySpan<long> values)
    {
        byte[] packet = format.Pack(values);
        byte sum = 0;
        foreach (byte value in packet)
        {
            unchecked
            {
                sum += value;
            }
        }

        return [head, .. packet, unchecked((byte)-sum)];
    }

    /// <summary>The frames of all vectors as the hexadecimal image that <c>$readmemh</c> reads, one byte a line.</summary>
    internal static string Image(byte head, StreamFormat format, Tensor vectors)
    {
        StringBuilder text = new();
        for (int vector = 0; vector < vectors.Shape[0]; vector++)
        {
            foreach (byte value in Of(head, format, vectors.Data.AsSpan(vector * format.Elements, format.Elements)))
            {
                text.Append(value.ToString("x2")).Append('\n');
            }
        }

        return text.ToString();
    }
}
